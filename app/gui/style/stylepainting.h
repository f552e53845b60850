// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QStyle>
#include <QStyleOption>

class QPainter;
class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionHeader;
class QStyleOptionMenuItem;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QStyleOptionTab;
class QStyleOptionToolButton;
class QStyleOptionViewItem;

namespace sightglass::gui {

[[nodiscard]] inline bool is(const QStyleOption& option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

/// The parts SightglassStyle is made of, one function per control. They draw and nothing else. GUI thread.
struct StylePainter
{
    QPainter& painter;
    const theme::Tokens& tokens;
    const QWidget* widget;
    const QStyle* style;

    // buttons (stylebuttons.cpp)
    void pushButtonBevel(const QStyleOptionButton& option) const;
    void pushButtonLabel(const QStyleOptionButton& option) const;
    void toolButton(const QStyleOptionToolButton& option) const;
    void checkMark(const QStyleOption& option) const;
    void radioMark(const QStyleOption& option) const;

    // fields (stylefields.cpp)
    void fieldFrame(const QStyleOption& option, bool focused) const;
    void comboBox(const QStyleOptionComboBox& option) const;
    void comboLabel(const QStyleOptionComboBox& option) const;
    void spinBox(const QStyleOptionSpinBox& option) const;
    void scrollBar(const QStyleOptionSlider& option) const;
    void progress(const QStyleOption& option) const;

    // rows (stylerows.cpp)
    void menuItem(const QStyleOptionMenuItem& option) const;
    void menuPanel(const QStyleOption& option) const;
    void tab(const QStyleOptionTab& option) const;
    void headerSection(const QStyleOptionHeader& option) const;
    void headerLabel(const QStyleOptionHeader& option) const;
    void itemPanel(const QStyleOptionViewItem& option) const;
    void branch(const QStyleOption& option) const;
    void splitter(const QStyleOption& option) const;
    void tip(const QStyleOption& option) const;
};

} // namespace sightglass::gui
