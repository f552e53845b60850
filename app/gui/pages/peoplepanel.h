// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/question.h"
#include "gui/pages/answerstack.h"
#include "gui/widgets/panel.h"
#include "gui/window/session.h"
#include "models/peoplemodel.h"

class QTableView;

namespace sightglass::gui {

/// A list of people, page by page: Enter or a click opens what one of them did. GUI thread; owned by its page.
class PeoplePanel final : public Panel
{
    Q_OBJECT

public:
    PeoplePanel(Session& session, models::PeopleModel::Kind kind, QWidget* parent = nullptr);

    /// A question of the kind `people` or `funnel_people`. The first page; what was shown goes.
    void ask(const client::Question& question);
    /// Nobody, and why.
    void showNothing(const QString& title, const QString& text);
    /// What it says when the answer is empty.
    void setEmptyText(const QString& title, const QString& text);
    /// How many the caller counted: says how many of them nothing tells apart. 0 = the same.
    void setCounted(qint64 people) { m_counted = people; }
    [[nodiscard]] const models::PeopleModel& model() const { return m_model; }
    [[nodiscard]] qint64 total() const { return m_total; }
    [[nodiscard]] const client::QueryStats& cost() const { return m_cost; }
    [[nodiscard]] QTableView* view() const { return m_view; }

Q_SIGNALS:
    void answered();

private:
    void build();
    void askPage(const QString& cursor);
    void take(const client::PeoplePage& page);
    void showMeasure();
    void open(const QModelIndex& index);

    Session& m_session;
    models::PeopleModel m_model;
    QTableView* m_view;
    AnswerStack* m_stack;
    client::Question m_question;
    client::Pending m_pending;
    QString m_next;
    qint64 m_total = 0;
    qint64 m_counted = 0;
    client::QueryStats m_cost;
    QString m_emptyTitle;
    QString m_emptyText;
};

} // namespace sightglass::gui
