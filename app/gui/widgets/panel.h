// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/themedwidget.h"

#include <vector>

class QVBoxLayout;

namespace sightglass::gui {

class LinkButton;
class TextTabs;

/// The box everything sits in: head of 40 with title or tabs and a measure at the right, body, optional footer link.
/// Children stay 1 px inside its line. GUI thread; owned by its parent.
class Panel : public ThemedWidget
{
    Q_OBJECT

public:
    explicit Panel(QWidget* parent = nullptr);

    /// A panel with neither title nor tabs has no head.
    void setTitle(const QString& title);
    void setTabs(const QStringList& tabs);
    [[nodiscard]] int currentTab() const;
    void setCurrentTab(int index);
    /// At the right of the head: "Visitors"; with `opens` it is a button with an arrow.
    void setMeasure(const QString& text, bool opens = false);
    [[nodiscard]] QWidget* measureButton() const;
    /// Replaces the body; the panel owns it. The one before is deleted.
    void setContent(QWidget* content);
    [[nodiscard]] QWidget* content() const { return m_content; }
    /// Empty hides the footer.
    void setFooter(const QString& text);
    /// 36 on Live's right column, else 40.
    void setHeadHeight(int pixels);

Q_SIGNALS:
    void tabChosen(int index);
    void measureClicked();
    void footerClicked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void themeChanged() override;

private:
    void updateHead();

    class Measure;
    QVBoxLayout* m_layout;
    QWidget* m_head;
    QWidget* m_title;
    TextTabs* m_tabs;
    Measure* m_measure;
    QWidget* m_content = nullptr;
    QWidget* m_footer;
    LinkButton* m_footerLink;
    int m_headHeight = 40;
};

} // namespace sightglass::gui
