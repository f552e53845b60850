// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sealedview.h"

#include <algorithm>

namespace sightglass::storage {

using domain::NumberColumn;
using domain::TextColumn;

namespace {

/// Puts what was loaded in its place, or gives its error.
template <typename T> Expected<void> place(Expected<T> loaded, T& target)
{
    if (!loaded)
        return unexpected(loaded.error());
    target = std::move(*loaded);
    return {};
}

} // namespace

Expected<std::shared_ptr<const SealedView>> SealedView::make(std::shared_ptr<ChunkReads> reads, std::int64_t chunk,
                                                             const domain::ScanRequest& request)
{
    const std::shared_ptr<SealedView> view(new SealedView(std::move(reads), chunk));
    if (const Expected<void> loaded = view->load(request); !loaded)
        return unexpected(loaded.error());
    return std::shared_ptr<const SealedView>(view);
}

SealedView::SealedView(std::shared_ptr<ChunkReads> reads, std::int64_t chunk)
    : m_reads(std::move(reads))
    , m_columns(m_reads->columns(chunk))
{
}

Expected<void> SealedView::load(const domain::ScanRequest& request)
{
    const auto header = m_columns.header();
    if (!header)
        return unexpected(header.error());
    m_rows = (*header)->rows();
    Expected<void> done = place(m_columns.runs(), m_runs);
    for (const NumberColumn column : request.numbers) {
        if (done)
            done = place(m_columns.numbers(column), m_numbers[static_cast<std::size_t>(column)]);
    }
    for (const TextColumn column : request.texts) {
        const bool isAlone =
            std::find(request.together.begin(), request.together.end(), column) == request.together.end();
        if (done && isAlone)
            done = place(m_columns.texts(column), m_texts[static_cast<std::size_t>(column)]);
    }
    if (done && !request.together.empty())
        done = place(m_columns.combined(request.together), m_combined);
    m_properties.resize(request.properties.size());
    for (std::size_t i = 0; i < m_properties.size() && done; ++i)
        done = place(m_columns.property(request.properties[i]), m_properties[i]);
    m_traits.resize(request.traits.size());
    for (std::size_t i = 0; i < m_traits.size() && done; ++i)
        done = place(m_columns.trait(request.traits[i]), m_traits[i]);
    m_vitals.resize(request.vitals.size());
    for (std::size_t i = 0; i < m_vitals.size() && done; ++i)
        done = place(m_columns.vital(request.vitals[i]), m_vitals[i]);
    return done;
}

domain::NumberValues SealedView::numbers(NumberColumn column) const
{
    return m_numbers[static_cast<std::size_t>(column)]->values();
}

domain::TextCodes SealedView::texts(TextColumn column) const
{
    return m_texts[static_cast<std::size_t>(column)]->codes();
}

std::optional<domain::CombinedCodes> SealedView::combined() const
{
    return m_combined ? std::optional(m_combined->codes()) : std::nullopt;
}

Expected<domain::NumberValues> SealedView::receivedAt() const
{
    const std::lock_guard lock(m_onDemand);
    if (!m_received) {
        if (const Expected<void> loaded = place(m_columns.numbers(NumberColumn::ReceivedAt), m_received); !loaded)
            return unexpected(loaded.error());
    }
    return m_received->values();
}

Expected<domain::TextCodes> SealedView::messageIds() const
{
    const std::lock_guard lock(m_onDemand);
    if (!m_ids) {
        if (const Expected<void> loaded = place(m_columns.texts(TextColumn::MessageId), m_ids); !loaded)
            return unexpected(loaded.error());
    }
    return m_ids->codes();
}

} // namespace sightglass::storage
