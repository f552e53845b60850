// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/request.h"
#include "ingest/openmetrics/answers.h"
#include "ingest/openmetrics/dialect.h"

#include <string>
#include <variant>

namespace sightglass::ingest::openmetrics {

/// The object that a request carries.
struct Payload
{
    json::Value object;   ///< Lives until its reader reads again.
    bool relaxed = false; ///< It was no JSON, but the relaxed dialect.
};

/// Reads what a request carries: `q` of a GET, the body of a POST (spec openmetrics §2.8, §3). Thread: one at a time;
/// keep one per thread, its buffers are reused.
class PayloadReader
{
public:
    [[nodiscard]] std::variant<Payload, Failure> read(const domain::Request& request, bool plusIsBlank);

private:
    [[nodiscard]] std::optional<DialectReader::Problem> readQuery(std::string_view target, bool plusIsBlank);

    DialectReader m_dialect;
    json::Parser m_parser;
    std::string m_json;
};

/// What a request shows as its write key: `k` of the query, a bearer token, `key` of the payload; "" without any (spec
/// openmetrics §15.4).
[[nodiscard]] std::string writeKey(const domain::Request& request, json::Value payload);
/// The session that a cookie of the original's first version names; "" without one.
[[nodiscard]] std::string sessionCookie(const domain::Request& request);

} // namespace sightglass::ingest::openmetrics
