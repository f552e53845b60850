// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/worlddots.h"

#include <algorithm>
#include <cmath>

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace sightglass::charts {
namespace {

constexpr int kShownRows = 46; // without the empty south

struct Land
{
    double west = 0, north = 0, stepX = 1, stepY = 1;
    std::vector<QByteArray> rows;
};

QJsonObject readMap(const QString& name)
{
    QFile file(u":/map/"_s + name);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

const Land& land()
{
    static const Land map = [] {
        const QJsonObject o = readMap(u"land.json"_s);
        Land l{o.value("lon0"_L1).toDouble(),
               o.value("lat0"_L1).toDouble(),
               o.value("dx"_L1).toDouble(),
               o.value("dy"_L1).toDouble(),
               {}};
        const QJsonArray rows = o.value("rows"_L1).toArray();
        for (const QJsonValue& row : rows)
            l.rows.push_back(row.toString().toLatin1());
        return l;
    }();
    return map;
}

double columns()
{
    return land().rows.empty() ? 119 : static_cast<double>(land().rows.front().size());
}

} // namespace

std::optional<QPointF> placeOfCountry(const QString& code)
{
    static const QHash<QString, QPointF> places = [] {
        QHash<QString, QPointF> table;
        const QJsonObject o = readMap(u"countries.json"_s).value("places"_L1).toObject();
        for (auto it = o.begin(); it != o.end(); ++it)
            table.insert(it.key(), QPointF(it->toArray().at(0).toDouble(), it->toArray().at(1).toDouble()));
        return table;
    }();
    const auto found = places.constFind(code.toUpper());
    return found == places.constEnd() ? std::nullopt : std::optional(*found);
}

WorldDots::WorldDots(QWidget* parent)
    : ChartWidget(parent)
{
    setMouseTracking(true);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

int WorldDots::heightForWidth(int width) const
{
    return qRound(width / (columns() + 0.5) * kShownRows) + 6;
}

qreal WorldDots::dotStep() const
{
    return width() / (columns() + 0.5);
}

void WorldDots::setPoints(const std::vector<WorldPoint>& points)
{
    m_points = points;
    numbersChanged();
    std::sort(m_points.begin(), m_points.end(),
              [](const WorldPoint& a, const WorldPoint& b) { return a.value > b.value; });
    QStringList words;
    for (std::size_t i = 0; i < std::min<std::size_t>(m_points.size(), 5); ++i)
        words << u"%1 %2"_s.arg(m_points[i].name, formatCount(m_points[i].value));
    setAccessibleName(words.isEmpty() ? tr("Map, nobody now") : tr("Map: %1").arg(words.join(u", "_s)));
    update();
}

ChartTable WorldDots::spokenTable() const
{
    ChartTable table{{tr("Where"), tr("Visitors")}, {}};
    for (const WorldPoint& point : m_points)
        table.rows.push_back({point.name, formatCount(point.value)});
    return table;
}

std::optional<QPointF> WorldDots::onMap(const WorldPoint& point) const
{
    const std::optional<QPointF> place = point.position ? point.position : placeOfCountry(point.country);
    if (!place)
        return std::nullopt;
    const qreal step = dotStep();
    return QPointF((place->x() - land().west) / land().stepX * step + step / 2,
                   (land().north - place->y()) / land().stepY * step + 3);
}

void WorldDots::drawLand()
{
    const qreal ratio = devicePixelRatioF();
    m_land = QPixmap((QSizeF(size()) * ratio).toSize());
    m_land.setDevicePixelRatio(ratio);
    m_land.fill(Qt::transparent);
    QPainter painter(&m_land);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    QColor ink = t().text.disabled;
    ink.setAlphaF(0.75F);
    painter.setBrush(ink);
    const qreal step = dotStep();
    const qreal radius = std::max(0.7, step * 0.32);
    for (std::size_t row = 0; row < std::min<std::size_t>(land().rows.size(), kShownRows); ++row) {
        const QByteArray& dots = land().rows[row];
        for (qsizetype i = 0; i < dots.size(); ++i) {
            if (dots[i] == '1')
                painter.drawEllipse(QPointF(static_cast<qreal>(i) * step + (row % 2 != 0 ? step / 2 : 0) + step / 2,
                                            static_cast<qreal>(row) * step + 3),
                                    radius, radius);
        }
    }
}

void WorldDots::themeChanged()
{
    m_land = {};
    update();
}

void WorldDots::paintEvent(QPaintEvent*)
{
    if (m_land.deviceIndependentSize().toSize() != size() || m_land.devicePixelRatio() < devicePixelRatioF())
        drawLand();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.drawPixmap(0, 0, m_land);
    const double highest = m_points.empty() ? 1 : std::max(1.0, m_points.front().value);
    for (const WorldPoint& point : m_points) {
        const std::optional<QPointF> at = onMap(point);
        if (!at)
            continue;
        // Areas stand for values; the largest disc stays small enough to leave its neighbours visible.
        const double root = std::sqrt(point.value / highest) * std::min(3.9, std::sqrt(highest));
        QColor halo = t().series[0];
        halo.setAlphaF(0.28F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(halo);
        painter.drawEllipse(*at, 2.4 + root * 2, 2.4 + root * 2);
        painter.setPen(QPen(t().surface.panel, 0.75));
        painter.setBrush(t().series[0]);
        painter.drawEllipse(*at, 1.4 + root * 0.75, 1.4 + root * 0.75);
    }
}

void WorldDots::mouseMoveEvent(QMouseEvent* event)
{
    for (const WorldPoint& point : m_points) {
        const std::optional<QPointF> at = onMap(point);
        if (at && QLineF(*at, event->position()).length() < 10) {
            QToolTip::showText(event->globalPosition().toPoint(),
                               u"%1 · %2"_s.arg(point.name, formatCount(point.value)), this);
            return;
        }
    }
    QToolTip::hideText();
}

} // namespace sightglass::charts
