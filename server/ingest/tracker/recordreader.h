// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/event.h"
#include "domain/request.h"
#include "ingest/tracker/call.h"

#include <functional>
#include <string>
#include <string_view>

namespace sightglass::ingest::tracker {

/// The body of a request, parsed.
struct Body
{
    json::Value root; ///< Absent: it is no JSON.
    /// What its first object says under that name; absent when there is none.
    [[nodiscard]] json::Value find(std::string_view key) const;
};

/// Lays what a request says over each other: what the route says by itself, the header `User`, cookies, the pairs of
/// the path, the query, the body; the later wins (spec tracker §3.1, §3.3–3.5). Keys come out in lower case, values as
/// they were sent. Thread: one at a time; keep one per thread, its buffers are reused.
class RecordReader
{
public:
    using Visit = std::function<void(json::Value record)>;

    /// A body lasts until the next one is read.
    [[nodiscard]] Body readBody(const domain::Request& request);
    /// Calls `visit` for every record, which is one, or one for each object of the body's list. A record lives during
    /// the call. `request.captures` are the decoded segments behind the route.
    void read(const domain::Request& request, const Body& body, const domain::TextMap& defaults, const Options& options,
              ProblemCounts& problems, const Visit& visit);

private:
    void readHeader(std::string_view user);
    void readCookies(const domain::Request& request);
    void readPath(const std::vector<std::string>& segments);
    static void readPairs(std::string_view encoded, std::string& members);
    void readQuery(std::string_view query, const Options& options);
    void readList(json::Value list, const Options& options, ProblemCounts& problems, const Visit& visit);
    void visitRecord(const std::string& members, const Visit& visit);

    json::Parser m_headerParser;
    json::Parser m_bodyParser;
    json::Parser m_recordParser;
    std::string m_common; ///< Members that every record of the request begins with, without braces.
};

} // namespace sightglass::ingest::tracker
