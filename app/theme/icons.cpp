// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/icons.h"

#include "theme/iconengine.h"

#include <QFile>
#include <QGuiApplication>
#include <QHash>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace sightglass::theme {
namespace {

const QByteArray& sourceOf(const QString& name)
{
    static QHash<QString, QByteArray> sources;
    auto found = sources.find(name);
    if (found == sources.end()) {
        QFile file(u":/icons/"_s + name + u".svg"_s);
        found = sources.insert(name, file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    }
    return *found;
}

QPixmap rendered(const QString& name, int devicePixels, const QColor& color)
{
    QPixmap picture(devicePixels, devicePixels);
    picture.fill(Qt::transparent);
    QByteArray source = sourceOf(name);
    source.replace("currentColor", color.name(QColor::HexRgb).toLatin1());
    QSvgRenderer renderer(source);
    QPainter painter(&picture);
    painter.setOpacity(color.alphaF());
    renderer.render(&painter, QRectF(0, 0, devicePixels, devicePixels));
    return picture;
}

} // namespace

QIcon icon(const QString& name)
{
    return QIcon(new IconEngine(name));
}

QPixmap iconPixmap(const QString& name, qreal size, qreal ratio, const QColor& color)
{
    const int devicePixels = std::max(1, qRound(size * ratio));
    const QString key = u"sightglass/%1/%2/%3"_s.arg(name).arg(devicePixels).arg(color.name(QColor::HexArgb));
    QPixmap picture;
    if (!QPixmapCache::find(key, &picture)) {
        picture = rendered(name, devicePixels, color);
        QPixmapCache::insert(key, picture);
    }
    picture.setDevicePixelRatio(ratio);
    return picture;
}

void paintIcon(QPainter& painter, const QRectF& rect, const QString& name, const QColor& color)
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    const qreal side = std::min(rect.width(), rect.height());
    // On whole device pixels, or the sharp edge of each stroke is lost.
    const QPointF shift(painter.deviceTransform().dx() / ratio, painter.deviceTransform().dy() / ratio);
    const QPointF wanted = rect.center() - QPointF(side / 2, side / 2) + shift;
    const QPointF at(std::round(wanted.x() * ratio) / ratio - shift.x(),
                     std::round(wanted.y() * ratio) / ratio - shift.y());
    const QPixmap picture = iconPixmap(name, side, ratio, color);
    if (QGuiApplication::layoutDirection() == Qt::RightToLeft && hasDirection(name)) {
        painter.drawPixmap(at, picture.transformed(QTransform(-1, 0, 0, 1, 0, 0)));
        return;
    }
    painter.drawPixmap(at, picture);
}

bool hasDirection(const QString& name)
{
    static const QStringList directed{u"back"_s, u"forward"_s,  u"arrow-right"_s, u"chevron-right"_s,
                                      u"undo"_s, u"external"_s, u"destinations"_s};
    return directed.contains(name);
}

QIcon applicationIcon()
{
    QIcon result;
    QSvgRenderer renderer(u":/icons/app.svg"_s);
    for (const int side : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap picture(side, side);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        renderer.render(&painter, QRectF(0, 0, side, side));
        painter.end();
        result.addPixmap(picture);
    }
    return result;
}

} // namespace sightglass::theme
