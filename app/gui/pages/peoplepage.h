// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/pages/page.h"
#include "gui/window/session.h"

#include <QTimer>

namespace sightglass::gui {

class PeoplePanel;
class ReportBar;
class SearchField;

/// Everybody of the chosen days, last seen first, searchable by id (ui README §12 "People"). GUI thread; owned by the
/// window.
class PeopleListPage final : public Page
{
    Q_OBJECT

public:
    explicit PeopleListPage(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("People"); }
    [[nodiscard]] QString cost() const override;
    [[nodiscard]] models::CsvTable table() const override;
    void refresh() override { ask(); }
    [[nodiscard]] PeoplePanel& people() { return *m_people; }

private:
    void ask();

    Session& m_session;
    ReportBar* m_bar;
    SearchField* m_search;
    QTimer m_typed;
    PeoplePanel* m_people;
};

} // namespace sightglass::gui
