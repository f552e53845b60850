// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/protocolsnippets.h"

namespace sightglass::models {

using Tabs = ProtocolSnippets::Tabs;

Tabs ProtocolSnippets::plausible(const SenderAddress& address, const Source& source)
{
    return {{tr("In the page"),
             filled("- <script defer data-domain=\"{domain}\" src=\"\1https://plausible.io\1/js/script.js\"></script>\n"
                    "+ <script defer data-domain=\"{domain}\" \1data-api=\"{page}/api/event\"\1 "
                    "src=\"\1{page}\1/js/script.js\"></script>",
                    address, source),
             SnippetLanguage::Html, true},
            {tr("From npm"),
             filled("- init({ domain: \"{domain}\" })\n"
                    "+ init({ domain: \"{domain}\", \1endpoint: \"{base}/api/event\"\1 })",
                    address, source),
             SnippetLanguage::JavaScript, true},
            {QStringLiteral("plausible-tracker"),
             filled("- Plausible({ domain: \"{domain}\" })\n"
                    "+ Plausible({ domain: \"{domain}\", \1apiHost: \"{base}\"\1 })",
                    address, source),
             SnippetLanguage::JavaScript, true}};
}

Tabs ProtocolSnippets::umamiPage(const SenderAddress& address, const Source& source)
{
    return {
        {tr("In the page"),
         filled("- <script defer src=\"\1https://cloud.umami.is\1/script.js\" data-website-id=\"{umami}\"></script>\n"
                "+ <script defer src=\"\1{page}\1/script.js\" data-website-id=\"{umami}\"></script>",
                address, source),
         SnippetLanguage::Html, true},
        {tr("With their script"),
         filled("- <script defer src=\"https://cloud.umami.is/script.js\" data-website-id=\"{umami}\"></script>\n"
                "+ <script defer src=\"https://cloud.umami.is/script.js\" data-website-id=\"{umami}\" "
                "\1data-host-url=\"{base}\"\1></script>",
                address, source),
         SnippetLanguage::Html, true}};
}

Tabs ProtocolSnippets::umamiNode(const SenderAddress& address, const Source& source)
{
    return {{{},
             filled("- umami.init({ websiteId: \"{umami}\", hostUrl: \"\1https://cloud.umami.is\1\" })\n"
                    "+ umami.init({ websiteId: \"{umami}\", hostUrl: \"\1{base}\1\" })",
                    address, source),
             SnippetLanguage::JavaScript,
             true}};
}

Tabs ProtocolSnippets::posthogPage(const SenderAddress& address, const Source& source)
{
    return {{{},
             filled("- posthog.init(\"{posthog}\", { api_host: \"\1https://us.i.posthog.com\1\" })\n"
                    "+ posthog.init(\"{posthog}\", { api_host: \"\1{base}\1\" })",
                    address, source),
             SnippetLanguage::JavaScript,
             true}};
}

Tabs ProtocolSnippets::posthogLibraries(const SenderAddress& address, const Source& source)
{
    return {{QStringLiteral("Node"),
             filled("- new PostHog(\"{posthog}\", { host: \"\1https://us.i.posthog.com\1\" })\n"
                    "+ new PostHog(\"{posthog}\", { host: \"\1{base}\1\" })",
                    address, source),
             SnippetLanguage::JavaScript, true},
            {QStringLiteral("Python"),
             filled("- Posthog(\"{posthog}\", host=\"\1https://us.i.posthog.com\1\")\n"
                    "+ Posthog(\"{posthog}\", host=\"\1{base}\1\")",
                    address, source),
             SnippetLanguage::Python, true},
            {QStringLiteral("curl"),
             filled("curl {base}/capture/ \\\n"
                    "  -H 'Content-Type: application/json' \\\n"
                    "  -d '{\"api_key\": \"{posthog}\", \"event\": \"signup\", \"distinct_id\": \"user-1\"}'",
                    address, source),
             SnippetLanguage::Shell, false}};
}

Tabs ProtocolSnippets::goatcounter(const SenderAddress& address, const Source& source)
{
    return {{{},
             filled("- <script data-goatcounter=\"\1https://{site}.goatcounter.com\1/count\" async "
                    "src=\"\1//gc.zgo.at\1/count.js\"></script>\n"
                    "+ <script data-goatcounter=\"\1{base}/gc/{site}\1/count\" async "
                    "src=\"\1{page}\1/count.js\"></script>",
                    address, source),
             SnippetLanguage::Html,
             true}};
}

} // namespace sightglass::models
