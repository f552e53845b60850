// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/posthogscripts.h"

#include "ingest/posthog/answers.h"
#include "intake/scriptanswer.h"

#include <string_view>

namespace sightglass::intake {

namespace {

/// The client asks for its surveys although its settings say that there are none: ours has none either.
constexpr std::string_view kNoSurveys =
    "(window.__PosthogExtensions__=window.__PosthogExtensions__||{}).generateSurveys=function(){};\n";

} // namespace

PosthogScripts::PosthogScripts()
    : m_vitals(resourceText(QStringLiteral(":/clients/posthog/web-vitals.js")))
    , m_exceptions(resourceText(QStringLiteral(":/clients/posthog/exception-autocapture.js")))
{
}

domain::Response PosthogScripts::answer(const domain::Request& request) const
{
    const std::string_view name = request.captures.empty() ? std::string_view() : request.captures.back();
    // posthog-js asks for the second unless a page says that it wants no causes; the file is the same.
    if (name == "web-vitals.js" || name == "web-vitals-with-attribution.js")
        return scriptAnswer(request, m_vitals);
    if (name == "exception-autocapture.js")
        return scriptAnswer(request, m_exceptions);
    if (name == "surveys.js")
        return scriptAnswer(request, std::string(kNoSurveys));
    return ingest::posthog::notFound();
}

} // namespace sightglass::intake
