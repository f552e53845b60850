// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/resources.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>
#include <cstdlib>

namespace sightglass::api {

namespace {

using domain::LifetimeOf;

/// 50250000 millionths → "50.25"
QString decimalText(std::int64_t micros)
{
    const auto magnitude = static_cast<std::uint64_t>(micros < 0 ? -(micros + 1) : micros) + (micros < 0 ? 1U : 0U);
    QString text = QString::number(magnitude / 1'000'000);
    QString fraction = QStringLiteral("%1").arg(magnitude % 1'000'000, 6, 10, QLatin1Char('0'));
    while (fraction.endsWith(u'0'))
        fraction.chop(1);
    if (!fraction.isEmpty())
        text += u'.' + fraction;
    return micros < 0 ? u'-' + text : text;
}

/// Members that have no column of their own.
QJsonObject recordOf(const std::string& record)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(record)).object();
}

void insertText(QJsonObject& object, const char* name, const std::string& text)
{
    if (!text.empty())
        object.insert(QLatin1String(name), toQString(text));
}

QJsonObject jsonOf(const domain::TrackerTotal& counter)
{
    return {{QStringLiteral("id"), toQString(counter.id)}, {QStringLiteral("total"), qint64(counter.count)}};
}

QJsonObject jsonOf(const domain::TrackerUpdate& update)
{
    return {{QStringLiteral("id"), toQString(update.id)},
            {QStringLiteral("updatedAt"), timeText(update.updatedAt)},
            {QStringLiteral("msg"), toQString(update.message)}};
}

QJsonObject jsonOf(const domain::TrackerLog& log)
{
    QJsonObject out = recordOf(log.record);
    out.insert(QStringLiteral("createdAt"), timeText(log.createdAt));
    out.insert(QStringLiteral("level"), qint64(log.level));
    insertText(out, "topic", log.topic);
    return out;
}

/// What a payment and an agreement have in common.
template <typename Row> QJsonObject visitorsRow(const Row& row)
{
    QJsonObject out = recordOf(row.record);
    out.insert(QStringLiteral("id"), idText(row.seq));
    out.insert(QStringLiteral("sourceId"), idText(row.source.value));
    out.insert(QStringLiteral("createdAt"), timeText(row.createdAt));
    insertText(out, "vid", row.visitor);
    insertText(out, "uid", row.user);
    return out;
}

QJsonObject jsonOf(const domain::TrackerPayment& payment)
{
    QJsonObject out = visitorsRow(payment);
    out.insert(QStringLiteral("amount"), decimalText(payment.micros));
    out.insert(QStringLiteral("currency"), toQString(payment.currency));
    insertText(out, "orid", payment.order);
    insertText(out, "invid", payment.invoice);
    return out;
}

QJsonObject jsonOf(const domain::LifetimeValue& value)
{
    return {
        {QStringLiteral("id"), toQString(value.id)},          {QStringLiteral("currency"), toQString(value.currency)},
        {QStringLiteral("paid"), decimalText(value.micros)},  {QStringLiteral("payments"), qint64(value.payments)},
        {QStringLiteral("createdAt"), timeText(value.first)}, {QStringLiteral("updatedAt"), timeText(value.last)}};
}

QJsonObject jsonOf(const domain::TrackerAgreement& agreement)
{
    QJsonObject out = visitorsRow(agreement);
    out.insert(QStringLiteral("cflags"), qint64(agreement.flags));
    insertText(out, "country", agreement.country);
    insertText(out, "region", agreement.region);
    return out;
}

/// A page out of rows of which one more was asked for; `cursorOf` says what the next page begins after.
template <typename Row, typename CursorOf>
Answer pageOfRows(const Expected<std::vector<Row>>& rows, int limit, CursorOf cursorOf)
{
    if (!rows)
        return unexpected(rows.error());
    const std::size_t shown = std::min(rows->size(), static_cast<std::size_t>(limit));
    QJsonArray items;
    for (std::size_t i = 0; i < shown; ++i)
        items.append(jsonOf((*rows)[i]));
    QJsonObject out{{QStringLiteral("items"), items}};
    if (rows->size() > shown)
        out.insert(QStringLiteral("next"), QJsonValue(cursorOf((*rows)[shown - 1])));
    return json(out);
}

/// A list by names: the cursor is the last one shown.
template <typename Read> Answer listByName(const Call& call, Read read)
{
    const Expected<int> limit = limitOf(call.request);
    if (!limit)
        return unexpected(limit.error());
    const std::string after = domain::queryMember(call.request.query, "cursor").value_or(std::string());
    return pageOfRows(read(call.parts.store.trackerRecords(), after, *limit + 1), *limit,
                      [](const auto& row) { return toQString(row.id); });
}

/// A list of rows, newest first: the cursor is the last one's number.
template <typename Read> Answer listByNumber(const Call& call, Read read)
{
    const Expected<Page> page = pageOf(call.request);
    if (!page)
        return unexpected(page.error());
    return pageOfRows(read(call.parts.store.trackerRecords(), page->cursor, page->limit + 1), page->limit,
                      [](const auto& row) { return idText(row.seq); });
}

Expected<LifetimeOf> lifetimeOf(const domain::Request& request)
{
    constexpr std::array<std::string_view, 4> kNames{"user", "visitor", "order", "invoice"};
    const std::string by = domain::queryMember(request.query, "by").value_or("user");
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (kNames[i] == by)
            return static_cast<LifetimeOf>(i);
    }
    return unexpected(ErrorCode::InvalidInput, QStringLiteral("by is user, visitor, order or invoice"),
                      QStringLiteral("/by"));
}

} // namespace

Answer listCounters(const Call& call)
{
    return listByName(
        call, [](auto& records, const std::string& after, int limit) { return records.counters(after, limit); });
}

Answer listUpdates(const Call& call)
{
    return listByName(call,
                      [](auto& records, const std::string& after, int limit) { return records.updates(after, limit); });
}

Answer listLogs(const Call& call)
{
    return listByNumber(call,
                        [](auto& records, std::int64_t before, int limit) { return records.logs(before, limit); });
}

Answer listPayments(const Call& call)
{
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    return listByNumber(call, [&project](auto& records, std::int64_t before, int limit) {
        return records.payments(project->id, before, limit);
    });
}

/// Query member `by`: user (default), visitor, order or invoice. Largest first, each currency by itself.
Answer listLifetimeValues(const Call& call)
{
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    const Expected<Page> page = pageOf(call.request);
    if (!page)
        return unexpected(page.error());
    const Expected<LifetimeOf> of = lifetimeOf(call.request);
    if (!of)
        return unexpected(of.error());
    const auto values =
        call.parts.store.trackerRecords().lifetimeValues(project->id, *of, page->cursor, page->limit + 1);
    return pageOfRows(values, page->limit, [&page](const auto&) { return idText(page->cursor + page->limit); });
}

Answer listAgreements(const Call& call)
{
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    return listByNumber(call, [&project](auto& records, std::int64_t before, int limit) {
        return records.agreements(project->id, before, limit);
    });
}

} // namespace sightglass::api
