// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/segmentscripts.h"

#include "core/jsonwriter.h"
#include "intake/scriptanswer.h"

#include <algorithm>

namespace sightglass::intake {

namespace {

constexpr std::size_t kLongestKey = 200;

bool isPlainKey(std::string_view key)
{
    return !key.empty() && key.size() <= kLongestKey && std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' || c == '-' || c == '.';
    });
}

/// Statement that hands the script its key. The whole client reads the member that Segment's snippet sets too; the core
/// replays the calls it finds, and load() must be the first of them.
std::string keyed(std::string_view key, bool core)
{
    std::string statement = "(window.analytics=window.analytics||[])";
    statement += core ? ".unshift([\"load\"," : "._writeKey=";
    json::appendString(statement, key);
    return statement + (core ? "]);\n" : ";\n");
}

} // namespace

SegmentScripts::SegmentScripts()
    : m_script(resourceText(QStringLiteral(":/clients/segment/analytics.min.js")))
    , m_iife(resourceText(QStringLiteral(":/clients/segment/analytics.iife.js")))
    , m_core(resourceText(QStringLiteral(":/clients/segment/analytics.core.js")))
{
}

domain::Response SegmentScripts::answer(const domain::Request& request) const
{
    const bool core = domain::queryMember(request.query, "core").has_value();
    std::string script = core ? m_core : request.path.starts_with("/analytics.iife.js") ? m_iife : m_script;
    if (!request.captures.empty()) {
        const std::string& key = request.captures.front();
        if (!isPlainKey(key))
            return {404, "text/plain; charset=utf-8", {}, "Unknown write key"};
        script.insert(0, keyed(key, core));
    }
    return scriptAnswer(request, std::move(script));
}

} // namespace sightglass::intake
