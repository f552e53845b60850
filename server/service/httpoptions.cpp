// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/httpoptions.h"

namespace sightglass::service {

namespace {

std::vector<std::string> texts(const QStringList& list)
{
    std::vector<std::string> out;
    for (const QString& item : list)
        out.push_back(item.toStdString());
    return out;
}

http::ListenerOptions listener(const ListenSetting& setting)
{
    http::ListenerOptions out;
    out.address = setting.address.toStdString();
    out.port = std::uint16_t(setting.port);
    out.certificateFile = setting.certificate.toStdString();
    out.keyFile = setting.key.toStdString();
    out.isPrivate = setting.isPrivate;
    out.kind = setting.isRedirect ? http::ListenerOptions::Kind::Redirect : http::ListenerOptions::Kind::Serve;
    return out;
}

http::HttpLimits limits(const Settings& settings)
{
    http::HttpLimits out;
    out.headBytes = std::size_t(settings.number("http_head_size"));
    out.headers = std::size_t(settings.number("http_header_count"));
    out.headTime = settings.duration("http_head_time");
    out.bodyTime = settings.duration("http_body_time");
    out.idleTime = settings.duration("http_idle_time");
    out.starvedTime = settings.duration("http_starved_time");
    out.connections = std::size_t(settings.number("connections"));
    out.connectionsPerAddress = std::size_t(settings.number("connections_per_address"));
    out.intakeMemoryBytes = std::size_t(settings.number("intake_memory"));
    out.failuresPerMinute = int(settings.number("sign_in_failures_per_minute"));
    out.failureBurst = int(settings.number("sign_in_failure_burst"));
    out.requestsPerMinute = int(settings.number("address_rate"));
    out.requestBurst = int(settings.number("address_burst"));
    return out;
}

} // namespace

http::HttpOptions httpOptions(const Settings& settings)
{
    http::HttpOptions out;
    out.listeners.clear();
    for (const ListenSetting& setting : settings.listeners())
        out.listeners.push_back(listener(setting));
    out.basePath = settings.text("base_path").toStdString();
    out.basePathOnly = settings.truth("base_path_only");
    out.trustedProxies = texts(settings.list("trusted_proxies"));
    out.trustedSenders = texts(settings.list("trusted_senders"));
    out.manyBehind = texts(settings.list("address_rate_exempt"));
    out.corsOrigins = texts(settings.list("cors_allowed_origins"));
    if (std::find(out.corsOrigins.begin(), out.corsOrigins.end(), "*") != out.corsOrigins.end())
        out.corsOrigins.clear();
    for (const QString& name : settings.list("script_names"))
        out.scriptNames.push_back('/' + name.toStdString());
    out.limits = limits(settings);
    out.threads = int(settings.number("server_threads"));
    return out;
}

} // namespace sightglass::service
