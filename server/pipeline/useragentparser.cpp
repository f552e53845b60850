// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/useragentparser.h"

#include "pipeline/deviceclass.h"

#include <algorithm>
#include <utility>

namespace sightglass::pipeline {

namespace {

// Columns of useragents.tsv: part flags pattern family v1 v2 v3 required-texts… (family of the part "device": a class)
constexpr std::size_t kFlags = 1;
constexpr std::size_t kFamily = 3;
constexpr std::size_t kAgentLiterals = 7;
// Columns of crawlers.tsv: class flags pattern id name required-texts…
constexpr std::size_t kCrawlerId = 3;
constexpr std::size_t kCrawlerName = 4;
constexpr std::size_t kCrawlerLiterals = 5;
constexpr std::size_t kLongestAgent = 2048; ///< What comes after is not looked at.

std::vector<TableFile::Row> rowsOf(const TableFile& table, std::string_view part)
{
    std::vector<TableFile::Row> rows;
    for (const TableFile::Row& row : table.rows()) {
        if (part.empty() || row.front() == part)
            rows.push_back(row);
    }
    return rows;
}

/// `replacement` with $1…$4 filled in, or the group itself when there is none.
std::string filled(std::string_view replacement, const PatternList::Match& match, std::size_t group)
{
    if (replacement.empty())
        return std::string(match.groups[group]);
    std::string out;
    for (std::size_t i = 0; i < replacement.size(); ++i) {
        const bool reference = replacement[i] == '$' && i + 1 < replacement.size() && replacement[i + 1] >= '1' &&
                               replacement[i + 1] <= '4';
        if (reference)
            out += match.groups[static_cast<std::size_t>(replacement[++i] - '0')];
        else
            out += replacement[i];
    }
    const std::size_t end = out.find_last_not_of(' ');
    out.erase(end == std::string::npos ? 0 : end + 1);
    return out;
}

struct Product
{
    std::string name;
    std::string version;
};

Product productOf(const PatternList& list, const PatternList::Match& match)
{
    const TableFile::Row& row = list.row(match.row);
    Product product{filled(row[kFamily], match, 1), {}};
    for (std::size_t i = 1; i <= 3; ++i) {
        const std::string part = filled(row[kFamily + i], match, i + 1);
        if (part.empty())
            break;
        product.version += (product.version.empty() ? "" : ".") + part;
    }
    if (product.name == "Other")
        product = {};
    return product;
}

bool isWordCharacter(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

bool containsWord(std::string_view text, std::string_view word)
{
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || !isWordCharacter(text[at - 1])) && (end == text.size() || !isWordCharacter(text[end])))
            return true;
    }
    return false;
}

std::string lowered(std::string_view text)
{
    return TextSketch(text).lowered();
}

} // namespace

Expected<UserAgentParser> UserAgentParser::load(const QString& overrides)
{
    auto agents = TableFile::load(QStringLiteral("useragents.tsv"), kAgentLiterals, overrides);
    if (!agents)
        return Unexpected{agents.error()};
    auto crawlers = TableFile::load(QStringLiteral("crawlers.tsv"), kCrawlerLiterals, overrides);
    if (!crawlers)
        return Unexpected{crawlers.error()};
    auto ai = TableFile::load(QStringLiteral("aiagents.tsv"), 3, overrides);
    if (!ai)
        return Unexpected{ai.error()};
    return UserAgentParser(std::move(*agents), std::move(*crawlers), std::move(*ai));
}

UserAgentParser::UserAgentParser(TableFile agents, TableFile crawlers, TableFile ai)
    : m_agentTable(std::move(agents))
    , m_crawlerTable(std::move(crawlers))
    , m_aiTable(std::move(ai))
    , m_browsers(rowsOf(m_agentTable, "ua"), kFlags, kAgentLiterals)
    , m_systems(rowsOf(m_agentTable, "os"), kFlags, kAgentLiterals)
    , m_devices(rowsOf(m_agentTable, "device"), kFlags, kAgentLiterals)
    , m_crawlers(rowsOf(m_crawlerTable, {}), kFlags, kCrawlerLiterals)
{
    for (const TableFile::Row& row : m_aiTable.rows())
        m_aiLowered.push_back(lowered(row[2]));
}

UserAgent UserAgentParser::parse(std::string_view text) const
{
    UserAgent agent;
    text = text.substr(0, kLongestAgent);
    if (text.empty())
        return agent;
    const TextSketch sketch(text);
    PatternList::Match match;
    if (m_browsers.match(text, sketch, match)) {
        Product product = productOf(m_browsers, match);
        agent.browser = std::move(product.name);
        agent.browserVersion = std::move(product.version);
    }
    match = {};
    if (m_systems.match(text, sketch, match)) {
        Product product = productOf(m_systems, match);
        agent.os = std::move(product.name);
        agent.osVersion = std::move(product.version);
    }
    agent.device = deviceClass(text, agent.os);
    judge(text, sketch, agent);
    // The generic patterns know old telephones by four letters, which crawlers and libraries may begin with too.
    match = {};
    if (agent.device == domain::Device::Unknown && !agent.crawler.isBot() && !agent.automatic.isBot() &&
        m_devices.match(text, sketch, match))
        agent.device = domain::parseDevice(m_devices.row(match.row)[kFamily]).value_or(domain::Device::Unknown);
    return agent;
}

void UserAgentParser::judge(std::string_view text, const TextSketch& sketch, UserAgent& agent) const
{
    PatternList::Match match;
    if (findAiAgent(text, sketch, agent) || !m_crawlers.match(text, sketch, match))
        return;
    const TableFile::Row& row = m_crawlers.row(match.row);
    domain::BotVerdict verdict{std::string(row.front()) + ':' + std::string(row[kCrawlerId]),
                               std::string(row[kCrawlerName])};
    (row.front() == "crawler" ? agent.crawler : agent.automatic) = std::move(verdict);
}

bool UserAgentParser::findAiAgent(std::string_view text, const TextSketch& sketch, UserAgent& agent) const
{
    for (std::size_t i = 0; i < m_aiLowered.size(); ++i) {
        const TableFile::Row& row = m_aiTable.rows()[i];
        if (!sketch.mayContain(m_aiLowered[i]) || !containsWord(text, row[2]))
            continue;
        std::string id = m_aiLowered[i];
        std::replace(id.begin(), id.end(), ' ', '-');
        std::string reason(row[2]);
        reason += row[1].empty() ? " (AI " + std::string(row[0]) + ")"
                                 : " (" + std::string(row[1]) + ", AI " + std::string(row[0]) + ")";
        agent.crawler = {"ai:" + id, std::move(reason)};
        return true;
    }
    return false;
}

std::vector<std::string> UserAgentParser::unusablePatterns() const
{
    std::vector<std::string> found;
    for (const PatternList* list : {&m_browsers, &m_systems, &m_devices, &m_crawlers}) {
        for (const std::size_t index : list->unusable())
            found.emplace_back(list->row(index)[kFlags + 1]);
    }
    return found;
}

} // namespace sightglass::pipeline
