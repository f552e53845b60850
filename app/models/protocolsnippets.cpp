// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/protocolsnippets.h"

namespace sightglass::models {

namespace {

const QString kNoSite = QStringLiteral("your-site.example");

/// Host and port, with the scheme when it is not plain http, as Caddy wants it.
QString upstream(const QUrl& hub)
{
    const bool isPlain = hub.scheme() == QStringLiteral("http");
    QUrl address;
    address.setScheme(hub.scheme());
    address.setHost(hub.host());
    address.setPort(hub.port(isPlain ? 80 : 443));
    return isPlain ? address.authority() : address.toString();
}

} // namespace

QString filled(const char* text, const SenderAddress& address, const client::SourceInfo& source)
{
    const QString base = addressText(address.base);
    const QString site = siteName(source);
    const QUrl plain(base);
    const std::pair<const char*, QString> parts[]{
        {"{base}", base},
        {"{page}", address.inPage},
        {"{origin}", plain.toString(QUrl::RemovePath)},
        {"{host}", base.section(QStringLiteral("://"), 1)},
        {"{scheme}", plain.scheme()},
        {"{path}", plain.path()},
        {"{domain}", site.isEmpty() ? kNoSite : site},
        {"{source}", source.id},
        {"{key}", source.writeKey},
        {"{umami}", source.umamiId},
        {"{posthog}", source.posthogToken},
        {"{site}", source.goatcounterSite},
        {"{uid%}", QString::fromLatin1(QUrl::toPercentEncoding(source.openTraceUid))},
        {"{uid}", source.openTraceUid}};
    QString out = QString::fromUtf8(text);
    for (const auto& [mark, value] : parts)
        out.replace(QLatin1String(mark), value);
    return out;
}

ProtocolSnippets::Tabs ProtocolSnippets::forwarding(const QUrl& hub)
{
    const auto with = [&](const char* text) {
        QString out = QString::fromLatin1(text);
        out.replace(QStringLiteral("{hub}"), addressText(hub));
        out.replace(QStringLiteral("{upstream}"), upstream(hub));
        out.replace(QStringLiteral("{path}"), passedPath());
        return out;
    };
    return {{QStringLiteral("nginx"),
             with("location {path}/ {\n"
                  "    proxy_pass {hub}/;\n"
                  "    proxy_set_header X-Forwarded-For $remote_addr;\n"
                  "    proxy_set_header X-Forwarded-Host $host;\n"
                  "    proxy_set_header X-Forwarded-Proto $scheme;\n"
                  "    proxy_set_header X-Forwarded-Prefix {path};\n"
                  "}"),
             SnippetLanguage::Nginx, false},
            {QStringLiteral("Caddy"),
             with("handle_path {path}/* {\n"
                  "    reverse_proxy {upstream} {\n"
                  "        header_up X-Forwarded-Prefix {path}\n"
                  "    }\n"
                  "}"),
             SnippetLanguage::Nginx, false},
            {QStringLiteral("Apache"),
             with("AllowEncodedSlashes NoDecode\n"
                  "ProxyPass        {path}/ {hub}/ nocanon\n"
                  "ProxyPassReverse {path}/ {hub}/\n"
                  "<Location \"{path}/\">\n"
                  "    RequestHeader set X-Forwarded-Prefix {path}\n"
                  "    RequestHeader set X-Forwarded-Proto expr=%{REQUEST_SCHEME}\n"
                  "</Location>"),
             SnippetLanguage::Plain, false}};
}

} // namespace sightglass::models
