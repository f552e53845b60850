// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/textcodes.h"

#include <algorithm>

namespace sightglass::storage::columns {

namespace {

enum CodeForm : std::uint8_t { kDirect = 0, kFirstSeen = 1 };

template <typename Element> bool fit(const Element* codes, std::size_t count, std::size_t largest)
{
    Element most = 0;
    for (std::size_t i = 0; i < count; ++i)
        most = std::max(most, codes[i]);
    return most <= largest;
}

/// The elements are the codes, in the width that the buffer has or a narrower one.
bool readDirect(const IntegerStream& stream, std::size_t count, std::size_t largest, CodeBuffer& out)
{
    if (stream.width() == 0) {
        if (stream.base() < 0 || static_cast<std::uint64_t>(stream.base()) > largest)
            return false;
        if (out.width() > 0)
            withWidth(out.width(), [&](auto zero) {
                using Element = decltype(zero);
                std::fill_n(reinterpret_cast<Element*>(out.data()), count, static_cast<Element>(stream.base()));
            });
        return true;
    }
    if (stream.width() != out.width() || stream.base() != 0 || stream.hasAbsent() || !stream.copyElements(out.data()))
        return false;
    return withWidth(out.width(), [&](auto zero) {
        return fit(reinterpret_cast<const decltype(zero)*>(out.data()), count, largest);
    });
}

bool readFirstSeen(const IntegerStream& stream, std::size_t count, std::size_t largest, CodeBuffer& out)
{
    if (largest == 0)
        return false;
    const auto read = stream.codes(static_cast<std::uint32_t>(largest + 1));
    if (!read)
        return false;
    return withWidth(out.width(), [&](auto zero) {
        using Element = decltype(zero);
        auto* const to = reinterpret_cast<Element*>(out.data());
        std::size_t seen = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const std::uint32_t code = (*read)[i];
            if (code == 0 && ++seen > largest)
                return false;
            to[i] = static_cast<Element>(code == 0 ? seen : code - 1);
        }
        return true;
    });
}

} // namespace

void writeTextCodes(Compressor& compressor, ByteWriter& out, std::span<const std::uint32_t> codes, std::size_t distinct)
{
    if (distinct == 0 || distinct * 3 < codes.size()) {
        out.byte(kDirect);
        return writeCodes(compressor, out, codes);
    }
    std::vector<std::uint32_t> changed(codes.size());
    std::uint32_t seen = 0;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const bool isNew = codes[i] == seen + 1;
        seen += isNew ? 1 : 0;
        changed[i] = isNew ? 0 : codes[i] + 1;
    }
    out.byte(kFirstSeen);
    writeCodes(compressor, out, changed);
}

std::optional<CodeBuffer> readTextCodes(ByteReader& in, std::size_t count, std::size_t distinct)
{
    const std::uint8_t form = in.byte();
    const std::optional<IntegerStream> stream = IntegerStream::read(in, count);
    if (!stream || form > kFirstSeen)
        return std::nullopt;
    CodeBuffer codes(count, distinct);
    if (form == kDirect ? !readDirect(*stream, count, distinct, codes)
                        : !readFirstSeen(*stream, count, distinct, codes))
        return std::nullopt;
    return codes;
}

} // namespace sightglass::storage::columns
