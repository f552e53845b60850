// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/connection.h"

#include <QString>

#include <functional>

namespace sightglass::storage {

/// Holds every chunk against the catalogue and the catalogue against the events: each chunk decodes, its rows, ranges,
/// day and sources are what the catalogue says, no column is left over, no sequence number is sealed twice or is sealed
/// and still seen as fresh. `found` is told what is wrong. Thread: any.
void checkChunks(Connection& connection, const std::function<void(const QString&)>& found);

} // namespace sightglass::storage
