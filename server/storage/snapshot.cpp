// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/snapshot.h"

#include "storage/freshchunk.h"

namespace sightglass::storage {

Snapshot::Snapshot(const domain::ScanRequest& request, std::shared_ptr<const FreshRows> fresh)
    : m_request(request)
    , m_fresh(std::move(fresh))
{
    for (const FreshRows::Part& part : m_fresh->parts())
        m_infos.push_back(part.info);
}

Expected<std::shared_ptr<const domain::SortedChunk>> Snapshot::chunk(std::size_t index) const
{
    Expected<std::shared_ptr<const FreshChunk>> made = FreshChunk::make(m_fresh, index, m_request);
    if (!made)
        return unexpected(made.error());
    return std::shared_ptr<const domain::SortedChunk>(std::move(*made));
}

Expected<std::vector<std::string>> Snapshot::dictionary(std::size_t index, domain::TextColumn column) const
{
    domain::ScanRequest request;
    request.texts = {column};
    const Expected<std::shared_ptr<const FreshChunk>> made = FreshChunk::make(m_fresh, index, request);
    if (!made)
        return unexpected(made.error());
    const std::span<const std::string_view> texts = (*made)->texts(column).dictionary;
    return std::vector<std::string>(texts.begin(), texts.end());
}

} // namespace sightglass::storage
