// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/pages/page.h"
#include "gui/window/session.h"

#include <optional>

class QBoxLayout;
class QStackedWidget;

namespace sightglass::gui {

class LiveHead;
class LiveInspector;
class LiveList;
class LiveSide;

/// Events as they are stored (ui README §12 "Live"): visitors now and the large glass, the list, and at the right (or
/// below it, when text is large) where they are, or the chosen event. GUI thread; owned by the window.
class LivePage final : public Page
{
    Q_OBJECT

public:
    explicit LivePage(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Live"); }
    [[nodiscard]] QString subtitle() const override { return tr("Events as they are stored, brass dots are refused"); }
    [[nodiscard]] QString cost() const override;
    [[nodiscard]] models::CsvTable table() const override;
    void refresh() override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void setupKeys();
    /// The right column goes below the list when text leaves no room beside it.
    void arrange();
    void inspect(int row);
    void showSide();
    void makeSourceFor(const client::Refusal& refusal);

    Session& m_session;
    LiveHead* m_head;
    LiveList* m_list;
    LiveSide* m_side;
    LiveInspector* m_inspector;
    QStackedWidget* m_right;
    QBoxLayout* m_row = nullptr;
    std::optional<bool> m_isBelow; ///< None before the first look.
    qint64 m_lastEventMs = 0;
};

} // namespace sightglass::gui
