// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "ingest/umami/message.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sightglass::ingest::umami {

/// Reads members of a payload by what the contract says they are, and keeps the first thing that is wrong. Null counts
/// as absent. Lives on the stack while one payload is read.
class PayloadReader
{
public:
    explicit PayloadReader(json::Value payload)
        : m_payload(payload)
    {
    }

    [[nodiscard]] const std::optional<Failure>& failure() const { return m_failure; }
    void wrong(std::string_view member, std::string message);

    [[nodiscard]] json::Value member(std::string_view name) const;
    /// "" when absent; more characters than `most` (0 = any number) are wrong.
    [[nodiscard]] std::string_view text(std::string_view name, std::size_t most = 0);
    /// Absent when the member is, or when it is no number of the range, which is wrong.
    [[nodiscard]] json::Value number(std::string_view name, double least, double most);
    [[nodiscard]] std::optional<std::int64_t> whole(std::string_view name, std::int64_t least, std::int64_t most);
    [[nodiscard]] json::Value object(std::string_view name);

private:
    json::Value m_payload;
    std::optional<Failure> m_failure;
};

} // namespace sightglass::ingest::umami
