// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/routes.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::http {

/// What the table says about a path.
struct RouteMatch
{
    const RouteRow* row =
        nullptr;                ///< Null: no pattern takes the path. Else the row of the method, or a row of the path.
    bool isMethodKnown = false; ///< False with a row: 405, `allowed` says what would do.
    MethodSet allowed = 0;
};

/// Finds the row of a path by walking a tree of segments, one node a segment, instead of trying patterns one by one.
/// Built once, then read from any thread. The rows must outlive it.
class RouteMatcher
{
public:
    /// Takes the rows that `isServed` agrees to.
    RouteMatcher(std::span<const RouteRow> rows, const std::function<bool(const RouteRow&)>& isServed);

    /// Takes a row at another path as well: "/stats.js". The text must outlive the matcher.
    void alsoAt(std::string_view pattern, const RouteRow& row) { addTail(0, pattern.substr(1), row); }

    /// `segments` raw as they were sent. Fills `captures` (when given) with what the best pattern took, decoded once.
    [[nodiscard]] RouteMatch match(domain::Method method, const std::vector<std::string_view>& segments,
                                   bool isBelowBase, std::vector<std::string>* captures = nullptr) const;

private:
    struct Edge
    {
        std::string_view word;
        std::size_t node = 0;
        bool isCaptured = false;
    };
    struct Node
    {
        std::vector<Edge> words;
        std::size_t number = 0; ///< 0 = none: the root is nobody's child.
        std::size_t any = 0;
        std::vector<const RouteRow*> rows;     ///< Patterns that end here.
        std::vector<const RouteRow*> restRows; ///< Patterns that take whatever follows.
    };
    struct Walk
    {
        const std::vector<std::string_view>& segments;
        bool isBelowBase;
        std::vector<std::size_t> captured;
        std::size_t restFrom = std::string_view::npos;
    };

    void add(const RouteRow& row);
    void addTail(std::size_t node, std::string_view pattern, const RouteRow& row);
    std::size_t childFor(std::size_t node, std::string_view word, bool isCaptured);
    const std::vector<const RouteRow*>* find(std::size_t node, std::size_t index, Walk& walk) const;
    const std::vector<const RouteRow*>* tryChild(std::size_t child, bool isCaptured, std::size_t index,
                                                 Walk& walk) const;

    std::vector<Node> m_nodes;
};

} // namespace sightglass::http
