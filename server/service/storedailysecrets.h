// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/dailysecrets.h"
#include "storage/store.h"

#include <mutex>
#include <vector>

namespace sightglass::service {

/// The keys of the daily visitor hash, kept by the store and remembered here, so that the store is asked once a day
/// (spec metrics §2). Thread: any.
class StoreDailySecrets final : public pipeline::DailySecrets
{
public:
    explicit StoreDailySecrets(storage::Store& store)
        : m_store(store)
    {
    }

    [[nodiscard]] std::optional<pipeline::HashKey> keyOf(pipeline::Day day, pipeline::Day today) override;

private:
    struct Held
    {
        pipeline::Day day{};
        std::optional<pipeline::HashKey> key; ///< None: the store has none for that day.
    };

    storage::Store& m_store;
    std::mutex m_mutex;
    std::vector<Held> m_held;
};

} // namespace sightglass::service
