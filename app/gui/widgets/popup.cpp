// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/popup.h"

#include "theme/painting.h"

#include <QPainter>
#include <QScreen>
#include <QVBoxLayout>

namespace sightglass::gui {

Popup::Popup(QWidget* parent)
    : ThemedWidget(parent)
    , m_body(new QWidget(this))
{
    setWindowFlags(Qt::Popup | Qt::FramelessWindowHint | Qt::NoDropShadowWindowHint);
    setAttribute(Qt::WA_TranslucentBackground);
    setAttribute(Qt::WA_DeleteOnClose);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(kMargin + 1, kMargin + 1, kMargin + 1, kMargin + 1);
    box->addWidget(m_body);
}

void Popup::openBelow(const QWidget* anchor, Qt::Alignment edge)
{
    adjustSize();
    const QPoint below = anchor->mapToGlobal(QPoint(0, anchor->height() + 4));
    QPoint at(edge.testFlag(Qt::AlignRight) ? below.x() + anchor->width() - width() + kMargin : below.x() - kMargin,
              below.y() - kMargin);
    if (const QScreen* screen = anchor->screen(); screen != nullptr) {
        const QRect room = screen->availableGeometry().adjusted(-kMargin + 4, -kMargin + 4, kMargin - 4, kMargin - 4);
        at.setX(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() - width())));
        at.setY(std::clamp(at.y(), room.top(), std::max(room.top(), room.bottom() - height())));
    }
    move(at);
    show();
}

void Popup::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRectF box = QRectF(rect()).adjusted(kMargin, kMargin, -kMargin, -kMargin);
    theme::drawShadow(painter, box, t().radius.popup, t().surface.shadow);
    theme::roundedBox(painter, box, t().radius.popup, t().surface.raised, t().line.lineStrong);
}

} // namespace sightglass::gui
