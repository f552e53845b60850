// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Formulas of custom metrics: whatever is read is bounded and gives as many points as it was asked over, all finite.
#include "query/formula.h"

#include <cmath>
#include <cstdint>
#include <cstdlib>

using namespace sightglass::query;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto formula = Formula::parse({reinterpret_cast<const char*>(data), size});
    if (!formula)
        return 0;
    std::array<Series, 26> series;
    series.fill({1.0, std::nullopt, -2.5, 0.0, 1e300});
    const Series out = formula->evaluate(series, 5);
    if (out.size() != 5)
        std::abort();
    for (const SeriesValue& value : out) {
        if (value && !std::isfinite(*value))
            std::abort();
    }
    return 0;
}
