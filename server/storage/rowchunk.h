// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"
#include "storage/rowlayout.h"
#include "storage/statement.h"
#include "storage/textcolumn.h"

#include <array>
#include <vector>

namespace sightglass::storage {

/// A fresh row as plain values; the body is not copied.
struct RowView
{
    std::int64_t seq = 0;
    std::int64_t source = 0;
    std::int64_t eventTime = 0;
    std::int64_t receivedAt = 0;
    std::uint64_t visitor = 0;
    domain::Kind kind = domain::Kind::Custom;
    std::string_view body;

    RowView() = default;
    /// The row that statements "scan", "newest" and "all" of sql/event.sql stand at.
    explicit RowView(const Statement& row);
};

/// Columns made of fresh rows: takes rows and decodes of their bodies only what the request names.
/// Thread and owner: those of its chunk.
class RowChunk
{
public:
    explicit RowChunk(const domain::ScanRequest& request);

    /// Frees the rows; dictionaries of texts stay.
    void dropRows();
    /// False when the body cannot be read.
    [[nodiscard]] bool add(const RowView& row);

    [[nodiscard]] std::size_t rows() const { return m_rows; }
    [[nodiscard]] std::span<const std::int64_t> numbers(domain::NumberColumn column) const;
    [[nodiscard]] TextValues texts(domain::TextColumn column) const;
    [[nodiscard]] TextValues property(std::size_t index) const { return m_properties[index].values(); }
    [[nodiscard]] TextValues trait(std::size_t index) const { return m_traits[index].values(); }
    [[nodiscard]] TextValues vital(std::size_t index) const { return m_vitals[index].values(); }

private:
    void addColumns(const RowView& row);
    [[nodiscard]] bool readBody(std::string_view body, domain::Kind kind);
    [[nodiscard]] bool isUnhandled(domain::Kind kind, std::string_view exception);
    void setNumber(std::uint8_t column, std::uint64_t varint);
    [[nodiscard]] static bool readMap(std::string_view bytes, const std::vector<std::string>& keys,
                                      std::vector<TextColumnBuilder>& columns,
                                      bool (*isWanted)(const domain::PropertyValue&));

    const domain::ScanRequest& m_request;
    const RowLayout m_layout;
    domain::Event m_scratch;
    std::size_t m_rows = 0;
    std::array<std::vector<std::int64_t>, domain::kNumberColumns> m_numbers;
    std::array<TextColumnBuilder, domain::kTextColumns> m_texts;
    std::vector<TextColumnBuilder> m_properties;
    std::vector<TextColumnBuilder> m_traits;
    std::vector<TextColumnBuilder> m_vitals;
};

} // namespace sightglass::storage
