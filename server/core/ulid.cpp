// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ulid.h"

#include <QRandomGenerator>

#include <string_view>

namespace sightglass {

std::string newUlid(TimePoint now)
{
    constexpr std::string_view kDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    constexpr std::size_t kTimeDigits = 10;
    constexpr std::size_t kDigitsInAll = 26;
    std::string id(kDigitsInAll, '0');
    auto rest = static_cast<std::uint64_t>(std::max<std::int64_t>(toMs(now), 0));
    for (std::size_t i = kTimeDigits; i-- > 0; rest /= kDigits.size())
        id[i] = kDigits[rest % kDigits.size()];
    for (std::size_t i = kTimeDigits; i < kDigitsInAll; ++i)
        id[i] = kDigits[QRandomGenerator::system()->bounded(quint32(kDigits.size()))];
    return id;
}

} // namespace sightglass
