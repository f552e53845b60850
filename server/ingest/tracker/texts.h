// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jsonwriter.h"

#include <optional>
#include <string>
#include <string_view>

namespace sightglass::ingest::tracker {

/// Compares secrets: takes the same time wherever they differ.
[[nodiscard]] bool isSameSecret(std::string_view a, std::string_view b);
/// A finite decimal number that takes up the whole text, blanks around allowed; nothing for anything else.
[[nodiscard]] std::optional<double> decimalOf(std::string_view text);

/// A host in lower case, its port cut off.
[[nodiscard]] std::string hostWithoutPort(std::string_view host);

/// A member of an object, unless the text is empty.
void writeFilled(json::Writer& writer, std::string_view name, std::string_view text);

} // namespace sightglass::ingest::tracker
