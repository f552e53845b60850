// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows of somebody else's files: what is taken is a whole event with a user or a session, a name and a time; every cell of
// CSV becomes JSON.
#include "ingest/openmetrics/externalrow.h"

#include <cstdint>
#include <cstdlib>

using namespace sightglass;
namespace om = ingest::openmetrics;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static json::Parser parser;
    require(parser.parse("[" + om::jsonOfCell(text) + "]").has_value());
    const auto document = parser.parse(text);
    if (!document)
        return 0;
    std::vector<std::string> names;
    for (const json::Value member : document->root)
        names.emplace_back(member.key());
    const om::ExternalColumns columns = om::guessColumns(names);
    if (const auto event = om::eventOfRow(document->root, columns)) {
        require(!event->name.empty() && !event->messageId.empty() && event->messageId.size() <= 255);
        require(!event->userId.empty() || !event->anonymousId.empty());
        require(event->statedAt && event->eventTime == *event->statedAt);
    }
    if (const auto said = om::propertiesOfRow(document->root, columns, fromMs(0)))
        require(said->kind == domain::Kind::Identify && !said->userId.empty());
    return 0;
}
