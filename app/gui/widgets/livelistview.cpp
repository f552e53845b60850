// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/livelistview.h"

#include "gui/widgets/livedelegate.h"
#include "gui/widgets/themedwidget.h"
#include "theme/painting.h"

#include <QKeyEvent>
#include <QPainter>

namespace sightglass::gui {

/// The head line of the columns. Owned by the view.
class LiveListView::Head final : public ThemedWidget
{
public:
    explicit Head(QWidget* parent)
        : ThemedWidget(parent)
    {
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), t().surface.panel);
        theme::horizontalLine(painter, 0, width(), 0, t().line.line);
        theme::horizontalLine(painter, 0, width(), height() - 1, t().line.line);
        // A scroll bar narrows the rows, and the words above them with it.
        const LiveColumns x =
            liveColumns(static_cast<LiveListView*>(parentWidget())->viewport()->width(), t().textScale);
        const QFont font = t().font(theme::Role::CaptionMedium);
        const auto say = [&](qreal from, qreal to, const QString& text) {
            if (to > from)
                theme::drawLine(painter, QRectF(from, 0, to - from, height()), text, font, t().text.text3);
        };
        say(x.time, x.icon, LiveListView::tr("Time"));
        say(x.what, x.who, LiveListView::tr("What"));
        say(x.who, x.source, LiveListView::tr("Who"));
        say(x.source, x.protocol, LiveListView::tr("Source"));
        say(x.protocol, x.right, LiveListView::tr("Sent as"));
    }
};

LiveListView::LiveListView(QWidget* parent)
    : QListView(parent)
    , m_head(new Head(this))
{
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setItemDelegate(new LiveDelegate(this));
    setAccessibleName(tr("Events as they are stored"));
    placeHead();
}

void LiveListView::placeHead()
{
    const int high = theme::tokens(this).px(26);
    setViewportMargins(0, high, 0, 0);
    m_head->setGeometry(0, 0, width(), high);
}

void LiveListView::resizeEvent(QResizeEvent* event)
{
    QListView::resizeEvent(event);
    m_head->setGeometry(0, 0, width(), theme::tokens(this).px(26));
}

void LiveListView::keyPressEvent(QKeyEvent* event)
{
    // Space pauses the page, J and K move as everywhere.
    if (event->key() == Qt::Key_Space) {
        event->ignore();
        return;
    }
    if (event->key() == Qt::Key_J || event->key() == Qt::Key_K) {
        QKeyEvent arrow(event->type(), event->key() == Qt::Key_J ? Qt::Key_Down : Qt::Key_Up, event->modifiers());
        QListView::keyPressEvent(&arrow);
        return;
    }
    QListView::keyPressEvent(event);
}

void LiveListView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::StyleChange)
        placeHead();
    QListView::changeEvent(event);
}

} // namespace sightglass::gui
