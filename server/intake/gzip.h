// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace sightglass::intake {

/// Does an Accept-Encoding header take gzip? "gzip;q=0" does not.
[[nodiscard]] bool takesGzip(std::string_view acceptEncoding);
/// The text as gzip; "" when there is no memory for it. The same text gives the same bytes.
[[nodiscard]] std::string gzipped(std::string_view text);

} // namespace sightglass::intake
