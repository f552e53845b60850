// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordshub.h"

#include "pipeline/geolookup.h"
#include "pipeline/referencedata.h"
#include "support/geofile.h"

#include <QFile>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace sightglass::test {

namespace {

constexpr int kMost = 100;

std::unique_ptr<storage::Store> openStore(const QString& directory, const Clock& clock)
{
    storage::StoreOptions options;
    options.directory = directory;
    auto store = storage::Store::open(options, clock);
    if (!store)
        qFatal("no store: %s", qPrintable(store.error().detail));
    return std::move(*store);
}

/// The project and the source that testSource() speaks of.
void addTestSource(storage::Store& store)
{
    domain::Project project;
    project.name = "Test";
    if (const auto added = store.control().addProject(project); !added || added->id != testSource().project.id)
        qFatal("no project");
    for (std::int64_t id = 1; id <= testSource().source.id.value; ++id) {
        domain::Source source;
        source.project = testSource().project.id;
        if (!store.control().addSource(source))
            qFatal("no source");
    }
}

void addJurisdictions(storage::Store& store, const QJsonArray& list)
{
    for (const QJsonValue& one : list) {
        const QJsonObject in = one.toObject();
        domain::Jurisdiction jurisdiction;
        jurisdiction.regulation = in.value(u"regulation"_s).toString().toStdString();
        jurisdiction.compliance = in.value(u"compliance"_s).toString().toStdString();
        jurisdiction.rules =
            QJsonDocument(in.value(u"rules"_s).toObject()).toJson(QJsonDocument::Compact).toStdString();
        jurisdiction.places = QJsonDocument(in.value(u"locs"_s).toArray()).toJson(QJsonDocument::Compact).toStdString();
        if (!store.trackerRecords().setJurisdiction(jurisdiction))
            qFatal("no jurisdiction");
    }
}

std::shared_ptr<const pipeline::GeoLookup> geoOf(const QJsonArray& networks, const QString& path)
{
    std::vector<GeoNetwork> places;
    for (const QJsonValue& one : networks) {
        const QJsonObject in = one.toObject();
        const auto text = [&in](QLatin1StringView key) { return in.value(key).toString().toStdString(); };
        places.push_back({text("network"_L1), text("country"_L1), text("region"_L1), text("city"_L1),
                          text("countryName"_L1), text("postcode"_L1), text("timezone"_L1),
                          in.value(u"latitude"_s).toDouble(), in.value(u"longitude"_s).toDouble()});
    }
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(geoFile(places)) < 0)
        qFatal("no geo file");
    file.close();
    auto geo = pipeline::openGeoDatabase(path);
    return geo ? *geo : nullptr;
}

QJsonObject recordOf(const std::string& record)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(record)).object();
}

QString qText(const std::string& text)
{
    return QString::fromStdString(text);
}

QJsonObject jsonOf(const domain::TrackerTotal& row)
{
    return {{u"id"_s, qText(row.id)}, {u"total"_s, qint64(row.count)}};
}

QJsonObject jsonOf(const domain::TrackerUpdate& row)
{
    return {{u"id"_s, qText(row.id)}, {u"updated"_s, qint64(toMs(row.updatedAt))}, {u"msg"_s, qText(row.message)}};
}

QJsonObject jsonOf(const domain::TrackerLog& row)
{
    QJsonObject out = recordOf(row.record);
    out.insert(u"topic"_s, qText(row.topic));
    out.insert(u"level"_s, qint64(row.level));
    out.insert(u"created"_s, qint64(toMs(row.createdAt)));
    return out;
}

QJsonObject jsonOf(const domain::TrackerPayment& row)
{
    QJsonObject out = recordOf(row.record);
    out.insert(u"source_id"_s, qint64(row.source.value));
    out.insert(u"created"_s, qint64(toMs(row.createdAt)));
    out.insert(u"vid"_s, qText(row.visitor));
    out.insert(u"uid"_s, qText(row.user));
    out.insert(u"orid"_s, qText(row.order));
    out.insert(u"invid"_s, qText(row.invoice));
    out.insert(u"currency"_s, qText(row.currency));
    out.insert(u"micros"_s, qint64(row.micros));
    return out;
}

QJsonObject jsonOf(const domain::LifetimeValue& row)
{
    return {{u"id"_s, qText(row.id)},
            {u"currency"_s, qText(row.currency)},
            {u"micros"_s, qint64(row.micros)},
            {u"payments"_s, qint64(row.payments)}};
}

