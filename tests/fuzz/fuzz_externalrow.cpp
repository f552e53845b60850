// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows of somebody else's files: what is taken is a whole event with a user or a session, a name and a time; every cell
// of CSV becomes JSON; an array is taken apart into the elements that a parser finds in it. Documents of an original
// server: what is taken has a user or a session, and its links go from one to the other.
#include "core/jsonelements.h"
#include "ingest/openmetrics/externalrow.h"
#include "ingest/openmetrics/originaldocument.h"

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

void takeArrayApart(json::Parser& parser, std::string_view text)
{
    const std::size_t whole = json::wholeElements(text);
    std::size_t taken = 0;
    std::vector<std::string> elements;
    while (taken < whole) {
        const std::size_t length = json::elementLength(text.substr(taken));
        require(length > 0);
        if (const auto element = json::elementText(text.substr(taken, length)); !json::isBlank(element))
            elements.emplace_back(element);
        taken += length;
    }
    require(taken == whole);
    const auto array = parser.parse("[" + std::string(text));
    if (!array || !array->root.isArray())
        return;
    const std::size_t count = array->root.count();
    require(elements.size() == count && json::isBlank(text.substr(whole)));
    for (const std::string& element : elements)
        require(parser.parse(element).has_value());
}

void takeDocuments(json::Parser& parser, json::Value exported)
{
    const std::string plain = om::plainDocument(exported);
    const auto document = parser.parse(plain);
    require(document.has_value());
    for (const om::Collection collection : om::kCollections) {
        const auto events = om::eventsOfDocument(document->root, collection);
        if (!events)
            continue;
        require(!events->empty());
        for (const domain::Event& event : *events) {
            require(!event.userId.empty() || !event.anonymousId.empty());
            require(event.messageId.size() <= 255 && !event.name.empty());
            require(event.linkKind == domain::LinkKind::None || (!event.linkedId.empty() && !event.userId.empty()));
            require(collection != om::Collection::Events || event.statedAt);
        }
    }
    if (const auto row = om::activeOfDocument(document->root))
        require(row->begin < row->end && row->event.eventTime == row->begin && row->event.interactive);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static json::Parser parser;
    require(parser.parse("[" + om::jsonOfCell(text) + "]").has_value());
    takeArrayApart(parser, text);
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
    takeDocuments(parser, document->root); // last: the parser's document goes
    return 0;
}
