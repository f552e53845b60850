// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intakefixture.h"

#include "core/timetext.h"
#include "domain/propertytext.h"
#include "support/manualclock.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace sightglass::test {

namespace {

using domain::Method;

ingest::segment::Options optionsOf(const QJsonObject& setup)
{
    ingest::segment::Options options;
    if (setup.value(QStringLiteral("strict")).toBool())
        options.limits = ingest::segment::Limits::strict();
    options.lenientStatus = setup.value(QStringLiteral("lenient")).toBool();
    return options;
}

ingest::openmetrics::Options openMetricsOptionsOf(const QJsonObject& setup)
{
    using namespace ingest::openmetrics;
    Options options;
    options.strict = setup.value(QStringLiteral("strict")).toBool();
    options.honourDnt = setup.value(QStringLiteral("honourDnt")).toBool();
    options.writeKey = setup.value(QStringLiteral("writeKey")).toString().toStdString();
    options.batch = static_cast<std::size_t>(setup.value(QStringLiteral("batch")).toInt(1000));
    if (setup.value(QStringLiteral("identity")).toString() == QStringLiteral("split"))
        options.identity = IdentityMode::Split;
    if (setup.value(QStringLiteral("tsUnit")).toString() == QStringLiteral("ms"))
        options.timeUnit = TimeUnit::Milliseconds;
    return options;
}

QJsonValue valueOf(const domain::PropertyValue& value)
{
    if (domain::isDeletion(value))
        return QJsonValue::Null;
    if (const auto* text = std::get_if<std::string>(&value))
        return QString::fromStdString(*text);
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return static_cast<qint64>(*number);
    if (const auto* number = std::get_if<double>(&value))
        return *number;
    return std::get<bool>(value);
}

QJsonObject objectOf(const domain::PropertyMap& map)
{
    QJsonObject out;
    for (const auto& [key, value] : map)
        out.insert(QString::fromStdString(key), valueOf(value));
    return out;
}

QJsonValue timeOf(std::optional<TimePoint> time)
{
    return time ? QJsonValue(QString::fromStdString(formatTime(*time))) : QJsonValue();
}

QJsonValue numberOf(std::optional<std::int64_t> number)
{
    return number ? QJsonValue(static_cast<qint64>(*number)) : QJsonValue();
}

QJsonObject parsed(const std::string& text)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
}

Method methodOf(const QString& name)
{
    for (const Method method : {Method::Get, Method::Head, Method::Post}) {
        if (QString::fromUtf8(domain::name(method)) == name)
            return method;
    }
    return Method::Other;
}

/// The row of the route table that a path belongs to, and what its pattern captures.
void route(domain::Request& request)
{
    std::string_view path = request.path;
    if (path.ends_with('/'))
        path.remove_suffix(1);
    const std::string_view last = path.substr(path.rfind('/') + 1);
    request.captures = {std::string(last)};
    if (path.starts_with("/v1/pixel/")) {
        request.route = "segment.pixel";
    } else if (path.starts_with("/v1/projects/")) {
        request.route = "segment.settings";
        const std::string_view rest = path.substr(13);
        request.captures = {std::string(rest.substr(0, rest.find('/')))};
    } else if (last == "batch" || last == "b" || last == "import") {
        request.route = "segment.batch";
    } else {
        request.route = last == "m" ? "segment.metrics" : "segment.track";
    }
}

} // namespace

Expected<void> RecordingSink::submit(std::vector<domain::Event> submitted, domain::StoreDone done)
{
    if (mode == Mode::Busy)
        return unexpected(ErrorCode::Busy, QStringLiteral("full"));
    if (mode == Mode::Hold) {
        held.push_back(std::move(done));
        return {};
    }
    if (mode == Mode::Unavailable) {
        done(unexpected(ErrorCode::Unavailable, QStringLiteral("disk full")));
        return {};
    }
    domain::StoreOutcome outcome;
    for (domain::Event& event : submitted) {
        const bool isNew = event.messageId.empty() || m_messageIds.insert(event.messageId).second;
        outcome.items.push_back(isNew ? domain::StoreOutcome::Item::Stored : domain::StoreOutcome::Item::Duplicate);
        if (isNew)
            events.push_back(std::move(event));
    }
    done(std::move(outcome));
    return {};
}

