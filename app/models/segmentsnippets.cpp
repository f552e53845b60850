// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/protocolsnippets.h"

namespace sightglass::models {

using Tabs = ProtocolSnippets::Tabs;

Tabs ProtocolSnippets::script(const SenderAddress& address, const Source& source)
{
    return {{{},
             filled("<script src=\"{page}/analytics.iife.js\"></script>\n"
                    "<script>\n"
                    "  analytics.load(\"{key}\", { host: \"{base}\", initialPageview: true })\n"
                    "</script>",
                    address, source),
             SnippetLanguage::Html,
             false}};
}

Tabs ProtocolSnippets::segmentPage(const SenderAddress& address, const Source& source)
{
    return {{tr("In the page"),
             filled("- analytics.load(\"YOUR_WRITE_KEY\");\n"
                    "+ analytics._cdn = \"\1{base}\1\";\n"
                    "+ analytics.load(\"\1{key}\1\", { integrations: { \"Segment.io\": {\n"
                    "+   apiHost: \"\1{host}/v1\1\", protocol: \"{scheme}\" } } });",
                    address, source),
             SnippetLanguage::JavaScript, true},
            {tr("From npm"),
             filled("import { AnalyticsBrowser } from \"@segment/analytics-next\"\n\n"
                    "const analytics = AnalyticsBrowser.load(\n"
                    "  { writeKey: \"{key}\", cdnURL: \"{base}\" },\n"
                    "  { integrations: { \"Segment.io\": { apiHost: \"{host}/v1\", protocol: \"{scheme}\" } } },\n"
                    ")\n"
                    "analytics.page()",
                    address, source),
             SnippetLanguage::JavaScript, false}};
}

Tabs ProtocolSnippets::segmentNode(const SenderAddress& address, const Source& source)
{
    return {{{},
             filled("import { Analytics } from \"@segment/analytics-node\"\n\n"
                    "const analytics = new Analytics({\n"
                    "  writeKey: \"{key}\",\n"
                    "  host: \"{origin}\",\n"
                    "  path: \"{path}/v1/batch\",\n"
                    "})\n"
                    "analytics.track({ userId: \"user-1\", event: \"Signed up\", properties: { plan: \"pro\" } })\n"
                    "await analytics.closeAndFlush()",
                    address, source),
             SnippetLanguage::JavaScript,
             false}};
}

Tabs ProtocolSnippets::segmentPython(const SenderAddress& address, const Source& source)
{
    return {{{},
             filled("# pip install segment-analytics-python\n"
                    "import segment.analytics as analytics\n\n"
                    "analytics.write_key = \"{key}\"\n"
                    "analytics.host = \"{base}\"\n"
                    "analytics.track(\"user-1\", \"Signed up\", {\"plan\": \"pro\"})\n"
                    "analytics.flush()",
                    address, source),
             SnippetLanguage::Python,
             false}};
}

Tabs ProtocolSnippets::curl(const SenderAddress& address, const Source& source)
{
    return {{{},
             filled("curl {base}/v1/track \\\n"
                    "  -u {key}: \\\n"
                    "  -H 'Content-Type: application/json' \\\n"
                    "  -d '{\"userId\": \"user-1\", \"event\": \"Signed up\"}'",
                    address, source),
             SnippetLanguage::Shell,
             false}};
}

} // namespace sightglass::models
