// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/style/controlkinds.h"

#include <QVariant>
#include <QWidget>

namespace sightglass::gui {
namespace {

constexpr char kKind[] = "sightglassKind";
constexpr char kSize[] = "sightglassSize";
constexpr char kKeys[] = "sightglassKeys";
constexpr char kFaulty[] = "sightglassFaulty";

void set(QWidget* widget, const char* name, const QVariant& value)
{
    widget->setProperty(name, value);
    widget->updateGeometry();
    widget->update();
}

QVariant get(const QWidget* widget, const char* name)
{
    return widget != nullptr ? widget->property(name) : QVariant();
}

} // namespace

void setButtonKind(QWidget* button, ButtonKind kind)
{
    set(button, kKind, static_cast<int>(kind));
}
ButtonKind buttonKind(const QWidget* button)
{
    return static_cast<ButtonKind>(get(button, kKind).toInt());
}
void setControlSize(QWidget* control, ControlSize size)
{
    set(control, kSize, static_cast<int>(size));
}

ControlSize controlSize(const QWidget* control)
{
    const QVariant value = get(control, kSize);
    return value.isValid() ? static_cast<ControlSize>(value.toInt()) : ControlSize::Normal;
}

void setKeyHint(QWidget* button, const QString& keys)
{
    set(button, kKeys, keys);
}
QString keyHint(const QWidget* button)
{
    return get(button, kKeys).toString();
}
void setFaulty(QWidget* field, bool faulty)
{
    set(field, kFaulty, faulty);
}
bool isFaulty(const QWidget* field)
{
    return get(field, kFaulty).toBool();
}

} // namespace sightglass::gui
