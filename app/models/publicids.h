// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/directory.h"
#include "core/error.h"

#include <QCoreApplication>

namespace sightglass::models {

/// One public id of a source: which member it is, what people call it, and how it reads. It can be set to the value
/// already in use elsewhere (spec drop-in-apis §1.1).
struct PublicId
{
    QString member;   ///< As API v2 names it: "umamiId".
    QString protocol; ///< Whose id it is: "umami".
    QString label;
    QString shape; ///< What it has to look like, one sentence.
    QString client::SourceInfo::*value = nullptr;
};

/// The ids a source has and what can be wrong with them. Pure functions.
class PublicIds
{
    Q_DECLARE_TR_FUNCTIONS(PublicIds)

public:
    /// In the order of the dialog; the write key first.
    [[nodiscard]] static QList<PublicId> all();
    /// Why the hub would not take it; "" when it would, or when it is empty and a new one is to be made. `member` is
    /// that of an id or "hosts".
    [[nodiscard]] static QString fault(const QString& member, const QString& text);
    /// The member an answer of the hub is about: "umamiId" of "/umamiId" and "/source/umamiId"; "" when about none.
    [[nodiscard]] static QString memberOf(const Error& error);
    /// What the hub said of a member, for people: somebody has it already, or how it has to look.
    [[nodiscard]] static QString answerText(const QString& member, const Error& error);
};

/// A list of hosts as people type it: separated by commas or blanks; addresses are cut to their host.
[[nodiscard]] QStringList hostsOf(const QString& text);

} // namespace sightglass::models
