// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QHash>
#include <QLocale>
#include <QStringList>

namespace sightglass::models {

inline constexpr int kDaysInWeek = 7;

/// The words that typed dates are made of, in one or more languages: lower case, without dots. A value; pure.
///
/// English is always understood; `ofWindow()` adds the language of the window, whose words are translations of the
/// English ones, and the names of months and weekdays of its locale.
class DateWords
{
    Q_DECLARE_TR_FUNCTIONS(DateWords)

public:
    enum class Word { To, From, Since, Last, This, Today, Yesterday, Day, Week, Month, Year, All, Filler };
    /// How days written as numbers with slashes are ordered.
    enum class Order { DayFirst, MonthFirst, YearFirst };

    [[nodiscard]] static DateWords english();
    /// English and the language of the installed translation, with names and order of the default locale.
    [[nodiscard]] static DateWords ofWindow();
    /// Names of months and weekdays as `locale` writes them, and its order.
    void addNames(const QLocale& locale);
    /// Words separated by "|".
    void addWords(Word word, const QString& words);

    [[nodiscard]] bool is(const QString& text, Word word) const { return m_words.value(word).contains(text); }
    /// 1–12; a name, its short form, or a beginning of at least three letters that fits only one. 0 for others.
    [[nodiscard]] int month(const QString& text) const { return numberOf(text, m_months); }
    /// 1 (Monday) – 7, in the same way.
    [[nodiscard]] int weekday(const QString& text) const { return numberOf(text, m_weekdays); }
    [[nodiscard]] Order order() const { return m_order; }

private:
    static int numberOf(const QString& text, const QHash<QString, int>& names);

    QHash<Word, QStringList> m_words;
    QHash<QString, int> m_months;
    QHash<QString, int> m_weekdays;
    Order m_order = Order::DayFirst;
};

} // namespace sightglass::models
