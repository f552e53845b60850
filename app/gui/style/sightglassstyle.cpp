// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/style/sightglassstyle.h"

#include "gui/style/controlkinds.h"
#include "gui/style/stylepainting.h"
#include "theme/icons.h"
#include "theme/painting.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QSplitterHandle>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>

using namespace Qt::StringLiterals;

namespace sightglass::gui {
namespace {

int heightOf(ControlSize size, const theme::Tokens& t)
{
    return t.px(size == ControlSize::Small ? 24 : size == ControlSize::Large ? 36 : 28);
}

bool wantsHover(const QWidget* widget)
{
    return qobject_cast<const QAbstractButton*>(widget) != nullptr ||
           qobject_cast<const QComboBox*>(widget) != nullptr || qobject_cast<const QScrollBar*>(widget) != nullptr ||
           qobject_cast<const QTabBar*>(widget) != nullptr || qobject_cast<const QSplitterHandle*>(widget) != nullptr ||
           qobject_cast<const QHeaderView*>(widget) != nullptr;
}

} // namespace

SightglassStyle::SightglassStyle(theme::Tokens tokens)
    : QProxyStyle(u"Fusion"_s)
    , m_tokens(std::move(tokens))
{
    setObjectName("Sightglass"_L1);
}

QPalette SightglassStyle::standardPalette() const
{
    const theme::Tokens& t = m_tokens;
    QPalette p;
    const auto set = [&p](std::initializer_list<QPalette::ColorRole> roles, const QColor& color) {
        for (const QPalette::ColorRole role : roles)
            p.setColor(role, color);
    };
    set({QPalette::Window}, t.surface.window);
    set({QPalette::Base, QPalette::Button, QPalette::Light}, t.surface.panel);
    set({QPalette::AlternateBase}, t.surface.sunken);
    set({QPalette::Text, QPalette::WindowText, QPalette::ButtonText, QPalette::BrightText}, t.text.text);
    set({QPalette::PlaceholderText}, t.text.text3);
    set({QPalette::Mid}, t.line.line);
    set({QPalette::Midlight}, t.surface.hover);
    set({QPalette::Dark, QPalette::Shadow}, t.line.lineStrong);
    set({QPalette::Highlight, QPalette::Link, QPalette::LinkVisited}, t.accent.accent);
    set({QPalette::HighlightedText}, t.text.onAccent);
    set({QPalette::ToolTipBase}, t.surface.toast);
    set({QPalette::ToolTipText}, t.text.onToast);
    for (const QPalette::ColorRole role :
         {QPalette::Text, QPalette::WindowText, QPalette::ButtonText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, t.text.disabled);
    p.setColor(QPalette::Disabled, QPalette::Highlight, t.surface.pressed);
    return p;
}

void SightglassStyle::polish(QPalette& palette)
{
    palette = standardPalette();
}

void SightglassStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (wantsHover(widget))
        widget->setAttribute(Qt::WA_Hover);
    if (auto* view = qobject_cast<QAbstractItemView*>(widget)) {
        view->viewport()->setAttribute(Qt::WA_Hover);
        view->setMouseTracking(true);
    }
    if (auto* header = qobject_cast<QHeaderView*>(widget))
        header->setHighlightSections(false);
}

void SightglassStyle::unpolish(QWidget* widget)
{
    QProxyStyle::unpolish(widget);
}

void SightglassStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                    const QWidget* widget) const
{
    const StylePainter paint{*painter, m_tokens, widget, this};
    switch (element) {
    case PE_PanelButtonCommand:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option))
            paint.pushButtonBevel(*button);
        return;
    case PE_FrameLineEdit:
    case PE_PanelLineEdit: {
        const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        if (frame != nullptr && frame->lineWidth > 0)
            paint.fieldFrame(*option, option->state.testFlag(State_HasFocus));
        return;
    }
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck: return paint.checkMark(*option);
    case PE_IndicatorRadioButton: return paint.radioMark(*option);
    case PE_PanelMenu: return paint.menuPanel(*option);
    case PE_FrameMenu:
    case PE_FrameFocusRect:
    case PE_FrameTabBarBase:
    case PE_PanelStatusBar:
    case PE_FrameStatusBarItem:
    case PE_IndicatorTabClose:
    case PE_PanelScrollAreaCorner: return;
    case PE_Frame:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
            frame != nullptr && frame->lineWidth > 0)
            theme::roundedBox(*painter, option->rect, m_tokens.radius.control, QColor(), m_tokens.line.line);
        return;
    case PE_FrameGroupBox:
        theme::roundedBox(*painter, option->rect, m_tokens.radius.panel, m_tokens.surface.panel, m_tokens.line.line);
        return;
    case PE_PanelItemViewRow:
    case PE_PanelItemViewItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option))
            paint.itemPanel(*item);
        return;
    case PE_IndicatorBranch: return paint.branch(*option);
    case PE_PanelTipLabel: return paint.tip(*option);
    case PE_IndicatorItemViewItemDrop:
        theme::horizontalLine(*painter, option->rect.left(), option->rect.right(), option->rect.top(),
                              m_tokens.accent.accent);
        return;
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void SightglassStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                                  const QWidget* widget) const
{
    const StylePainter paint{*painter, m_tokens, widget, this};
    switch (element) {
    case CE_PushButtonBevel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option))
            paint.pushButtonBevel(*button);
        return;
    case CE_PushButtonLabel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option))
            paint.pushButtonLabel(*button);
        return;
    case CE_ComboBoxLabel:
        if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option))
            paint.comboLabel(*combo);
        return;
    case CE_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option))
            paint.menuItem(*item);
        return;
    case CE_MenuEmptyArea:
    case CE_TabBarTabShape: return;
    case CE_TabBarTabLabel:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option))
            paint.tab(*tab);
        return;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option))
            paint.headerSection(*header);
        else
            painter->fillRect(option->rect, m_tokens.surface.panel);
        return;
    case CE_HeaderLabel:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option))
            paint.headerLabel(*header);
        return;
    case CE_Splitter: return paint.splitter(*option);
    case CE_ProgressBarGroove:
    case CE_ProgressBarLabel: return;
    case CE_ProgressBarContents: return paint.progress(*option);
    case CE_ItemViewItem: {
        const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option);
        if (item == nullptr)
            break;
        QStyleOptionViewItem copy(*item);
        // Chosen rows keep their text; the ground says that they are chosen.
        copy.palette.setColor(QPalette::HighlightedText, m_tokens.text.text);
        QProxyStyle::drawControl(element, &copy, painter, widget);
        return;
    }
    default: break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void SightglassStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                         const QWidget* widget) const
{
    const StylePainter paint{*painter, m_tokens, widget, this};
    switch (control) {
    case CC_ComboBox:
        if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option))
            return paint.comboBox(*combo);
        break;
    case CC_SpinBox:
        if (const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option))
            return paint.spinBox(*spin);
        break;
    case CC_ScrollBar:
        if (const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option))
            return paint.scrollBar(*slider);
        break;
    case CC_ToolButton:
        if (const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option))
            return paint.toolButton(*button);
        break;
    default: break;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect SightglassStyle::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    switch (element) {
    case SE_LineEditContents: return option->rect.adjusted(m_tokens.px(7), 0, -m_tokens.px(7), 0);
    case SE_PushButtonFocusRect:
    case SE_PushButtonContents: return option->rect;
    default: return QProxyStyle::subElementRect(element, option, widget);
    }
}

