// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sightglass::storage::columns {

/// Blobs of one chunk that were fetched, by number. A plain value. Thread: any may read at once.
class ColumnBlobs
{
public:
    /// Takes the bytes over. A number that is there already is replaced.
    void add(std::uint16_t number, std::string bytes);
    [[nodiscard]] bool contains(std::uint16_t number) const { return find(number) != nullptr; }
    /// Null when it was not fetched.
    [[nodiscard]] const std::string* find(std::uint16_t number) const;

private:
    std::vector<std::pair<std::uint16_t, std::string>> m_blobs; ///< By number.
};

} // namespace sightglass::storage::columns
