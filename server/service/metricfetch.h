// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"

#include <QByteArray>
#include <QUrl>

#include <atomic>

namespace sightglass::service {

/// What a pulled metric asks, and whom it may ask.
struct MetricCall
{
    QUrl url;
    QByteArray body;           ///< JSON, sent with POST.
    bool mayBePrivate = false; ///< Whether this machine and private networks may be asked.
};

/// Asks for a metric's value (openmetrics §14.2): ten seconds for all of it, 5 MiB, no redirects, no cookies, no proxy,
/// and only addresses that may be asked; the one that was looked at is the one connected to. Gives the body of a 2xx
/// answer. Thread: any but the main one, which it blocks; ends soon after `stop` is set. Errors: InvalidInput (the
/// address), Forbidden (a private one), Timeout, TooLarge, Cancelled, Unavailable (all else).
[[nodiscard]] Expected<QByteArray> fetchMetric(const MetricCall& call, const std::atomic<bool>& stop);

} // namespace sightglass::service
