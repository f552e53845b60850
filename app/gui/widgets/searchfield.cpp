// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/searchfield.h"

#include "theme/icons.h"
#include "theme/painting.h"

#include <QAction>
#include <QKeyEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace sightglass::gui {

SearchButton::SearchButton(const QString& text, const QString& keys, QWidget* parent)
    : ThemedButton(parent)
    , m_keys(keys)
{
    setText(text);
    setAccessibleName(text);
    setCursor(Qt::IBeamCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize SearchButton::sizeHint() const
{
    return {t().px(248), t().px(28)};
}

void SearchButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRectF box = rect();
    theme::roundedBox(painter, box, t().radius.control, isHovered() ? t().surface.hover : t().surface.panel,
                      showsRing() ? t().line.focus : t().line.lineStrong, showsRing() ? 2 : 1);
    const qreal side = t().px(16);
    theme::paintIcon(painter, QRectF(8, box.center().y() - side / 2, side, side), u"search"_s, t().text.text3);
    const qreal cap = theme::drawKeyCap(painter, box.adjusted(0, 0, -6, 0), m_keys, t());
    theme::drawLine(painter, box.adjusted(15 + side, 0, -cap - 12, 0), text(), t().font(theme::Role::Small),
                    t().text.text3);
}

SearchField::SearchField(const QString& placeholder, QWidget* parent)
    : QLineEdit(parent)
{
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    setClearButtonEnabled(true);
    addAction(theme::icon(u"search"_s), QLineEdit::LeadingPosition);
}

void SearchField::setMostWidth(int pixels)
{
    m_mostWidth = pixels;
    setMaximumWidth(theme::tokens(this).px(pixels));
}

void SearchField::changeEvent(QEvent* event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_mostWidth > 0)
        setMaximumWidth(theme::tokens(this).px(m_mostWidth));
}

void SearchField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace sightglass::gui
