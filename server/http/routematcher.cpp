// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/routematcher.h"

#include "http/routepattern.h"

#include <algorithm>

namespace sightglass::http {

namespace {

constexpr std::size_t kMaxNumberDigits = 18;

bool isNumber(std::string_view text)
{
    return !text.empty() && text.size() <= kMaxNumberDigits &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool isServedHere(const std::vector<const RouteRow*>& rows, bool isBelowBase)
{
    return std::any_of(rows.begin(), rows.end(),
                       [isBelowBase](const RouteRow* row) { return !isBelowBase || row->base == Base::Below; });
}

} // namespace

RouteMatcher::RouteMatcher(std::span<const RouteRow> rows, const std::function<bool(const RouteRow&)>& isServed)
    : m_nodes(1)
{
    for (const RouteRow& row : rows) {
        if (isServed(row))
            add(row);
    }
}

void RouteMatcher::add(const RouteRow& row)
{
    addTail(0, row.pattern.substr(1), row);
}

void RouteMatcher::addTail(std::size_t node, std::string_view pattern, const RouteRow& row)
{
    if (pattern.empty()) {
        m_nodes[node].rows.push_back(&row);
        return;
    }
    const std::size_t end = std::min(pattern.find('/'), pattern.size());
    const PatternSegment segment = detail::classify(pattern.substr(0, end));
    const std::string_view tail = pattern.substr(std::min(end + 1, pattern.size()));
    const auto newNode = [this] {
        m_nodes.emplace_back();
        return m_nodes.size() - 1;
    };
    switch (segment.kind) {
    case SegmentKind::Literal: addTail(childFor(node, segment.text, false), tail, row); break;
    case SegmentKind::Words:
        forEachWord(segment.text, [&](std::string_view word) {
            addTail(childFor(node, word, true), tail, row);
            return true;
        });
        break;
    case SegmentKind::Number:
    case SegmentKind::Any: {
        const auto slot = segment.kind == SegmentKind::Number ? &Node::number : &Node::any;
        if (m_nodes[node].*slot == 0) {
            const std::size_t child = newNode();
            m_nodes[node].*slot = child;
        }
        addTail(m_nodes[node].*slot, tail, row);
        break;
    }
    case SegmentKind::Rest: m_nodes[node].restRows.push_back(&row); break;
    }
}

std::size_t RouteMatcher::childFor(std::size_t node, std::string_view word, bool isCaptured)
{
    for (const Edge& edge : m_nodes[node].words) {
        if (edge.word == word && edge.isCaptured == isCaptured)
            return edge.node;
    }
    m_nodes.emplace_back();
    m_nodes[node].words.push_back({word, m_nodes.size() - 1, isCaptured});
    return m_nodes.size() - 1;
}

const std::vector<const RouteRow*>* RouteMatcher::tryChild(std::size_t child, bool isCaptured, std::size_t index,
                                                           Walk& walk) const
{
    if (isCaptured)
        walk.captured.push_back(index);
    const auto* rows = find(child, index + 1, walk);
    if (rows == nullptr && isCaptured)
        walk.captured.pop_back();
    return rows;
}

const std::vector<const RouteRow*>* RouteMatcher::find(std::size_t nodeIndex, std::size_t index, Walk& walk) const
{
    const Node& node = m_nodes[nodeIndex];
    if (index == walk.segments.size())
        return isServedHere(node.rows, walk.isBelowBase) ? &node.rows : nullptr;
    const std::string_view raw = walk.segments[index];
    const bool isEncoded = raw.find('%') != std::string_view::npos;
    const std::string decoded = isEncoded ? domain::percentDecode(raw) : std::string();
    const std::string_view segment = isEncoded ? std::string_view(decoded) : raw;
    for (const Edge& edge : node.words) {
        if (edge.word != segment)
            continue;
        if (const auto* rows = tryChild(edge.node, edge.isCaptured, index, walk))
            return rows;
    }
    if (node.number != 0 && isNumber(segment)) {
        if (const auto* rows = tryChild(node.number, true, index, walk))
            return rows;
    }
    if (node.any != 0) {
        if (const auto* rows = tryChild(node.any, true, index, walk))
            return rows;
    }
    if (!isServedHere(node.restRows, walk.isBelowBase))
        return nullptr;
    walk.restFrom = index;
    return &node.restRows;
}

RouteMatch RouteMatcher::match(domain::Method method, const std::vector<std::string_view>& segments, bool isBelowBase,
                               std::vector<std::string>* captures) const
{
    Walk walk{segments, isBelowBase, {}, std::string_view::npos};
    const auto* rows = find(0, 0, walk);
    if (rows == nullptr)
        return {};
    RouteMatch match;
    for (const RouteRow* row : *rows) {
        if (isBelowBase && row->base == Base::RootOnly)
            continue;
        match.allowed = static_cast<MethodSet>(match.allowed | row->methods);
        const bool takesMethod = (row->methods & methods(method)) != 0;
        if (match.row == nullptr || takesMethod)
            match.row = row;
        match.isMethodKnown = match.isMethodKnown || takesMethod;
    }
    if (captures != nullptr) {
        for (const std::size_t index : walk.captured)
            captures->push_back(domain::percentDecode(segments[index]));
        for (std::size_t index = walk.restFrom; index < segments.size(); ++index)
            captures->push_back(domain::percentDecode(segments[index]));
    }
    return match;
}

} // namespace sightglass::http
