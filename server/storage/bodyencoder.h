// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "storage/textpacker.h"

#include <string>

namespace sightglass::storage {

/// Makes bodies of fresh rows, which are kept small: the text as sent is packed (kPackedBodyVersion) where that saves
/// something. Thread: one at a time; one that is used again keeps its memory.
class BodyEncoder
{
public:
    /// Appends the body of `event` to `out`.
    void encode(const domain::Event& event, std::string& out);

private:
    TextPacker m_packer;
    std::string m_scratch;
};

} // namespace sightglass::storage
