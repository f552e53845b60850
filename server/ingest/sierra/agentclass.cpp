// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/sierra/agentclass.h"

#include "core/charset.h"
#include "core/enumnames.h"
#include "ingest/sierra/agentproduct.h"

#include <algorithm>
#include <array>
#include <optional>

namespace sightglass::ingest::sierra {

namespace {

using namespace std::string_view_literals;

constexpr std::array kKinds{"Desktop"sv, "Mobile"sv, "App"sv, "Bot"sv};
constexpr std::size_t kLongestAgent = 2048; ///< What comes after is not looked at.

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

/// A browser by the word that only it says; its version stands behind `version`.
struct Browser
{
    std::string_view word;
    std::string_view name;
    std::string_view version;
};
/// In this order: most browsers also name those they are made from.
constexpr std::array kBrowsers{Browser{"Edg/", "Edge", "Edg/"},
                               Browser{"EdgA/", "Edge", "EdgA/"},
                               Browser{"EdgiOS/", "Edge", "EdgiOS/"},
                               Browser{"Edge/", "Edge", "Edge/"},
                               Browser{"OPR/", "Opera", "OPR/"},
                               Browser{"OPT/", "Opera", "OPT/"},
                               Browser{"OPiOS/", "Opera", "OPiOS/"},
                               Browser{"Opera Mini/", "Opera", "Opera Mini/"},
                               Browser{"Opera/", "Opera", "Version/"},
                               Browser{"YaBrowser/", "Yandex Browser", "YaBrowser/"},
                               Browser{"Vivaldi/", "Vivaldi", "Vivaldi/"},
                               Browser{"MSIE ", "Internet Explorer", "MSIE "},
                               Browser{"Trident/", "Internet Explorer", "rv:"},
                               Browser{"FxiOS/", "Firefox", "FxiOS/"},
                               Browser{"CriOS/", "Chrome", "CriOS/"},
                               Browser{"Chrome/", "Chrome", "Chrome/"},
                               Browser{"Firefox/", "Firefox", "Firefox/"},
                               Browser{"Safari/", "Safari", "Version/"},
                               Browser{"Mobile/", "Webview", "Version/"}}; ///< A page inside an app of iOS.

/// Browsers call themselves Mozilla, old Opera itself.
const Browser* browserOf(std::string_view agent)
{
    if (!agent.starts_with("Mozilla/") && !agent.starts_with("Opera/"))
        return nullptr;
    const auto* const found =
        std::find_if(kBrowsers.begin(), kBrowsers.end(), [agent](const Browser& b) { return contains(agent, b.word); });
    return found == kBrowsers.end() ? nullptr : found;
}

std::string versionBehind(std::string_view agent, std::string_view word)
{
    const std::size_t at = agent.find(word);
    if (at == std::string_view::npos)
        return {};
    const std::string_view rest = agent.substr(at + word.size());
    return std::string(rest.substr(0, std::min(rest.find_first_not_of("0123456789."), rest.size())));
}

/// System by the words of browsers.
std::string_view browserSystem(std::string_view agent)
{
    constexpr std::array kSystems{std::pair{"Windows"sv, "Windows"sv}, std::pair{"iPhone"sv, "iOS"sv},
                                  std::pair{"iPad"sv, "iOS"sv},        std::pair{"iPod"sv, "iOS"sv},
                                  std::pair{"Android"sv, "Android"sv}, std::pair{"Mac OS X"sv, "macOS"sv},
                                  std::pair{"Macintosh"sv, "macOS"sv}, std::pair{"CrOS"sv, "ChromeOS"sv},
                                  std::pair{"Linux"sv, "Linux"sv},     std::pair{"CFNetwork/"sv, "iOS"sv}};
    const auto* const found = std::find_if(kSystems.begin(), kSystems.end(),
                                           [agent](const auto& system) { return contains(agent, system.first); });
    return found == kSystems.end() ? std::string_view() : found->second;
}

AgentKind browserKind(std::string_view agent, std::string_view os)
{
    if (os == "iOS" || os == "Android" || contains(agent, "Windows Phone"))
        return AgentKind::Mobile;
    return os.empty() ? AgentKind::App : AgentKind::Desktop;
}

AgentClass productClass(std::string_view agent)
{
    const Product product = firstProduct(agent);
    std::string_view os = browserSystem(agent);
    if (os.empty())
        os = systemWord(agent);
    AgentClass out{product.name, product.version, std::string(os), AgentKind::App};
    if (saysCrawler(agent) || namesCrawler(product.name) || (product.name.empty() && os.empty()))
        out.kind = AgentKind::Bot;
    return out;
}

} // namespace

AgentClass classifyAgent(std::string_view userAgent)
{
    constexpr CharSet blanks(" \t");
    const std::string_view agent = blanks.trim(userAgent.substr(0, kLongestAgent));
    if (agent.empty())
        return {};
    const Browser* const browser = browserOf(agent);
    if (!browser)
        return productClass(agent);
    AgentClass out{std::string(browser->name), versionBehind(agent, browser->version),
                   std::string(browserSystem(agent)), AgentKind::App};
    out.kind = saysCrawler(agent) ? AgentKind::Bot : browserKind(agent, out.os);
    return out;
}

std::string_view name(AgentKind kind)
{
    return enumName(kind, kKinds);
}

} // namespace sightglass::ingest::sierra
