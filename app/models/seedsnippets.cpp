// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/protocolsnippets.h"

namespace sightglass::models {

using Tabs = ProtocolSnippets::Tabs;

Tabs ProtocolSnippets::sierra(const SenderAddress& address, const Source& source)
{
    return {{{},
             filled("- <script defer src=\"\1https://analytics.example\1/tracker.js\"></script>\n"
                    "+ <script defer src=\"\1{page}\1/tracker.js\" \1data-api=\"{base}\"\1></script>",
                    address, source),
             SnippetLanguage::Html,
             true}};
}

Tabs ProtocolSnippets::opentracePage(const SenderAddress& address, const Source& source)
{
    return {{QStringLiteral("t.js"),
             filled("- <script async src=\"\1https://opentrace.example\1/sdk/t.js?id={uid%}\"></script>\n"
                    "+ <script async src=\"\1{page}\1/sdk/t.js?id={uid%}\"></script>",
                    address, source),
             SnippetLanguage::Html, true},
            {QStringLiteral("ot.js"),
             filled("- <script src=\"\1https://opentrace.example\1/ot.js\" data-id=\"{uid}\" "
                    "data-host=\"\1https://opentrace.example/api\1/v1/collect\"></script>\n"
                    "+ <script src=\"\1{page}\1/ot.js\" data-id=\"{uid}\" "
                    "data-host=\"\1{base}/api\1/v1/collect\"></script>",
                    address, source),
             SnippetLanguage::Html, true}};
}

Tabs ProtocolSnippets::opentracePython(const SenderAddress& address, const Source& source)
{
    return {{{},
             filled("- ot = OpenTrace(host=\"\1https://opentrace.example\1\", project_id=\"{uid}\")\n"
                    "+ ot = OpenTrace(host=\"\1{base}\1\", project_id=\"{uid}\")",
                    address, source),
             SnippetLanguage::Python,
             true}};
}

Tabs ProtocolSnippets::openmetricsPage(const SenderAddress& address, const Source& source)
{
    return {{{},
             filled("- <script>openMetricUrl = \"\1https://openmetrics.example\1\"</script>\n"
                    "- <script async src=\"\1https://openmetrics.example\1/apis/javascript/client.js\"></script>\n"
                    "+ <script>openMetricUrl = \"\1{base}/om/{source}\1\"</script>\n"
                    "+ <script async src=\"\1{page}\1/apis/javascript/client.js\"></script>",
                    address, source),
             SnippetLanguage::Html,
             true}};
}

Tabs ProtocolSnippets::openmetricsNode(const SenderAddress& address, const Source& source)
{
    return {{{},
             filled("- const client = new OpenMetrics(\"\1http://openmetrics.example\1\")\n"
                    "+ const client = new OpenMetrics(\"\1{base}/om/{source}\1\")",
                    address, source),
             SnippetLanguage::JavaScript,
             true}};
}

Tabs ProtocolSnippets::trackerPage(const SenderAddress& address, const Source& source)
{
    return {{{},
             filled("- <script>window._sfpl = { trackerUrl: \"\1https://tracker.example\1/tr/v1/tr/\" }</script>\n"
                    "- <script async src=\"\1https://tracker.example\1/pub/v1/track.js\"></script>\n"
                    "+ <script>window._sfpl = { trackerUrl: \"\1{base}\1/tr/v1/tr/\" }</script>\n"
                    "+ <script async src=\"\1{page}\1/pub/v1/track.js\"></script>",
                    address, source),
             SnippetLanguage::Html,
             true}};
}

Tabs ProtocolSnippets::trackerCalls(const SenderAddress& address, const Source& source)
{
    return {
        {tr("Server"),
         filled("curl {base}/str/v1/ \\\n"
                "  -H 'Content-Type: application/json' \\\n"
                "  -d '{\"ename\": \"signed_up\", \"uid\": \"user-1\", \"url\": \"https://{domain}/join\"}'",
                address, source),
         SnippetLanguage::Shell, false},
        {tr("Pixel"),
         filled(
             "- <img src=\"\1https://tracker.example\1/img/v1/ename/opened_email/x.gif?url=https://{domain}/mail\">\n"
             "+ <img src=\"\1{base}\1/img/v1/ename/opened_email/x.gif?url=https://{domain}/mail\">",
             address, source),
         SnippetLanguage::Html, true},
        {tr("Redirect"),
         filled("- https://tracker.example/rdr/v1/ename/clicked_ad/?url=https://{domain}/offer\n"
                "+ \1{base}\1/rdr/v1/ename/clicked_ad/?url=https://{domain}/offer",
                address, source),
         SnippetLanguage::Plain, true}};
}

} // namespace sightglass::models
