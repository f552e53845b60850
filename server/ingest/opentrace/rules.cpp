// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/opentrace/rules.h"

#include "core/jsonwriter.h"

namespace sightglass::ingest::opentrace {

std::string rulesText(std::span<const Rule> rules)
{
    std::string text;
    json::Writer writer(text);
    writer.openArray();
    for (const Rule& rule : rules) {
        writer.openObject();
        writer.member("name", rule.name);
        writer.member("trigger", rule.trigger);
        writer.member("selector", rule.selector);
        writer.closeObject();
    }
    writer.closeArray();
    return text;
}

} // namespace sightglass::ingest::opentrace
