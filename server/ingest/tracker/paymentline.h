// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "ingest/tracker/fields.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sightglass::ingest::tracker {

/// One line of a payment, laid over what stands around it (spec tracker §13.2). Looks at values that others hold.
/// Thread: one at a time.
class PaymentLine
{
public:
    /// `item` is absent for a payment without lines.
    PaymentLine(json::Value around, json::Value item)
        : m_item(item, {}, m_event, m_problems)
        , m_around(around, {}, m_event, m_problems)
    {
    }
    PaymentLine(const PaymentLine&) = delete;
    PaymentLine& operator=(const PaymentLine&) = delete;

    [[nodiscard]] std::string text(std::string_view key);
    /// By the one name or the other.
    [[nodiscard]] std::string either(std::string_view key, std::string_view other);
    /// A UUID in its usual form, other text as it was sent.
    [[nodiscard]] std::string id(std::string_view key);
    /// Decimal text of a number; "" for none.
    [[nodiscard]] std::string decimal(std::string_view key);
    /// Milliseconds since 1970, out of a number or a time of RFC 3339.
    [[nodiscard]] std::optional<std::int64_t> moment(std::string_view key, std::string_view other);

private:
    domain::Event m_event;
    ProblemCounts m_problems{}; ///< A number where a text could be is no problem here.
    Fields m_item;
    Fields m_around;
};

} // namespace sightglass::ingest::tracker
