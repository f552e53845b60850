// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/teller.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrlQuery>

namespace sightglass::test {

using namespace Qt::Literals::StringLiterals;

namespace {

WireCall jsonCall(const QString& path, const QJsonObject& body)
{
    return {"POST", path, {{"Content-Type", "application/json"}}, QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

QJsonObject joined(QJsonObject object, const QJsonObject& more)
{
    for (auto member = more.begin(); member != more.end(); ++member)
        object.insert(member.key(), member.value());
    return object;
}

const QJsonObject& paid()
{
    static const QJsonObject members{{u"revenue"_s, 49.9}, {u"currency"_s, u"EUR"_s}};
    return members;
}

class SegmentTeller final : public Teller
{
public:
    using Teller::Teller;
    WireCall view(const Visitor& visitor, const Place& place) override
    {
        return call(u"/v1/page"_s, visitor, place, {});
    }
    WireCall custom(const Visitor& visitor, const Place& place, const QString& name,
                    const QJsonObject& properties) override
    {
        return call(u"/v1/track"_s, visitor, place, {{u"event"_s, name}, {u"properties"_s, properties}});
    }
    WireCall purchase(const Visitor& visitor, const Place& place) override
    {
        return custom(visitor, place, u"purchase"_s, paid());
    }

private:
    [[nodiscard]] WireCall call(const QString& path, const Visitor& visitor, const Place& place,
                                const QJsonObject& more) const
    {
        const QJsonObject page{{u"url"_s, place.url()}, {u"path"_s, place.path}, {u"referrer"_s, place.referrer}};
        return jsonCall(
            path, joined({{u"writeKey"_s, id("writeKey")},
                          {u"anonymousId"_s, visitor.client},
                          {u"context"_s,
                           QJsonObject{{u"page"_s, page}, {u"userAgent"_s, QString::fromLatin1(visitor.userAgent)}}}},
                         more));
    }
};

class PlausibleTeller final : public Teller
{
public:
    using Teller::Teller;
    WireCall view(const Visitor&, const Place& place) override { return call(u"pageview"_s, place, {}); }
    WireCall custom(const Visitor&, const Place& place, const QString& name, const QJsonObject& properties) override
    {
        return call(name, place, {{u"p"_s, properties}});
    }
    WireCall purchase(const Visitor&, const Place& place) override
    {
        return call(u"purchase"_s, place,
                    {{u"$"_s, QJsonObject{{u"amount"_s, u"49.90"_s}, {u"currency"_s, u"EUR"_s}}}});
    }

private:
    [[nodiscard]] static WireCall call(const QString& name, const Place& place, const QJsonObject& more)
    {
        return jsonCall(
            u"/api/event"_s,
            joined({{u"n"_s, name}, {u"u"_s, place.url()}, {u"d"_s, u"shop.example"_s}, {u"r"_s, place.referrer}},
                   more));
    }
};

class UmamiTeller final : public Teller
{
public:
    using Teller::Teller;
    WireCall view(const Visitor&, const Place& place) override { return call(place, {}); }
    WireCall custom(const Visitor&, const Place& place, const QString& name, const QJsonObject& properties) override
    {
        return call(place, {{u"name"_s, name}, {u"data"_s, properties}});
    }
    WireCall purchase(const Visitor& visitor, const Place& place) override
    {
        return custom(visitor, place, u"purchase"_s, paid());
    }

private:
    [[nodiscard]] WireCall call(const Place& place, const QJsonObject& more) const
    {
        const QJsonObject payload{{u"website"_s, id("umamiId")},
                                  {u"hostname"_s, u"shop.example"_s},
                                  {u"url"_s, QString(place.path + place.query)},
                                  {u"referrer"_s, place.referrer}};
        return jsonCall(u"/api/send"_s, {{u"type"_s, u"event"_s}, {u"payload"_s, joined(payload, more)}});
    }
};

class PosthogTeller final : public Teller
{
public:
    using Teller::Teller;
    WireCall view(const Visitor& visitor, const Place& place) override
    {
        return call(u"$pageview"_s, visitor, place, {});
    }
    WireCall custom(const Visitor& visitor, const Place& place, const QString& name,
                    const QJsonObject& properties) override
    {
        return call(name, visitor, place, properties);
    }
    WireCall purchase(const Visitor& visitor, const Place& place) override
    {
        return custom(visitor, place, u"purchase"_s, paid());
    }

private:
    [[nodiscard]] WireCall call(const QString& name, const Visitor& visitor, const Place& place,
                                const QJsonObject& more) const
    {
        const QJsonObject properties{{u"$current_url"_s, place.url()},
                                     {u"$referrer"_s, place.referrer.isEmpty() ? u"$direct"_s : place.referrer},
                                     {u"$device_id"_s, visitor.client},
                                     {u"$lib"_s, u"web"_s},
                                     {u"$process_person_profile"_s, false}};
        return jsonCall(u"/i/v0/e/"_s, {{u"api_key"_s, id("posthogToken")},
                                        {u"event"_s, name},
                                        {u"distinct_id"_s, visitor.client},
                                        {u"properties"_s, joined(properties, more)}});
    }
};

class GoatcounterTeller final : public Teller
{
public:
    using Teller::Teller;
    WireCall view(const Visitor&, const Place& place) override
    {
        return call(place, {{u"p"_s, place.path}, {u"q"_s, place.query}, {u"r"_s, place.referrer}});
    }
    WireCall custom(const Visitor&, const Place& place, const QString& name, const QJsonObject&) override
    {
        return call(place, {{u"p"_s, name}, {u"e"_s, u"true"_s}});
    }
    WireCall purchase(const Visitor& visitor, const Place& place) override
    {
        return custom(visitor, place, u"purchase"_s, {});
    }

private:
    [[nodiscard]] WireCall call(const Place& place, const QList<std::pair<QString, QString>>& members) const
    {
        QUrlQuery query;
        for (const auto& [name, value] : members)
            query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
        return {"GET",
                u"/gc/%1/count?%2"_s.arg(id("goatcounterSite"), query.toString(QUrl::FullyEncoded)),
                {{"Referer", place.url().toLatin1()}},
                {}};
    }
};

class SierraTeller final : public Teller
{
public:
    using Teller::Teller;
    WireCall view(const Visitor& visitor, const Place& place) override
    {
        return call(visitor, place, {{u"e"_s, u"load"_s}});
    }
    WireCall custom(const Visitor& visitor, const Place& place, const QString& name,
                    const QJsonObject& properties) override
    {
        return call(visitor, place, {{u"e"_s, u"custom"_s}, {u"n"_s, name}, {u"d"_s, properties}});
    }
    WireCall purchase(const Visitor& visitor, const Place& place) override
    {
        return custom(visitor, place, u"purchase"_s, {});
    }

private:
    [[nodiscard]] static WireCall call(const Visitor& visitor, const Place& place, const QJsonObject& more)
    {
        return jsonCall(u"/track/hit"_s, joined({{u"b"_s, QString(visitor.client + place.path)},
                                                 {u"i"_s, visitor.client},
                                                 {u"u"_s, place.url()},
                                                 {u"r"_s, place.referrer}},
                                                more));
    }
};

class OpenTraceTeller final : public Teller
{
public:
    using Teller::Teller;
    WireCall view(const Visitor& visitor, const Place& place) override
    {
        return call(u"page_view"_s, visitor, place, {});
    }
    WireCall custom(const Visitor& visitor, const Place& place, const QString& name,
                    const QJsonObject& properties) override
    {
        return call(name, visitor, place, properties);
    }
    WireCall purchase(const Visitor& visitor, const Place& place) override
    {
        return custom(visitor, place, u"purchase"_s, {{u"amount"_s, 49.9}, {u"currency"_s, u"EUR"_s}});
    }

private:
    [[nodiscard]] WireCall call(const QString& type, const Visitor& visitor, const Place& place,
                                const QJsonObject& meta) const
    {
        return jsonCall(u"/api/v1/collect"_s, {{u"rid"_s, id("openTraceUid")},
                                               {u"sid"_s, visitor.client},
                                               {u"type"_s, type},
                                               {u"url"_s, place.url()},
                                               {u"ref"_s, place.referrer},
                                               {u"res"_s, u"1440x900"_s},
                                               {u"meta"_s, meta}});
    }
};

class TrackerTeller final : public Teller
{
public:
    using Teller::Teller;
    WireCall view(const Visitor& visitor, const Place& place) override { return call(visitor, place, {}); }
    WireCall custom(const Visitor& visitor, const Place& place, const QString& name,
                    const QJsonObject& properties) override
    {
        return call(visitor, place, {{u"ename"_s, name}, {u"params"_s, properties}});
    }
    WireCall purchase(const Visitor& visitor, const Place& place) override
    {
        return custom(visitor, place, u"purchase"_s, {});
    }

private:
    [[nodiscard]] static WireCall call(const Visitor& visitor, const Place& place, const QJsonObject& more)
    {
        return jsonCall(
            u"/tr/v1/"_s,
            joined({{u"vid"_s, visitor.client}, {u"url"_s, place.url()}, {u"last"_s, place.referrer}}, more));
    }
};

class OpenMetricsTeller final : public Teller
{
public:
    using Teller::Teller;
    WireCall view(const Visitor& visitor, const Place& place) override
    {
        QJsonObject page{{u"url"_s, place.url()}};
        if (!place.referrer.isEmpty())
            page.insert(u"referrer"_s, place.referrer);
        return custom(visitor, place, u"view"_s, page);
    }
    WireCall custom(const Visitor& visitor, const Place&, const QString& name, const QJsonObject& properties) override
    {
        return jsonCall(u"/om/%1/v1/events"_s.arg(id("id")),
                        {{u"sessionId"_s, visitor.client},
                         {u"events"_s, QJsonArray{QJsonObject{{u"name"_s, name}, {u"props"_s, properties}}}}});
    }
    WireCall purchase(const Visitor& visitor, const Place& place) override
    {
        return custom(visitor, place, u"purchase"_s, {});
    }
};

template <typename T> std::unique_ptr<Teller> make(const QJsonObject& source)
{
    return std::make_unique<T>(source);
}

} // namespace

const std::vector<Protocol>& protocols()
{
    static const std::vector<Protocol> all{
        {"segment", {}, make<SegmentTeller>},
        {"plausible", {}, make<PlausibleTeller>},
        {"umami", {}, make<UmamiTeller>},
        {"posthog", {}, make<PosthogTeller>},
        {"goatcounter", {u"properties"_s, u"revenue"_s}, make<GoatcounterTeller>},
        {"sierra", {u"revenue"_s}, make<SierraTeller>},
        {"opentrace", {}, make<OpenTraceTeller>},
        {"tracker", {u"revenue"_s}, make<TrackerTeller>},
        // It keeps nothing of the browser (openmetrics §15.3) and defines no income (routes §3).
        {"openmetrics", {u"browser"_s, u"revenue"_s}, make<OpenMetricsTeller>},
    };
    return all;
}

} // namespace sightglass::test
