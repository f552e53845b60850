// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/tracker/report.h"

#include "core/timetext.h"
#include "ingest/membertext.h"
#include "ingest/tracker/fields.h"
#include "ingest/tracker/hashes.h"
#include "ingest/tracker/params.h"
#include "ingest/tracker/texts.h"

#include <array>
#include <chrono>

namespace sightglass::ingest::tracker {

namespace {

using Read = std::variant<domain::TrackerRecord, std::string_view>;

constexpr std::size_t kIdBytes = 1024;
constexpr std::size_t kMessageBytes = 64 * 1024;
constexpr std::int64_t kDayNs = 86'400'000'000'000;

/// The members of one message, each as text or number.
class Message
{
public:
    explicit Message(json::Value message)
        : m_fields(message, {}, m_event, m_problems)
    {
    }
    Message(const Message&) = delete;
    Message& operator=(const Message&) = delete;
    [[nodiscard]] std::string text(std::string_view key) { return m_fields.textAsSent(key); }
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key) const { return m_fields.integer(key); }
    [[nodiscard]] json::Value find(std::string_view key) const { return m_fields.find(key); }
    [[nodiscard]] std::string uuid(std::string_view key) const { return m_fields.uuid(key); }
    [[nodiscard]] std::string longText(std::string_view key)
    {
        const json::Value value = find(key);
        return value.isString() ? memberText(m_event, value.text(), kMessageBytes) : text(key);
    }
    /// `id`, or the subject.
    [[nodiscard]] std::string id(const std::string& subject)
    {
        const std::string own = text("id");
        return memberText(m_event, own.empty() ? subject : own, kIdBytes);
    }

private:
    domain::Event m_event;
    ProblemCounts m_problems{};
    Fields m_fields;
};

Read countOf(Message message, const ReportContext& context)
{
    domain::TrackerCount count{message.id(context.subject), 1};
    if (count.id.empty())
        return "Bad request (id)";
    if (message.find("n").exists()) {
        const auto n = message.integer("n");
        constexpr std::int64_t kMost = 1'000'000'000'000; // so that sums stay within 64 bits
        if (!n || *n > kMost || *n < -kMost)
            return "Bad request (n)";
        count.count = *n;
    }
    return count;
}

Read updateOf(Message message, const ReportContext& context)
{
    domain::TrackerUpdate update{message.id(context.subject), context.now, message.longText("msg")};
    if (update.id.empty())
        return "Bad request (id)";
    constexpr std::int64_t kLastMs = 253'402'300'800'000; // the year 10000
    if (const auto at = message.integer("updated"); at && *at > 0 && *at < kLastMs)
        update.updatedAt = fromMs(*at);
    return update;
}

} // namespace

std::optional<Report> reportOf(std::string_view word)
{
    if (word == "_count")
        return Report::Count;
    if (word == "_update")
        return Report::Update;
    return word == "_log" ? std::optional(Report::Log) : std::nullopt;
}

Read ReportReader::read(Report report, json::Value message, const ReportContext& context)
{
    if (!message.isObject())
        return "Bad request (data)";
    switch (report) {
    case Report::Count: return countOf(Message(message), context);
    case Report::Update: return updateOf(Message(message), context);
    case Report::Log: break;
    }
    return log(message, context);
}

domain::TrackerLog ReportReader::log(json::Value sent, const ReportContext& context)
{
    Message message(sent);
    domain::TrackerLog log;
    log.createdAt = context.now;
    log.topic = message.text("topic");
    if (log.topic.empty())
        log.topic = message.id(context.subject);
    log.level = message.integer("level").value_or(0);
    json::Writer writer(log.record);
    writer.openObject();
    writer.member("id", context.newId);
    if (const std::string date = message.text("ldate"); parseTime(date))
        writer.member("ldate", date);
    if (const auto time = message.integer("ltimenss"); time && *time >= 0 && *time < kDayNs)
        writer.member("ltime", *time);
    for (const std::string_view name : {"name", "host", "hostname"})
        writeFilled(writer, name, message.text(name));
    writeFilled(writer, "owner", message.uuid("owner"));
    if (const std::string address = context.keptAddress(message.text("ip")); !address.empty()) {
        writer.member("ip", address);
        writer.member("iphash", addressHash(address, context.options));
    }
    writeFilled(writer, "msg", message.longText("msg"));
    writeParams(writer, message.find("params"));
    writer.closeObject();
    return log;
}

/// A map, or the JSON text of one; every value as text.
void ReportReader::writeParams(json::Writer& writer, json::Value params)
{
    if (params.isString()) {
        const auto document = m_paramsParser.parse(params.text());
        params = document ? document->root : json::Value();
    }
    const std::string texts = params.isObject() ? textView(params) : std::string();
    if (texts.empty())
        return;
    writer.key("params");
    writer.raw(texts);
}

} // namespace sightglass::ingest::tracker
