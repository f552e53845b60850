// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/exclusions.h"

#include <QCoreApplication>
#include <QList>
#include <QString>

namespace sightglass::models {

/// One kind of rule that keeps events out of the numbers, as people see it.
struct ExclusionKind
{
    QString member; ///< As API v2 names it: "addresses".
    QString label;
    QString hint; ///< What a rule looks like, one sentence.
};

/// Rules about exclusions as people type them: separated by commas. Pure functions.
class ExclusionRules
{
    Q_DECLARE_TR_FUNCTIONS(ExclusionRules)

public:
    /// In the order they are shown.
    [[nodiscard]] static QList<ExclusionKind> kinds();
    [[nodiscard]] static QString text(const domain::Exclusions& exclusions, const QString& member);
    /// Which rule the hub would not take; "" when it takes all.
    [[nodiscard]] static QString fault(const QString& member, const QString& text);
    /// The rules with those of one kind as typed; unchanged when one of them is faulty.
    [[nodiscard]] static domain::Exclusions with(const domain::Exclusions& exclusions, const QString& member,
                                                 const QString& text);
};

} // namespace sightglass::models
