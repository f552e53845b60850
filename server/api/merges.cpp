// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/resources.h"

#include "domain/scan.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace sightglass::api {

namespace {

using domain::NumberColumn;
using domain::TextColumn;

constexpr std::int64_t kFarthestMs = 8'640'000'000'000'000; ///< What a date can be.

/// A call that named a session, as stored.
struct Naming
{
    std::int64_t at = 0;
    std::int64_t seq = 0;
    std::uint64_t person = 0; ///< Whom the session was named.
    std::string session;
    std::string user;
};

/// A naming that joined people, and the link that says so.
struct Merge
{
    Naming naming;
    std::string from; ///< Id the session had before; "" = its user was anonymous.
    domain::IdentityLink link;

    [[nodiscard]] std::string id() const
    {
        return std::to_string(naming.at) + '-' + std::to_string(link.from) + '-' + std::to_string(link.to);
    }
};

bool isNaming(const domain::SortedChunk& chunk, std::size_t row)
{
    return chunk.numbers(NumberColumn::Kind).at(row) == static_cast<std::int64_t>(domain::Kind::Identify) &&
           chunk.numbers(NumberColumn::LinkKind).at(row) == static_cast<std::int64_t>(domain::LinkKind::Merge);
}

Expected<std::vector<Naming>> namings(domain::EventScan& scan, ProjectId project, const domain::Cancellation& cancel)
{
    domain::ScanRequest request;
    request.project = project;
    request.range = {fromMs(-kFarthestMs), fromMs(kFarthestMs)};
    request.numbers = {NumberColumn::EventTime, NumberColumn::Seq, NumberColumn::Kind, NumberColumn::LinkKind};
    request.texts = {TextColumn::LinkedId, TextColumn::UserId};
    request.kinds = {domain::Kind::Identify};
    const Expected<std::unique_ptr<domain::EventSnapshot>> snapshot = scan.open(request, cancel);
    if (!snapshot)
        return unexpected(snapshot.error());
    std::vector<Naming> out;
    const auto take = [&out](const domain::SortedChunk& chunk) {
        domain::forEachRun(chunk, [&](std::uint64_t visitor, std::size_t begin, std::size_t end) {
            for (std::size_t row = begin; row < end; ++row) {
                if (isNaming(chunk, row))
                    out.push_back({chunk.numbers(NumberColumn::EventTime).at(row),
                                   chunk.numbers(NumberColumn::Seq).at(row), visitor,
                                   std::string(chunk.texts(TextColumn::LinkedId).at(row)),
                                   std::string(chunk.texts(TextColumn::UserId).at(row))});
            }
        });
    };
    if (const Expected<void> read = domain::forEachChunk(**snapshot, cancel, take); !read)
        return unexpected(read.error());
    std::sort(out.begin(), out.end(),
              [](const Naming& a, const Naming& b) { return std::tie(a.at, a.seq) < std::tie(b.at, b.seq); });
    return out;
}

/// Oldest first. The first name of an anonymous user joins nobody, unless somebody has it already.
std::vector<Merge> mergesAmong(const std::vector<Naming>& namings, const std::vector<domain::IdentityLink>& links)
{
    std::multimap<std::pair<std::int64_t, std::uint64_t>, domain::IdentityLink> byTarget;
    for (const domain::IdentityLink& link : links) {
        if (link.merge)
            byTarget.emplace(std::pair(toMs(link.at), link.to), link);
    }
    std::map<std::string, std::string> userOf;
    std::set<std::string> users;
    std::vector<Merge> out;
    for (const Naming& naming : namings) {
        std::string& before = userOf[naming.session];
        const bool joins = before != naming.user && (!before.empty() || users.contains(naming.user));
        const auto link = byTarget.find({naming.at, naming.person});
        if (joins && link != byTarget.end())
            out.push_back({naming, before, link->second});
        if (link != byTarget.end())
            byTarget.erase(link); // several sessions may be named the same at once
        before = naming.user;
        users.insert(naming.user);
    }
    return out;
}

Expected<std::vector<Merge>> mergesOf(const Call& call, ProjectId project)
{
    const Expected<std::unique_ptr<domain::EventScan>> scan = call.parts.store.openScan();
    if (!scan)
        return unexpected(scan.error());
    const Expected<std::vector<Naming>> all = namings(**scan, project, call.cancel);
    if (!all)
        return unexpected(all.error());
    return (*scan)->identityLinks(project).transform(
        [&all](const std::vector<domain::IdentityLink>& links) { return mergesAmong(*all, links); });
}

QJsonObject mergeJson(const Merge& merge)
{
    QJsonObject out{{QStringLiteral("id"), toQString(merge.id())},
                    {QStringLiteral("at"), timeText(fromMs(merge.naming.at))},
                    {QStringLiteral("session"), toQString(merge.naming.session)},
                    {QStringLiteral("to"), toQString(merge.naming.user)},
                    {QStringLiteral("identified"), !merge.from.empty()}};
    if (!merge.from.empty())
        out.insert(QStringLiteral("from"), toQString(merge.from));
    return out;
}

} // namespace

Answer listMerges(const Call& call)
{
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    const Expected<Page> page = pageOf(call.request);
    if (!page)
        return unexpected(page.error());
    const Expected<std::vector<Merge>> merges = mergesOf(call, project->id);
    if (!merges)
        return unexpected(merges.error());
    const auto count = static_cast<std::int64_t>(merges->size());
    return list(count, *page, [&](std::int64_t i) -> Expected<QJsonObject> {
        return mergeJson((*merges)[static_cast<std::size_t>(count - 1 - i)]); // newest first
    });
}

Answer removeMerge(const Call& call)
{
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    const Expected<std::vector<Merge>> merges = mergesOf(call, project->id);
    if (!merges)
        return unexpected(merges.error());
    const auto merge =
        std::find_if(merges->begin(), merges->end(), [&call](const Merge& one) { return one.id() == call.ids[1]; });
    if (merge == merges->end())
        return unexpected(ErrorCode::NotFound, QStringLiteral("there is no such merge"));
    if (const Expected<void> removed = call.parts.store.removeIdentityLink(merge->link); !removed)
        return unexpected(removed.error());
    const QString subject = QStringLiteral("session \"%1\" to user \"%2\"")
                                .arg(toQString(merge->naming.session), toQString(merge->naming.user));
    if (const Expected<void> written = audit(call, "merge.undo", subject); !written)
        return unexpected(written.error());
    return noContent();
}

} // namespace sightglass::api
