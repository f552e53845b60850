// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/pages/page.h"
#include "gui/window/session.h"
#include "models/timelinemodel.h"

class QListView;

namespace sightglass::gui {

class AnswerStack;
class Panel;
class PersonFacts;

/// One person (ui README §12 "Person"): who, figures, what is known, ids, and everything they did in one timeline,
/// oldest first, page by page. GUI thread; owned by the window.
class PersonPage final : public Page
{
    Q_OBJECT

public:
    explicit PersonPage(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString place() const override { return tr("People"); }
    [[nodiscard]] QString sidebarPlace() const override { return QStringLiteral("people"); }
    [[nodiscard]] QString cost() const override;
    [[nodiscard]] models::CsvTable table() const override { return m_timeline.table(); }
    /// The id of a list.
    void setDetail(const QString& detail) override;
    void refresh() override;
    [[nodiscard]] const models::TimelineModel& timeline() const { return m_timeline; }

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();
    void ask();
    void askTimeline(const QString& cursor);
    void takePerson(const client::Person& person);
    void takeTimeline(const client::TimelinePage& page);

    Session& m_session;
    QString m_id;
    QString m_project; ///< Whose the person is.
    QString m_name;
    models::TimelineModel m_timeline;
    PersonFacts* m_facts;
    Panel* m_panel;
    QListView* m_view;
    AnswerStack* m_stack;
    QString m_next;
    client::Pending m_personPending;
    client::Pending m_timelinePending;
};

} // namespace sightglass::gui
