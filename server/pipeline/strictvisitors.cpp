// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/strictvisitors.h"

#include "pipeline/visitorkeys.h"

#include <sodium.h>

namespace sightglass::pipeline {

StrictVisitors::StrictVisitors()
{
    randombytes_buf(m_key.data(), m_key.size());
}

std::uint64_t StrictVisitors::numberOf(ProjectId project, std::string_view address, std::string_view userAgent, Day day)
{
    const std::lock_guard lock(m_mutex);
    if (day > m_day) {
        m_numbers = {};
        m_day = day;
        randombytes_buf(m_key.data(), m_key.size());
    }
    const std::uint64_t key = addressKey(m_key, project, address, userAgent);
    if (const auto found = m_numbers.find(key); found != m_numbers.end())
        return found->second;
    if (m_numbers.size() >= kMost)
        return 0;
    std::uint64_t number = 0;
    while (number == 0)
        randombytes_buf(&number, sizeof number);
    m_numbers.emplace(key, number);
    return number;
}

} // namespace sightglass::pipeline
