// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datewords.h"

#include <QDate>

namespace sightglass::models {

/// What somebody typed as dates: a span of whole days, both ends in it and none after today, or why it is none. Pure.
///
/// Understood: days ("9 Mar", "March 9th", "2026-03-09", "9.3.", "yesterday", "Monday"), months ("February",
/// "2026-02") and years, two of these with "to" or a dash between them, "since" with one, "last 10 days" (also weeks,
/// months, years), "last month", "this week", "all". A year that is not said is the latest that fits; the second end is
/// the first that fits after the first. Weeks begin on Monday (spec metrics §1).
struct TypedDates
{
    Q_DECLARE_TR_FUNCTIONS(TypedDates)

public:
    enum class Problem { None, Empty, NotUnderstood, NoSuchDay, Backwards, InFuture };

    QDate from;
    QDate to;
    Problem problem = Problem::None;
    QString word; ///< What was not understood.

    [[nodiscard]] bool isValid() const { return problem == Problem::None; }
    /// The problem in a sentence; "" for none.
    [[nodiscard]] QString problemText() const;
};

/// `today` in the project's zone; `firstDay` is where "all" begins. At most kMostTyped characters are read.
inline constexpr qsizetype kMostTyped = 100;
[[nodiscard]] TypedDates readDates(const QString& text, const QDate& today, const DateWords& words,
                                   const QDate& firstDay = {});

} // namespace sightglass::models
