// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/plausiblescripts.h"

#include "core/jsonwriter.h"
#include "intake/scriptanswer.h"

#include <algorithm>
#include <array>

namespace sightglass::intake {

namespace {

using namespace std::string_view_literals;

constexpr std::array kExtensions{
    "hash"sv,  "outbound-links"sv, "file-downloads"sv, "tagged-events"sv, "revenue"sv, "pageview-props"sv,
    "local"sv, "manual"sv,         "compat"sv,         "exclusions"sv,    "404"sv};
constexpr std::string_view kSuffix = ".js";
constexpr std::string_view kSiteScript = "pa-";

bool isExtension(std::string_view word)
{
    return std::find(kExtensions.begin(), kExtensions.end(), word) != kExtensions.end();
}

/// What the script of a site is handed: the site's name, unless the page itself says it best.
std::string siteOptions(std::string_view id, const domain::SourceDirectory& directory)
{
    auto entry = directory.byWriteKey(id);
    if (!entry)
        entry = directory.byHost(id);
    std::string options;
    json::Writer writer(options);
    writer.openObject();
    writer.member("site", true);
    if (entry && !entry->source.hosts.empty())
        writer.member("domain", entry->source.hosts.front());
    writer.closeObject();
    return options;
}

/// The script takes its options from a name that only it can see.
std::string withOptions(const std::string& script, std::string_view options)
{
    std::string text = "(()=>{const plausibleOptions=";
    return text.append(options).append(";\n").append(script).append("})();\n");
}

} // namespace

std::string plausibleExtensions(std::string_view file)
{
    if (!file.ends_with(kSuffix))
        return {};
    std::string_view rest = file.substr(0, file.size() - kSuffix.size());
    const auto nextWord = [&rest] {
        const std::size_t end = std::min(rest.find('.'), rest.size());
        const std::string_view word = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        return word;
    };
    if (const std::string_view first = nextWord(); first != "script" && first != "plausible")
        return {};
    std::string options;
    json::Writer writer(options);
    writer.openObject();
    while (!rest.empty()) {
        if (const std::string_view word = nextWord(); isExtension(word))
            writer.member(word, true);
    }
    writer.closeObject();
    return options;
}

PlausibleScripts::PlausibleScripts()
    : m_core(resourceText(QStringLiteral(":/clients/plausible/core.js")))
    , m_full(resourceText(QStringLiteral(":/clients/plausible/full.js")))
{
}

domain::Response PlausibleScripts::answer(const domain::Request& request,
                                          const domain::SourceDirectory& directory) const
{
    constexpr std::chrono::hours kFresh{1}; // spec plausible §2.4
    const std::string_view file = request.captures.empty() ? std::string_view() : request.captures.front();
    if (file.starts_with(kSiteScript) && file.ends_with(kSuffix)) {
        const std::string_view id = file.substr(kSiteScript.size(), file.size() - kSiteScript.size() - kSuffix.size());
        return scriptAnswer(request, withOptions(m_full, siteOptions(id, directory)), kFresh);
    }
    const std::string options = plausibleExtensions(file);
    if (options.empty())
        return {404, "text/plain; charset=utf-8", {}, "not found"};
    return scriptAnswer(request, withOptions(options == "{}" ? m_core : m_full, options), kFresh);
}

} // namespace sightglass::intake
