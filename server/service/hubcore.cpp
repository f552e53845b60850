// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/hubcore.h"

#include "core/ipaddress.h"
#include "core/logging.h"
#include "domain/acquisition.h"
#include "domain/eventjson.h"
#include "query/engine.h"
#include "query/eventfilter.h"
#include "query/queryjson.h"
#include "service/demo.h"
#include "service/externalrows.h"
#include "service/personkeys.h"
#include "service/storedailysecrets.h"

#include <QFileInfo>

#include <sys/stat.h>
#include <unistd.h>

namespace sightglass::service {

namespace {

storage::StoreOptions storeOptions(const Settings& settings, const QString& directory)
{
    storage::StoreOptions out;
    out.directory = directory;
    out.durability = settings.text("durability") == QLatin1String("normal") ? storage::Durability::Normal
                                                                            : storage::Durability::Full;
    // Half of intake_memory for the writer's queue; the other half is left for requests that are still coming in.
    out.queueBytes = std::size_t(settings.number("intake_memory") / 2);
    out.dedupHorizon = std::chrono::duration_cast<std::chrono::hours>(settings.duration("dedup_horizon"));
    out.dedup = settings.truth("dedup");
    out.queryCacheBytes = std::size_t(settings.number("query_cache_mib")) * 1024 * 1024;
    out.sealing.rows = std::size_t(settings.number("seal_rows"));
    out.sealing.sharePercent = int(settings.number("background_share"));
    out.diskReserve = settings.number("disk_reserve");
    out.syncDelay = settings.duration("sync_delay");
    return out;
}

query::AcquisitionNames acquisitionNames(std::shared_ptr<const pipeline::ReferenceData> data)
{
    return [data = std::move(data)](const query::ArrivalParts& parts) {
        const domain::Acquisition found =
            domain::acquisitionOf({parts.utmSource, parts.utmMedium, parts.utmCampaign, parts.sourceParam,
                                   parts.clickIdKind, parts.referrerHost},
                                  data->sites());
        return query::SourceAndChannel{found.source, std::string(domain::name(found.channel))};
    };
}

std::function<bool(const std::string&)> metricsPeers(const QStringList& networks)
{
    std::vector<AddressBlock> blocks;
    for (const QString& network : networks) {
        if (const auto block = AddressBlock::parse(network.toStdString()))
            blocks.push_back(*block);
    }
    return [blocks](const std::string& text) {
        const auto peer = IpAddress::parse(text);
        return peer && std::any_of(blocks.begin(), blocks.end(),
                                   [&peer](const AddressBlock& block) { return block.contains(*peer); });
    };
}

using Extent = std::function<Expected<domain::TimeRange>()>;

constexpr int kMostNested = 4; ///< Saved goals that name each other.

/// A frozen segment is a list of people.
QJsonArray filtersOfSegment(const QJsonObject& body)
{
    const QJsonObject frozen = body.value(QLatin1String("frozen")).toObject();
    if (frozen.isEmpty())
        return body.value(QLatin1String("filters")).toArray();
    const QJsonObject people{{QStringLiteral("users"), frozen.value(QLatin1String("users"))},
                             {QStringLiteral("sessions"), frozen.value(QLatin1String("sessions"))}};
    return {QJsonObject{{QStringLiteral("people"), people}}};
}

/// Looks up what descriptions name by id: saved goals, which may name others in their filters, segments and cohorts.
query::QueryContext questionContext(storage::ControlStore& control, const domain::Project& project, TimePoint now,
                                    Extent extent, int depth = 0)
{
    const auto bodyOf = [&control, of = project.id](domain::SavedKind kind,
                                                    const std::string& id) -> std::optional<QJsonObject> {
        const Expected<domain::SavedItem> item =
            control.savedItem(of, kind, SavedId(QString::fromStdString(id).toLongLong()));
        return item ? std::optional(item->body) : std::nullopt;
    };
    const auto goal = [&control, project, now, extent, depth,
                       bodyOf](const std::string& id) -> std::optional<domain::Condition> {
        const auto body = bodyOf(domain::SavedKind::Goal, id);
        if (!body || depth == kMostNested)
            return std::nullopt;
        const QJsonObject asGoal{{QStringLiteral("kind"), QStringLiteral("summary")},
                                 {QStringLiteral("goal"), body->value(QLatin1String("condition"))}};
        const auto parsed = query::parseQuery(asGoal, questionContext(control, project, now, extent, depth + 1));
        return parsed ? parsed->goal : std::nullopt;
    };
    const auto segment = [bodyOf](const std::string& id) {
        const auto body = bodyOf(domain::SavedKind::Segment, id);
        return body ? std::optional(filtersOfSegment(*body)) : std::nullopt;
    };
    const auto cohort = [bodyOf](const std::string& id) { return bodyOf(domain::SavedKind::Cohort, id); };
    const auto goals = [&control, of = project.id, goal] {
        std::vector<domain::NamedGoal> out;
        for (const domain::SavedItem& item : control.saved(of, domain::SavedKind::Goal)) {
            const std::string id = std::to_string(item.id.value);
            if (std::optional<domain::Condition> condition = goal(id))
                out.push_back({id, item.name, *std::move(condition)});
        }
        return out;
    };
    return {project, now, std::move(extent), goal, segment, cohort, goals};
}

} // namespace

Expected<void> checkOwner(const QString& directory)
{
    struct stat status = {};
    const QByteArray path = directory.toLocal8Bit();
    if (::stat(path.constData(), &status) != 0 || status.st_uid == ::geteuid())
        return {};
    return unexpected(ErrorCode::Forbidden,
                      QStringLiteral("%1 belongs to the user %2; run this as that user, for example with: sudo -u %2 …")
                          .arg(directory, QFileInfo(directory).owner()),
                      directory);
}

Expected<std::unique_ptr<HubCore>> HubCore::open(Settings& settings, const QString& directory, const Clock& clock)
{
    if (const Expected<void> owned = checkOwner(directory); !owned)
        return unexpected(owned.error());
    Expected<std::unique_ptr<storage::Store>> store = storage::Store::open(storeOptions(settings, directory), clock);
    if (!store)
        return unexpected(store.error());
    const Expected<QJsonObject> stored = (*store)->control().settings();
    if (!stored)
        return unexpected(stored.error());
    settings.readStored(*stored);
    const Expected<Knowledge> knowledge = loadKnowledge(settings, directory);
    if (!knowledge)
        return unexpected(knowledge.error());
    std::unique_ptr<HubCore> core(new HubCore(settings, directory, std::move(*store), *knowledge, clock));
    if (const Expected<void> adopted = core->adoptWriteKey(); !adopted)
        return unexpected(adopted.error());
    return core;
}

/// Newer tables in the data directory's folder `data` are used instead of the program's own.
Expected<HubCore::Knowledge> HubCore::loadKnowledge(const Settings& settings, const QString& directory)
{
    Knowledge out;
    auto data = pipeline::ReferenceData::load(directory + QStringLiteral("/data"));
    if (!data)
        return unexpected(data.error());
    out.data = std::move(*data);
    if (const QString file = settings.text("geo_database"); !file.isEmpty()) {
        auto geo = pipeline::openGeoDatabase(file);
        if (!geo)
            return unexpected(geo.error().code,
                              QStringLiteral("geo_database cannot be \"%1\": %2").arg(file, geo.error().detail),
                              QStringLiteral("geo_database"));
        out.geo = std::move(*geo);
    }
    return out;
}

HubCore::HubCore(Settings& settings, const QString& directory, std::unique_ptr<storage::Store> store,
                 const Knowledge& knowledge, const Clock& clock)
    : m_settings(settings)
    , m_knowledge(knowledge)
    , m_directory(directory)
    , m_clock(clock)
    , m_store(std::move(store))
    , m_sources(m_store->sources(), ProjectId(settings.text("segment_open_mode").toLongLong()))
    , m_tokens(m_store->control())
    , m_names(acquisitionNames(knowledge.data))
{
    pipeline::PipelineParts parts;
    parts.idSecret = m_store->secret("ids");
    parts.dailySecrets = std::make_shared<StoreDailySecrets>(*m_store);
    parts.data = knowledge.data;
    parts.geo = knowledge.geo;
    m_pipeline = std::make_unique<const pipeline::Pipeline>(std::move(parts));
    m_jobs =
        std::make_unique<HubJobs>(*m_store, *m_pipeline, m_sources, m_directory + QStringLiteral("/imports"), clock);
    m_store->setLiveFeed(&m_live);
    m_api = std::make_unique<api::Api>(apiParts(), int(settings.number("query_threads")));
}

void HubCore::startPulling()
{
    m_puller = std::make_unique<MetricPuller>(*m_store, m_clock, m_settings.truth("metric_pull_private"));
}

void HubCore::stopPulling()
{
    if (m_puller)
        m_puller->stop();
}

HubCore::~HubCore()
{
    stopPulling();
    m_api->stop();
    m_jobs->jobs().stop();
    m_store->drain();
    m_store->setLiveFeed(nullptr);
}

api::ApiParts HubCore::apiParts()
{
    return {
        .store = *m_store,
        .live = m_live,
        .settings = m_settings,
        .counters = m_counters,
        .clock = m_clock,
        .tokens = m_tokens,
        .jobs = m_jobs->jobs(),
        .unknown = m_unknown,
        .shared = m_shared,
        .sessions = m_sessions,
        .ask = [this](const domain::Project& project, const QJsonObject& description,
                      const domain::Cancellation& cancel) { return ask(project, description, cancel); },
        .askAll = [this](const domain::Project& project, const std::vector<QJsonObject>& descriptions,
                         const domain::Cancellation& cancel) { return askAll(project, descriptions, cancel); },
        .checkDescription = [this](const domain::Project& project, const QJsonObject& description) -> Expected<void> {
            const query::QueryContext context = questionContext(m_store->control(), project, m_clock.now(), {});
            return query::parseQuery(description, context).transform([](const domain::Query&) {});
        },
        .eventTest = [this](const QJsonArray& filters) -> Expected<api::EventTest> {
            const Expected<std::vector<domain::Filter>> parsed = query::parseFilters(filters);
            if (!parsed)
                return unexpected(parsed.error());
            Expected<query::EventFilter> filter = query::EventFilter::compile(*parsed, m_names);
            if (!filter)
                return unexpected(filter.error());
            return api::EventTest(
                [filter = std::move(*filter)](const domain::Event& event) { return filter.matches(event); });
        },
        .eventJson = [](const domain::Event& event) { return domain::toJson(event); },
        .isMetricsPeer = metricsPeers(m_settings.list("metrics_networks")),
        .startImport = [this](const domain::Project& project,
                              const QJsonObject& body) { return m_jobs->startImport(project, body); },
        .startExport = [this](const domain::Project& project,
                              const QJsonObject& body) { return m_jobs->startExport(project, body); },
        .previewImport = [](const QJsonObject& body) -> Expected<QJsonObject> {
            const Expected<ExchangeFormat> format = parseExchangeFormat(body.value(QLatin1String("format")).toString());
            if (!format)
                return unexpected(format.error());
            return ExternalRows::preview(body.value(QLatin1String("file")).toString(), *format);
        },
        .visitorKeys = [secret = m_store->secret("ids")](
                           ProjectId project, const std::string& id) { return visitorKeys(secret, project, id); },
        .startErasure =
            [this](ProjectId project, std::vector<std::uint64_t> keys) {
                return m_jobs->startErasure(project, std::move(keys));
            },
        .startRelabelling = [this](ProjectId project) { return m_jobs->startRelabelling(project); },
        .startCompaction = [this] { return m_jobs->startCompaction(); },
        .addDemo =
            [this](int weeks, std::uint32_t seed) {
                DemoPlan plan;
                plan.now = m_clock.now();
                plan.weeks = weeks;
                plan.seed = seed;
                return addDemo(*m_store, *m_pipeline, plan);
            },
        .pullMetric = [this](ProjectId project, SavedId metric) -> Expected<domain::SavedItem> {
            if (!m_puller)
                return unexpected(ErrorCode::Unavailable, QStringLiteral("metrics are pulled while the hub runs"));
            return m_puller->pull(project, metric);
        },
        .version = SIGHTGLASS_VERSION};
}

Expected<QJsonObject> HubCore::ask(const domain::Project& project, const QJsonObject& description,
                                   const domain::Cancellation& cancel)
{
    return std::move(askAll(project, {description}, cancel).front());
}

std::vector<Expected<QJsonObject>> HubCore::askAll(const domain::Project& project,
                                                   const std::vector<QJsonObject>& descriptions,
                                                   const domain::Cancellation& cancel)
{
    std::vector<Expected<QJsonObject>> out;
    const Expected<std::unique_ptr<domain::EventScan>> scan = m_store->openScan();
    if (!scan) {
        for (std::size_t i = 0; i < descriptions.size(); ++i)
            out.emplace_back(unexpected(scan.error()));
        return out;
    }
    const query::QueryContext context =
        questionContext(m_store->control(), project, m_clock.now(), [&] { return (*scan)->extent(project.id); });
    std::vector<domain::Query> queries;
    std::vector<std::size_t> places;
    for (const QJsonObject& description : descriptions) {
        Expected<domain::Query> parsed = query::parseQuery(description, context);
        if (parsed) {
            places.push_back(out.size());
            queries.push_back(*std::move(parsed));
            out.emplace_back(QJsonObject());
        } else {
            out.emplace_back(unexpected(parsed.error()));
        }
    }
    query::Engine engine(**scan, m_clock, &m_sources, m_names);
    std::vector<Expected<QJsonObject>> answers = engine.answerAll(project, queries, cancel);
    for (std::size_t i = 0; i < answers.size(); ++i)
        out[places[i]] = std::move(answers[i]);
    return out;
}

/// OpenTrack has one write key in its environment: the source with that key is made when it does not exist yet.
Expected<void> HubCore::adoptWriteKey()
{
    const std::string key = m_settings.text("write_key").toStdString();
    if (key.empty() || m_store->sources().byWriteKey(key))
        return {};
    domain::Project project;
    project.name = "My project";
    project.createdAt = m_clock.now();
    const Expected<domain::Project> added = m_store->control().addProject(project);
    if (!added)
        return unexpected(added.error());
    domain::Source source;
    source.project = added->id;
    source.name = "WRITE_KEY";
    source.writeKey = key;
    source.createdAt = m_clock.now();
    return m_store->control().addSource(source).transform([](const domain::Source&) {});
}

} // namespace sightglass::service
