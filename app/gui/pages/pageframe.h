// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QString>

class QVBoxLayout;
class QWidget;

namespace sightglass::gui {

/// A vertical scroll area for a page: content padded by 20, at most 1 440 wide and then centred (ui README §5).
/// Returns the layout to fill.
[[nodiscard]] QVBoxLayout* makeScrolledContent(QVBoxLayout* into);
/// The same without scrolling, for pages whose parts scroll.
[[nodiscard]] QVBoxLayout* makeContent(QVBoxLayout* into);
/// An error in words for people: what happened and, where there is one, what to do.
[[nodiscard]] QString errorText(const Error& error);

} // namespace sightglass::gui
