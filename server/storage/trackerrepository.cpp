// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/trackerrepository.h"

#include "storage/controlquery.h"

namespace sightglass::storage {

namespace {

using domain::Jurisdiction;
using domain::LifetimeValue;
using domain::TrackerAgreement;
using domain::TrackerCount;
using domain::TrackerLog;
using domain::TrackerPayment;
using domain::TrackerTotal;
using domain::TrackerUpdate;

/// All rows of a query, each as `read` makes it.
template <typename Row, typename Read> Expected<std::vector<Row>> rowsOf(ControlQuery query, Read read)
{
    std::vector<Row> rows;
    return query.each([&](const ControlQuery& row) { rows.push_back(read(row)); }).transform([&] {
        return std::move(rows);
    });
}

TrackerAgreement agreementOf(const ControlQuery& row)
{
    return {row.integer(0), SourceId(row.integer(1)), row.time(2), row.utf8(3),
            row.utf8(4),    row.integer(5),           row.utf8(6), row.utf8(7),
            row.utf8(8)};
}

} // namespace

ControlQuery TrackerRepository::query(std::string_view name)
{
    return {m_database, "tracker", name};
}

Expected<void> TrackerRepository::add(const TrackerCount& count)
{
    return query("count").bind(":id", count.id).bind(":count", count.count).run();
}

Expected<void> TrackerRepository::add(const TrackerUpdate& update)
{
    return query("update")
        .bind(":id", update.id)
        .bind(":updated_at", toMs(update.updatedAt))
        .bind(":message", update.message)
        .run();
}

Expected<void> TrackerRepository::add(const TrackerLog& log)
{
    return query("log")
        .bind(":created_at", toMs(log.createdAt))
        .bind(":topic", log.topic)
        .bind(":level", log.level)
        .bind(":record", log.record)
        .run();
}

Expected<void> TrackerRepository::add(const TrackerPayment& payment)
{
    ControlQuery pay = query("pay");
    pay.bind(":source", payment.source.value).bind(":key", payment.key).bind(":created_at", toMs(payment.createdAt));
    pay.bind(":visitor_id", payment.visitor).bind(":user_id", payment.user).bind(":order_id", payment.order);
    pay.bind(":invoice_id", payment.invoice).bind(":currency", payment.currency).bind(":micros", payment.micros);
    return pay.bind(":record", payment.record).run();
}

Expected<void> TrackerRepository::add(const TrackerAgreement& agreement)
{
    ControlQuery agree = query("agree");
    agree.bind(":source", agreement.source.value).bind(":created_at", toMs(agreement.createdAt));
    agree.bind(":visitor_id", agreement.visitor).bind(":user_id", agreement.user).bind(":flags", agreement.flags);
    return agree.bind(":country", agreement.country)
        .bind(":region", agreement.region)
        .bind(":record", agreement.record)
        .run();
}

Expected<void> TrackerRepository::forgetLogs(TimePoint before)
{
    return query("forgetLogs").bind(":before", toMs(before)).run();
}

Expected<void> TrackerRepository::forget(ProjectId project, const std::string& id)
{
    return query("forgetPayments").bind(":project", project.value).bind(":id", id).run().and_then([&] {
        return query("forgetAgreements").bind(":project", project.value).bind(":id", id).run();
    });
}

Expected<std::vector<TrackerTotal>> TrackerRepository::counters(const std::string& after, int limit)
{
    ControlQuery rows = query("counters");
    rows.bind(":after", after).bind(":limit", std::int64_t{limit});
    return rowsOf<TrackerTotal>(std::move(rows), [](const ControlQuery& row) {
        return TrackerTotal{row.utf8(0), row.integer(1)};
    });
}

Expected<std::vector<TrackerUpdate>> TrackerRepository::updates(const std::string& after, int limit)
{
    ControlQuery rows = query("updates");
    rows.bind(":after", after).bind(":limit", std::int64_t{limit});
    return rowsOf<TrackerUpdate>(std::move(rows), [](const ControlQuery& row) {
        return TrackerUpdate{row.utf8(0), row.time(1), row.utf8(2)};
    });
}

Expected<std::vector<TrackerLog>> TrackerRepository::logs(std::int64_t before, int limit)
{
    ControlQuery rows = query("logs");
    rows.bind(":before", before).bind(":limit", std::int64_t{limit});
    return rowsOf<TrackerLog>(std::move(rows), [](const ControlQuery& row) {
        return TrackerLog{row.integer(0), row.time(1), row.utf8(2), row.integer(3), row.utf8(4)};
    });
}

Expected<std::vector<TrackerPayment>> TrackerRepository::payments(ProjectId project, std::int64_t before, int limit)
{
    ControlQuery rows = query("payments");
    rows.bind(":project", project.value).bind(":before", before).bind(":limit", std::int64_t{limit});
    return rowsOf<TrackerPayment>(std::move(rows), [](const ControlQuery& row) {
        return TrackerPayment{row.integer(0),
                              SourceId(row.integer(1)),
                              {},
                              row.time(2),
                              row.utf8(3),
                              row.utf8(4),
                              row.utf8(5),
                              row.utf8(6),
                              row.utf8(7),
                              row.integer(8),
                              row.utf8(9)};
    });
}

Expected<std::vector<LifetimeValue>> TrackerRepository::lifetimeValues(ProjectId project, domain::LifetimeOf of,
                                                                       std::int64_t offset, int limit)
{
    ControlQuery rows = query("lifetimeValues");
    rows.bind(":project", project.value).bind(":of", static_cast<std::int64_t>(of));
    rows.bind(":offset", offset).bind(":limit", std::int64_t{limit});
    return rowsOf<LifetimeValue>(std::move(rows), [](const ControlQuery& row) {
        return LifetimeValue{row.utf8(0), row.utf8(1), row.integer(2), row.integer(3), row.time(4), row.time(5)};
    });
}

Expected<std::vector<TrackerAgreement>> TrackerRepository::agreements(ProjectId project, std::int64_t before, int limit)
{
    ControlQuery rows = query("agreements");
    rows.bind(":project", project.value).bind(":before", before).bind(":limit", std::int64_t{limit});
    return rowsOf<TrackerAgreement>(std::move(rows), agreementOf);
}

Expected<std::vector<TrackerAgreement>> TrackerRepository::agreementsOf(const std::string& visitor)
{
    ControlQuery rows = query("agreementsOf");
    rows.bind(":visitor", visitor);
    return rowsOf<TrackerAgreement>(std::move(rows), agreementOf);
}

Expected<std::vector<Jurisdiction>> TrackerRepository::jurisdictions()
{
    return rowsOf<Jurisdiction>(query("jurisdictions"), [](const ControlQuery& row) {
        return Jurisdiction{row.utf8(0), row.utf8(1), row.integer(2), row.time(3), row.utf8(4), row.utf8(5)};
    });
}

Expected<void> TrackerRepository::set(const Jurisdiction& jurisdiction)
{
    ControlQuery set = query("setJurisdiction");
    set.bind(":regulation", jurisdiction.regulation).bind(":compliance", jurisdiction.compliance);
    set.bind(":number", jurisdiction.number).bind(":created_at", toMs(jurisdiction.createdAt));
    return set.bind(":rules", jurisdiction.rules).bind(":places", jurisdiction.places).run();
}

Expected<void> TrackerRepository::remove(const Jurisdiction& jurisdiction)
{
    ControlQuery remove = query("removeJurisdiction");
    remove.bind(":regulation", jurisdiction.regulation).bind(":compliance", jurisdiction.compliance);
    Expected<void> done = remove.bind(":number", jurisdiction.number).run();
    if (done && remove.changedRows() == 0)
        return unexpected(ErrorCode::NotFound, QStringLiteral("There is no such jurisdiction."));
    return done;
}

} // namespace sightglass::storage
