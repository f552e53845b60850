// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/erasures.h"

#include "storage/bytes.h"
#include "storage/eventwriter.h"
#include "storage/sqltext.h"
#include "storage/transaction.h"

#include <algorithm>
#include <bit>

namespace sightglass::storage {

using domain::IdentityLink;
using domain::IdentitySpan;

namespace {

constexpr std::size_t kSpanBytes = 24;

std::string spanBytes(const std::vector<IdentitySpan>& spans)
{
    std::string bytes;
    ByteWriter out(bytes);
    for (const IdentitySpan& span : spans) {
        out.fixed(span.key);
        out.fixed(toMs(span.from));
        out.fixed(toMs(span.to));
    }
    return bytes;
}

std::vector<IdentitySpan> readSpans(std::string_view bytes)
{
    std::vector<IdentitySpan> spans;
    for (ByteReader in(bytes); spans.size() < bytes.size() / kSpanBytes;) {
        IdentitySpan& span = spans.emplace_back();
        span.key = in.fixed<std::uint64_t>();
        span.from = fromMs(in.fixed<std::int64_t>());
        span.to = fromMs(in.fixed<std::int64_t>());
    }
    return spans;
}

} // namespace

ErasurePlan planErasure(ProjectId project, std::set<SourceId> sources, const std::vector<SourceLink>& links,
                        std::uint64_t key)
{
    ErasurePlan plan{project, std::move(sources), {}, {}, {}};
    for (const auto& [source, link] : links) {
        if (plan.sources.contains(source))
            plan.links.push_back(link);
    }
    const std::uint64_t person = domain::IdentityGraph(plan.links).resolve(key, TimePoint::max());
    plan.spans = domain::identitySpans(plan.links, person);
    std::erase_if(plan.links, [&](const IdentityLink& link) {
        return !holds(plan.spans, link.to, link.at) && !holds(plan.spans, link.from, link.at);
    });
    plan.keys = keysOf(plan.spans);
    for (const IdentityLink& link : plan.links)
        plan.keys.insert(plan.keys.end(), {link.from, link.to});
    std::sort(plan.keys.begin(), plan.keys.end());
    return plan;
}

Expected<void> Erasures::begin(const ErasurePlan& plan)
{
    const Erasure erasure{0, plan.project, m_events.nextSeq() - 1, plan.spans};
    Expected<Transaction> transaction = Transaction::begin(m_connection);
    if (!transaction)
        return unexpected(transaction.error());
    Expected<void> done = write(erasure, plan.links).and_then([&] { return transaction->commit(); });
    m_events.forgetLinks();
    reached("erasure noted");
    return done;
}

Expected<void> Erasures::write(const Erasure& erasure, const std::vector<IdentityLink>& links)
{
    Expected<Statement> add = m_connection.prepare(sqlText("erasure", "add"));
    if (!add)
        return unexpected(add.error());
    const std::string spans = spanBytes(erasure.spans);
    if (Expected<void> done = add->bind(1, erasure.project.value).bind(2, erasure.lastSeq).bindBlob(3, spans).run();
        !done)
        return done;
    Expected<Statement> remove = m_connection.prepare(sqlText("erasure", "removeLink"));
    if (!remove)
        return unexpected(remove.error());
    for (const IdentityLink& link : links) {
        remove->bind(1, std::bit_cast<std::int64_t>(link.from)).bind(2, std::int64_t{link.merge});
        remove->bind(3, toMs(link.at)).bind(4, std::bit_cast<std::int64_t>(link.to));
        if (Expected<void> done = remove->run(); !done)
            return done;
    }
    if (Expected<void> done = eraseClicks(erasure, links); !done)
        return done;
    Expected<Statement> forget = m_connection.prepare(sqlText("identity", "forgetUndone"));
    if (!forget)
        return unexpected(forget.error());
    for (const std::uint64_t key : domain::keysOf(erasure.spans)) {
        if (Expected<void> done = forget->bind(1, std::bit_cast<std::int64_t>(key)).run(); !done)
            return done;
    }
    reached("links removed");
    return {};
}

Expected<void> Erasures::eraseClicks(const Erasure& erasure, const std::vector<IdentityLink>& links)
{
    Expected<Statement> eraseLink = m_connection.prepare(sqlText("click", "eraseLink"));
    if (!eraseLink)
        return unexpected(eraseLink.error());
    for (const IdentityLink& link : links) {
        eraseLink->bind(1, std::bit_cast<std::int64_t>(link.from)).bind(2, std::int64_t{link.merge});
        eraseLink->bind(3, toMs(link.at)).bind(4, std::bit_cast<std::int64_t>(link.to));
        if (Expected<void> done = eraseLink->run(); !done)
            return done;
    }
    std::string keys;
    for (const std::uint64_t key : domain::keysOf(erasure.spans))
        keys += (keys.empty() ? "[" : ",") + std::to_string(std::bit_cast<std::int64_t>(key));
    keys += keys.empty() ? "[]" : "]";
    Expected<Statement> eraseKeys = m_connection.prepare(sqlText("click", "eraseKeys"));
    if (!eraseKeys)
        return unexpected(eraseKeys.error());
    return eraseKeys->bind(1, std::string_view(keys)).run();
}

Expected<void> Erasures::finish(std::int64_t id)
{
    Expected<Statement> remove = m_connection.prepare(sqlText("erasure", "remove"));
    if (!remove)
        return unexpected(remove.error());
    Expected<void> done = remove->bind(1, id).run();
    reached("erasure finished");
    return done;
}

void Erasures::reached(const char* point) const
{
    if (m_faultPoint)
        m_faultPoint(point);
}

Expected<std::vector<Erasure>> readErasures(Connection& connection)
{
    Expected<Statement> rows = connection.prepare(sqlText("erasure", "all"));
    if (!rows)
        return unexpected(rows.error());
    std::vector<Erasure> erasures;
    Expected<bool> row = rows->step();
    for (; row && *row; row = rows->step())
        erasures.push_back({rows->integer(0), ProjectId(rows->integer(1)), rows->integer(2), readSpans(rows->blob(3))});
    if (!row)
        return unexpected(row.error());
    return erasures;
}

} // namespace sightglass::storage
