// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/glasswidget.h"

#include "gui/widgets/numberhelp.h"
#include "theme/painting.h"

#include <algorithm>
#include <cmath>

#include <QPainter>
#include <QPainterPath>

namespace sightglass::gui {

GlassWidget::GlassWidget(GlassShape shape, QWidget* parent)
    : ThemedButton(parent)
    , m_shape(shape)
{
    setMetric(this, QStringLiteral("intake"));
    setShape(shape);
}

void GlassWidget::setShape(GlassShape shape)
{
    m_shape = shape;
    while (m_samples.size() > static_cast<std::size_t>(capacity()))
        m_samples.pop_front();
    setSizePolicy(shape == GlassShape::Upright ? QSizePolicy::Fixed : QSizePolicy::Expanding, QSizePolicy::Fixed);
    describe();
    themeChanged();
}

int GlassWidget::capacity() const
{
    return m_shape == GlassShape::Large ? 120 : m_shape == GlassShape::Upright ? 22 : 60;
}

void GlassWidget::push(GlassSample sample)
{
    m_samples.push_back(sample);
    while (m_samples.size() > static_cast<std::size_t>(capacity()))
        m_samples.pop_front();
    describe();
    if (isVisible())
        update();
}

void GlassWidget::setSamples(const std::vector<GlassSample>& samples)
{
    const auto keep = std::min(samples.size(), static_cast<std::size_t>(capacity()));
    m_samples.assign(samples.end() - static_cast<std::ptrdiff_t>(keep), samples.end());
    describe();
    update();
}

void GlassWidget::setContact(bool contact)
{
    m_contact = contact;
    describe();
    update();
}

void GlassWidget::setCaption(const QString& caption)
{
    m_caption = caption;
    describe();
    update();
}

QString GlassWidget::spokenSummary() const
{
    if (!m_contact)
        return m_caption.isEmpty() ? tr("Flow: no contact") : m_caption;
    int accepted = 0;
    int refused = 0;
    for (const GlassSample& sample : m_samples) {
        accepted += sample.accepted;
        refused += sample.refused;
    }
    return tr("Flow: %1 taken in, %2 refused in the last %3 seconds").arg(accepted).arg(refused).arg(m_samples.size());
}

charts::ChartTable GlassWidget::spokenTable() const
{
    charts::ChartTable table{{tr("When"), tr("Taken in"), tr("Refused")}, {}};
    for (std::size_t i = 0; m_contact && i < m_samples.size(); ++i) {
        const auto ago = static_cast<int>(m_samples.size() - 1 - i);
        table.rows.push_back({ago == 0 ? tr("now") : tr("%n seconds ago", nullptr, ago),
                              charts::formatCount(m_samples[i].accepted), charts::formatCount(m_samples[i].refused)});
    }
    return table;
}

void GlassWidget::describe()
{
    numbersChanged();
    setAccessibleName(spokenSummary());
}

QSize GlassWidget::sizeHint() const
{
    switch (m_shape) {
    case GlassShape::Large: return {836, 64};
    case GlassShape::Upright: return {32, 96};
    case GlassShape::Sidebar: break;
    }
    return {176, 34};
}

QSize GlassWidget::minimumSizeHint() const
{
    return m_shape == GlassShape::Upright ? sizeHint() : QSize(90, sizeHint().height());
}

double GlassWidget::highest() const
{
    int most = 0;
    for (const GlassSample& sample : m_samples)
        most = std::max(most, sample.accepted);
    // A floor keeps a single event a minute from filling the tube.
    return std::max(4.0, most * 1.08);
}

void GlassWidget::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!m_contact)
        paintEmpty(painter);
    else if (m_shape == GlassShape::Upright)
        paintUpright(painter);
    else
        paintTube(painter);
    if (showsRing())
        theme::roundedBox(painter, rect(), m_shape == GlassShape::Large ? 14 : 9, QColor(), t().line.focus, 2);
}

