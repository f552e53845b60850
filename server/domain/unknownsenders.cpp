// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/unknownsenders.h"

#include "core/utf8.h"

#include <algorithm>

namespace sightglass::domain {

void UnknownSenders::note(Protocol protocol, std::string_view id, TimePoint at)
{
    if (id.empty())
        return;
    std::string text = repairUtf8(id.substr(0, 4 * kIdBytes));
    text.resize(cutUtf8(text, kIdBytes).size());
    const std::lock_guard lock(m_mutex);
    auto found = std::find_if(m_senders.begin(), m_senders.end(),
                              [&](const UnknownSender& s) { return s.protocol == protocol && s.id == text; });
    if (found == m_senders.end()) {
        if (m_senders.size() == kMost)
            m_senders.erase(std::min_element(m_senders.begin(), m_senders.end(),
                                             [](const auto& a, const auto& b) { return a.last < b.last; }));
        found = m_senders.insert(m_senders.end(), {protocol, std::move(text), 0, at, at});
    }
    ++found->count;
    found->last = at;
}

std::vector<UnknownSender> UnknownSenders::list() const
{
    std::vector<UnknownSender> out;
    {
        const std::lock_guard lock(m_mutex);
        out = m_senders;
    }
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.last > b.last; });
    return out;
}

} // namespace sightglass::domain
