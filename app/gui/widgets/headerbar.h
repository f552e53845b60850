// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/themedwidget.h"

class QAbstractButton;
class QHBoxLayout;
class QMenu;

namespace sightglass::gui {

class Button;
class IconButton;
class Label;
class LinkButton;
class SearchButton;

/// 48 px above every page: back, forward, title or "place / thing", page actions, search, help, more. GUI thread; owned
/// by the window.
class HeaderBar final : public ThemedWidget
{
    Q_OBJECT

public:
    explicit HeaderBar(QWidget* parent = nullptr);

    /// `place` is shown before the title as "place / title" and can be clicked; `subtitle` after it, quiet.
    void setTitle(const QString& title, const QString& subtitle = {}, const QString& place = {});
    void setCanGo(bool back, bool forward);
    /// Page actions between title and search; the bar takes ownership and removes the ones before.
    void setPageActions(const QList<QWidget*>& actions);
    /// Opened by the "more" button; not owned.
    void setMoreMenu(QMenu* menu);

Q_SIGNALS:
    void backRequested();
    void forwardRequested();
    void placeClicked();
    void searchRequested();
    void helpRequested();

protected:
    [[nodiscard]] QSize sizeHint() const override;
    void themeChanged() override;

private:
    IconButton* m_back;
    IconButton* m_forward;
    QAbstractButton* m_place;
    Label* m_slash;
    Label* m_title;
    Label* m_subtitle;
    QHBoxLayout* m_actions;
    SearchButton* m_search;
    IconButton* m_help;
    IconButton* m_more;
    QMenu* m_moreMenu = nullptr;
};

} // namespace sightglass::gui