void GlassWidget::paintEmpty(QPainter& painter) const
{
    const bool large = height() > 40;
    const qreal pad = large ? 14 : 8;
    theme::dashedBox(painter, rect(), large ? 14 : 9, large ? t().surface.sunken : QColor(), t().line.field);
    if (m_shape == GlassShape::Upright)
        return;
    const qreal base = height() - (large ? 14 : 6);
    theme::horizontalLine(painter, pad, width() - pad, base, t().line.lineStrong);
    if (!m_caption.isEmpty()) {
        theme::drawLine(painter, QRectF(pad, large ? 8 : 0, width() - 2 * pad, base - (large ? 8 : 0) - 4), m_caption,
                        t().font(theme::Role::Small), t().text.text3, Qt::AlignHCenter);
        theme::roundedBox(painter, QRectF(width() - pad - 7, base - 4, 5, 5), 1, t().accent.accent);
    }
}

void GlassWidget::paintTube(QPainter& painter) const
{
    const bool large = m_shape == GlassShape::Large;
    const qreal pad = large ? 14 : 8;
    const qreal base = height() - (large ? 9 : 6);
    const qreal top = large ? 11 : 7;
    const QColor ground = isHovered() ? t().surface.hover : t().surface.panel;
    theme::roundedBox(painter, rect(), large ? 14 : 9, ground, t().line.lineStrong);
    theme::horizontalLine(painter, pad, width() - pad, base, t().line.line);
    const double most = highest();
    const qreal step = (width() - 2 * pad) / capacity();
    const auto missing = capacity() - static_cast<int>(m_samples.size());
    painter.setPen(Qt::NoPen);
    for (std::size_t i = 0; i < m_samples.size(); ++i) {
        const int place = missing + static_cast<int>(i);
        const qreal x = pad + place * step;
        const qreal bar = m_samples[i].accepted == 0 ? 1.5 : std::max(2.0, m_samples[i].accepted / most * (base - top));
        painter.setBrush(theme::withAlpha(t().accent.accent, 0.32 + 0.68 * place / capacity()));
        const qreal round = std::min(1.0, step * 0.3);
        painter.drawRoundedRect(QRectF(x + step * 0.14, base - bar, step * 0.72, bar), round, round);
        if (m_samples[i].refused > 0) {
            painter.setBrush(t().mark.line);
            const qreal radius = large ? 3 : 1.8;
            painter.drawEllipse(QPointF(x + step / 2, std::max(top - 2, base - bar - (large ? 6 : 4))), radius, radius);
        }
    }
    // The reflection that makes it glass.
    painter.setPen(QPen(t().surface.window, large ? 2 : 1.5, Qt::SolidLine, Qt::RoundCap));
    const qreal shine = large ? 5.5 : 4;
    painter.drawLine(QPointF(pad + 2, shine), QPointF(width() * 0.42, shine));
}

void GlassWidget::paintUpright(QPainter& painter) const
{
    theme::roundedBox(painter, rect(), 9, isHovered() ? t().surface.hover : t().surface.panel, t().line.lineStrong);
    const double most = highest();
    const qreal step = (height() - 18.0) / capacity();
    const auto missing = capacity() - static_cast<int>(m_samples.size());
    painter.setPen(Qt::NoPen);
    for (std::size_t i = 0; i < m_samples.size(); ++i) {
        const int place = missing + static_cast<int>(i);
        const qreal bar = 1.5 + m_samples[i].accepted / most * (width() - 17);
        const QColor ink = m_samples[i].refused > 0
                               ? t().mark.line
                               : theme::withAlpha(t().accent.accent, 0.3 + 0.7 * place / capacity());
        painter.setBrush(ink);
        painter.drawRoundedRect(QRectF(7, 9 + place * step, bar, step * 0.66), 1, 1);
    }
}

} // namespace sightglass::gui