QRect SightglassStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                                      const QWidget* widget) const
{
    const auto* slider = control == CC_ScrollBar ? qstyleoption_cast<const QStyleOptionSlider*>(option) : nullptr;
    if (slider != nullptr) {
        const bool upright = slider->orientation == Qt::Vertical;
        const int length = upright ? slider->rect.height() : slider->rect.width();
        const int range = slider->maximum - slider->minimum;
        const int wanted =
            range > 0 ? static_cast<int>(qint64(slider->pageStep) * length / (range + slider->pageStep)) : length;
        const int thumb = std::clamp(wanted, std::min(24, length), length);
        const int start = sliderPositionFromValue(slider->minimum, slider->maximum, slider->sliderPosition,
                                                  length - thumb, slider->upsideDown);
        const auto along = [&](int from, int size) {
            return upright ? QRect(0, from, slider->rect.width(), size) : QRect(from, 0, size, slider->rect.height());
        };
        switch (part) {
        case SC_ScrollBarAddLine:
        case SC_ScrollBarSubLine: return {};
        case SC_ScrollBarGroove: return slider->rect;
        case SC_ScrollBarSubPage: return visualRect(slider->direction, slider->rect, along(0, start));
        case SC_ScrollBarAddPage:
            return visualRect(slider->direction, slider->rect, along(start + thumb, length - start - thumb));
        case SC_ScrollBarSlider: return visualRect(slider->direction, slider->rect, along(start, thumb));
        default: break;
        }
    }
    if (control == CC_SpinBox && (part == SC_SpinBoxUp || part == SC_SpinBoxDown || part == SC_SpinBoxEditField)) {
        const int arrows = m_tokens.px(22);
        const QRect inside = option->rect.adjusted(1, 1, -1, -1);
        QRect out = inside.adjusted(0, 0, -arrows, 0);
        if (part != SC_SpinBoxEditField)
            out = QRect(inside.right() + 1 - arrows, part == SC_SpinBoxUp ? inside.top() : inside.center().y() + 1,
                        arrows, inside.height() / 2);
        return visualRect(option->direction, option->rect, out);
    }
    if (control == CC_ComboBox && part == SC_ComboBoxEditField)
        return visualRect(option->direction, option->rect, option->rect.adjusted(2, 2, -m_tokens.px(28), -2));
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QSize SightglassStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                        const QWidget* widget) const
{
    const theme::Tokens& t = m_tokens;
    switch (type) {
    case CT_PushButton: {
        const ControlSize control = controlSize(widget);
        const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        const int side = control == ControlSize::Small ? 9 : control == ControlSize::Large ? 18 : 12;
        const QFont font = t.font(control == ControlSize::Small ? theme::Role::SmallMedium : theme::Role::Label);
        qreal width = 2 * side;
        if (button != nullptr) {
            QString text = button->text;
            text.remove(u'&');
            width += text.isEmpty() ? 0 : std::ceil(QFontMetricsF(font).horizontalAdvance(text)) + 1;
            width += button->icon.isNull() ? 0 : t.px(16) + (text.isEmpty() ? 0 : 3);
            width += button->features.testFlag(QStyleOptionButton::HasMenu) ? t.px(18) : 0;
        }
        if (const QString keys = keyHint(widget); !keys.isEmpty())
            width += theme::keyCapWidth(keys, t) + 3;
        return {qRound(width), heightOf(control, t)};
    }
    case CT_ToolButton: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
        const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option);
        const bool iconOnly =
            button != nullptr && (button->toolButtonStyle == Qt::ToolButtonIconOnly || button->text.isEmpty());
        return {iconOnly ? t.px(28) : std::max(base.width(), t.px(28)), t.px(28)};
    }
    case CT_LineEdit: return {std::max(size.width() + 20, t.px(80)), heightOf(controlSize(widget), t)};
    case CT_SpinBox: // The field inside keeps more room at its sides than Fusion's.
        return {QProxyStyle::sizeFromContents(type, option, size, widget).width() + 16,
                heightOf(controlSize(widget), t)};
    case CT_ComboBox: {
        // The field of an editable one is cut short of the arrow and keeps room at its sides.
        const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
        const int beside = combo != nullptr && combo->editable ? t.px(28) + 28 : t.px(16) + 30;
        return {size.width() + beside, heightOf(controlSize(widget), t)};
    }
    case CT_MenuItem: {
        const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
        if (item == nullptr)
            break;
        if (item->menuItemType == QStyleOptionMenuItem::Separator)
            return {t.px(40), 11};
        const QStringList parts = item->text.split(u'\t');
        qreal width = QFontMetricsF(t.font(theme::Role::Body)).horizontalAdvance(parts.first()) + 30;
        width += parts.size() > 1 ? theme::keyCapWidth(parts.at(1), t) + 24 : 0;
        width += t.px(16) + 9 + (item->menuItemType == QStyleOptionMenuItem::SubMenu ? t.px(16) : 0);
        return {std::max(qRound(width), t.px(180)), t.px(28)};
    }
    case CT_TabBarTab: {
        const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option);
        // Chosen tabs are bolder; all take the bold width so that nothing jumps.
        const qreal width =
            tab != nullptr ? QFontMetricsF(t.font(theme::Role::Strong)).horizontalAdvance(tab->text) : 40;
        return {qRound(width) + 15, t.px(40)};
    }
    case CT_HeaderSection: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {base.width() + 8, t.px(28)};
    }
    case CT_ItemViewItem: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {base.width() + 12, std::max(base.height(), t.px(28))};
    }
    case CT_ProgressBar: return {size.width(), 8};
    default: break;
    }
    return QProxyStyle::sizeFromContents(type, option, size, widget);
}

int SightglassStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize: return m_tokens.px(16);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing: return 7;
    case PM_ScrollBarExtent: return 12;
    case PM_ScrollBarSliderMin: return 24;
    case PM_SplitterWidth: return 7;
    case PM_MenuPanelWidth:
    case PM_ToolBarFrameWidth:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarBaseOverlap: return 0;
    case PM_MenuVMargin: return 5;
    case PM_MenuHMargin: return 0;
    case PM_TabBarTabOverlap: return 0;
    case PM_DefaultFrameWidth: return 1;
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin: return 6;
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin: return 12;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing: return 8;
    case PM_HeaderMargin: return 8;
    case PM_HeaderDefaultSectionSizeVertical: return m_tokens.px(32); // rows of tables (ui README §6)
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int SightglassStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                               QStyleHintReturn* data) const
{
    switch (hint) {
    case SH_ItemView_ShowDecorationSelected:
    case SH_ScrollBar_Transient: return hint == SH_ItemView_ShowDecorationSelected ? 1 : 0;
    case SH_Menu_MouseTracking:
    case SH_ComboBox_ListMouseTracking:
    case SH_MenuBar_MouseTracking:
    case SH_ItemView_MovementWithoutUpdatingSelection: return 1;
    case SH_ComboBox_Popup:
    case SH_EtchDisabledText:
    case SH_UnderlineShortcut:
    case SH_ToolTipLabel_Opacity: return hint == SH_ToolTipLabel_Opacity ? 255 : 0;
    case SH_ScrollBar_LeftClickAbsolutePosition: return 0;
    case SH_TabBar_ElideMode: return Qt::ElideNone;
    case SH_Widget_Animation_Duration: return m_tokens.motion.quick;
    case SH_ScrollView_FrameOnlyAroundContents: return 0;
    default: return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QIcon SightglassStyle::standardIcon(StandardPixmap pixmap, const QStyleOption* option, const QWidget* widget) const
{
    switch (pixmap) {
    case SP_LineEditClearButton:
    case SP_DialogCloseButton:
    case SP_TitleBarCloseButton: return theme::icon(u"close"_s);
    case SP_MessageBoxWarning: return theme::icon(u"warning"_s);
    case SP_MessageBoxInformation: return theme::icon(u"info"_s);
    case SP_MessageBoxCritical: return theme::icon(u"error"_s);
    default: return QProxyStyle::standardIcon(pixmap, option, widget);
    }
}

} // namespace sightglass::gui
