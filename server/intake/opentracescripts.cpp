// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/opentracescripts.h"

#include "core/jsonwriter.h"
#include "intake/scriptanswer.h"

#include <algorithm>

namespace sightglass::intake {

namespace {

constexpr std::string_view kTrackerSettings = "SIGHTGLASS_SETTINGS"; ///< Stands in the built script.

domain::Response freshTracker(std::string text)
{
    return {200, "application/javascript", {{"Cache-Control", "no-cache, no-store, must-revalidate"}}, std::move(text)};
}

} // namespace

OpenTraceScripts::OpenTraceScripts()
    : m_older(resourceText(QStringLiteral(":/clients/opentrace/ot.min.js")))
{
    const std::string script = resourceText(QStringLiteral(":/clients/opentrace/t.min.js"));
    const std::size_t at = std::min(script.find(kTrackerSettings), script.size());
    m_beforeSettings = script.substr(0, at);
    m_afterSettings = script.substr(std::min(at + kTrackerSettings.size(), script.size()));
}

domain::Response OpenTraceScripts::tracker(std::string_view uid, std::span<const ingest::opentrace::Rule> rules) const
{
    std::string settings;
    json::Writer writer(settings);
    writer.openObject();
    writer.member("id", uid);
    writer.key("rules");
    writer.raw(ingest::opentrace::rulesText(rules));
    writer.closeObject();
    return freshTracker(m_beforeSettings + settings + m_afterSettings);
}

domain::Response OpenTraceScripts::nothing()
{
    return freshTracker("// There is no resource with this id.\n");
}

domain::Response OpenTraceScripts::older(const domain::Request& request) const
{
    return scriptAnswer(request, m_older);
}

} // namespace sightglass::intake
