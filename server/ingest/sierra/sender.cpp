// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/sierra/sender.h"

#include "core/charset.h"
#include "core/utf8.h"
#include "ingest/membertext.h"
#include "ingest/sierra/agentclass.h"
#include "ingest/sierra/text.h"
#include "ingest/sierra/wire.h"

#include <algorithm>

namespace sightglass::ingest::sierra {

namespace {

constexpr std::size_t kNameBytes = 120; ///< Longer than what any browser calls itself.

/// What a browser calls itself is nobody's, but a text that somebody made up could be.
std::string shortName(const std::string& text)
{
    return std::string(cutUtf8(isUtf8(text) ? text : repairUtf8(text), kNameBytes));
}

domain::BotVerdict botVerdict(const AgentClass& agent, bool isHeadless)
{
    if (agent.kind == AgentKind::Bot)
        return {"sierra:bot", agent.app.empty() ? "No name of a browser or app" : shortName(agent.app)};
    return isHeadless ? domain::BotVerdict{"sierra:headless", "Headless Chrome"} : domain::BotVerdict();
}

void applyLanguage(domain::Event& event, const domain::Request& request)
{
    const std::string language = languageOf(domain::header(request.headers, "Accept-Language"));
    event.language = language;
    // The canonical form of longer codes may be another one.
    keepOnWire(event, "language", language, language.size() == 2 ? std::string_view(language) : std::string_view());
}

} // namespace

std::string languageOf(std::string_view acceptLanguage)
{
    for (const char end : {',', ';', '-'})
        acceptLanguage = acceptLanguage.substr(0, acceptLanguage.find(end));
    const std::string language = lowerText(withoutBlanks(acceptLanguage));
    return std::all_of(language.begin(), language.end(), isAsciiLetter) ? language : std::string();
}

void applySender(domain::DecodedEvent& decoded, const domain::Request& request, const Options& options)
{
    domain::Event& event = decoded.event;
    decoded.userAgent = domain::header(request.headers, "User-Agent");
    AgentClass agent = classifyAgent(decoded.userAgent);
    if (options.majorVersion)
        agent.version.erase(std::min(agent.version.find('.'), agent.version.size()));
    keepOnWire(event, "ua_browser", shortName(agent.app));
    keepOnWire(event, "ua_version", shortName(agent.version));
    keepOnWire(event, "ua_os", agent.os);
    if (agent.kind != AgentKind::Bot)
        keepOnWire(event, "ua_device", std::string(name(agent.kind)));
    const bool isHeadless = options.dropHeadless && decoded.userAgent.find("HeadlessChrome/") != std::string::npos;
    event.bot = botVerdict(agent, isHeadless);
    applyLanguage(event, request);
}

} // namespace sightglass::ingest::sierra
