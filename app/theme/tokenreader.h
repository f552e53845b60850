// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

namespace sightglass::theme {

/// Tokens of the light or dark theme from the embedded tokens.json. Takes well under a millisecond; call once per theme
/// change. A missing colour is our bug and asserts; a test reads both themes and checks that every colour is valid.
[[nodiscard]] Tokens readTokens(bool dark);

/// What changes when the system or a setting asks for high contrast: lines become as strong as fields, quiet text full
/// text.
void applyHighContrast(Tokens& tokens);

/// Durations become zero and the glass steps.
void applyReducedMotion(Tokens& tokens);

/// WCAG 2.1 contrast ratio of two opaque colours, 1 to 21.
[[nodiscard]] double contrastRatio(const QColor& one, const QColor& other);

} // namespace sightglass::theme
