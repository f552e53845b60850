// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "storage/bytes.h"

namespace sightglass::storage {

// One value of a property map in an event's body, after its key. Layout: README.md beside this file. Thread: any.
void writeProperty(ByteWriter& out, const domain::PropertyValue& value);
/// A value that is used again keeps the memory of its text.
void readProperty(ByteReader& in, domain::PropertyValue& value);
/// Passes over it.
void skipProperty(ByteReader& in);

} // namespace sightglass::storage
