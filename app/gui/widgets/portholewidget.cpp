// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/portholewidget.h"

#include <cmath>
#include <numbers>

#include <QPainter>
#include <QPainterPath>
#include <QVariantAnimation>

namespace sightglass::gui {
namespace {

// The porthole is a picture of brass and water, the same in both themes, as the application's icon is; its colours are
// its own.
namespace paint {
const QRgb kBrassLight = 0xFFF0D9A4, kBrass = 0xFFCFA052, kBrassDark = 0xFF9A6E2A, kBrassLine = 0x597A5520,
           kRim = 0xFF7A5824;
const QRgb kBolt = 0xFF8A6226, kBoltTop = 0xFFB98A3E;
const QRgb kWaterTop = 0xFF2A9AA0, kWaterDeep = 0xFF0A555D, kWave = 0x8C7CC3C6, kFoam = 0xFFE4F7F6,
           kBubble = 0x99BFE9E7;
const QRgb kGlassTop = 0xFFFCFEFE, kGlassLow = 0xFFDCEBEA, kShine = 0xFFFFFFFF, kTick = 0xFF93ABA8,
           kTickWet = 0xFFA9DBD9;
const QRgb kPipe = 0xFFB9C6C3, kPipeDark = 0xFF56706F, kFlange = 0xFF9FB0AC, kFlangeDark = 0xFF3F5655;
} // namespace paint

QColor color(QRgb value)
{
    return QColor::fromRgba(value);
}

constexpr QPointF kCenter(162, 150);
constexpr qreal kGlass = 104;

QPainterPath surface(qreal y, qreal height)
{
    QPainterPath path(QPointF(-30, y));
    for (int x = -30; x <= 330; x += 3)
        path.lineTo(x, y + height * std::sin(x / 26.0) + height * 0.5 * std::sin(x / 11.0 + 1));
    return path;
}

QPainterPath filled(QPainterPath path)
{
    path.lineTo(330, 300);
    path.lineTo(-30, 300);
    path.closeSubpath();
    return path;
}

void paintPipe(QPainter& p, bool dark)
{
    p.setPen(Qt::NoPen);
    p.setBrush(color(dark ? paint::kPipeDark : paint::kPipe));
    p.drawRect(QRectF(0, 118, 28, 64));
    p.drawRect(QRectF(296, 118, 28, 64));
    p.setBrush(color(dark ? paint::kFlangeDark : paint::kFlange));
    p.drawRoundedRect(QRectF(22, 106, 14, 88), 4, 4);
    p.drawRoundedRect(QRectF(288, 106, 14, 88), 4, 4);
}

void paintBrass(QPainter& p)
{
    QLinearGradient brass(60, 30, 260, 270);
    brass.setColorAt(0, color(paint::kBrassLight));
    brass.setColorAt(0.5, color(paint::kBrass));
    brass.setColorAt(1, color(paint::kBrassDark));
    p.setBrush(brass);
    p.drawEllipse(kCenter, 134, 134);
    p.setBrush(Qt::NoBrush);
    p.setPen(QPen(color(paint::kBrassLine), 2));
    p.drawEllipse(kCenter, 133, 133);
    p.setPen(Qt::NoPen);
    for (int i = 0; i < 8; ++i) {
        const qreal angle = (i + 0.5) * std::numbers::pi / 4;
        const QPointF at = kCenter + QPointF(119.5 * std::cos(angle), 119.5 * std::sin(angle));
        p.setBrush(color(paint::kBolt));
        p.drawEllipse(at, 6.5, 6.5);
        p.setBrush(color(paint::kBoltTop));
        p.drawEllipse(at - QPointF(1, 1), 5, 5);
    }
    p.setBrush(color(paint::kRim));
    p.drawEllipse(kCenter, 107, 107);
}

void paintWater(QPainter& p, qreal level)
{
    QPainterPath round;
    round.addEllipse(kCenter, kGlass, kGlass);
    p.save();
    p.setClipPath(round);
    p.fillPath(filled(surface(level - 8, 5)), color(paint::kWave));
    QLinearGradient water(0, level - 20, 0, 256);
    water.setColorAt(0, color(paint::kWaterTop));
    water.setColorAt(1, color(paint::kWaterDeep));
    p.fillPath(filled(surface(level, 4)), water);
    p.strokePath(surface(level, 4), QPen(color(paint::kFoam), 3));
    p.setBrush(color(paint::kBubble));
    if (level < 200) {
        p.drawEllipse(QPointF(128, 214), 4.5, 4.5);
        p.drawEllipse(QPointF(139, 230), 3, 3);
        p.drawEllipse(QPointF(196, 206), 3.4, 3.4);
    }
    p.restore();
    // A clip has hard edges; a thin rim drawn over them is smooth.
    p.setBrush(Qt::NoBrush);
    p.setPen(QPen(color(paint::kRim), 2));
    p.drawEllipse(kCenter, kGlass + 0.5, kGlass + 0.5);
}

void paintTicks(QPainter& p, qreal level)
{
    for (int half = -3; half <= 3; ++half) {
        const qreal y = kCenter.y() + half * 20;
        const qreal edge = kCenter.x() + std::sqrt(kGlass * kGlass - (y - kCenter.y()) * (y - kCenter.y()));
        const qreal length = half % 2 == 0 ? 13 : 8;
        p.setPen(QPen(color(y > level ? paint::kTickWet : paint::kTick), 2, Qt::SolidLine, Qt::RoundCap));
        p.drawLine(QPointF(edge - 6 - length, y), QPointF(edge - 6, y));
    }
}

} // namespace

PortholeWidget::PortholeWidget(QWidget* parent)
    : ThemedWidget(parent)
    , m_rise(new QVariantAnimation(this))
{
    m_rise->setEasingCurve(QEasingCurve::OutCubic);
    connect(m_rise, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        m_level = value.toDouble();
        update();
    });
    setAccessibleName(tr("The glass is empty"));
}

