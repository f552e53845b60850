// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/freshrows.h"

#include "storage/eventcodec.h"

#include <algorithm>
#include <chrono>
#include <tuple>

namespace sightglass::storage {

namespace {

domain::ChunkInfo infoOf(std::span<const RowView> rows)
{
    std::int64_t first = rows.front().eventTime;
    std::int64_t last = first;
    for (const RowView& row : rows) {
        first = std::min(first, row.eventTime);
        last = std::max(last, row.eventTime);
    }
    return {rows.size(), {fromMs(first), fromMs(last + 1)}, rows.front().visitor, rows.back().visitor};
}

bool standsBefore(const RowView& a, const RowView& b)
{
    const auto key = [](const RowView& row) { return std::tie(row.visitor, row.eventTime, row.receivedAt); };
    if (key(a) != key(b))
        return key(a) < key(b);
    const int ids = bodyMessageId(a.body).compare(bodyMessageId(b.body));
    return ids != 0 ? ids < 0 : a.seq < b.seq;
}

} // namespace

std::int64_t utcDay(std::int64_t timeMs)
{
    return std::chrono::floor<std::chrono::days>(fromMs(timeMs)).time_since_epoch().count();
}

bool FreshRows::add(const RowView& row)
{
    Day& day = m_days[utcDay(row.eventTime)];
    if (!m_layout.copyWanted(row.body, day.bodies))
        return false;
    day.rows.push_back(row);
    day.rows.back().body = {};
    day.ends.push_back(day.bodies.size());
    return true;
}

void FreshRows::finish(std::size_t mostRows)
{
    for (auto& [number, day] : m_days) {
        sort(day);
        cut(day, mostRows);
    }
}

void FreshRows::sort(Day& day)
{
    std::size_t begin = 0;
    for (std::size_t i = 0; i < day.rows.size(); ++i) {
        day.rows[i].body = std::string_view(day.bodies).substr(begin, day.ends[i] - begin);
        begin = day.ends[i];
    }
    day.ends = {};
    std::sort(day.rows.begin(), day.rows.end(), standsBefore);
}

void FreshRows::cut(const Day& day, std::size_t mostRows)
{
    const std::span<const RowView> rows = day.rows;
    std::size_t begin = 0;
    std::size_t border = 0; // where the visitor at hand begins
    for (std::size_t i = 1; i <= rows.size(); ++i) {
        if (i < rows.size() && rows[i].visitor == rows[i - 1].visitor)
            continue;
        if (i - begin > mostRows && border > begin) {
            m_parts.push_back({infoOf(rows.subspan(begin, border - begin)), rows.subspan(begin, border - begin)});
            begin = border;
        }
        border = i;
    }
    if (begin < rows.size())
        m_parts.push_back({infoOf(rows.subspan(begin)), rows.subspan(begin)});
}

} // namespace sightglass::storage
