// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json.h"

#include "core/forgivingreader.h"
#include "core/namehash.h"

#include <simdjson.h>

#include <array>
#include <unordered_map>

namespace sightglass::json {

namespace {

/// Parsers that once met a large document give its memory back (design §7: bounded memory).
constexpr std::size_t kKeptCapacityBytes = 1 << 20;
constexpr std::size_t kMediumObject = 128;

/// Members before `node` that have its name do not count.
void overruleBefore(Node* object, const Node* node)
{
    for (Node* earlier = object + 1; earlier != node; earlier += earlier->span) {
        if (earlier->key == node->key)
            earlier->overruled = true;
    }
}

/// Looks for another one of its name only where a bit says that there may be one.
void overrule(Node* object)
{
    std::array<std::uint64_t, 16> seen{};
    const Node* const end = object + object->span;
    for (Node* node = object + 1; node != end; node += node->span) {
        object->names |= nameBit(node->key);
        const std::size_t hash = nameHash(node->key) % (seen.size() * 64);
        const std::uint64_t bit = std::uint64_t{1} << (hash % 64);
        if (seen[hash / 64] & bit)
            overruleBefore(object, node);
        seen[hash / 64] |= bit;
    }
}

void overruleInLarge(Node* object)
{
    std::unordered_map<std::string_view, Node*> last;
    last.reserve(object->count);
    const Node* const end = object + object->span;
    for (Node* node = object + 1; node != end; node += node->span) {
        object->names |= nameBit(node->key);
        if (Node*& seen = last[node->key]; seen)
            std::exchange(seen, node)->overruled = true;
        else
            seen = node;
    }
}

/// Copies simdjson's tape into nodes. False = nested too deeply.
class NodeBuilder
{
public:
    explicit NodeBuilder(std::vector<Node>& nodes)
        : m_nodes(nodes)
    {
    }

    bool add(simdjson::dom::element element, std::string_view key, int depth)
    {
        using simdjson::dom::element_type;
        const std::size_t at = m_nodes.size();
        Node& node = m_nodes.emplace_back();
        node.key = key;
        switch (element.type()) {
        case element_type::OBJECT: return addObject(element.get_object().value_unsafe(), at, depth);
        case element_type::ARRAY: return addArray(element.get_array().value_unsafe(), at, depth);
        case element_type::STRING:
            node.type = Type::String;
            node.text = element.get_string().value_unsafe();
            return true;
        case element_type::INT64:
            node.type = Type::Integer;
            node.integer = element.get_int64().value_unsafe();
            return true;
        case element_type::UINT64: // Past int64: only the second reader keeps the spelling.
            m_hasBigNumber = true;
            return true;
        case element_type::DOUBLE:
            node.type = Type::Double;
            node.number = element.get_double().value_unsafe();
            return true;
        case element_type::BOOL:
            node.type = Type::Bool;
            node.truth = element.get_bool().value_unsafe();
            return true;
        case element_type::NULL_VALUE: return true;
        }
        return true;
    }
    [[nodiscard]] bool hasBigNumber() const { return m_hasBigNumber; }

private:
    bool addObject(simdjson::dom::object object, std::size_t at, int depth)
    {
        if (depth > Parser::kMaxDepth)
            return false;
        std::uint32_t count = 0;
        for (const auto field : object) {
            if (!add(field.value, field.key, depth + 1))
                return false;
            ++count;
        }
        close(at, Type::Object, count);
        finishObject(&m_nodes[at]);
        return true;
    }

    bool addArray(simdjson::dom::array array, std::size_t at, int depth)
    {
        if (depth > Parser::kMaxDepth)
            return false;
        std::uint32_t count = 0;
        for (const auto item : array) {
            if (!add(item, {}, depth + 1))
                return false;
            ++count;
        }
        close(at, Type::Array, count);
        return true;
    }

    void close(std::size_t at, Type type, std::uint32_t count)
    {
        Node& node = m_nodes[at];
        node.type = type;
        node.count = count;
        node.span = static_cast<std::uint32_t>(m_nodes.size() - at);
    }

    std::vector<Node>& m_nodes;
    bool m_hasBigNumber = false;
};

Unexpected tooDeep()
{
    return unexpected(ErrorCode::InvalidInput, QStringLiteral("nested deeper than %1 levels").arg(Parser::kMaxDepth));
}

} // namespace

struct Parser::Fast
{
    simdjson::dom::parser parser;
};

Parser::Parser()
    : m_fast(std::make_unique<Fast>())
    , m_slow(std::make_unique<ForgivingReader>())
{
}
Parser::~Parser() = default;

Expected<Document> Parser::parse(std::string_view text)
{
    if (text.size() <= kKeptCapacityBytes && m_fast->parser.capacity() > kKeptCapacityBytes) {
        m_fast = std::make_unique<Fast>();
        m_nodes = {};
    }
    m_nodes.clear();
    simdjson::dom::element root;
    if (m_fast->parser.parse(text.data(), text.size()).get(root))
        return parseSlowly(text);
    NodeBuilder builder(m_nodes);
    if (!builder.add(root, {}, 1))
        return tooDeep();
    if (builder.hasBigNumber())
        return parseSlowly(text);
    return Document{Value(m_nodes.data()), false};
}

Expected<Document> Parser::parseSlowly(std::string_view text)
{
    m_nodes.clear();
    switch (m_slow->read(text, m_nodes)) {
    case ForgivingReader::Outcome::Read: return Document{Value(m_nodes.data()), m_slow->repaired()};
    case ForgivingReader::Outcome::TooDeep: return tooDeep();
    case ForgivingReader::Outcome::Invalid: break;
    }
    return unexpected(ErrorCode::InvalidInput, QStringLiteral("not JSON (byte %1)").arg(m_slow->position()));
}

Value Value::find(std::string_view name) const
{
    if (!isObject() || (m_node->names & nameBit(name)) == 0)
        return {};
    for (const Value member : *this) {
        const std::string_view key = member.m_node->key;
        // Most names differ in length or in their first letter, which costs no call to memcmp.
        if (key.size() == name.size() && (name.empty() || (key.front() == name.front() && key == name)))
            return member;
    }
    return {};
}

void finishObject(Node* object)
{
    object->names = 0;
    if (object->count > kMediumObject)
        overruleInLarge(object);
    else
        overrule(object);
}

} // namespace sightglass::json
