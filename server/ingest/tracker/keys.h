// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace sightglass::ingest::tracker {

/// Which keys of a record mean something (spec tracker §3.5, §3.6, §7.1). All in lower case. Pure; thread: any.

/// A member of its own, so that it is no free extra.
[[nodiscard]] bool isColumn(std::string_view key);
/// Taken out of `params`: it identifies somebody, is secret, or has a column.
[[nodiscard]] bool isTakenFromParams(std::string_view key);
/// Its value in `params` counts when the record itself has none.
[[nodiscard]] bool isLifted(std::string_view key);
/// Never stored, wherever it stands; compared without case.
[[nodiscard]] bool isSecret(std::string_view key);
/// Stored as a hash only; compared without case.
[[nodiscard]] bool isHashed(std::string_view key);

} // namespace sightglass::ingest::tracker
