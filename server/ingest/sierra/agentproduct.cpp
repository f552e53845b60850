// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/sierra/agentproduct.h"

#include "core/charset.h"
#include "ingest/membertext.h"
#include "ingest/sierra/text.h"

#include <algorithm>
#include <array>
#include <vector>

namespace sightglass::ingest::sierra {

namespace {

using namespace std::string_view_literals;

constexpr std::array kStructural{"mozilla"sv, "compatible"sv, "applewebkit"sv, "khtml"sv, "gecko"sv, "like"sv};
constexpr std::array kCrawlerWords{"bot"sv, "crawler"sv, "spider"sv};
/// Crawlers whose names do not say it.
constexpr std::array kCrawlerNames{"slurp"sv,       "facebookexternalhit"sv, "mediapartners-google"sv, "ia_archiver"sv,
                                   "bingpreview"sv, "google-read-aloud"sv,   "feedfetcher-google"sv};

bool isWordChar(char c)
{
    return isAsciiLetter(c) || isDigit(c) || c == '_';
}
bool isAlphanumeric(char c)
{
    return isAsciiLetter(c) || isDigit(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// Tokens between blanks that stand outside parentheses and are no address.
std::vector<std::string_view> tokensOf(std::string_view agent)
{
    constexpr CharSet blanks(" \t");
    std::vector<std::string_view> tokens;
    int depth = 0;
    while (!agent.empty()) {
        const std::size_t end = std::min(blanks.findIn(agent), agent.size());
        const std::string_view token = agent.substr(0, end);
        agent.remove_prefix(std::min(end + 1, agent.size()));
        const bool isOutside = depth == 0 && !token.starts_with('(');
        depth += static_cast<int>(std::count(token.begin(), token.end(), '('));
        depth = std::max(depth - static_cast<int>(std::count(token.begin(), token.end(), ')')), 0);
        if (isOutside && !token.empty() && token.find("://") == std::string_view::npos)
            tokens.push_back(token);
    }
    return tokens;
}

bool isPureVersion(std::string_view token)
{
    return token.find_first_not_of("0123456789.") == std::string_view::npos;
}

std::string_view nameOf(std::string_view token)
{
    token = token.substr(0, token.find('/'));
    while (!token.empty() && !isAlphanumeric(token.front()))
        token.remove_prefix(1);
    while (!token.empty() && !isAlphanumeric(token.back()))
        token.remove_suffix(1);
    return token;
}

/// The first number with or without dots that is a word of its own, one 'v' before it left out; "" without any.
std::string_view numberIn(std::string_view text)
{
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!isDigit(text[at]))
            continue;
        std::size_t end = std::min(text.find_first_not_of("0123456789.", at), text.size());
        std::size_t begin = at;
        if (begin > 0 && asciiLower(text[begin - 1]) == 'v')
            --begin;
        const bool isWhole =
            (begin == 0 || !isWordChar(text[begin - 1])) && (end == text.size() || !isWordChar(text[end]));
        while (end > at && text[end - 1] == '.')
            --end;
        if (isWhole)
            return text.substr(at, end - at);
        at = end;
    }
    return {};
}

bool isWordOf(std::string_view text, std::string_view word)
{
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || !isWordChar(text[at - 1])) && (end == text.size() || !isWordChar(text[end])))
            return true;
    }
    return false;
}

bool endsWord(std::string_view text, std::string_view ending)
{
    for (std::size_t at = text.find(ending); at != std::string_view::npos; at = text.find(ending, at + 1)) {
        const std::size_t end = at + ending.size();
        if (end == text.size() || !isWordChar(text[end]))
            return true;
    }
    return false;
}

} // namespace

Product firstProduct(std::string_view agent)
{
    Product product;
    const auto tokens = tokensOf(agent);
    for (const std::string_view token : tokens) {
        const std::string_view name = nameOf(token);
        const bool isStructural =
            std::find(kStructural.begin(), kStructural.end(), lowerText(name)) != kStructural.end();
        if (isPureVersion(token) || name.empty() || isStructural)
            continue;
        product.name = name;
        const std::size_t slash = token.find('/');
        if (slash != std::string_view::npos)
            product.version = numberIn(token.substr(slash + 1));
        break;
    }
    for (auto token = tokens.begin(); token != tokens.end() && !product.name.empty() && product.version.empty();
         ++token)
        product.version = numberIn(token->starts_with("Mozilla/") ? std::string_view() : *token);
    return product;
}

std::string_view systemWord(std::string_view agent)
{
    constexpr std::array kSystems{
        std::pair{"iphone"sv, "iOS"sv},     std::pair{"ipad"sv, "iOS"sv},        std::pair{"ipod"sv, "iOS"sv},
        std::pair{"ios"sv, "iOS"sv},        std::pair{"android"sv, "Android"sv}, std::pair{"windows"sv, "Windows"sv},
        std::pair{"mac os x"sv, "macOS"sv}, std::pair{"macos"sv, "macOS"sv},     std::pair{"macintosh"sv, "macOS"sv},
        std::pair{"darwin"sv, "macOS"sv},   std::pair{"cros"sv, "ChromeOS"sv},   std::pair{"linux"sv, "Linux"sv},
        std::pair{"ubuntu"sv, "Linux"sv},   std::pair{"debian"sv, "Linux"sv},    std::pair{"fedora"sv, "Linux"sv}};
    const std::string text = lowerText(agent);
    const auto* const found = std::find_if(kSystems.begin(), kSystems.end(),
                                           [&text](const auto& system) { return isWordOf(text, system.first); });
    return found == kSystems.end() ? std::string_view() : found->second;
}

bool namesCrawler(std::string_view name)
{
    const std::string text = lowerText(name);
    return std::any_of(kCrawlerWords.begin(), kCrawlerWords.end(),
                       [&text](std::string_view word) { return text.find(word) != std::string::npos; });
}

bool saysCrawler(std::string_view agent)
{
    const std::string text = lowerText(agent);
    const auto isNamed = [&text](std::string_view name) { return isWordOf(text, name); };
    const auto isSaid = [&text](std::string_view word) { return endsWord(text, word); };
    if (std::any_of(kCrawlerNames.begin(), kCrawlerNames.end(), isNamed))
        return true;
    // Cubot makes telephones.
    return !isWordOf(text, "cubot") && std::any_of(kCrawlerWords.begin(), kCrawlerWords.end(), isSaid);
}

} // namespace sightglass::ingest::sierra