IntakeSurroundings::IntakeSurroundings(const QJsonObject& setup, pipeline::PipelineParts parts)
    : directory(testSource(setup))
    , pipeline(std::move(parts))
    , service({directory, pipeline, sink, &feed, counters, &unknown})
{
    directory.open = setup.value(QStringLiteral("open")).toBool();
    const QString mode = setup.value(QStringLiteral("sink")).toString();
    if (mode == QStringLiteral("busy"))
        sink.mode = RecordingSink::Mode::Busy;
    if (mode == QStringLiteral("unavailable"))
        sink.mode = RecordingSink::Mode::Unavailable;
}

IntakeFixture::IntakeFixture(const QJsonObject& setup, pipeline::PipelineParts parts)
    : IntakeSurroundings(setup, std::move(parts))
    , segment(service, optionsOf(setup))
    , openMetrics(service, openMetricsOptionsOf(setup.value(QStringLiteral("openmetrics")).toObject()))
{
}

domain::Response IntakeFixture::send(const QJsonObject& request)
{
    return send(requestOf(request));
}

domain::Response IntakeFixture::send(domain::Request request)
{
    domain::Response answer;
    answer.status = 0;
    auto handlers = segment.handlers();
    for (auto& handler : openMetrics.handlers())
        handlers.push_back(std::move(handler));
    for (const auto& [id, handler] : handlers) {
        if (id == request.route) {
            handler(std::move(request), [&answer](domain::Response response) { answer = std::move(response); });
            break;
        }
    }
    return answer;
}

domain::SourceEntry testSource(const QJsonObject& setup)
{
    domain::SourceEntry entry;
    entry.project.id = ProjectId(1);
    entry.source.id = SourceId(7);
    entry.source.project = entry.project.id;
    entry.source.writeKey = "wk_test";
    const QJsonObject source = setup.value(QStringLiteral("source")).toObject();
    entry.source.rateLimitPerSecond = source.value(QStringLiteral("rateLimitPerSecond")).toInt();
    if (const auto mode = domain::parseIpMode(source.value(QStringLiteral("ipMode")).toString().toStdString()))
        entry.source.ipMode = *mode;
    if (const auto kind = domain::parseSourceKind(source.value(QStringLiteral("kind")).toString().toStdString()))
        entry.source.kind = *kind;
    const auto text = [&source](const char* member) {
        return source.value(QLatin1String(member)).toString().toStdString();
    };
    entry.source.umamiId = text("umamiId");
    entry.source.posthogToken = text("posthogToken");
    entry.source.goatcounterSite = text("goatcounterSite");
    entry.source.openTraceUid = text("openTraceUid");
    entry.source.enabled = source.value(QStringLiteral("enabled")).toBool(true);
    if (source.contains(QStringLiteral("exclusions")) &&
        !domain::apply(source.value(QStringLiteral("exclusions")), entry.source.exclusions))
        qFatal("exclusions of a vector that cannot be read");
    entry.source.storeFullUrl = source.value(QStringLiteral("storeFullUrl")).toBool();
    entry.source.storeClickIds = source.value(QStringLiteral("storeClickIds")).toBool();
    for (const QJsonValue& host : source.value(QStringLiteral("hosts")).toArray())
        entry.source.hosts.push_back(host.toString().toStdString());
    const QJsonObject project = setup.value(QStringLiteral("project")).toObject();
    if (const auto optOut = domain::parseOptOut(project.value(QStringLiteral("honourOptOut")).toString().toStdString()))
        entry.project.honourOptOut = *optOut;
    if (const auto automatic =
            domain::parseAutomaticEvents(project.value(QStringLiteral("automaticEvents")).toString().toStdString()))
        entry.project.automaticEvents = *automatic;
    entry.project.storeFlagged = project.value(QStringLiteral("storeFlagged")).toBool(true);
    if (project.value(QStringLiteral("privacy")).toString() == QStringLiteral("strict"))
        entry.project.privacy = domain::Privacy::Strict;
    return entry;
}

