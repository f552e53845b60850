// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/propertycodec.h"

namespace sightglass::storage {

using domain::PropertyValue;

namespace {

/// Types of a property's value, as they stand in the file.
enum PropertyType : std::uint8_t { kText = 0, kInteger = 1, kReal = 2, kFalse = 3, kTrue = 4 };

template <typename Map, typename Read> bool readEntries(std::string_view bytes, Map& map, Read read)
{
    ByteReader in(bytes);
    std::size_t count = 0;
    while (!in.atEnd()) {
        if (count == map.size())
            map.emplace_back();
        read(in, map[count++]);
    }
    map.resize(count);
    return !in.failed();
}

} // namespace

void writeProperty(ByteWriter& out, const PropertyValue& value)
{
    if (const auto* text = std::get_if<std::string>(&value)) {
        out.byte(kText);
        out.bytes(*text);
    } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        out.byte(kInteger);
        out.varint(zigzag(*integer));
    } else if (const auto* real = std::get_if<double>(&value)) {
        out.byte(kReal);
        out.fixed(*real);
    } else {
        out.byte(std::get<bool>(value) ? kTrue : kFalse);
    }
}

void readProperty(ByteReader& in, PropertyValue& value)
{
    switch (in.byte()) {
    case kInteger: value = unzigzag(in.varint()); break;
    case kReal: value = in.fixed<double>(); break;
    case kFalse: value = false; break;
    case kTrue: value = true; break;
    default:
        if (auto* text = std::get_if<std::string>(&value))
            *text = in.bytes();
        else
            value.emplace<std::string>(in.bytes());
    }
}

bool readMap(std::string_view bytes, domain::PropertyMap& map)
{
    return readEntries(bytes, map, [](ByteReader& in, domain::Property& property) {
        property.key = in.bytes();
        readProperty(in, property.value);
    });
}

bool readMap(std::string_view bytes, domain::TextMap& map)
{
    return readEntries(bytes, map, [](ByteReader& in, auto& entry) {
        entry.first = in.bytes();
        entry.second = in.bytes();
    });
}

void skipProperty(ByteReader& in)
{
    switch (in.byte()) {
    case kInteger: in.varint(); break;
    case kReal: in.fixed<double>(); break;
    case kFalse:
    case kTrue: break;
    default: in.bytes();
    }
}

} // namespace sightglass::storage
