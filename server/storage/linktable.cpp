// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/linktable.h"

#include <algorithm>
#include <utility>

namespace sightglass::storage {

LinkTable::Linked LinkTable::find(const Basis& basis)
{
    const std::lock_guard lock(m_mutex);
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& entry) { return entry.basis == basis; });
    if (found == m_entries.end())
        return nullptr;
    m_entries.splice(m_entries.begin(), m_entries, found);
    return found->linked;
}

void LinkTable::keep(Basis basis, Linked linked)
{
    const std::lock_guard lock(m_mutex);
    const ProjectId project = basis.project;
    m_entries.remove_if([project](const Entry& entry) { return entry.basis.project == project; });
    m_entries.push_front({std::move(basis), std::move(linked)});
    if (m_entries.size() > kMostProjects)
        m_entries.pop_back();
}

} // namespace sightglass::storage
