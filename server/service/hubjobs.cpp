// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/hubjobs.h"

#include "core/timetext.h"
#include "service/exportjob.h"
#include "service/importjob.h"
#include "service/originalimport.h"
#include "service/personkeys.h"

namespace sightglass::service {

namespace {

storage::Progress progressOf(JobControl& control)
{
    return [&control](std::int64_t done, std::int64_t total) {
        control.setTotal(total);
        control.advanceTo(done);
        return !control.isCancelled();
    };
}

/// What an import's body says of a file that is no export of ours.
Expected<ExternalFile> externalFile(const QJsonObject& body, TimePoint now)
{
    ExternalFile out;
    out.now = now;
    const QString content = body.value(QLatin1String("content")).toString();
    if (content != QLatin1String("events") && content != QLatin1String("properties"))
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("must be events or properties"),
                          QStringLiteral("/content"));
    out.content =
        content == QLatin1String("events") ? ExternalFile::Content::Events : ExternalFile::Content::Properties;
    const QJsonValue mapping = body.value(QLatin1String("mapping"));
    if (mapping.isUndefined())
        return out;
    if (!mapping.isObject())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("must be an object that names columns"),
                          QStringLiteral("/mapping"));
    return readMapping(mapping.toObject(), out).transform([&out] { return out; });
}

} // namespace

HubJobs::HubJobs(storage::Store& store, const pipeline::Pipeline& pipeline, const domain::SourceDirectory& sources,
                 QString bookmarkFolder, const Clock& clock)
    : m_store(store)
    , m_pipeline(pipeline)
    , m_sources(sources)
    , m_bookmarkFolder(std::move(bookmarkFolder))
    , m_clock(clock)
    , m_jobs(clock)
{
}

/// What an original OpenMetrics server held (openmetrics §14.5).
Expected<JobState> HubJobs::startMigration(const domain::Project& project, const QJsonObject& body)
{
    OriginalPlan plan{project, body.value(QLatin1String("file")).toString(), {}, {}, m_bookmarkFolder, m_clock.now()};
    plan.source = SourceId(body.value(QLatin1String("source")).toString().toLongLong());
    if (const QJsonValue collection = body.value(QLatin1String("collection")); !collection.isUndefined()) {
        plan.collection = ingest::openmetrics::parseCollection(collection.toString().toStdString());
        if (!plan.collection)
            return unexpected(ErrorCode::InvalidInput,
                              QStringLiteral("must be users, sessions, events, active or metrics"),
                              QStringLiteral("/collection"));
    }
    return m_jobs.start("import", plan.path.toStdString(), project.id.value, [this, plan](JobControl& control) {
        return importOriginal(plan, m_store, m_pipeline, control);
    });
}

Expected<JobState> HubJobs::startImport(const domain::Project& project, const QJsonObject& body)
{
    if (body.value(QLatin1String("format")).toString() == QLatin1String("openmetrics"))
        return startMigration(project, body);
    const Expected<ExchangeFormat> format = parseExchangeFormat(body.value(QLatin1String("format")).toString());
    if (!format)
        return unexpected(format.error().code, format.error().detail + QStringLiteral(", openmetrics"),
                          format.error().where);
    ImportPlan plan;
    if (body.contains(QLatin1String("content"))) {
        const Expected<ExternalFile> external = externalFile(body, m_clock.now());
        if (!external)
            return unexpected(external.error());
        plan.external = *external;
    }
    plan.project = project;
    plan.file = body.value(QLatin1String("file")).toString();
    plan.format = *format;
    plan.source = SourceId(body.value(QLatin1String("source")).toString().toLongLong());
    plan.bookmarkFolder = m_bookmarkFolder;
    const std::string subject = plan.file.toStdString();
    auto job = std::make_shared<ImportJob>(std::move(plan), m_store, m_pipeline);
    return m_jobs.start("import", subject, project.id.value, [job](JobControl& control) { return job->run(control); });
}

Expected<JobState> HubJobs::startExport(const domain::Project& project, const QJsonObject& body)
{
    const Expected<ExchangeFormat> format = parseExchangeFormat(body.value(QLatin1String("format")).toString());
    if (!format)
        return unexpected(format.error());
    if (*format == ExchangeFormat::JsonArray)
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("exports are ndjson or csv"),
                          QStringLiteral("/format"));
    ExportPlan plan{
        project.id, {TimePoint::min(), TimePoint::max()}, *format, body.value(QLatin1String("file")).toString()};
    for (const auto& [name, time] :
         {std::pair{QLatin1String("from"), &plan.range.from}, {QLatin1String("to"), &plan.range.to}}) {
        if (!body.contains(name))
            continue;
        const auto parsed = parseTime(body.value(name).toString().toStdString());
        if (!parsed)
            return unexpected(ErrorCode::InvalidInput, QStringLiteral("must be a time of RFC 3339 or a date"),
                              u'/' + name);
        *time = *parsed;
    }
    return m_jobs.start("export", plan.file.toStdString(), project.id.value,
                        [plan, this](JobControl& control) { return exportEvents(plan, m_store, control); });
}

Expected<JobState> HubJobs::startErasure(ProjectId project, std::vector<std::uint64_t> keys)
{
    // What the job is about shall not tell who it was.
    return m_jobs.start(
        "erase", "a person", project.value, [this, project, keys](JobControl& control) -> Expected<void> {
            control.remark("Backups that were made before still hold this person.");
            control.count("erased", 0);
            const Expected<std::vector<std::uint64_t>> known = knownKeys(m_store, project, keys);
            if (!known)
                return unexpected(known.error());
            for (const std::uint64_t key : *known) {
                const Expected<std::int64_t> erased = m_store.erasePerson(project, key, progressOf(control));
                if (!erased)
                    return unexpected(erased.error());
                control.count("erased", *erased);
            }
            return {};
        });
}

Expected<JobState> HubJobs::startRelabelling(ProjectId project)
{
    return m_jobs.start("relabel", "bots and exclusions", project.value, [this, project](JobControl& control) {
        const auto judge = [this](const domain::Event& event) {
            const auto entry = m_sources.byId(event.source);
            return entry ? m_pipeline.judge(event, *entry) : domain::Verdicts{event.bot, event.excluded};
        };
        return m_store.relabel(project, judge, progressOf(control)).transform([&control](std::int64_t events) {
            control.count("relabelled", events);
        });
    });
}

Expected<JobState> HubJobs::startCompaction()
{
    return m_jobs.start("compact", "", 0, [this](JobControl& control) {
        const storage::StoreFigures before = m_store.figures();
        Expected<void> compacted = m_store.compact(progressOf(control));
        const storage::StoreFigures after = m_store.figures();
        control.count("sealed", after.sealedRows - before.sealedRows);
        control.count("bytes_freed", std::max<std::int64_t>(before.fileBytes - after.fileBytes, 0));
        return compacted;
    });
}

} // namespace sightglass::service
