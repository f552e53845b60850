// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartmodel.h"
#include "charts/chartwidget.h"
#include "charts/tablesource.h"

#include <optional>

#include <QPixmap>

namespace sightglass::charts {

/// How many are at a place; a country by its ISO 3166-1 alpha-2 code, or a point of its own.
struct WorldPoint
{
    QString name;
    QString country;                      ///< "NO"; used when there is no point.
    std::optional<QPointF> position = {}; ///< Longitude, latitude in degrees.
    double value = 0;
};

/// Where a country's dot sits: longitude, latitude. None for codes that are not on the map.
[[nodiscard]] std::optional<QPointF> placeOfCountry(const QString& code);

/// Land as dots with a disc for each place, its area after its value. Land is drawn once per size and theme. GUI
/// thread; owned by its parent. Source of the land: Natural Earth (public domain), resources/map.
class WorldDots final : public ChartWidget, public TableSource
{
    Q_OBJECT

public:
    explicit WorldDots(QWidget* parent = nullptr);
    void setPoints(const std::vector<WorldPoint>& points);
    [[nodiscard]] QString spokenSummary() const override { return accessibleName(); }
    [[nodiscard]] ChartTable spokenTable() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override { return {300, heightForWidth(300)}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {180, heightForWidth(180)}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void themeChanged() override;

private:
    [[nodiscard]] qreal dotStep() const;
    [[nodiscard]] std::optional<QPointF> onMap(const WorldPoint& point) const;
    void drawLand();

    std::vector<WorldPoint> m_points;
    QPixmap m_land;
};

} // namespace sightglass::charts
