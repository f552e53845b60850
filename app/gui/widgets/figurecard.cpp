// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/figurecard.h"

#include "charts/chartmodel.h"
#include "charts/sparkline.h"
#include "gui/widgets/numberhelp.h"
#include "theme/painting.h"

#include <cmath>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace sightglass::gui {

std::vector<FigurePart> figureParts(QStringView text)
{
    std::vector<FigurePart> parts;
    const auto isUnit = [&](qsizetype i) {
        const QChar c = text[i];
        // Units follow a digit; a currency sign or a minus in front belongs to the number.
        return (c.isLetter() || c == u'%') && i > 0;
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool unit = isUnit(i);
        if (parts.empty() || parts.back().unit != unit)
            parts.push_back({QString(), unit});
        parts.back().text += text[i];
    }
    return parts;
}

FigureCard::FigureCard(QWidget* parent)
    : ThemedButton(parent)
{
    setCheckable(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void FigureCard::setFigure(const Figure& figure)
{
    m_figure = figure;
    numbersChanged();
    setMetric(this, figure.id);
    setToolTip(figure.definition);
    describe();
    themeChanged();
}

void FigureCard::describe()
{
    const Figure& figure = m_figure;
    QString value;
    for (const FigurePart& part : figure.value)
        value += part.text;
    QString name = u"%1 %2"_s.arg(figure.label, value.isEmpty() ? tr("not known") : value);
    if (figure.changePercent) {
        const QString size = charts::formatPercent(*figure.changePercent);
        name = *figure.changePercent >= 0 ? tr("%1, up %2").arg(name, size) : tr("%1, down %2").arg(name, size);
    }
    setAccessibleName(m_added ? tr("%1, second line").arg(name) : name);
    setAccessibleDescription(figure.definition);
}

charts::ChartTable FigureCard::spokenTable() const
{
    return charts::trendTable(m_figure.label, m_figure.trend, m_figure.trendLabels, m_figure.format);
}

void FigureCard::setPlace(bool first, bool last)
{
    m_first = first;
    m_last = last;
    update();
}

void FigureCard::setAdded(bool added)
{
    m_added = added;
    describe();
    update();
}

QSize FigureCard::sizeHint() const
{
    return {t().px(147), t().px(m_figure.trend.empty() && !m_figure.changePercent ? 68 : 92)};
}
QSize FigureCard::minimumSizeHint() const
{
    return {t().px(132), sizeHint().height()};
}

void FigureCard::paintValue(QPainter& painter, const QRectF& line) const
{
    const QFont digits = t().font(theme::Role::Figure);
    const QFont units = t().font(theme::Role::FigureUnit);
    const QFontMetricsF metrics(digits);
    painter.setPen(m_figure.value.empty() ? t().text.text3 : t().text.text);
    QPointF at(line.left(), std::round(line.top() + (line.height() + metrics.ascent() - metrics.descent()) / 2));
    if (m_figure.value.empty()) {
        painter.setFont(digits);
        painter.drawText(at, u"–"_s);
        return;
    }
    for (const FigurePart& part : m_figure.value) {
        const QFont& font = part.unit ? units : digits;
        painter.setFont(font);
        if (part.unit)
            at.rx() += 1;
        painter.drawText(at, part.text);
        at.rx() += QFontMetricsF(font).horizontalAdvance(part.text);
    }
}

void FigureCard::paintChange(QPainter& painter, const QRectF& line) const
{
    if (!m_figure.changePercent)
        return;
    const double change = *m_figure.changePercent;
    const bool up = change >= 0;
    const bool flat = std::abs(change) < 0.05;
    const QColor ink = flat ? t().text.text3 : up == m_figure.goodWhenUp ? t().state.positive : t().state.negative;
    theme::drawChangeArrow(painter, QPointF(line.left() + 6, line.center().y()), up, ink);
    theme::drawNumber(painter, line.adjusted(15, 0, 0, 0), charts::formatPercent(change),
                      t().font(theme::Role::SmallMedium), ink, Qt::AlignLeft);
}

void FigureCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const bool on = isChecked();
    const QRectF card = rect();
    const QColor ground = on ? t().surface.panel : isHovered() ? t().surface.hover : t().surface.sunken;
    // The outer corners follow the panel that the row sits in.
    painter.save();
    if (m_first || m_last) {
        QPainterPath corner;
        const QRectF wide = card.adjusted(m_first ? 0 : -20, 0, m_last ? 0 : 20, 20);
        corner.addRoundedRect(wide, t().radius.panel - 1, t().radius.panel - 1);
        painter.setRenderHint(QPainter::Antialiasing);
        QPainterPath box;
        box.addRect(card);
        painter.fillPath(corner.intersected(box), ground);
        painter.setClipPath(corner);
    } else {
        painter.fillRect(card, ground);
    }
    if (on || m_added)
        painter.fillRect(QRectF(0, 0, width(), 3), on ? t().accent.accent : t().seriesColor(1));
    painter.restore();
    if (!m_last)
        theme::verticalLine(painter, width() - 1, 0, height(), t().line.line);
    if (!on)
        theme::horizontalLine(painter, 0, width(), height() - 1, t().line.line);
    const qreal pad = 14;
    qreal y = t().px(11);
    const int small = t().px(16);
    QFont label = t().font(theme::Role::SmallMedium);
    if (on)
        label.setWeight(QFont::DemiBold);
    theme::drawLine(painter, QRectF(pad, y, width() - pad - 8, small), m_figure.label, label,
                    on ? t().text.text : t().text.text2);
    y += small + 1;
    paintValue(painter, QRectF(pad, y, width() - pad - 4, t().px(28)));
    y += t().px(28);
    const QRectF foot(pad, y + 3, width() - pad - 12, t().px(18));
    paintChange(painter, foot);
    if (!m_figure.trend.empty()) {
        const qreal wide = 58;
        if (foot.width() > wide + t().px(52))
            charts::paintSparkline(painter, QRectF(foot.right() - wide, foot.top() + 1, wide, 18), m_figure.trend,
                                   on        ? t().series[0]
                                   : m_added ? t().seriesColor(1)
                                             : t().chart.compare,
                                   QColor(), on ? t().surface.panel : QColor());
    }
    if (showsRing())
        theme::roundedBox(painter, card.adjusted(2, 4, -3, -3), t().radius.chip, QColor(), t().line.focus, 2);
}

void FigureCard::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && event->modifiers().testFlag(Qt::ShiftModifier)) {
        Q_EMIT addRequested();
        return;
    }
    ThemedButton::mousePressEvent(event);
}

void FigureCard::keyPressEvent(QKeyEvent* event)
{
    const bool isPress =
        event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (isPress && event->modifiers().testFlag(Qt::ShiftModifier))
        Q_EMIT addRequested();
    else
        ThemedButton::keyPressEvent(event);
}

} // namespace sightglass::gui
