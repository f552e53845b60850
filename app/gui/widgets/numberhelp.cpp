// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/numberhelp.h"

#include "gui/widgets/label.h"
#include "models/metrictext.h"

#include <QVBoxLayout>
#include <QVariant>

namespace sightglass::gui {

namespace {

constexpr const char* kProperty = "metric";
constexpr int kTextWidth = 320;

} // namespace

void setMetric(QWidget* widget, const QString& metric)
{
    widget->setProperty(kProperty, metric);
}

QString metricOf(const QWidget* widget)
{
    for (; widget != nullptr; widget = widget->parentWidget()) {
        const QString metric = widget->property(kProperty).toString();
        if (!metric.isEmpty())
            return metric;
    }
    return {};
}

QStringList metricsBelow(const QWidget* parent)
{
    QStringList out;
    for (const QWidget* child : parent->findChildren<QWidget*>()) {
        const QString metric = child->property(kProperty).toString();
        if (child->isVisible() && !metric.isEmpty() && !out.contains(metric))
            out.append(metric);
    }
    return out;
}

NumberHelp::NumberHelp(const QStringList& metrics, QWidget* parent)
    : Popup(parent)
{
    setObjectName(QStringLiteral("number-help"));
    setAccessibleName(tr("What this number means"));
    auto* column = new QVBoxLayout(body());
    column->setContentsMargins(14, 10, 14, 12);
    column->setSpacing(2);
    QStringList spoken;
    for (const QString& metric : metrics) {
        const QString definition = models::MetricText::definition(metric);
        if (definition.isEmpty())
            continue;
        if (column->count() > 0)
            column->addSpacing(8);
        auto* name = new Label(models::MetricText::label(metric), theme::Role::Strong, Ink::Text, body());
        auto* text = new Label(definition, theme::Role::Body, Ink::Text2, body());
        text->setWordWrap(true);
        text->setFixedWidth(t().px(kTextWidth));
        column->addWidget(name);
        column->addWidget(text);
        spoken.append(models::MetricText::label(metric) + QStringLiteral(": ") + definition);
    }
    setAccessibleDescription(spoken.join(QLatin1Char(' ')));
}

void NumberHelp::open(const QStringList& metrics, QWidget* anchor)
{
    auto* help = new NumberHelp(metrics, anchor);
    help->openBelow(anchor);
}

} // namespace sightglass::gui
