// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/liverow.h"

#include <QCoreApplication>
#include <QTimeZone>

/// How one live row reads: words, icon and tone, for the list, the inspector and accessibility alike. Pure functions.
namespace sightglass::models {

/// Holds the translation context of the functions here.
class LiveText
{
    Q_DECLARE_TR_FUNCTIONS(LiveText)

public:
    [[nodiscard]] static QString title(const client::LiveRow& row);
    [[nodiscard]] static QString detail(const client::LiveRow& row);
    [[nodiscard]] static QString icon(const client::LiveRow& row);
    [[nodiscard]] static QString who(const client::LiveRow& row);
    [[nodiscard]] static QString place(const client::LiveRow& row);
    [[nodiscard]] static QString protocol(const QString& id);
    /// An amount in minor units as people write it, e.g. "€29.00".
    [[nodiscard]] static QString money(qint64 minor, const QString& currency);
    /// A refusal in plain words; the sender's own sentence where its reason is not known here.
    [[nodiscard]] static QString refusal(const client::Refusal& refusal);
    /// A warning's code in plain words.
    [[nodiscard]] static QString warning(const QString& code);
    /// "09:12:31.4"
    [[nodiscard]] static QString time(TimePoint at, const QTimeZone& zone);
};

/// Digits behind the decimal point of a currency (ISO 4217).
[[nodiscard]] int currencyDigits(const QString& currency);

} // namespace sightglass::models
