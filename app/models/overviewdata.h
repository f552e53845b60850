// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/hubclient.h"

#include <QDate>
#include <QHash>
#include <QObject>
#include <QTimeZone>

#include <functional>

namespace sightglass::models {

/// What Overview is asked about: days in the project's zone, both ends in it.
struct Scope
{
    QString project;
    QTimeZone zone{"UTC"};
    QDate from;
    QDate to;
    QDate comparedFrom; ///< Invalid: no comparison.
    QDate comparedTo;
    QString interval = QStringLiteral("day");
    client::Filters filters;
    bool operator==(const Scope&) const = default;
};

/// The half-open range of time that whole days cover in a zone.
[[nodiscard]] client::Period periodOf(QDate from, QDate to, const QTimeZone& zone);
/// The period compared with. When the scope's last day is not over, it ends after the same elapsed part (spec metrics
/// §1 "match elapsed time").
[[nodiscard]] client::Period comparedPeriod(const Scope& scope, TimePoint now);

/// Overview's numbers: figures with comparison, one series for all of them, breakdowns by property. Asks the hub anew,
/// all in one request, when the scope changes, cancelling what is under way; old answers stay until the new ones are
/// here. GUI thread.
class OverviewData : public QObject
{
    Q_OBJECT

public:
    /// How many rows of a breakdown a panel shows.
    static constexpr int kShownRows = 8;

    explicit OverviewData(client::HubClient& client, QObject* parent = nullptr);

    /// In the order of the figure cards.
    [[nodiscard]] static QStringList metrics();

    void ask(const Scope& scope);
    /// Asks the same again.
    void askAgain();
    /// Chooses what a panel shows; asked at once when there is a scope.
    void setPanel(const QString& panel, const QString& property, const QString& metric);

    [[nodiscard]] const Scope& scope() const { return m_scope; }
    [[nodiscard]] const client::Figures& figures() const { return m_figures; }
    [[nodiscard]] const client::Series& series() const { return m_series; }
    [[nodiscard]] const client::Series& compared() const { return m_compared; }
    [[nodiscard]] client::Breakdown breakdown(const QString& panel) const { return m_panels.value(panel).answer; }
    [[nodiscard]] QString property(const QString& panel) const { return m_panels.value(panel).property; }
    [[nodiscard]] QString metric(const QString& panel) const { return m_panels.value(panel).metric; }
    [[nodiscard]] bool isLoading() const { return m_running > 0; }
    /// For the status bar: questions answered, their time, and what was read.
    [[nodiscard]] int answered() const { return m_answered; }
    [[nodiscard]] const client::QueryStats& cost() const { return m_cost; }

Q_SIGNALS:
    void loadingChanged(bool isLoading);
    void figuresChanged();
    void seriesChanged();
    void breakdownLoading(const QString& panel);
    void breakdownChanged(const QString& panel);
    void breakdownFailed(const QString& panel, const sightglass::Error& error);
    void failed(const sightglass::Error& error);
    void costChanged();

private:
    struct Panel
    {
        QString property;
        QString metric;
        client::Breakdown answer;
        int asked = 0; ///< How often; only the latest question's answer is shown.
    };
    /// A question and who takes its answer; gives what it cost.
    struct Asked
    {
        client::Question question;
        std::function<client::QueryStats(Expected<QJsonObject>)> take;
    };
    [[nodiscard]] client::Question question(const QString& kind) const;
    [[nodiscard]] Asked figuresQuestion();
    [[nodiscard]] Asked seriesQuestion();
    [[nodiscard]] Asked comparedQuestion();
    [[nodiscard]] Asked panelQuestion(const QString& panel);
    void send(const QList<Asked>& asked);
    void end(qsizetype answers, const client::QueryStats& stats);

    client::HubClient& m_client;
    Scope m_scope;
    QList<client::Pending> m_pending;
    client::Figures m_figures;
    client::Series m_series;
    client::Series m_compared;
    QHash<QString, Panel> m_panels;
    int m_running = 0; ///< Requests.
    int m_answered = 0;
    client::QueryStats m_cost;
};

} // namespace sightglass::models