QJsonObject jsonOf(const domain::TrackerAgreement& row)
{
    QJsonObject out = recordOf(row.record);
    out.insert(u"source_id"_s, qint64(row.source.value));
    out.insert(u"created"_s, qint64(toMs(row.createdAt)));
    out.insert(u"vid"_s, qText(row.visitor));
    out.insert(u"uid"_s, qText(row.user));
    out.insert(u"cflags"_s, qint64(row.flags));
    out.insert(u"country"_s, qText(row.country));
    out.insert(u"region"_s, qText(row.region));
    return out;
}

/// `isNewestFirst`: turned round.
template <typename Row> QJsonArray listOf(const Expected<std::vector<Row>>& rows, bool isNewestFirst = false)
{
    if (!rows)
        qFatal("not read: %s", qPrintable(rows.error().detail));
    QJsonArray out;
    for (const Row& row : *rows) {
        if (isNewestFirst)
            out.prepend(jsonOf(row));
        else
            out.append(jsonOf(row));
    }
    return out;
}

} // namespace

RecordsHub::RecordsHub(const QJsonObject& setup)
    : m_clock(fromMs(1'736'951'410'000)) // when every vector's requests arrive
    , m_store(openStore(m_directory.path(), m_clock))
    , hub(setup)
    , m_recorder(std::make_unique<intake::TrackerRecorder>(m_store->trackerRecords(), m_clock, std::chrono::hours(720)))
    , m_reports(std::make_unique<intake::TrackerReports>(
          hub.tracker, *m_recorder, [](std::string_view header) { return header == "Bearer hubtoken"; }))
    , m_payments(std::make_unique<intake::TrackerPayments>(hub.service, hub.tracker, *m_recorder))
    , m_privacy(std::make_unique<intake::TrackerPrivacy>(hub.service, hub.tracker, *m_recorder, worldOf(setup)))
{
    addTestSource(*m_store);
    addJurisdictions(*m_store, setup.value(u"jurisdictions"_s).toArray());
    for (auto handlers : {m_reports->handlers(), m_payments->handlers(), m_privacy->handlers()})
        hub.more.insert(hub.more.end(), handlers.begin(), handlers.end());
}

intake::TrackerWorld RecordsHub::worldOf(const QJsonObject& setup)
{
    static const auto data = pipeline::ReferenceData::load();
    intake::TrackerWorld world;
    world.countryOfZone = [](std::string_view zone) { return std::string((*data)->countryOfZone(zone)); };
    world.opens = [](std::string_view header) { return header == "Bearer hubtoken"; };
    world.offsetOfZone = [](const std::string& zone, TimePoint) -> std::optional<std::chrono::minutes> {
        return zone == "America/Los_Angeles" ? std::optional(std::chrono::minutes(-480)) : std::nullopt;
    };
    if (setup.contains(u"geo"_s)) {
        const auto geo = geoOf(setup.value(u"geo"_s).toArray(), m_directory.filePath(u"places.mmdb"_s));
        world.placeOf = [geo](std::string_view address) { return geo->details(address); };
    }
    return world;
}

QJsonArray RecordsHub::stored(const QString& name)
{
    domain::TrackerRecords& records = m_store->trackerRecords();
    const ProjectId project = testSource().project.id;
    if (name == u"counters"_s)
        return listOf(records.counters({}, kMost));
    if (name == u"updates"_s)
        return listOf(records.updates({}, kMost));
    if (name == u"logs"_s)
        return listOf(records.logs(0, kMost), true);
    if (name == u"payments"_s)
        return listOf(records.payments(project, 0, kMost), true);
    if (name == u"agreements"_s)
        return listOf(records.agreements(project, 0, kMost), true);
    const QStringList names{u"user"_s, u"visitor"_s, u"order"_s, u"invoice"_s};
    const auto of = static_cast<domain::LifetimeOf>(std::max<qsizetype>(names.indexOf(name), 0));
    return listOf(records.lifetimeValues(project, of, 0, kMost));
}

void RecordsHub::reopen()
{
    hub.more.clear();
    m_privacy.reset();
    m_payments.reset();
    m_reports.reset();
    m_recorder.reset();
    m_store.reset();
    m_store = openStore(m_directory.path(), m_clock);
}

} // namespace sightglass::test
