// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"
#include "storage/bytes.h"
#include "storage/statement.h"
#include "storage/textcolumn.h"

#include <array>
#include <vector>

namespace sightglass::storage {

/// A chunk made of fresh rows: takes rows of statement "scan" and decodes of their bodies only what the request names.
/// Thread and owner: those of its scan.
class RowChunk final : public domain::Chunk
{
public:
    explicit RowChunk(const domain::ScanRequest& request);

    void clear();
    /// False when the body cannot be read.
    [[nodiscard]] bool add(const Statement& row);

    [[nodiscard]] std::size_t rows() const override { return m_rows; }
    [[nodiscard]] std::span<const std::int64_t> numbers(domain::NumberColumn column) const override;
    [[nodiscard]] domain::TextValues texts(domain::TextColumn column) const override;
    [[nodiscard]] domain::TextValues property(std::size_t index) const override { return m_properties[index].values(); }
    [[nodiscard]] domain::TextValues trait(std::size_t index) const override { return m_traits[index].values(); }

private:
    static constexpr std::uint8_t kNone = 0xff;

    void addColumns(const Statement& row);
    [[nodiscard]] bool readBody(std::string_view body, domain::Kind kind);
    [[nodiscard]] bool isUnhandled(domain::Kind kind, std::string_view exception);
    void setNumber(std::uint8_t column, std::uint64_t varint);
    [[nodiscard]] static bool readMap(std::string_view bytes, const std::vector<std::string>& keys,
                                      std::vector<TextColumnBuilder>& columns);

    const domain::ScanRequest& m_request;
    domain::Event m_scratch;
    std::size_t m_rows = 0;
    bool m_needsBody = false;
    std::array<bool, domain::kNumberColumns> m_wantsNumber{};
    std::array<bool, domain::kTextColumns> m_wantsText{};
    std::array<std::uint8_t, 256> m_numberOfTag{}; ///< Column that a member's tag byte fills, kNone = none.
    std::array<std::uint8_t, 256> m_textOfTag{};
    std::array<std::vector<std::int64_t>, domain::kNumberColumns> m_numbers;
    std::array<TextColumnBuilder, domain::kTextColumns> m_texts;
    std::vector<TextColumnBuilder> m_properties;
    std::vector<TextColumnBuilder> m_traits;
};

} // namespace sightglass::storage
