// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/oraclereports.h"

#include <QJsonArray>

#include <algorithm>

namespace sightglass::test {

using namespace domain;
using Path = std::vector<std::string>;

namespace {

/// Metrics §9: what a visit saw after the page it is asked about, nearest first.
class Journey
{
public:
    explicit Journey(const OracleFacts& facts)
        : m_facts(facts)
        , m_question(facts.input().query.journey)
        , m_forward(!m_question.start.empty())
    {
        for (const OracleVisit& visit : facts.visits()) {
            if (visit.hit && facts.range().contains(visit.start))
                add(pathOf(visit));
        }
    }

    QJsonObject answer() const
    {
        QJsonArray levels;
        QJsonArray links;
        if (!m_paths.empty())
            levels.append(
                QJsonArray{rowOf(m_forward ? m_question.start : m_question.end, static_cast<int>(m_paths.size()))});
        Path before{m_forward ? m_question.start : m_question.end};
        for (int level = 1; level <= m_question.depth && reaching(level) > 0; ++level) {
            const Path now = namesAt(level);
            QJsonArray rows;
            for (const std::string& name : now)
                rows.append(rowOf(name, countAt(level, name, now)));
            levels.append(rows);
            addLinks(level, before, now, links);
            before = now;
        }
        return {{QStringLiteral("levels"), levels}, {QStringLiteral("links"), links}};
    }

private:
    Path pathOf(const OracleVisit& visit) const
    {
        Path out;
        for (const std::size_t row : visit.rows) {
            const Event& e = m_facts.event(row);
            std::string item;
            if (m_facts.isView(e))
                item = e.path;
            else if (m_question.customEvents && e.kind == Kind::Custom)
                item = "event:" + e.name;
            if (!item.empty() && (out.empty() || out.back() != item))
                out.push_back(item);
        }
        return out;
    }

    void add(Path path)
    {
        if (!m_forward)
            std::reverse(path.begin(), path.end());
        const auto first = std::find(path.begin(), path.end(), m_forward ? m_question.start : m_question.end);
        if (first != path.end())
            m_paths.emplace_back(first, path.end());
    }

    static QJsonObject rowOf(const std::string& page, int visits)
    {
        return {{QStringLiteral("page"), QString::fromStdString(page)}, {QStringLiteral("visits"), visits}};
    }

    /// Visits that have a step before this level, so that they go on or leave in it.
    int reaching(int level) const
    {
        return static_cast<int>(std::count_if(m_paths.begin(), m_paths.end(),
                                              [level](const Path& p) { return static_cast<int>(p.size()) >= level; }));
    }

    /// The best pages of a level, then "other" and "left" when anybody is there.
    Path namesAt(int level) const
    {
        std::map<std::string, int> count;
        bool left = false;
        for (const Path& path : m_paths) {
            if (static_cast<int>(path.size()) > level)
                ++count[path[static_cast<std::size_t>(level)]];
            left = left || static_cast<int>(path.size()) == level;
        }
        std::vector<std::pair<int, std::string>> order;
        for (const auto& [page, visits] : count)
            order.emplace_back(-visits, page);
        std::sort(order.begin(), order.end());
        Path out;
        for (const auto& [rank, page] : order) {
            if (static_cast<int>(out.size()) < m_facts.input().query.limit)
                out.push_back(page);
        }
        if (out.size() < order.size())
            out.push_back("other");
        if (left)
            out.push_back("left");
        return out;
    }

    /// Where a visit stands in a level; "" when it never came there.
    static std::string nameOf(const Path& path, int level, const Path& names)
    {
        if (static_cast<int>(path.size()) < level)
            return {};
        if (static_cast<int>(path.size()) == level)
            return "left";
        const std::string& page = path[static_cast<std::size_t>(level)];
        return std::find(names.begin(), names.end(), page) != names.end() ? page : "other";
    }

    int countAt(int level, const std::string& name, const Path& names) const
    {
        return static_cast<int>(std::count_if(m_paths.begin(), m_paths.end(),
                                              [&](const Path& p) { return nameOf(p, level, names) == name; }));
    }

    void addLinks(int level, const Path& before, const Path& now, QJsonArray& out) const
    {
        for (const std::string& a : before) {
            for (const std::string& b : now) {
                const auto visits = std::count_if(m_paths.begin(), m_paths.end(), [&](const Path& p) {
                    return nameOf(p, level - 1, before) == a && nameOf(p, level, now) == b;
                });
                if (visits == 0)
                    continue;
                out.append(QJsonObject{{QStringLiteral("level"), level - 1},
                                       {QStringLiteral("from"), QString::fromStdString(m_forward ? a : b)},
                                       {QStringLiteral("to"), QString::fromStdString(m_forward ? b : a)},
                                       {QStringLiteral("visits"), static_cast<int>(visits)}});
            }
        }
    }

    const OracleFacts& m_facts;
    const JourneyQuestion& m_question;
    bool m_forward;
    std::vector<Path> m_paths; ///< From the page asked about on, walking away from it.
};

} // namespace

QJsonObject oracleJourney(const OracleInput& in)
{
    const OracleFacts facts(in, in.query.range);
    return Journey(facts).answer();
}

} // namespace sightglass::test
