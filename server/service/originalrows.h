// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "ingest/openmetrics/originaldocument.h"
#include "service/originalmemory.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace sightglass::storage {
class Store;
}

namespace sightglass::service {

/// A file with documents of an original OpenMetrics server (openmetrics §14.5), lines of JSON as its database exports
/// them.
struct OriginalFile
{
    ingest::openmetrics::Collection collection = ingest::openmetrics::Collection::Users;
    /// Of active rows one period is taken at a time, the shortest first: a row of a longer one often says what a
    /// shorter one has said already.
    ingest::openmetrics::ActivePeriod period = ingest::openmetrics::ActivePeriod::Hour;
    std::shared_ptr<OriginalMemory> memory = std::make_shared<OriginalMemory>(); ///< Of the whole import.
    TimePoint now{}; ///< For documents that say no time, about users of whom nothing else is known.
};

/// Reads such documents. One of each thread.
class OriginalRows
{
public:
    explicit OriginalRows(const OriginalFile& file)
        : m_file(file)
    {
    }
    /// Replaces `out`; nothing of an active row of another period. Error: InvalidInput, `where` the member.
    [[nodiscard]] Expected<void> read(std::string_view record, std::vector<domain::Event>& out);

private:
    OriginalFile m_file;
    std::unique_ptr<json::Parser> m_parser = std::make_unique<json::Parser>();
};

/// A document without a time gets that of its user's document, else the one under which it came before, else that of
/// the first event there is of its user, else it is said now. `event`: completed, with its visitor. Errors: those of
/// Store::personEvents().
[[nodiscard]] Expected<void> placeInTime(domain::Event& event, storage::Store& store, const OriginalFile& file);

/// Whether an active row only says what one of a shorter period has said. Call it once for each.
[[nodiscard]] bool isImplied(const domain::Event& event, const OriginalFile& file);

} // namespace sightglass::service
