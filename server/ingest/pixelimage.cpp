// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/pixelimage.h"

namespace sightglass::ingest {

std::string pixelImage()
{
    static constexpr char kGif[] =
        "GIF89a\x01\x00\x01\x00\x80\x00\x00\xFF\xFF\xFF\x00\x00\x00!\xF9\x04\x01\x00\x00\x00\x00"
        ",\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00;";
    return std::string(kGif, sizeof kGif - 1);
}

} // namespace sightglass::ingest
