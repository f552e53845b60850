// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "storage/bytes.h"

namespace sightglass::storage {

// Values and maps of properties in an event's body. Layout: README.md beside this file. Thread: any.
void writeProperty(ByteWriter& out, const domain::PropertyValue& value);
/// A value that is used again keeps the memory of its text.
void readProperty(ByteReader& in, domain::PropertyValue& value);
/// All entries of a map; those that were there keep their memory. False when the bytes are damaged.
[[nodiscard]] bool readMap(std::string_view bytes, domain::PropertyMap& map);
[[nodiscard]] bool readMap(std::string_view bytes, domain::TextMap& map);
/// Passes over it.
void skipProperty(ByteReader& in);

} // namespace sightglass::storage