domain::Request requestOf(const QJsonObject& in)
{
    domain::Request request;
    request.method = methodOf(in.value(QStringLiteral("method")).toString());
    request.path = in.value(QStringLiteral("path")).toString().toStdString();
    request.query = in.value(QStringLiteral("query")).toString().toStdString();
    request.target = request.query.empty() ? request.path : request.path + "?" + request.query;
    const QJsonObject headers = in.value(QStringLiteral("headers")).toObject();
    for (auto it = headers.begin(); it != headers.end(); ++it)
        request.headers.emplace_back(it.key().toStdString(), it.value().toString().toStdString());
    const QJsonValue json = in.value(QStringLiteral("json"));
    request.body = json.isObject() ? QJsonDocument(json.toObject()).toJson(QJsonDocument::Compact).toStdString()
                                   : in.value(QStringLiteral("body")).toString().toStdString();
    request.receivedAt = at("2025-01-15T14:30:10.000Z");
    request.clientAddress = "203.0.113.9";
    request.host = domain::header(request.headers, "Host");
    request.scheme = "http";
    route(request);
    return request;
}

QJsonObject membersOf(const domain::Event& e)
{
    const auto text = [](std::string_view s) { return QString::fromUtf8(s.data(), static_cast<qsizetype>(s.size())); };
    QJsonObject groups;
    for (const auto& [type, id] : e.groups)
        groups.insert(text(type), text(id));
    QJsonArray warnings;
    for (const domain::Warning warning : e.warnings)
        warnings.append(text(domain::name(warning)));
    QJsonObject out{{QStringLiteral("protocol"), text(domain::name(e.protocol))},
                    {QStringLiteral("kind"), text(domain::name(e.kind))},
                    {QStringLiteral("device"), text(domain::name(e.device))},
                    {QStringLiteral("link_kind"), text(domain::name(e.linkKind))},
                    {QStringLiteral("received_at"), timeOf(e.receivedAt)},
                    {QStringLiteral("stated_at"), timeOf(e.statedAt)},
                    {QStringLiteral("sent_at"), timeOf(e.sentAt)},
                    {QStringLiteral("timestamp"), timeOf(e.timestamp)},
                    {QStringLiteral("event_time"), timeOf(e.eventTime)},
                    {QStringLiteral("interactive"), e.interactive},
                    {QStringLiteral("screen_width"), e.screenWidth},
                    {QStringLiteral("screen_height"), e.screenHeight},
                    {QStringLiteral("revenue_minor"), numberOf(e.revenueMinor)},
                    {QStringLiteral("value_minor"), numberOf(e.valueMinor)},
                    {QStringLiteral("groups"), groups},
                    {QStringLiteral("warnings"), warnings},
                    {QStringLiteral("properties"), objectOf(e.properties)},
                    {QStringLiteral("traits"), objectOf(e.traits)},
                    {QStringLiteral("wire"), objectOf(e.wire)},
                    {QStringLiteral("integrations"), parsed(e.integrations)},
                    {QStringLiteral("raw"), parsed(e.raw)}};
    const std::pair<const char*, const std::string*> texts[] = {{"name", &e.name},
                                                                {"message_id", &e.messageId},
                                                                {"user_id", &e.userId},
                                                                {"anonymous_id", &e.anonymousId},
                                                                {"id_space", &e.idSpace},
                                                                {"linked_id", &e.linkedId},
                                                                {"url", &e.url},
                                                                {"hostname", &e.hostname},
                                                                {"path", &e.path},
                                                                {"title", &e.title},
                                                                {"page_name", &e.pageName},
                                                                {"page_category", &e.pageCategory},
                                                                {"referrer", &e.referrer},
                                                                {"referrer_host", &e.referrerHost},
                                                                {"utm_source", &e.utmSource},
                                                                {"utm_medium", &e.utmMedium},
                                                                {"utm_campaign", &e.utmCampaign},
                                                                {"source_param", &e.sourceParam},
                                                                {"click_id_kind", &e.clickIdKind},
                                                                {"language", &e.language},
                                                                {"locale", &e.locale},
                                                                {"timezone", &e.timezone},
                                                                {"os", &e.os},
                                                                {"os_version", &e.osVersion},
                                                                {"app_version", &e.appVersion},
                                                                {"library_name", &e.libraryName},
                                                                {"library_version", &e.libraryVersion},
                                                                {"currency", &e.currency}};
    for (const auto& [key, value] : texts)
        out.insert(text(key), text(*value));
    return out;
}

} // namespace sightglass::test
