// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/formula.h"

namespace sightglass::query {

/// Reads one formula by descent; bounded in length, nodes and depth. Lives for one text.
class FormulaParser
{
public:
    explicit FormulaParser(std::string_view text)
        : m_text(text)
    {
    }

    [[nodiscard]] Expected<Formula> parse();

private:
    using Op = Formula::Op;
    using NodeId = std::optional<std::uint32_t>;

    NodeId sum(int depth);
    NodeId product(int depth);
    NodeId factor(int depth);
    NodeId call(int depth);
    NodeId number();
    NodeId add(Formula::Node node);
    /// The count of lag and movavg: a whole number.
    bool points(double& out);

    void skipBlanks();
    bool take(std::string_view sign);
    NodeId fail(const char* why);

    std::string_view m_text;
    std::size_t m_at = 0;
    const char* m_why = "";
    Formula m_formula;
};

} // namespace sightglass::query
