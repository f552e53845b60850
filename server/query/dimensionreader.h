// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/rows.h"

#include <optional>
#include <unordered_map>

namespace sightglass::query {

/// Fills dimensions from chunks: chunk-wide text numbers become question-wide ones. Lives as long as one scan.
class DimensionReader
{
public:
    DimensionReader(Rows& rows, const RowRequest& request, const AcquisitionNames& names);

    /// Columns the dimensions need, added to the request.
    void require(domain::ScanRequest& scan) const;
    /// Appends the rows of the chunk named by `kept`.
    void read(const domain::Chunk& chunk, const std::vector<std::uint32_t>& kept);

private:
    void readTexts(Dimension& out, const domain::TextValues& values, const std::vector<std::uint32_t>& kept);
    void readNumbers(Dimension& out, const domain::Chunk& chunk, const std::vector<std::uint32_t>& kept);
    void readArrivals(Dimension& out, const domain::Chunk& chunk, const std::vector<std::uint32_t>& kept);
    [[nodiscard]] std::string numberText(Field field, std::int64_t number) const;

    Rows& m_rows;
    const AcquisitionNames& m_names;
    std::vector<std::string> m_properties;
    std::vector<std::uint32_t> m_remap;
    std::unordered_map<std::int64_t, std::uint32_t> m_numbers;
};

/// The text column behind a property; nothing for computed ones.
[[nodiscard]] std::optional<domain::TextColumn> textColumn(Field field);
/// Appends `values` of the kept rows to `ids`, numbered by `dictionary`.
void appendTexts(Dictionary& dictionary, std::vector<std::uint32_t>& ids, const domain::TextValues& values,
                 const std::vector<std::uint32_t>& kept, std::vector<std::uint32_t>& remap);

} // namespace sightglass::query
