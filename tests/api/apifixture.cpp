// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/apifixture.h"

#include "domain/eventjson.h"
#include "query/engine.h"
#include "query/eventfilter.h"
#include "query/queryjson.h"

#include <QJsonDocument>

#include <future>

namespace sightglass::test {

namespace {

Expected<api::EventTest> eventTest(const QJsonArray& filters)
{
    const Expected<std::vector<domain::Filter>> parsed = query::parseFilters(filters);
    if (!parsed)
        return unexpected(parsed.error());
    Expected<query::EventFilter> filter =
        query::EventFilter::compile(*parsed, [](const query::ArrivalParts&) { return query::SourceAndChannel(); });
    if (!filter)
        return unexpected(filter.error());
    return api::EventTest([filter = std::move(*filter)](const domain::Event& event) { return filter.matches(event); });
}

Expected<QJsonObject> askStore(storage::Store& store, const Clock& clock, const domain::Project& project,
                               const QJsonObject& description, const domain::Cancellation& cancel)
{
    const Expected<std::unique_ptr<domain::EventScan>> scan = store.openScan();
    if (!scan)
        return unexpected(scan.error());
    query::QueryContext context{project, clock.now(), {}, {}};
    context.extent = [&] { return (*scan)->extent(project.id); };
    const Expected<domain::Query> query = query::parseQuery(description, context);
    if (!query)
        return unexpected(query.error());
    query::Engine engine(**scan, clock, nullptr, [](const query::ArrivalParts&) { return query::SourceAndChannel(); });
    return engine.answer(project, *query, cancel);
}

std::vector<std::string> split(const QString& path)
{
    std::vector<std::string> out;
    for (const QString& segment : path.split(u'/'))
        out.push_back(segment.toStdString());
    return out;
}

} // namespace

ApiFixture::ApiFixture()
    : clock(at("2026-03-02T10:00:00.000Z"))
    , jobs(clock)
{
    storage::StoreOptions options;
    options.directory = directory.path() + QStringLiteral("/data");
    auto opened = storage::Store::open(options, clock);
    Q_ASSERT(opened.has_value());
    store = std::move(*opened);
    store->setLiveFeed(&live);
    tokens = std::make_unique<api::TokenBook>(store->control());
    admin = tokens->addTemporary("admin", domain::Scope::Admin);
    writer = tokens->addTemporary("writer", domain::Scope::Write);
    reader = tokens->addTemporary("reader", domain::Scope::Read);
    api = std::make_unique<api::Api>(
        api::ApiParts{
            .store = *store,
            .live = live,
            .settings = settings,
            .counters = counters,
            .clock = clock,
            .tokens = *tokens,
            .jobs = jobs,
            .unknown = unknown,
            .shared = shared,
            .sessions = sessions,
            .ask =
                [this](const domain::Project& project, const QJsonObject& description,
                       const domain::Cancellation& cancel) {
                    return onAsk ? onAsk(cancel) : askStore(*store, clock, project, description, cancel);
                },
            .askAll =
                [this](const domain::Project& project, const std::vector<QJsonObject>& descriptions,
                       const domain::Cancellation& cancel) {
                    std::vector<Expected<QJsonObject>> out;
                    for (const QJsonObject& description : descriptions)
                        out.push_back(onAskOne ? onAskOne(description)
                                      : onAsk  ? onAsk(cancel)
                                               : askStore(*store, clock, project, description, cancel));
                    return out;
                },
            .checkDescription = [](const domain::Project& project, const QJsonObject& description) -> Expected<void> {
                return query::parseQuery(description, {project, {}, {}, {}}).transform([](const domain::Query&) {});
            },
            .eventTest = eventTest,
            .eventJson = [](const domain::Event& event) { return domain::toJson(event); },
            .isMetricsPeer = [](const std::string& address) { return address == "192.0.2.1"; },
            .startImport = {},
            .startExport = {},
            .previewImport = {},
            .visitorKeys = [this](ProjectId, const std::string& id) { return keysOf[id]; },
            .startErasure =
                [this](ProjectId project, std::vector<std::uint64_t> keys) {
                    return jobs.start("erase", "a person", project.value, [this, project, keys](JobControl&) {
                        for (const std::uint64_t key : keys)
                            std::ignore =
                                store->erasePerson(project, key, [](std::int64_t, std::int64_t) { return true; });
                        return Expected<void>();
                    });
                },
            .startRelabelling =
                [this](ProjectId project) {
                    relabelled.push_back(project);
                    return jobs.start("relabel", "", project.value, [](JobControl&) { return Expected<void>(); });
                },
            .startCompaction = {},
            .addDemo = {},
            .pullMetric = [this](ProjectId, SavedId metric) -> Expected<domain::SavedItem> {
                pulled.push_back(metric);
                return unexpected(ErrorCode::Unavailable, QStringLiteral("nothing is pulled here"));
            },
            .version = "9.9"},
        2);
}

ApiFixture::~ApiFixture()
{
    api->stop();
    store->drain();
    store->setLiveFeed(nullptr);
}

ApiAnswer ApiFixture::ask(domain::Method method, const QString& target, const QByteArray& token, const QByteArray& body)
{
    domain::Request request;
    request.method = method;
    request.path = "/api/v2/" + target.section(u'?', 0, 0).toStdString();
    request.query = target.section(u'?', 1).toStdString();
    request.host = "hub.example:8484";
    request.scheme = "https";
    request.basePath = "/stats";
    request.body = body.toStdString();
    if (!token.isEmpty())
        request.headers.emplace_back("authorization", "Bearer " + token.toStdString());
    ApiAnswer out;
    out.response = api->answer(request, split(target.section(u'?', 0, 0)));
    out.status = out.response.status;
    out.body = QJsonDocument::fromJson(QByteArray::fromStdString(out.response.body)).object();
    return out;
}

void ApiFixture::storePageviews(SourceId source, int count)
{
    std::vector<domain::Event> events;
    for (int i = 0; i < count; ++i) {
        domain::Event event;
        event.source = source;
        event.kind = domain::Kind::Pageview;
        event.name = "pageview";
        event.path = "/" + std::to_string(i);
        event.receivedAt = event.timestamp = event.eventTime = clock.now() + std::chrono::seconds(i);
        events.push_back(std::move(event));
    }
    std::promise<void> stored;
    const Expected<void> taken = store->sink().submit(
        std::move(events), [&stored](const Expected<domain::StoreOutcome>&) { stored.set_value(); });
    Q_ASSERT(taken.has_value());
    stored.get_future().wait();
}

} // namespace sightglass::test
