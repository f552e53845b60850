// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/recipes.h"

#include <QHostAddress>

namespace sightglass::gui {

namespace {

QString baseText(const QUrl& base)
{
    QString text = base.toString(QUrl::RemoveQuery | QUrl::RemoveFragment);
    while (text.endsWith(QLatin1Char('/')))
        text.chop(1);
    return text;
}

/// Scheme, host and port without the path.
QString originText(const QUrl& base)
{
    return base.toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

/// Puts base address and key into a template. Text between two U+0001 is drawn strong.
QString filled(const char* text, const QUrl& base, const client::SourceInfo& source)
{
    QString out = QString::fromUtf8(text);
    out.replace(QStringLiteral("{base}"), baseText(base));
    out.replace(QStringLiteral("{origin}"), originText(base));
    out.replace(QStringLiteral("{host}"), baseText(base).section(QStringLiteral("://"), 1));
    out.replace(QStringLiteral("{scheme}"), base.scheme());
    out.replace(QStringLiteral("{path}"), base.path() == QStringLiteral("/") ? QString() : base.path());
    out.replace(QStringLiteral("{key}"), source.writeKey);
    return out;
}

std::vector<Snippet> scriptSnippets(const QUrl& base, const client::SourceInfo& source)
{
    return {{{},
             filled("<script src=\"{base}/analytics.iife.js\"></script>\n"
                    "<script>\n"
                    "  analytics.load(\"{key}\", { host: \"{base}\", initialPageview: true })\n"
                    "</script>",
                    base, source),
             SnippetLanguage::Html,
             false}};
}

std::vector<Snippet> segmentSnippets(const QUrl& base, const client::SourceInfo& source)
{
    const QString snippet = filled("- analytics.load(\"YOUR_WRITE_KEY\");\n"
                                   "+ analytics._cdn = \"\001{base}\001\";\n"
                                   "+ analytics.load(\"\001{key}\001\", { integrations: { \"Segment.io\": {\n"
                                   "+   apiHost: \"\001{host}/v1\001\", protocol: \"{scheme}\" } } });",
                                   base, source);
    const QString package =
        filled("import { AnalyticsBrowser } from \"@segment/analytics-next\"\n\n"
               "const analytics = AnalyticsBrowser.load(\n"
               "  { writeKey: \"{key}\", cdnURL: \"{base}\" },\n"
               "  { integrations: { \"Segment.io\": { apiHost: \"{host}/v1\", protocol: \"{scheme}\" } } },\n"
               ")\n"
               "analytics.page()",
               base, source);
    return {{Recipes::tr("In the page"), snippet, SnippetLanguage::JavaScript, true},
            {Recipes::tr("From npm"), package, SnippetLanguage::JavaScript, false}};
}

std::vector<Snippet> nodeSnippets(const QUrl& base, const client::SourceInfo& source)
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
                    base, source),
             SnippetLanguage::JavaScript,
             false}};
}

std::vector<Snippet> pythonSnippets(const QUrl& base, const client::SourceInfo& source)
{
    return {{{},
             filled("# pip install segment-analytics-python\n"
                    "import segment.analytics as analytics\n\n"
                    "analytics.write_key = \"{key}\"\n"
                    "analytics.host = \"{base}\"\n"
                    "analytics.track(\"user-1\", \"Signed up\", {\"plan\": \"pro\"})\n"
                    "analytics.flush()",
                    base, source),
             SnippetLanguage::Plain,
             false}};
}

std::vector<Snippet> curlSnippets(const QUrl& base, const client::SourceInfo& source)
{
    return {{{},
             filled("curl {base}/v1/track \\\n"
                    "  -u {key}: \\\n"
                    "  -H 'Content-Type: application/json' \\\n"
                    "  -d '{\"userId\": \"user-1\", \"event\": \"Signed up\"}'",
                    base, source),
             SnippetLanguage::Shell,
             false}};
}

} // namespace

QList<Recipe> Recipes::all()
{
    const QString websites = tr("Websites");
    const QString programs = tr("Apps and back ends");
    const QString change = tr("Put this into your pages");
    const QString open = tr("Open your site once");
    const QString paste = tr("Put this into your program");
    const QString run = tr("Run it once");
    return {{QStringLiteral("script"), websites, tr("Sightglass script"), QStringLiteral("code"),
             tr("Two lines in every page, above </head>."), change, open, true},
            {QStringLiteral("segment"), websites, tr("Segment script"), QStringLiteral("web"),
             tr("Your pages keep the script and their calls. Only the address changes."),
             tr("Change these lines in your pages"), open, true},
            {QStringLiteral("node"), programs, tr("Node"), QStringLiteral("event"),
             tr("The usual Segment package with another host."), paste, run, false},
            {QStringLiteral("python"), programs, tr("Python"), QStringLiteral("event"),
             tr("The usual Segment package with another host."), paste, run, false},
            {QStringLiteral("curl"), programs, tr("curl or anything else"), QStringLiteral("terminal"),
             tr("One request is one event."), tr("Send an event"), tr("Wait for it"), false}};
}

std::vector<Snippet> Recipes::snippets(const QString& recipe, const QUrl& base, const client::SourceInfo& source)
{
    if (recipe == QStringLiteral("segment"))
        return segmentSnippets(base, source);
    if (recipe == QStringLiteral("node"))
        return nodeSnippets(base, source);
    if (recipe == QStringLiteral("python"))
        return pythonSnippets(base, source);
    if (recipe == QStringLiteral("curl"))
        return curlSnippets(base, source);
    return scriptSnippets(base, source);
}

std::vector<Snippet> Recipes::forwarding(const QUrl& hub, const QString& path)
{
    const auto with = [&](const char* text) {
        QString out = QString::fromLatin1(text);
        out.replace(QStringLiteral("{hub}"), baseText(hub));
        out.replace(QStringLiteral("{address}"), hub.host() + QLatin1Char(':') + QString::number(hub.port(80)));
        out.replace(QStringLiteral("{path}"), path);
        return out;
    };
    return {{QStringLiteral("nginx"),
             with("location {path}/ {\n"
                  "    proxy_pass {hub}/;\n"
                  "    proxy_set_header X-Forwarded-For $remote_addr;\n"
                  "}"),
             SnippetLanguage::Nginx, false},
            {QStringLiteral("Caddy"),
             with("handle_path {path}/* {\n"
                  "    reverse_proxy {address}\n"
                  "}"),
             SnippetLanguage::Nginx, false},
            {QStringLiteral("Apache"),
             with("ProxyPass        {path}/ {hub}/\n"
                  "ProxyPassReverse {path}/ {hub}/"),
             SnippetLanguage::Plain, false}};
}

bool isPrivateHost(const QString& host)
{
    const QHostAddress address(host);
    if (address.isNull())
        return !host.contains(QLatin1Char('.')) || host.endsWith(QStringLiteral(".local")) ||
               host.endsWith(QStringLiteral(".lan"));
    if (address.isLoopback() || address.isLinkLocal() || address.isUniqueLocalUnicast())
        return true;
    const QList<QPair<QHostAddress, int>> ranges{QHostAddress::parseSubnet(QStringLiteral("10.0.0.0/8")),
                                                 QHostAddress::parseSubnet(QStringLiteral("172.16.0.0/12")),
                                                 QHostAddress::parseSubnet(QStringLiteral("192.168.0.0/16")),
                                                 QHostAddress::parseSubnet(QStringLiteral("100.64.0.0/10"))};
    return std::any_of(ranges.cbegin(), ranges.cend(), [&](const auto& range) { return address.isInSubnet(range); });
}

} // namespace sightglass::gui
