// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

class QPainter;
class QPointF;

namespace sightglass::theme {

/// The font of a role: Inter for text, Inter Display from 12 pt up, Hack for code, else the system's. GUI thread.
[[nodiscard]] QFont fontOf(Role role, qreal scale, bool preferSystem);
[[nodiscard]] qreal lineHeightOf(Role role);

/// Draws with every digit as wide as the widest one, all else its own: columns of numbers line up although Qt 6.4
/// cannot switch on a font's even figures. `baseline` is the left end of the base line. Uses the painter's font and
/// pen.
void drawFigures(QPainter& painter, QPointF baseline, QStringView text);
/// The width `drawFigures` takes.
[[nodiscard]] qreal figuresWidth(const QFont& font, QStringView text);

} // namespace sightglass::theme
