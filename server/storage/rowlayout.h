// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"
#include "storage/eventcodec.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace sightglass::storage {

/// The tag byte of a member that is kept as bytes.
[[nodiscard]] constexpr std::uint8_t bytesTag(Member member)
{
    return static_cast<std::uint8_t>(member) | kBytesFlag;
}

/// Which members of an event's body fill which columns of a request. A plain value; any thread.
class RowLayout
{
public:
    static constexpr std::uint8_t kNone = 0xff;

    explicit RowLayout(const domain::ScanRequest& request);

    [[nodiscard]] bool needsBody() const { return m_needsBody; }
    [[nodiscard]] bool wants(domain::NumberColumn column) const
    {
        return m_wantsNumber[static_cast<std::size_t>(column)];
    }
    [[nodiscard]] bool wants(domain::TextColumn column) const { return m_wantsText[static_cast<std::size_t>(column)]; }
    /// Number of the column that a member's tag byte fills, kNone = none.
    [[nodiscard]] std::uint8_t numberOf(std::uint8_t tag) const { return m_numberOfTag[tag]; }
    [[nodiscard]] std::uint8_t textOf(std::uint8_t tag) const { return m_textOfTag[tag]; }

    /// Appends a body with only the members that the columns need, and the message id, which rows are sorted by.
    /// False when the body cannot be read.
    [[nodiscard]] bool copyWanted(std::string_view body, std::string& out) const;

private:
    bool m_needsBody = false;
    std::array<bool, domain::kNumberColumns> m_wantsNumber{};
    std::array<bool, domain::kTextColumns> m_wantsText{};
    std::array<bool, 256> m_keeps{}; ///< By tag, for copyWanted().
    std::array<std::uint8_t, 256> m_numberOfTag{};
    std::array<std::uint8_t, 256> m_textOfTag{};
};

/// What a number is when the body does not hold its member.
[[nodiscard]] std::int64_t missingNumber(domain::NumberColumn column);

} // namespace sightglass::storage
