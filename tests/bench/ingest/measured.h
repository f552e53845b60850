// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/loadgenerator.h"

#include <QtGlobal>

#include <string>

namespace sightglass::bench {

/// One run of the load generator against a process, and what both and the machine used meanwhile.
struct Measured
{
    test::LoadResult load;
    double cpuMicrosPerRequest = 0; ///< Of the process measured.
    double peakResidentMb = 0;      ///< Of the process measured, since it started.
    // Of all processors together, in percent: 200 with two.
    double processShare = 0;
    double generatorShare = 0;
    double idleShare = 0; ///< Idle or waiting for the disk.
};

[[nodiscard]] Measured measure(qint64 pid, const test::LoadPlan& plan);

/// What a rate is held against: printed as "= ratio of name".
struct Reference
{
    std::string name; ///< Empty: none.
    double rate = 0;
};
/// `events` per request, when that is what `reference` counts.
void print(const char* what, int connections, const Measured& m, const Reference& reference = {}, int events = 1);

} // namespace sightglass::bench
