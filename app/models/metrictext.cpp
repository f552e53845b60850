// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrictext.h"

#include "models/livetext.h"

#include <QHash>
#include <QLocale>

#include <cmath>

namespace sightglass::models {

namespace {

struct Words
{
    const char* label;
    const char* definition;
    bool isGoodWhenUp = true;
};

const QHash<QString, Words>& metricWords()
{
    static const QHash<QString, Words> table{
        {QStringLiteral("visitors"),
         {QT_TRANSLATE_NOOP("MetricText", "Visitors"),
          QT_TRANSLATE_NOOP("MetricText", "Different visitors with at least one event in this time. Where no id is "
                                          "known, they are counted per day and the days are added.")}},
        {QStringLiteral("visits"),
         {QT_TRANSLATE_NOOP("MetricText", "Visits"),
          QT_TRANSLATE_NOOP("MetricText", "Visits that start in this time. A visit is a run of one visitor's events "
                                          "without a gap of 30 minutes.")}},
        {QStringLiteral("pageviews"),
         {QT_TRANSLATE_NOOP("MetricText", "Page views"),
          QT_TRANSLATE_NOOP("MetricText",
                            "Page views in this time. Reloads count; pages that a browser fetches ahead do not.")}},
        {QStringLiteral("events"),
         {QT_TRANSLATE_NOOP("MetricText", "Events"),
          QT_TRANSLATE_NOOP(
              "MetricText",
              "All events in this time, page views included. Identity calls and background records are not events.")}},
        {QStringLiteral("views_per_visit"),
         {QT_TRANSLATE_NOOP("MetricText", "Views per visit"),
          QT_TRANSLATE_NOOP("MetricText", "Page views divided by visits.")}},
        {QStringLiteral("bounce_rate"),
         {QT_TRANSLATE_NOOP("MetricText", "Bounce rate"),
          QT_TRANSLATE_NOOP(
              "MetricText",
              "Bounces divided by visits. A bounce is a visit with one page view or none and no interactive event."),
          false}},
        {QStringLiteral("visit_duration"),
         {QT_TRANSLATE_NOOP("MetricText", "Visit time"),
          QT_TRANSLATE_NOOP("MetricText", "Mean time from a visit's start to its last page view or interactive event. "
                                          "Visits with a single event count as 0.")}},
        {QStringLiteral("engagement_rate"),
         {QT_TRANSLATE_NOOP("MetricText", "Engaged"),
          QT_TRANSLATE_NOOP("MetricText", "Engaged visits divided by visits. Engaged means 10 seconds or more, two "
                                          "page views or more, or a conversion.")}},
        {QStringLiteral("revenue"),
         {QT_TRANSLATE_NOOP("MetricText", "Revenue"),
          QT_TRANSLATE_NOOP("MetricText",
                            "Sum of the amounts in this time, per currency; nothing is converted. Refunds lower it.")}},
        {QStringLiteral("current_visitors"),
         {QT_TRANSLATE_NOOP("MetricText", "Visitors now"),
          QT_TRANSLATE_NOOP("MetricText",
                            "Different visitors with an event in the last 5 minutes. Filters do not change it.")}},
        {QStringLiteral("realtime"),
         {QT_TRANSLATE_NOOP("MetricText", "Last 30 minutes"),
          QT_TRANSLATE_NOOP("MetricText", "Page views per minute in the last 30 minutes.")}},
        {QStringLiteral("intake"),
         {QT_TRANSLATE_NOOP("MetricText", "Flow"),
          QT_TRANSLATE_NOOP(
              "MetricText",
              "Events stored each second, newest at the right. Brass dots are requests that were refused.")}}};
    return table;
}

const QHash<QString, QPair<const char*, const char*>>& propertyWords()
{
    static const QHash<QString, QPair<const char*, const char*>> table{
        {QStringLiteral("page"), {QT_TRANSLATE_NOOP("MetricText", "Page"), "page"}},
        {QStringLiteral("entry_page"), {QT_TRANSLATE_NOOP("MetricText", "Entry page"), "page"}},
        {QStringLiteral("exit_page"), {QT_TRANSLATE_NOOP("MetricText", "Exit page"), "page"}},
        {QStringLiteral("hostname"), {QT_TRANSLATE_NOOP("MetricText", "Host"), "globe"}},
        {QStringLiteral("source"), {QT_TRANSLATE_NOOP("MetricText", "Source"), "external"}},
        {QStringLiteral("channel"), {QT_TRANSLATE_NOOP("MetricText", "Channel"), "external"}},
        {QStringLiteral("referrer"), {QT_TRANSLATE_NOOP("MetricText", "Referrer"), "external"}},
        {QStringLiteral("utm_campaign"), {QT_TRANSLATE_NOOP("MetricText", "Campaign"), "megaphone"}},
        {QStringLiteral("country"), {QT_TRANSLATE_NOOP("MetricText", "Country"), "globe"}},
        {QStringLiteral("language"), {QT_TRANSLATE_NOOP("MetricText", "Language"), "globe"}},
        {QStringLiteral("browser"), {QT_TRANSLATE_NOOP("MetricText", "Browser"), "web"}},
        {QStringLiteral("os"), {QT_TRANSLATE_NOOP("MetricText", "System"), "desktop"}},
        {QStringLiteral("device"), {QT_TRANSLATE_NOOP("MetricText", "Device"), "phone"}},
        {QStringLiteral("screen"), {QT_TRANSLATE_NOOP("MetricText", "Screen"), "desktop"}},
        {QStringLiteral("event"), {QT_TRANSLATE_NOOP("MetricText", "Event"), "event"}},
        {QStringLiteral("title"), {QT_TRANSLATE_NOOP("MetricText", "Page title"), "page"}},
        {QStringLiteral("user_id"), {QT_TRANSLATE_NOOP("MetricText", "Person"), "person"}},
        {QStringLiteral("protocol"), {QT_TRANSLATE_NOOP("MetricText", "Sent as"), "sources"}}};
    return table;
}

bool isShare(const QString& metric)
{
    return metric.endsWith(QStringLiteral("_rate")) || metric == QStringLiteral("crash_free_visits");
}

QString duration(double seconds)
{
    const qint64 whole = qint64(std::llround(seconds));
    const auto pad = [](qint64 part) { return QString::number(part).rightJustified(2, QLatin1Char('0')); };
    const QString space(QChar(0x2009));
    constexpr int kMinute = 60;
    constexpr int kHour = 3'600;
    if (whole >= kHour)
        return QStringLiteral("%1h").arg(whole / kHour) + space +
               QStringLiteral("%1m").arg(pad(whole % kHour / kMinute));
    if (whole >= kMinute)
        return QStringLiteral("%1m").arg(whole / kMinute) + space + QStringLiteral("%1s").arg(pad(whole % kMinute));
    return QStringLiteral("%1s").arg(whole);
}

} // namespace

QString MetricText::label(const QString& metric)
{
    const auto found = metricWords().constFind(metric);
    return found == metricWords().constEnd() ? metric : tr(found->label);
}

QString MetricText::definition(const QString& metric)
{
    const auto found = metricWords().constFind(metric);
    return found == metricWords().constEnd() ? QString() : tr(found->definition);
}

bool MetricText::isGoodWhenUp(const QString& metric)
{
    const auto found = metricWords().constFind(metric);
    return found == metricWords().constEnd() || found->isGoodWhenUp;
}

QString MetricText::number(const QString& metric, double number)
{
    const QLocale locale;
    if (isShare(metric))
        return locale.toString(number * 100, 'f', 1) + locale.percent();
    if (metric == QStringLiteral("visit_duration") || metric == QStringLiteral("time_on_page"))
        return duration(number);
    if (metric == QStringLiteral("views_per_visit"))
        return locale.toString(number, 'f', 2);
    return locale.toString(qlonglong(std::llround(number)));
}

QString MetricText::value(const QString& metric, const client::MetricValue& value)
{
    if (value.number)
        return number(metric, *value.number);
    if (value.money.isEmpty())
        return QStringLiteral("–");
    const client::Money& money = value.money.first();
    const double amount = money.amount.toDouble();
    // A figure card has room for whole units only; the read-out and the table show the rest.
    const double scale = std::pow(10.0, currencyDigits(money.currency));
    QString text = LiveText::money(std::llround(amount * scale), money.currency);
    if (std::abs(amount) >= 1'000 && currencyDigits(money.currency) > 0)
        text = text.left(text.lastIndexOf(QLocale().decimalPoint()));
    return text;
}

QString MetricText::propertyValue(const QString& property, const std::optional<QString>& value)
{
    if (!value || value->isEmpty()) {
        if (property == QStringLiteral("source") || property == QStringLiteral("channel"))
            return tr("Direct / None");
        return tr("(none)");
    }
    if (property == QStringLiteral("country")) {
        const QLocale::Territory territory = QLocale::codeToTerritory(*value);
        return territory == QLocale::AnyTerritory ? *value : QLocale::territoryToString(territory);
    }
    if (property == QStringLiteral("language")) {
        const QLocale::Language language = QLocale::codeToLanguage(*value);
        return language == QLocale::AnyLanguage || language == QLocale::C ? *value
                                                                          : QLocale::languageToString(language);
    }
    if (property == QStringLiteral("protocol"))
        return LiveText::protocol(*value);
    static const QHash<QString, const char*> devices{{QStringLiteral("desktop"), QT_TR_NOOP("Desktop")},
                                                     {QStringLiteral("mobile"), QT_TR_NOOP("Phone")},
                                                     {QStringLiteral("tablet"), QT_TR_NOOP("Tablet")},
                                                     {QStringLiteral("tv"), QT_TR_NOOP("TV")},
                                                     {QStringLiteral("server"), QT_TR_NOOP("Server")}};
    if (property == QStringLiteral("device") && devices.contains(*value))
        return tr(devices.value(*value));
    return *value;
}

QString MetricText::property(const QString& property)
{
    const auto found = propertyWords().constFind(property);
    return found == propertyWords().constEnd() ? property.section(QLatin1Char('.'), -1) : tr(found->first);
}

QString MetricText::icon(const QString& property)
{
    const auto found = propertyWords().constFind(property);
    return QString::fromLatin1(found == propertyWords().constEnd() ? "filter" : found->second);
}

} // namespace sightglass::models
