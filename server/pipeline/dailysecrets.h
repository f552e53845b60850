// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"

#include <array>
#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace sightglass::pipeline {

/// Key of a keyed hash, 128 bits.
using HashKey = std::array<unsigned char, 16>;
using Day = std::chrono::sys_days;

[[nodiscard]] inline Day dayOf(TimePoint t)
{
    return std::chrono::floor<std::chrono::days>(t);
}

/// The random key of each UTC day under which visitors without an id are hashed (spec metrics §2, routes §3).
/// Thread: any.
class DailySecrets
{
public:
    virtual ~DailySecrets() = default;
    /// The key of `day`, when it is `today` or the day before and held; making today's when there is none yet.
    [[nodiscard]] virtual std::optional<HashKey> keyOf(Day day, Day today) = 0;
};

/// Holds today's and yesterday's key and forgets older ones. What it holds is handed to `save` whenever it changes,
/// to be kept over a restart; `save` is called under the lock, at most twice a day, and must not call back.
class DailySecretRing final : public DailySecrets
{
public:
    struct Entry
    {
        Day day{};
        HashKey key{};
    };
    using Save = std::function<void(const std::vector<Entry>&)>;

    explicit DailySecretRing(std::vector<Entry> held = {}, Save save = {});
    ~DailySecretRing() override;

    [[nodiscard]] std::optional<HashKey> keyOf(Day day, Day today) override;
    /// Forgets what is older than yesterday; to be called now and then on a hub without visitors.
    void expire(Day today);

private:
    bool dropBefore(Day oldest);

    std::mutex m_mutex;
    std::vector<Entry> m_entries;
    Save m_save;
};

} // namespace sightglass::pipeline
