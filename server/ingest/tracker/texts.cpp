// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/tracker/texts.h"

#include "ingest/membertext.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace sightglass::ingest::tracker {

bool isSameSecret(std::string_view a, std::string_view b)
{
    unsigned difference = a.size() == b.size() ? 0 : 1;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        difference |= static_cast<unsigned>(static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]));
    return difference == 0;
}

std::optional<double> decimalOf(std::string_view text)
{
    text = trimmedText(text);
    if (text.starts_with('+'))
        text.remove_prefix(1);
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || text.empty() || !std::isfinite(number))
        return std::nullopt;
    return number;
}

std::string hostWithoutPort(std::string_view host)
{
    const std::size_t bracket = host.rfind(']');
    const std::size_t colon = host.rfind(':');
    if (colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket))
        host = host.substr(0, colon);
    return lowerText(trimmedText(host));
}

void writeFilled(json::Writer& writer, std::string_view name, std::string_view text)
{
    if (!text.empty())
        writer.member(name, text);
}

} // namespace sightglass::ingest::tracker
