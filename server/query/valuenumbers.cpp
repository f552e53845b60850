// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/valuenumbers.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace sightglass::query {

std::vector<double> numbersOf(const Dictionary& values)
{
    std::vector<double> out(values.size(), std::numeric_limits<double>::quiet_NaN());
    for (std::uint32_t id = 1; id < out.size(); ++id) {
        const std::string_view text = values.text(id);
        double number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error == std::errc() && end == text.data() + text.size() && std::isfinite(number))
            out[id] = number;
    }
    return out;
}

} // namespace sightglass::query
