// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/patternlist.h"

#include "core/charset.h"

#include <re2/re2.h>

#include <algorithm>
#include <utility>

namespace sightglass::pipeline {

namespace {

constexpr std::int64_t kUsualMemory = 512 * 1024; ///< Of one pattern: program and its state cache.
constexpr std::int64_t kMostMemory = 16 * 1024 * 1024;

unsigned sketchBit(const char* at)
{
    const auto byte = [at](int i) { return static_cast<unsigned>(static_cast<unsigned char>(at[i])); };
    return (byte(0) * 0x9E5u + byte(1) * 0x35Du + byte(2) * 0x1Bu) % 4096;
}

std::unique_ptr<re2::RE2> compile(std::string_view pattern, bool ignoreCase, std::int64_t memory)
{
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_case_sensitive(!ignoreCase);
    options.set_max_mem(memory);
    return std::make_unique<re2::RE2>(re2::StringPiece(pattern.data(), pattern.size()), options);
}

} // namespace

TextSketch::TextSketch(std::string_view text)
    : m_lowered(asciiLowered(text))
{
    for (std::size_t i = 0; i + 3 <= m_lowered.size(); ++i) {
        const unsigned bit = sketchBit(m_lowered.data() + i);
        m_bits[bit / 64] |= std::uint64_t(1) << (bit % 64);
    }
}

bool TextSketch::mayContain(std::string_view literal) const
{
    if (literal.size() < 3)
        return true;
    const unsigned bit = sketchBit(literal.data());
    return (m_bits[bit / 64] >> (bit % 64)) & 1;
}

PatternList::PatternList(std::vector<TableFile::Row> rows, std::size_t first, std::size_t literals)
    : m_rows(std::move(rows))
    , m_first(first)
    , m_literals(literals)
    , m_compiled(std::make_unique<std::atomic<re2::RE2*>[]>(m_rows.size()))
{
}

PatternList::~PatternList()
{
    for (std::size_t i = 0; m_compiled && i < m_rows.size(); ++i)
        delete m_compiled[i].load();
}

PatternList::PatternList(PatternList&&) noexcept = default;

PatternList& PatternList::operator=(PatternList&& other) noexcept
{
    std::swap(m_rows, other.m_rows);
    std::swap(m_first, other.m_first);
    std::swap(m_literals, other.m_literals);
    std::swap(m_compiled, other.m_compiled);
    return *this;
}

bool PatternList::isCandidate(const TableFile::Row& row, const TextSketch& sketch) const
{
    if (row.size() <= m_literals)
        return true;
    return std::any_of(row.begin() + static_cast<std::ptrdiff_t>(m_literals), row.end(),
                       [&sketch](std::string_view literal) {
                           return sketch.mayContain(literal) && sketch.lowered().find(literal) != std::string::npos;
                       });
}

bool PatternList::match(std::string_view text, const TextSketch& sketch, Match& match) const
{
    std::array<re2::StringPiece, 5> groups;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (!isCandidate(m_rows[i], sketch))
            continue;
        match.row = i;
        if (m_rows[i][m_first] == "=") {
            if (text.find(m_rows[i][m_first + 1]) != std::string_view::npos)
                return true;
            continue;
        }
        const re2::RE2& pattern = compiled(i);
        if (!pattern.ok())
            continue;
        const int count = std::min(pattern.NumberOfCapturingGroups() + 1, 5);
        const re2::StringPiece piece(text.data(), text.size());
        if (!pattern.Match(piece, 0, text.size(), re2::RE2::UNANCHORED, groups.data(), count))
            continue;
        for (std::size_t g = 0; g < groups.size(); ++g)
            match.groups[g] = g < static_cast<std::size_t>(count) ? std::string_view(groups[g].data(), groups[g].size())
                                                                  : std::string_view();
        return true;
    }
    return false;
}

const re2::RE2& PatternList::compiled(std::size_t index) const
{
    std::atomic<re2::RE2*>& slot = m_compiled[index];
    if (const re2::RE2* ready = slot.load(std::memory_order_acquire))
        return *ready;
    const bool ignoreCase = m_rows[index][m_first] == "i";
    auto made = compile(m_rows[index][m_first + 1], ignoreCase, kUsualMemory);
    if (!made->ok())
        made = compile(m_rows[index][m_first + 1], ignoreCase, kMostMemory);
    re2::RE2* before = nullptr;
    if (slot.compare_exchange_strong(before, made.get(), std::memory_order_acq_rel))
        return *made.release();
    return *before; // another thread was first
}

std::vector<std::size_t> PatternList::unusable() const
{
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i][m_first] != "=" && !compiled(i).ok())
            found.push_back(i);
    }
    return found;
}

} // namespace sightglass::pipeline
