// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/figures.h"

#include <QCoreApplication>

namespace sightglass::models {

/// How metrics and property values read (names, units and definitions of spec metrics §3–5). Pure functions.
class MetricText
{
    Q_DECLARE_TR_FUNCTIONS(MetricText)

public:
    /// "Bounce rate"
    [[nodiscard]] static QString label(const QString& metric);
    /// One sentence on what the number means.
    [[nodiscard]] static QString definition(const QString& metric);
    [[nodiscard]] static bool isGoodWhenUp(const QString& metric);
    /// "112,386", "41.3%", "3m 12s", "€40,948"; "–" without a value.
    [[nodiscard]] static QString value(const QString& metric, const client::MetricValue& value);
    [[nodiscard]] static QString number(const QString& metric, double number);
    /// A value of a property as people know it: a country's name, "Direct / None".
    [[nodiscard]] static QString propertyValue(const QString& property, const std::optional<QString>& value);
    /// "Country"
    [[nodiscard]] static QString property(const QString& property);
    [[nodiscard]] static QString icon(const QString& property);
};

} // namespace sightglass::models
