// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "domain/event.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

/// One event or refusal as the live stream brings it (spec api §3 `/live`). Plain values, cheap to copy.
namespace sightglass::client {

struct LiveRow
{
    TimePoint at{}; ///< When the hub received it.
    domain::Kind kind = domain::Kind::Custom;
    QString name;
    QString messageId;
    QString path;
    QString hostname;
    QString userId;
    QString anonymousId;
    QString visitor; ///< Short form of the visitor's key, "" when unknown.
    QString country; ///< ISO alpha-2
    QString city;
    QString sourceId;
    QString protocol;
    QString botReason; ///< Why it does not count; "" when it does.
    QString excluded;
    QStringList warnings;
    std::optional<qint64> revenueMinor;
    QString currency;
    QJsonObject json; ///< The whole event, for the inspector.
    bool operator==(const LiveRow&) const = default;
};

struct Refusal
{
    TimePoint at{};
    QString reason;
    QString detail;
    QString protocol;
    QString sourceId;
    QString key; ///< The unknown public id, "" when the sender is known.
    QString excerpt;
    bool operator==(const Refusal&) const = default;
};

/// Exact totals since the stream began, however many events were left out of it.
struct LiveCounters
{
    qint64 stored = 0;
    qint64 rejected = 0;
    bool operator==(const LiveCounters&) const = default;
};

struct LiveBatch
{
    QList<LiveRow> events;   ///< Oldest first.
    QList<Refusal> rejected; ///< Oldest first.
    qint64 skipped = 0;      ///< Events that were stored but not sent.
    LiveCounters counters;
    bool operator==(const LiveBatch&) const = default;
};

} // namespace sightglass::client
