// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/goatcounterparts.h"

#include "service/hubcore.h"
#include "service/protocoloptions.h"

#include <QJsonArray>
#include <QJsonObject>

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace sightglass::service {

namespace {

using ingest::goatcounter::CounterNumbers;
using ingest::goatcounter::CounterQuestion;

/// What was counted a moment ago. Thread: any.
class CounterMemory
{
public:
    [[nodiscard]] std::optional<CounterNumbers> find(const std::string& key)
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_counted.find(key);
        if (found == m_counted.end() || Instant::clock::now() - found->second.at > kAge)
            return std::nullopt;
        return found->second.numbers;
    }
    void keep(const std::string& key, const CounterNumbers& numbers)
    {
        const std::lock_guard lock(m_mutex);
        if (m_counted.size() >= kMost)
            m_counted.clear();
        m_counted[key] = {numbers, Instant::clock::now()};
    }

private:
    using Instant = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::seconds kAge{60};
    static constexpr std::size_t kMost = 1000;
    struct Counted
    {
        CounterNumbers numbers;
        Instant at;
    };
    std::mutex m_mutex;
    std::map<std::string, Counted> m_counted;
};

QString qtText(const std::string& text)
{
    return QString::fromStdString(text);
}

QJsonObject filterOf(const QString& property, const QString& value)
{
    return {{QStringLiteral("property"), property},
            {QStringLiteral("op"), QStringLiteral("is")},
            {QStringLiteral("value"), value}};
}

/// The question in API v2's words (spec api §4).
QJsonObject descriptionOf(const domain::SourceEntry& entry, const CounterQuestion& question)
{
    QJsonArray filters{filterOf(QStringLiteral("source_id"), QString::number(entry.source.id.value))};
    if (!question.page.empty())
        filters.append(filterOf(QStringLiteral("page"), qtText(question.page)));
    QJsonObject description{
        {QStringLiteral("kind"), QStringLiteral("summary")},
        {QStringLiteral("metrics"), QJsonArray{QStringLiteral("pageviews"), QStringLiteral("visitors")}},
        {QStringLiteral("filters"), filters}};
    if (!question.range.empty()) {
        description.insert(QStringLiteral("range"), qtText(question.range));
    } else {
        description.insert(QStringLiteral("from"), qtText(question.from));
        description.insert(QStringLiteral("to"), qtText(question.to));
    }
    return description;
}

std::string keyOf(const domain::SourceEntry& entry, const CounterQuestion& question)
{
    return std::to_string(entry.source.id.value) + '\n' + question.range + '\n' + question.from + '\n' + question.to +
           '\n' + question.page;
}

std::optional<CounterNumbers> counted(HubCore& core, const domain::SourceEntry& entry, const CounterQuestion& question,
                                      const std::shared_ptr<domain::Cancellation>& abandoned)
{
    const auto cancel = core.api().question(abandoned);
    const Expected<QJsonObject> answer = core.ask(entry.project, descriptionOf(entry, question), *cancel);
    if (!answer)
        return std::nullopt;
    const QJsonObject metrics = answer->value(QLatin1String("metrics")).toObject();
    return CounterNumbers{metrics.value(QLatin1String("pageviews")).toInteger(),
                          metrics.value(QLatin1String("visitors")).toInteger()};
}

} // namespace

intake::GoatcounterParts goatcounterParts(HubCore& core, const Settings& settings)
{
    intake::GoatcounterParts parts;
    parts.scopeOf = tokenScopes(core.tokens());
    const auto memory = std::make_shared<CounterMemory>();
    parts.count = [&core, memory](const domain::SourceEntry& entry, const CounterQuestion& question,
                                  const std::shared_ptr<domain::Cancellation>& abandoned,
                                  intake::GoatcounterParts::Counted done) {
        const std::string key = keyOf(entry, question);
        if (const auto known = memory->find(key))
            return done(known);
        const bool taken = core.api().onWorker([&core, memory, key, entry, question, abandoned, done] {
            const auto numbers = counted(core, entry, question, abandoned);
            if (numbers)
                memory->keep(key, *numbers);
            done(numbers);
        });
        if (!taken)
            done(std::nullopt);
    };
    for (const QString& site : settings.list("goatcounter_public_counters"))
        parts.publicSites.push_back(site.toStdString());
    return parts;
}

} // namespace sightglass::service
