// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/flatten.h"

#include "core/jsonwriter.h"
#include "core/utf8.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace sightglass::ingest {

namespace {

using domain::Property;
using domain::PropertyMap;
using domain::PropertyValue;
using domain::Warning;

class Flattener
{
public:
    Flattener(domain::Event& event, PropertyMap& properties)
        : m_event(event)
        , m_properties(properties)
    {
    }

    void members(json::Value object)
    {
        const std::size_t prefix = m_key.size();
        for (const json::Value member : object) {
            m_key.append(member.key());
            std::erase(m_key, '\0');
            value(member);
            m_key.resize(prefix);
        }
    }

    void value(json::Value value)
    {
        switch (value.type()) {
        case json::Type::Object:
            m_key += '.';
            m_nested = true;
            return members(value);
        case json::Type::Absent:
        case json::Type::Null: return;
        case json::Type::Bool: return add(value.boolean());
        case json::Type::Integer: return add(value.integer());
        case json::Type::Double: return add(value.number());
        case json::Type::BigNumber:
        case json::Type::String: return add(text(std::string(value.text())));
        case json::Type::Array: {
            std::string list;
            json::appendValue(list, value);
            return add(text(std::move(list)));
        }
        }
    }

    void member(json::Value member)
    {
        m_key = member.key();
        std::erase(m_key, '\0');
        value(member);
    }

    /// Only a nested key can spell the same as another one: {"a.b":1,"a":{"b":2}}.
    [[nodiscard]] bool mayRepeat() const { return m_nested; }

private:
    std::string text(std::string text)
    {
        std::erase(text, '\0');
        if (text.size() > kPropertyTextBytes) {
            domain::addWarning(m_event, Warning::TextCut);
            text.resize(cutUtf8(text, kPropertyTextBytes).size());
        }
        return text;
    }

    void add(PropertyValue value)
    {
        if (m_key.empty() || m_key.size() > kPropertyKeyBytes || m_properties.size() >= kProperties)
            domain::addWarning(m_event, Warning::PropertyDropped);
        else
            m_properties.push_back({m_key, std::move(value)});
    }

    domain::Event& m_event;
    PropertyMap& m_properties;
    std::string m_key;
    bool m_nested = false;
};

/// The last of several properties of one key counts.
void dropRepeated(PropertyMap& properties)
{
    std::unordered_map<std::string_view, std::size_t> last;
    for (std::size_t i = 0; i < properties.size(); ++i)
        last[properties[i].key] = i;
    if (last.size() == properties.size())
        return;
    std::vector<bool> kept(properties.size());
    for (const auto& [key, index] : last)
        kept[index] = true;
    PropertyMap unique;
    for (std::size_t i = 0; i < properties.size(); ++i) {
        if (kept[i])
            unique.push_back(std::move(properties[i]));
    }
    properties = std::move(unique);
}

} // namespace

void flatten(domain::Event& event, json::Value object, PropertyMap& properties,
             const std::function<bool(std::string_view)>& skip)
{
    Flattener flattener(event, properties);
    properties.reserve(properties.size() + std::min(object.count(), kProperties));
    std::string clean;
    for (const json::Value member : object) {
        std::string_view key = member.key();
        if (key.find('\0') != std::string_view::npos) { // it is dropped from names: "\0$ip" is "$ip"
            clean = key;
            std::erase(clean, '\0');
            key = clean;
        }
        if (!skip || !skip(key))
            flattener.member(member);
    }
    if (flattener.mayRepeat())
        dropRepeated(properties);
}

const PropertyValue* findProperty(const PropertyMap& properties, std::string_view key)
{
    const auto found =
        std::find_if(properties.begin(), properties.end(), [key](const Property& p) { return p.key == key; });
    return found == properties.end() ? nullptr : &found->value;
}

} // namespace sightglass::ingest
