// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/loadingplaceholder.h"

#include "gui/widgets/button.h"
#include "theme/painting.h"

#include <array>

#include <QPainter>
#include <QTimer>

namespace sightglass::gui {
namespace {

constexpr int kSilentMs = 150;
constexpr int kPatienceMs = 2000;
constexpr std::array kBars{1.0, 0.82, 0.58, 0.44, 0.36, 0.30};
constexpr std::array kWords{18, 62, 148, 70, 84, 120};

} // namespace

LoadingPlaceholder::LoadingPlaceholder(Shape shape, QWidget* parent)
    : ThemedWidget(parent)
    , m_shape(shape)
    , m_timer(new QTimer(this))
{
    auto* cancel = new Button(tr("Cancel"), ButtonKind::Plain, this);
    cancel->setControl(ControlSize::Small);
    cancel->hide();
    m_cancel = cancel;
    setAccessibleName(tr("Loading"));
    connect(cancel, &QPushButton::clicked, this, &LoadingPlaceholder::cancelRequested);
    connect(m_timer, &QTimer::timeout, this, &LoadingPlaceholder::tick);
}

QSize LoadingPlaceholder::sizeHint() const
{
    return {300, t().px(28) * 6};
}

void LoadingPlaceholder::skipWaiting()
{
    m_visible = true;
    update();
}

void LoadingPlaceholder::tick()
{
    m_elapsedMs += m_timer->interval();
    m_visible = true;
    m_timer->setInterval(1000);
    if (m_elapsedMs >= kPatienceMs)
        m_cancel->show();
    update();
}

void LoadingPlaceholder::showEvent(QShowEvent*)
{
    m_elapsedMs = 0;
    m_timer->start(kSilentMs);
}

void LoadingPlaceholder::hideEvent(QHideEvent*)
{
    m_timer->stop();
    m_visible = false;
    m_cancel->hide();
}

void LoadingPlaceholder::resizeEvent(QResizeEvent*)
{
    const QSize size = m_cancel->sizeHint();
    m_cancel->setGeometry(width() - size.width() - 14, height() - size.height() - 10, size.width(), size.height());
}

void LoadingPlaceholder::paintEvent(QPaintEvent*)
{
    if (!m_visible)
        return;
    QPainter painter(this);
    const qreal high = t().px(28);
    if (m_shape == Shape::Chart) {
        theme::roundedBox(painter, QRectF(14, 26, width() - 28, height() - 50), t().radius.chip, t().surface.hover);
    } else {
        for (std::size_t i = 0; i < kBars.size(); ++i) {
            const QRectF row(8, static_cast<qreal>(i) * high, width() - 16, high);
            theme::roundedBox(painter,
                              QRectF(row.left(), row.top() + 2, (row.width() - t().px(104)) * kBars[i], high - 4),
                              t().radius.cell, t().surface.hover);
            const qreal y = row.center().y() - 5;
            theme::roundedBox(painter, QRectF(row.left() + 6, y, kWords[i], 10), t().radius.cell, t().surface.pressed);
            theme::roundedBox(painter, QRectF(row.right() - t().px(90), y, 38, 10), t().radius.cell,
                              t().surface.pressed);
            theme::roundedBox(painter, QRectF(row.right() - 34, y, 28, 10), t().radius.cell, t().surface.pressed);
        }
    }
    if (m_elapsedMs >= kPatienceMs) {
        const QRectF line(14, height() - t().px(24) - 10, width() - m_cancel->width() - 36, t().px(24));
        theme::drawNumber(painter, line, tr("%1 s").arg(m_elapsedMs / 1000), t().font(theme::Role::Small),
                          t().text.text3);
    }
}

} // namespace sightglass::gui
