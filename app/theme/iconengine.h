// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIconEngine>
#include <QString>

namespace sightglass::theme {

/// Draws an SVG of ours, its `currentColor` replaced by the theme's colour for the mode, per size and ratio; pictures
/// come from the cache of `iconPixmap`. Owned by the QIcon. GUI thread.
class IconEngine final : public QIconEngine
{
public:
    explicit IconEngine(QString name);

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    QList<QSize> availableSizes(QIcon::Mode mode, QIcon::State state) override;
    QString iconName() override { return m_name; }
    bool isNull() override { return false; }
    QIconEngine* clone() const override;

private:
    QString m_name;
};

} // namespace sightglass::theme
