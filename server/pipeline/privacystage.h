// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "domain/project.h"

#include <string>
#include <string_view>

namespace sightglass::pipeline {

/// Whether nothing that spec routes §4.1 marks **s** may be kept of an event: by its project, or by its protocol, whose
/// sources are strict wherever they are (Sierra).
[[nodiscard]] bool isStrict(const domain::Event& event, const domain::Project& project);

/// Removes from a strict event every member that spec routes §4.1 marks **s**; comes last.
void applyStrictPrivacy(domain::Event& event);

/// Are calls of this kind only counted in strict projects (spec routes §4.1, below the table)?
[[nodiscard]] bool isOnlyCountedWhenStrict(domain::Kind kind);

/// Does this key name a secret or a personal token (spec sentry §22)?
[[nodiscard]] bool isSensitiveKey(std::string_view key);

} // namespace sightglass::pipeline
