// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/daterange.h"
#include "gui/widgets/filterbar.h"
#include "gui/window/session.h"
#include "models/overviewdata.h"

#include <functional>

namespace sightglass::gui {

/// What a report is asked about and how it is chosen: filters, interval, comparison, range, with their keys (ui README
/// §8 "reports"). GUI thread; owned by its page, which puts bar() on top.
class ReportBar final : public QObject
{
    Q_OBJECT

public:
    explicit ReportBar(Session& session, QWidget* page);

    [[nodiscard]] FilterBar* bar() const { return m_bar; }
    [[nodiscard]] models::Scope scope() const;
    [[nodiscard]] const DateRange& range() const { return m_range; }
    [[nodiscard]] bool isCompared() const { return m_isCompared; }
    /// "28 days", for summaries.
    [[nodiscard]] QString span() const;

    void addFilter(const client::FilterTerm& term);
    void clearFilters();
    [[nodiscard]] const client::Filters& filters() const { return m_filters; }
    void choosePeriod(const QString& period);
    void setRange(const DateRange& range);
    void move(int direction);
    void toggleCompare();
    void nextInterval();
    void editFilter(int index);
    /// Hands the page the keys that all reports have: periods, dates, filters.
    using AddKey = std::function<void(const QString& keys, const QString& text, std::function<void()> act)>;
    void offerKeys(const AddKey& add);

Q_SIGNALS:
    void scopeChanged();

private:
    [[nodiscard]] QDate today() const;
    [[nodiscard]] QStringList intervals() const;
    void projectChanged();
    void show();
    void showChips();
    void openIntervalMenu();
    void openCompareMenu();
    void setInterval(const QString& interval);
    void changed();

    Session& m_session;
    FilterBar* m_bar;
    DateRange m_range;
    QString m_interval = QStringLiteral("day");
    bool m_isCompared = true;
    client::Filters m_filters;
    QString m_project;
};

/// "By day"
[[nodiscard]] QString intervalText(const QString& interval);
/// The days compared with: the same number of days just before.
[[nodiscard]] DateRange daysBefore(const DateRange& range);

} // namespace sightglass::gui