void PortholeWidget::setQuarters(int quarters)
{
    m_quarters = std::clamp(quarters, 0, 4);
    setAccessibleName(m_quarters == 0 ? tr("The glass is empty")
                                      : tr("The glass is filled to %1 of 4").arg(m_quarters));
    m_rise->stop();
    if (t().motion.slow == 0 || !isVisible()) {
        m_level = m_quarters;
        update();
        return;
    }
    m_rise->setDuration(t().motion.slow);
    m_rise->setStartValue(m_level);
    m_rise->setEndValue(static_cast<double>(m_quarters));
    m_rise->start();
}

void PortholeWidget::paintEvent(QPaintEvent*)
{
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const qreal scale = std::min(width() / 324.0, height() / 300.0);
    p.translate((width() - 324 * scale) / 2, (height() - 300 * scale) / 2);
    p.scale(scale, scale);
    // Two quarters stand at 176 as drawn in the design; empty lies below the glass, full leaves air above.
    const qreal level = m_level <= 2 ? 256 - m_level * 40 : 176 - (m_level - 2) * 44;
    paintPipe(p, t().dark);
    paintBrass(p);
    QLinearGradient glass(0, 40, 0, 260);
    glass.setColorAt(0, color(paint::kGlassTop));
    glass.setColorAt(1, color(paint::kGlassLow));
    p.setPen(Qt::NoPen);
    p.setBrush(glass);
    p.drawEllipse(kCenter, kGlass, kGlass);
    if (m_level > 0)
        paintWater(p, level);
    paintTicks(p, level);
    QPainterPath shine;
    shine.moveTo(84, 112);
    shine.arcTo(QRectF(kCenter.x() - 88, kCenter.y() - 88, 176, 176), 154, -44);
    p.strokePath(shine, QPen(color(paint::kShine), 8, Qt::SolidLine, Qt::RoundCap));
}

} // namespace sightglass::gui
