// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/livetext.h"

#include <QDateTime>
#include <QLocale>

#include <cmath>

namespace sightglass::models {

using client::LiveRow;
using domain::Kind;

namespace {

bool isPage(Kind kind)
{
    return kind == Kind::Pageview || kind == Kind::Screen;
}

/// The first few plain values among the sender's properties, e.g. "Lofoten Crossing · 184".
QString someProperties(const QJsonObject& json)
{
    constexpr int kMost = 3;
    QStringList out;
    const QJsonObject properties = json.value(QStringLiteral("properties")).toObject();
    for (auto it = properties.begin(); it != properties.end() && out.size() < kMost; ++it) {
        if (it.value().isString() && !it.value().toString().isEmpty())
            out.append(it.value().toString());
        else if (it.value().isDouble())
            out.append(QLocale().toString(it.value().toDouble(), 'g', 6));
    }
    return out.join(QStringLiteral(" · "));
}

QString shortId(const QString& id)
{
    constexpr qsizetype kMost = 8;
    return id.size() > kMost ? id.left(4) + QStringLiteral("…") : id;
}

} // namespace

int currencyDigits(const QString& currency)
{
    static const QStringList none{QStringLiteral("JPY"), QStringLiteral("KRW"), QStringLiteral("VND"),
                                  QStringLiteral("CLP"), QStringLiteral("ISK"), QStringLiteral("UGX"),
                                  QStringLiteral("XAF"), QStringLiteral("XOF")};
    static const QStringList three{QStringLiteral("KWD"), QStringLiteral("BHD"), QStringLiteral("OMR"),
                                   QStringLiteral("JOD"), QStringLiteral("TND"), QStringLiteral("IQD")};
    if (none.contains(currency))
        return 0;
    return three.contains(currency) ? 3 : 2;
}

QString LiveText::money(qint64 minor, const QString& currency)
{
    static const QHash<QString, QString> signs{{QStringLiteral("EUR"), QStringLiteral("€")},
                                               {QStringLiteral("USD"), QStringLiteral("$")},
                                               {QStringLiteral("GBP"), QStringLiteral("£")},
                                               {QStringLiteral("JPY"), QStringLiteral("¥")}};
    const int digits = currencyDigits(currency);
    const QString sign = signs.value(currency, currency + QChar(0x202F));
    return QLocale().toCurrencyString(double(minor) / std::pow(10.0, digits), sign, digits);
}

QString LiveText::title(const LiveRow& row)
{
    if (!row.botReason.isEmpty())
        return tr("Bot");
    switch (row.kind) {
    case Kind::Pageview: return tr("Page view");
    case Kind::Screen: return tr("Screen");
    case Kind::Identify: return tr("Identified");
    case Kind::Alias: return tr("Joined");
    case Kind::Group: return tr("Group");
    case Kind::Exception: return row.name.isEmpty() ? tr("Exception") : row.name;
    case Kind::Click: return tr("Link opened");
    case Kind::Impression: return tr("Pixel seen");
    case Kind::Engagement: return tr("Reading");
    case Kind::Vitals: return tr("Page speed");
    case Kind::Exposure: return tr("Experiment");
    default: return row.name;
    }
}

QString LiveText::detail(const LiveRow& row)
{
    if (!row.botReason.isEmpty())
        return row.path.isEmpty() ? tr("%1, kept out of the numbers").arg(row.botReason)
                                  : tr("%1 read %2, kept out of the numbers").arg(row.botReason, row.path);
    if (!row.excluded.isEmpty())
        return tr("kept out of the numbers: %1").arg(row.excluded);
    if (isPage(row.kind) || row.kind == Kind::Engagement || row.kind == Kind::Vitals)
        return row.path.isEmpty() ? row.name : row.path;
    if (row.kind == Kind::Identify || row.kind == Kind::Alias)
        return row.anonymousId.isEmpty() || row.userId.isEmpty()
                   ? row.userId
                   : tr("anonymous %1 is now a known person").arg(shortId(row.anonymousId));
    const QString properties = someProperties(row.json);
    if (!row.revenueMinor)
        return properties.isEmpty() ? row.path : properties;
    const QString amount = money(*row.revenueMinor, row.currency);
    return properties.isEmpty() ? amount : properties + QStringLiteral(" · ") + amount;
}

QString LiveText::icon(const LiveRow& row)
{
    if (!row.botReason.isEmpty())
        return QStringLiteral("bot");
    if (row.revenueMinor)
        return QStringLiteral("purchase");
    switch (row.kind) {
    case Kind::Pageview:
    case Kind::Engagement: return QStringLiteral("page");
    case Kind::Screen: return QStringLiteral("phone");
    case Kind::Identify:
    case Kind::Alias: return QStringLiteral("person");
    case Kind::Group: return QStringLiteral("people");
    case Kind::Exception: return QStringLiteral("exceptions");
    case Kind::Click: return QStringLiteral("links");
    case Kind::Impression: return QStringLiteral("eye");
    case Kind::Vitals: return QStringLiteral("clock");
    case Kind::Exposure: return QStringLiteral("layers");
    default: return QStringLiteral("event");
    }
}

QString LiveText::who(const LiveRow& row)
{
    if (!row.botReason.isEmpty())
        return {};
    if (!row.userId.isEmpty())
        return row.userId;
    const QString key = row.visitor.isEmpty() ? row.anonymousId.left(4) : row.visitor;
    return key.isEmpty() ? QString() : tr("Visitor %1").arg(key);
}

QString LiveText::place(const LiveRow& row)
{
    if (!row.city.isEmpty() || row.country.isEmpty())
        return row.city;
    const QLocale::Territory territory = QLocale::codeToTerritory(row.country);
    return territory == QLocale::AnyTerritory ? row.country : QLocale::territoryToString(territory);
}

QString LiveText::protocol(const QString& id)
{
    static const QHash<QString, QString> names{{QStringLiteral("segment"), QStringLiteral("Segment")},
                                               {QStringLiteral("tracker"), QStringLiteral("Tracker")},
                                               {QStringLiteral("opentrace"), QStringLiteral("OpenTrace")},
                                               {QStringLiteral("openmetrics"), QStringLiteral("OpenMetrics")},
                                               {QStringLiteral("sierra"), QStringLiteral("Sierra")},
                                               {QStringLiteral("sentry"), QStringLiteral("Sentry")},
                                               {QStringLiteral("plausible"), QStringLiteral("Plausible")},
                                               {QStringLiteral("umami"), QStringLiteral("Umami")},
                                               {QStringLiteral("posthog"), QStringLiteral("PostHog")},
                                               {QStringLiteral("goatcounter"), QStringLiteral("GoatCounter")}};
    if (id == QStringLiteral("import"))
        return tr("Import");
    return names.value(id, id);
}

QString LiveText::refusal(const client::Refusal& refusal)
{
    if (!refusal.key.isEmpty())
        return tr("Unknown key %1")
            .arg(refusal.key.size() > 12 ? refusal.key.left(6) + QStringLiteral("…") + refusal.key.right(2)
                                         : refusal.key);
    return refusal.detail.isEmpty() ? refusal.reason : refusal.detail;
}

QString LiveText::warning(const QString& code)
{
    static const QHash<QString, const char*> words{
        {QStringLiteral("time_unparsable"), QT_TR_NOOP("The stated time is not a time; the time of arrival counts.")},
        {QStringLiteral("time_in_future"), QT_TR_NOOP("The stated time lies ahead; the time of arrival counts.")},
        {QStringLiteral("time_out_of_range"),
         QT_TR_NOOP("The stated time is more than 400 days old; the time of arrival counts.")},
        {QStringLiteral("text_cut"), QT_TR_NOOP("A text was longer than is kept and was cut.")},
        {QStringLiteral("text_repaired"), QT_TR_NOOP("Bytes that are no text were replaced.")},
        {QStringLiteral("message_id_hashed"), QT_TR_NOOP("The message id was too long; a short form of it is kept.")},
        {QStringLiteral("property_dropped"), QT_TR_NOOP("There were more properties than are kept.")},
        {QStringLiteral("amount_dropped"), QT_TR_NOOP("The amount or its currency makes no sense and was left out.")},
        {QStringLiteral("address_unusable"), QT_TR_NOOP("The page address cannot be read.")},
        {QStringLiteral("unknown_timezone"), QT_TR_NOOP("The time zone is not known.")},
        {QStringLiteral("type_mismatch"), QT_TR_NOOP("A value had the wrong type and was left out.")},
        {QStringLiteral("sender_not_trusted"),
         QT_TR_NOOP("The sender may not speak for others; what it said of a visitor was left out.")}};
    const char* found = words.value(code, nullptr);
    return found ? tr(found) : code;
}

QString LiveText::time(TimePoint at, const QTimeZone& zone)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(toMs(at), zone);
    return local.toString(QStringLiteral("HH:mm:ss")) + QLocale().decimalPoint() +
           QString::number(local.time().msec() / 100);
}

} // namespace sightglass::models
