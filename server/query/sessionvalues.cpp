// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/sessionvalues.h"

#include "domain/propertytext.h"
#include "query/foldedreport.h"

#include <tuple>

namespace sightglass::query {

namespace {

using domain::NumberColumn;
using domain::TextColumn;

constexpr std::size_t kMaxSessions = 4'000'000;

} // namespace

/// One reading of all chunks.
class SessionValues::Reading
{
public:
    Reading(const domain::EventSnapshot& snapshot, SessionValues& values)
        : m_snapshot(snapshot)
        , m_sessions(values.m_sessions)
    {
    }

    [[nodiscard]] Expected<void> take(std::size_t index)
    {
        const auto chunk = m_snapshot.chunk(index);
        if (!chunk)
            return unexpected(chunk.error());
        const auto kinds = (*chunk)->numbers(NumberColumn::Kind);
        const auto protocols = (*chunk)->numbers(NumberColumn::Protocol);
        const auto values = (*chunk)->property(0);
        for (std::uint32_t row = 0; row < (*chunk)->rows(); ++row) {
            const bool speaksOfSession = kinds.at(row) == static_cast<std::int64_t>(domain::Kind::Identify) &&
                                         protocols.at(row) == static_cast<std::int64_t>(domain::Protocol::OpenMetrics);
            if (!speaksOfSession || values.ids.at(row) == 0)
                continue;
            if (auto taken = takeRow(**chunk, index, row); !taken)
                return taken;
        }
        if (m_sessions.size() > kMaxSessions)
            return unexpected(ErrorCode::TooLarge,
                              QStringLiteral("more than four million sessions have this property"));
        return {};
    }

private:
    [[nodiscard]] Expected<void> takeRow(const domain::SortedChunk& chunk, std::size_t index, std::uint32_t row)
    {
        const std::string_view session = chunk.texts(TextColumn::AnonymousId).at(row);
        if (session.empty())
            return {};
        Latest found{chunk.numbers(NumberColumn::EventTime).at(row),
                     chunk.numbers(NumberColumn::ReceivedAt).at(row),
                     chunk.numbers(NumberColumn::Seq).at(row),
                     index,
                     row,
                     std::string(chunk.property(0).at(row))};
        const auto [known, isNew] = m_sessions.try_emplace(std::string(session));
        const auto later = isNew ? Expected<bool>(true) : isLater(found, known->second);
        if (!later)
            return unexpected(later.error());
        if (*later)
            known->second = std::move(found);
        return {};
    }

    [[nodiscard]] Expected<bool> isLater(const Latest& a, const Latest& b) const
    {
        if (std::tie(a.time, a.received) != std::tie(b.time, b.received))
            return std::tie(a.time, a.received) > std::tie(b.time, b.received);
        const auto idOfA = messageId(a);
        const auto idOfB = messageId(b);
        if (!idOfA || !idOfB)
            return unexpected(idOfA ? idOfB.error() : idOfA.error());
        return std::tie(*idOfA, a.seq) > std::tie(*idOfB, b.seq);
    }

    [[nodiscard]] Expected<std::string> messageId(const Latest& latest) const
    {
        const auto chunk = m_snapshot.chunk(latest.chunk);
        if (!chunk)
            return unexpected(chunk.error());
        return (*chunk)->messageIds().transform(
            [&](const domain::TextCodes& ids) { return std::string(ids.at(latest.row)); });
    }

    const domain::EventSnapshot& m_snapshot;
    std::unordered_map<std::string, Latest>& m_sessions;
};

Expected<std::shared_ptr<const SessionValues>> SessionValues::read(domain::EventScan& scan, ProjectId project,
                                                                   const std::string& key,
                                                                   const domain::Cancellation& cancel)
{
    domain::ScanRequest request;
    request.project = project;
    request.range = kAlways;
    request.numbers = {NumberColumn::EventTime, NumberColumn::ReceivedAt, NumberColumn::Seq, NumberColumn::Kind,
                       NumberColumn::Protocol};
    request.texts = {TextColumn::AnonymousId};
    request.properties = {key};
    request.kinds = {domain::Kind::Identify};
    const auto snapshot = scan.open(request, cancel);
    if (!snapshot)
        return unexpected(snapshot.error());
    auto out = std::make_shared<SessionValues>();
    Reading reading(**snapshot, *out);
    for (std::size_t index = 0; index < (*snapshot)->chunks().size(); ++index) {
        if (cancel.isCancelled())
            return unexpected(ErrorCode::Cancelled, QStringLiteral("the reading was stopped"));
        if (auto taken = reading.take(index); !taken)
            return unexpected(taken.error());
    }
    return std::shared_ptr<const SessionValues>(std::move(out));
}

std::string_view SessionValues::of(std::string_view session) const
{
    const auto found = m_sessions.find(std::string(session));
    const bool isThere = found != m_sessions.end() && found->second.value != domain::kDeletedValue;
    return isThere ? std::string_view(found->second.value) : std::string_view();
}

} // namespace sightglass::query
