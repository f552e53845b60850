// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/event.h"
#include "ingest/tracker/call.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sightglass::ingest::tracker {

/// The columns of one record, each in its type: whatever JSON a sender puts there becomes a value of the column or
/// nothing, never an error (spec tracker §4). Looks at values that others hold. Thread: one at a time.
class Fields
{
public:
    /// `params` is the record's object of that name, wherever it came from; absent when there is none.
    Fields(json::Value record, json::Value params, domain::Event& event, ProblemCounts& problems)
        : m_record(record)
        , m_params(params)
        , m_event(event)
        , m_problems(problems)
    {
    }

    [[nodiscard]] json::Value record() const { return m_record; }
    [[nodiscard]] json::Value params() const { return m_params; }

    /// The value by its own name, its other name, or out of `params`; absent when all are empty.
    [[nodiscard]] json::Value find(std::string_view key) const;
    /// In lower case, at most 4096 bytes; numbers, truths and whole objects as text. "" when absent.
    [[nodiscard]] std::string text(std::string_view key);
    /// The same in the sender's own letters.
    [[nodiscard]] std::string textAsSent(std::string_view key);
    [[nodiscard]] std::string uuid(std::string_view key) const;
    [[nodiscard]] std::optional<double> number(std::string_view key) const;
    /// Fractions are cut off.
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key) const;

private:
    const json::Value m_record;
    const json::Value m_params;
    domain::Event& m_event;
    ProblemCounts& m_problems;
};

} // namespace sightglass::ingest::tracker
