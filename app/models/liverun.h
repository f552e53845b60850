// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/liverow.h"

#include <QHash>
#include <QSet>

#include <memory>

namespace sightglass::models {

/// One row of the live list: an event, several of the same, or a refusal.
struct LiveEntry
{
    bool isRefusal = false;
    client::LiveRow event; ///< Of a fold, the newest.
    client::Refusal refusal;
    qint64 count = 1;
    QSet<QString> people; ///< Of a fold; stops growing at LiveRuns::kMostPeople.
    qint64 cameInMs = 0;
    bool isFoldedAway = false; ///< Stands in another row now.
};

/// Decides which events fold: the same event more than kFoldAbove times within kFoldWithin. Pure book-keeping.
class LiveRuns
{
public:
    static constexpr int kFoldAbove = 5;
    static constexpr std::chrono::seconds kFoldWithin{10};
    static constexpr int kMostPeople = 1'000;

    struct Outcome
    {
        std::shared_ptr<LiveEntry> entry;
        bool isFresh = false; ///< A row of its own; otherwise `entry` grew.
        bool didFold = false; ///< Other rows have been folded into `entry` just now.
    };
    [[nodiscard]] Outcome add(const client::LiveRow& event, qint64 nowMs);
    void clear() { m_runs.clear(); }

private:
    struct Run
    {
        QList<std::shared_ptr<LiveEntry>> entries; ///< Not folded yet, oldest first
        std::shared_ptr<LiveEntry> fold;
        TimePoint last{};
    };
    void forgetOld(TimePoint now);
    static void grow(LiveEntry& fold, const client::LiveRow& event);

    QHash<QString, Run> m_runs;
};

} // namespace sightglass::models
