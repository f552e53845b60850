// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/routes.h"
#include "support/tablefile.h"

#include <map>
#include <string>
#include <vector>

namespace sightglass::test {

/// "/a/{b,c}" as "/a/b" and "/a/c"; alternatives may hold slashes and braces.
[[nodiscard]] std::vector<std::string> expandAlternatives(std::string_view text);

/// A pattern without the names of its captures: "/a/{n}/{x}/{…}". A segment that is partly open ("{name}.js") is {x}:
/// the program's patterns are made of whole segments.
[[nodiscard]] std::string withoutNames(std::string_view pattern);

/// A path that the pattern takes.
[[nodiscard]] std::string samplePath(std::string_view pattern);

/// "GET POST" with HEAD, "any".
[[nodiscard]] std::vector<domain::Method> methodsOf(const QByteArray& cell);

/// One pattern without alternatives and names, and one method.
using Claim = std::pair<std::string, domain::Method>;
/// Every claim of the program's table. A claim made twice fails the build, see routes.cpp.
[[nodiscard]] std::map<Claim, const http::RouteRow*> claimsOf(std::span<const http::RouteRow> rows);
/// The claims of a line of tests/vectors/routes/table.tsv.
[[nodiscard]] std::vector<Claim> claimsOf(const TableLine& line);

/// Owner, kind, auth, cors, body (bytes), status, rate, base and target (bytes) of a row, in the words of the
/// specification.
[[nodiscard]] TableLine inWords(const http::RouteRow& row);
/// The same cells of a line, as far as it gives them. "c" and "d" of rate are left out: the hub has no node cap (routes
/// C46) and no daily quota.
[[nodiscard]] TableLine inWords(const TableLine& line);
[[nodiscard]] QByteArray ownerName(http::Owner owner);

} // namespace sightglass::test
