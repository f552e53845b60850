// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/themedwidget.h"

#include <QEvent>
#include <QFocusEvent>
#include <QKeyEvent>

namespace sightglass::gui {
namespace {

bool changesLook(const QEvent* event)
{
    return event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange ||
           event->type() == QEvent::EnabledChange;
}

} // namespace

ThemedWidget::ThemedWidget(QWidget* parent)
    : QWidget(parent)
{
}

void ThemedWidget::themeChanged()
{
    updateGeometry();
    update();
}

void ThemedWidget::changeEvent(QEvent* event)
{
    if (changesLook(event))
        themeChanged();
    QWidget::changeEvent(event);
}

ThemedButton::ThemedButton(QWidget* parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
}

void ThemedButton::themeChanged()
{
    updateGeometry();
    update();
}

void ThemedButton::changeEvent(QEvent* event)
{
    if (changesLook(event))
        themeChanged();
    QAbstractButton::changeEvent(event);
}

void ThemedButton::enterEvent(QEnterEvent* event)
{
    m_hovered = true;
    update();
    QAbstractButton::enterEvent(event);
}

void ThemedButton::leaveEvent(QEvent* event)
{
    m_hovered = false;
    update();
    QAbstractButton::leaveEvent(event);
}

void ThemedButton::focusInEvent(QFocusEvent* event)
{
    m_keyFocus = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
                 event->reason() == Qt::ShortcutFocusReason || event->reason() == Qt::OtherFocusReason;
    QAbstractButton::focusInEvent(event);
    update();
}

void ThemedButton::focusOutEvent(QFocusEvent* event)
{
    m_keyFocus = false;
    QAbstractButton::focusOutEvent(event);
    update();
}

void ThemedButton::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

} // namespace sightglass::gui
