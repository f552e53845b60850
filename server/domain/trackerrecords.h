// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/expected.h"
#include "core/ids.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sightglass::domain {

/// What senders of the growth tracker report beside events (spec tracker §12–§14). Where a row has a `record`, that is
/// a JSON object with the members of the contract that have no column of their own. `seq` is given by the store, newest
/// highest.

/// Adds to a counter. Rows of table `tracker_counter` hold the sums.
struct TrackerCount
{
    std::string id;
    std::int64_t count = 1;
    bool operator==(const TrackerCount&) const = default;
};

/// The state a service says it is in; the last one counts. Row of table `tracker_update`.
struct TrackerUpdate
{
    std::string id;
    TimePoint updatedAt{};
    std::string message;
    bool operator==(const TrackerUpdate&) const = default;
};

/// A log line of a service. Row of table `tracker_log`.
struct TrackerLog
{
    std::int64_t seq = 0;
    TimePoint createdAt{};
    std::string topic;
    std::int64_t level = 0;
    std::string record; ///< id ldate ltime name host hostname owner ip iphash msg params
    bool operator==(const TrackerLog&) const = default;
};

/// One line of a payment, or a refund. Row of table `tracker_payment`.
struct TrackerPayment
{
    std::int64_t seq = 0;
    SourceId source;
    std::string key; ///< The same line comes twice under one key; "" = nothing tells it from another.
    TimePoint createdAt{};
    std::string visitor; ///< UUID
    std::string user;    ///< As sent; UUIDs in lower case.
    std::string order;
    std::string invoice;
    std::string currency;    ///< ISO 4217; XXX when none was named that exists.
    std::int64_t micros = 0; ///< Millionths of the currency; negative for a refund.
    std::string record;
    bool operator==(const TrackerPayment&) const = default;
};

/// What a visitor agreed to. Row of table `tracker_agreement`; the newest of a visitor is in force.
struct TrackerAgreement
{
    std::int64_t seq = 0;
    SourceId source;
    TimePoint createdAt{};
    std::string visitor; ///< UUID
    std::string user;
    std::int64_t flags = 0; ///< Each bit is one consent that the operator defines.
    std::string country;
    std::string region;
    std::string record;
    bool operator==(const TrackerAgreement&) const = default;
};

/// What a law asks for somewhere; people set it. Row of table `tracker_jurisdiction`.
struct Jurisdiction
{
    std::string regulation; ///< gdpr
    std::string compliance; ///< cookie-time
    std::int64_t number = 0;
    TimePoint createdAt{};
    std::string rules;  ///< JSON object: category → how long
    std::string places; ///< JSON list of {country, rcode, region, county, city, zip}
    bool operator==(const Jurisdiction&) const = default;
};

/// The sum of a counter.
struct TrackerTotal
{
    std::string id;
    std::int64_t count = 0;
};

/// Whose payments are summed (spec tracker §13): `tlv`, `tlvu` and `tlvv`, `ltv` of the original.
enum class LifetimeOf : std::uint8_t { User, Visitor, Order, Invoice };

/// What was paid in one currency.
struct LifetimeValue
{
    std::string id; ///< Of the user, visitor, order or invoice.
    std::string currency;
    std::int64_t micros = 0;
    std::int64_t payments = 0;
    TimePoint first{};
    TimePoint last{};
};

using TrackerRecord = std::variant<TrackerCount, TrackerUpdate, TrackerLog, TrackerPayment, TrackerAgreement>;

/// Where they are kept. Thread: any worker thread; calls block until their transaction has committed: never call them
/// from a server thread. Lists give at most `limit` rows; `before`, 0 for the newest, is a row's `seq`. Errors:
/// NotFound, Unavailable, Io.
class TrackerRecords
{
public:
    virtual ~TrackerRecords() = default;
    /// All of them or, on an error, none. A payment whose key its source has is left out.
    [[nodiscard]] virtual Expected<void> store(const std::vector<TrackerRecord>& records) = 0;

    /// Removes log lines that were made before.
    [[nodiscard]] virtual Expected<void> forgetLogs(TimePoint before) = 0;

    /// By id, from the first after `after` on.
    [[nodiscard]] virtual Expected<std::vector<TrackerTotal>> counters(const std::string& after, int limit) = 0;
    [[nodiscard]] virtual Expected<std::vector<TrackerUpdate>> updates(const std::string& after, int limit) = 0;
    [[nodiscard]] virtual Expected<std::vector<TrackerLog>> logs(std::int64_t before, int limit) = 0;
    [[nodiscard]] virtual Expected<std::vector<TrackerPayment>> payments(ProjectId project, std::int64_t before,
                                                                         int limit) = 0;
    /// Largest first, `offset` rows left out.
    [[nodiscard]] virtual Expected<std::vector<LifetimeValue>> lifetimeValues(ProjectId project, LifetimeOf of,
                                                                              std::int64_t offset, int limit) = 0;
    [[nodiscard]] virtual Expected<std::vector<TrackerAgreement>> agreements(ProjectId project, std::int64_t before,
                                                                             int limit) = 0;
    /// What a visitor agreed to last, in each source.
    [[nodiscard]] virtual Expected<std::vector<TrackerAgreement>> agreementsOf(const std::string& visitor) = 0;
    /// Removes payments and agreements of a person who goes by these ids, visitors' or users', in a project.
    [[nodiscard]] virtual Expected<void> forget(ProjectId project, const std::vector<std::string>& ids) = 0;

    [[nodiscard]] virtual Expected<std::vector<Jurisdiction>> jurisdictions() = 0;
    /// Adds one, or replaces that of the same regulation, compliance and number.
    [[nodiscard]] virtual Expected<void> setJurisdiction(const Jurisdiction& jurisdiction) = 0;
    [[nodiscard]] virtual Expected<void> removeJurisdiction(const Jurisdiction& jurisdiction) = 0;
};

} // namespace sightglass::domain
