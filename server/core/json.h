// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace sightglass::json {

enum class Type : std::uint8_t {
    Absent, ///< No value at all: what looking up a missing member gives.
    Null,
    Bool,
    Integer,
    Double,
    BigNumber, ///< A number that fits neither int64 nor double; text() is as it was spelled.
    String,
    Array,
    Object
};

/// One value of a parsed document, in pre-order: children follow their parent. Made by a parser only.
struct Node
{
    std::string_view key;  ///< Name, when the parent is an object.
    std::string_view text; ///< Of strings and big numbers.
    union {
        std::int64_t integer = 0;
        double number;
        bool truth;
    };
    std::uint32_t span = 1;  ///< Nodes of this value, children included.
    std::uint32_t count = 0; ///< Members or items, overruled duplicates included.
    Type type = Type::Null;
    bool overruled = false;  ///< A later member of the same name counts instead.
    std::uint32_t names = 0; ///< Of an object: nameBit() of every member.
};

/// One of 32 bits for a member's name, by its length and first letter: most names looked for are not there, and the
/// object's own node says so.
[[nodiscard]] constexpr std::uint32_t nameBit(std::string_view name)
{
    const auto first = name.empty() ? 0U : static_cast<unsigned char>(name.front());
    return std::uint32_t{1} << ((name.size() * 5 + first) % 32);
}

/// Looks at one value of a document. Cheap to copy; valid until its parser parses again.
class Value
{
public:
    /// Walks the children of an array or object, overruled duplicates left out.
    class Iterator
    {
    public:
        Iterator(const Node* at, const Node* end)
            : m_at(at)
            , m_end(end)
        {
            skip();
        }
        [[nodiscard]] Value operator*() const { return Value(m_at); }
        Iterator& operator++()
        {
            m_at += m_at->span;
            skip();
            return *this;
        }
        bool operator==(const Iterator& other) const { return m_at == other.m_at; }

    private:
        void skip()
        {
            while (m_at != m_end && m_at->overruled)
                m_at += m_at->span;
        }
        const Node* m_at;
        const Node* m_end;
    };

    Value() = default;
    explicit Value(const Node* node)
        : m_node(node)
    {
    }

    [[nodiscard]] Type type() const { return m_node ? m_node->type : Type::Absent; }
    [[nodiscard]] bool exists() const { return m_node != nullptr; }
    [[nodiscard]] bool isString() const { return type() == Type::String; }
    [[nodiscard]] bool isObject() const { return type() == Type::Object; }
    [[nodiscard]] bool isArray() const { return type() == Type::Array; }
    [[nodiscard]] bool isAbsentOrNull() const { return type() <= Type::Null; }
    [[nodiscard]] bool isNumber() const { return type() >= Type::Integer && type() <= Type::BigNumber; }

    [[nodiscard]] std::string_view key() const { return m_node ? m_node->key : std::string_view(); }
    /// Of a string or big number; "" for anything else.
    [[nodiscard]] std::string_view text() const { return m_node ? m_node->text : std::string_view(); }
    [[nodiscard]] std::int64_t integer() const { return type() == Type::Integer ? m_node->integer : 0; }
    [[nodiscard]] bool boolean() const { return type() == Type::Bool && m_node->truth; }
    /// Of an integer or a double; 0 for anything else.
    [[nodiscard]] double number() const
    {
        return type() == Type::Double ? m_node->number : static_cast<double>(integer());
    }

    /// Members or items; for objects an upper bound when names were repeated.
    [[nodiscard]] std::size_t count() const { return m_node ? m_node->count : 0; }
    /// The member of that name (the last one sent); absent when there is none or this is no object.
    [[nodiscard]] Value find(std::string_view name) const;
    [[nodiscard]] Iterator begin() const
    {
        return m_node ? Iterator(m_node + 1, endNode()) : Iterator(nullptr, nullptr);
    }
    [[nodiscard]] Iterator end() const { return m_node ? Iterator(endNode(), endNode()) : Iterator(nullptr, nullptr); }

private:
    [[nodiscard]] const Node* endNode() const { return m_node + m_node->span; }
    const Node* m_node = nullptr;
};

struct Document
{
    Value root;
    bool repaired = false; ///< Bytes that were no UTF-8 were replaced by U+FFFD.
};

/// Reads JSON as senders write it. simdjson does the work; what it refuses goes to a slow second reader, which takes a
/// byte-order mark, broken UTF-8, lone surrogates, raw control characters in texts, numbers out of range (kept as
/// text) and NaN or Infinity (null). The last of several members of one name counts.
///
/// Thread: one at a time; keep one per thread, its buffers are reused. Views of a document die with the next parse().
/// Errors: InvalidInput (no JSON, or nested deeper than 64; `detail` says which).
class Parser
{
public:
    static constexpr int kMaxDepth = 64;

    Parser();
    ~Parser();
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    [[nodiscard]] Expected<Document> parse(std::string_view text);

private:
    struct Fast;
    [[nodiscard]] Expected<Document> parseSlowly(std::string_view text);

    std::unique_ptr<Fast> m_fast;
    std::unique_ptr<class ForgivingReader> m_slow;
    std::vector<Node> m_nodes;
};

/// Notes the names of an object's members and marks those that a later one of the same name overrules. `object` is
/// complete but for that.
void finishObject(Node* object);

} // namespace sightglass::json
