// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <set>
#include <string>

namespace sightglass::test {

class ChildHub;

/// Ids of every event whose request was answered 200, to be held against what is stored.
struct Ledger
{
    std::set<std::string> acknowledged;
    std::int64_t answered = 0;

    void add(const std::string& prefix, std::int64_t first, int count);
};

/// Exports project 1 from `hub` (running or not) and checks it: prints one line, true when every acknowledged event is
/// there, none is there twice, and `sightglassd check` finds nothing.
[[nodiscard]] bool holdsAgainst(const ChildHub& hub, const Ledger& ledger);

} // namespace sightglass::test
