// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/tracker/paymentline.h"

#include "core/timetext.h"
#include "core/wholenumber.h"
#include "ingest/tracker/texts.h"
#include "ingest/tracker/uuids.h"

namespace sightglass::ingest::tracker {

std::string PaymentLine::text(std::string_view key)
{
    std::string own = m_item.textAsSent(key);
    return own.empty() ? m_around.textAsSent(key) : own;
}

std::string PaymentLine::either(std::string_view key, std::string_view other)
{
    std::string own = text(key);
    return own.empty() ? text(other) : own;
}

std::string PaymentLine::id(std::string_view key)
{
    std::string own = text(key);
    return uuidOf(own).value_or(own);
}

std::string PaymentLine::decimal(std::string_view key)
{
    std::string own = text(key);
    return decimalOf(own) ? own : std::string();
}

std::optional<std::int64_t> PaymentLine::moment(std::string_view key, std::string_view other)
{
    const std::string sent = either(key, other);
    if (const auto number = decimalOf(sent))
        return wholeOf(*number);
    const auto time = parseTime(sent);
    return time ? std::optional(toMs(*time)) : std::nullopt;
}

} // namespace sightglass::ingest::tracker
