// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/ingest/protocols.h"

#include <QJsonArray>

#include <array>

namespace sightglass::bench {

namespace {

constexpr const char* kAddress = "X-Forwarded-For: 2001:db8:{address}::1\r\n";
constexpr const char* kJson = "Content-Type: application/json\r\nX-Forwarded-For: 2001:db8:{address}::1\r\n";
constexpr const char* kPlain = "Content-Type: text/plain\r\nX-Forwarded-For: 2001:db8:{address}::1\r\n";

// Shapes: spec openmetrics §2, drop-in-apis §2–§5, sierra-analytics §5, opentrace §5 and tracker §3. Protocols that
// know visitors by their address get one each, those that have ids send a new one with every event.
constexpr std::array kRequests{
    ProtocolRequest{"openmetrics", "POST /v1/events", kJson,
                    R"({"sessionId":"session-{visitor}","events":[{"id":"{event}","name":"order_completed",)"
                    R"("props":{"orderId":"o-1","plan":"pro","quantity":3}}]})"},
    ProtocolRequest{
        "plausible", "POST /api/event", kPlain,
        R"({"n":"Order Completed","u":"https://{host}/cart?utm_source=news","d":"{host}","r":"https://www.google.com/",)"
        R"("p":{"orderId":"o-1","plan":"pro","quantity":3}})"},
    ProtocolRequest{
        "umami", "POST /api/send", kJson,
        R"({"type":"event","payload":{"website":"{umamiId}","hostname":"{host}","screen":"1920x1080","language":"en-GB",)"
        R"("title":"Cart","url":"/cart?utm_source=news","referrer":"https://www.google.com/","name":"order_completed",)"
        R"("data":{"orderId":"o-1","plan":"pro","quantity":3}}})"},
    ProtocolRequest{
        "posthog", "POST /i/v0/e/", kJson,
        R"({"api_key":"{posthogToken}","uuid":"00000000-0000-4000-8000-{event}","event":"order_completed",)"
        R"("distinct_id":"visitor-{visitor}","properties":{"$current_url":"https://{host}/cart?utm_source=news","$host":"{host}",)"
        R"("$pathname":"/cart","$referrer":"https://www.google.com/","$device_id":"visitor-{visitor}","$is_identified":false,)"
        R"("$lib":"web","$lib_version":"1.250.0","$screen_width":1920,"$screen_height":1080,)"
        R"("orderId":"o-1","plan":"pro","quantity":3}})"},
    ProtocolRequest{
        "goatcounter",
        "GET "
        "/gc/{goatcounterSite}/count?p=%2Fcart&t=Cart&r=https%3A%2F%2Fwww.google.com%2F&s=1920%2C1080%2C1&rnd={event}",
        kAddress, ""},
    ProtocolRequest{"sierra", "POST /track/hit", kJson,
                    R"({"b":"{event}","e":"custom","i":"{visitor}","n":"order_completed","u":"https://{host}/cart",)"
                    R"("r":"https://www.google.com/","d":{"orderId":"o-1","plan":"pro","quantity":"3"}})"},
    ProtocolRequest{
        "opentrace", "POST /api/v1/collect", kJson,
        R"({"rid":"{openTraceUid}","sid":"00000000-0000-4000-8000-{visitor}","event_id":"{event}","type":"order_completed",)"
        R"("url":"https://{host}/cart?utm_source=news","ref":"https://www.google.com/","lang":"en-GB","res":"1920x1080",)"
        R"("meta":{"orderId":"o-1","plan":"pro","quantity":3}})"},
    ProtocolRequest{
        "tracker", "POST /tr/v1/", kJson,
        R"({"eid":"00000000-0000-4000-8000-{event}","vid":"00000000-0000-4000-8000-{visitor}","ename":"order_completed",)"
        R"("url":"https://{host}/cart?utm_source=news","last":"https://www.google.com/","w":1920,"h":1080,)"
        R"("params":{"orderid":"o-1","plan":"pro","quantity":3}})"},
};

} // namespace

std::span<const ProtocolRequest> protocolRequests()
{
    return kRequests;
}

QByteArray filledFrom(const QJsonObject& source, const QByteArray& text)
{
    QByteArray out = text;
    for (const char* member : {"umamiId", "posthogToken", "goatcounterSite", "openTraceUid"})
        out.replace(QByteArray(QByteArray("{") + member + '}'),
                    source.value(QLatin1String(member)).toString().toUtf8());
    return out.replace("{host}", source.value(QLatin1String("hosts")).toArray().at(0).toString().toUtf8());
}

} // namespace sightglass::bench
