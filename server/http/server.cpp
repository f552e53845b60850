// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/server.h"

#include "core/logging.h"
#include "http/acceptor.h"
#include "http/listeningsocket.h"
#include "http/routepattern.h"
#include "http/shared.h"
#include "http/tlsfiles.h"
#include "http/workerthread.h"

#include <sys/resource.h>

#include <algorithm>
#include <thread>

namespace sightglass::http {

namespace {

Unexpected badOption(const char* option, const QString& sentence)
{
    return unexpected(ErrorCode::InvalidInput, sentence, QString::fromLatin1(option));
}

/// A base path must not make a path of the table mean two things (spec routes C19, C20).
Expected<void> checkBasePath(const std::string& basePath)
{
    if (basePath.empty())
        return {};
    const bool isShaped = basePath.size() > 1 && basePath.starts_with('/') && !basePath.ends_with('/') &&
                          basePath.find("//") == std::string::npos &&
                          basePath.find_first_of("?#% ") == std::string::npos;
    if (!isShaped)
        return badOption(
            "basePath",
            QStringLiteral("A base path looks like \"/stats\": it begins with a slash and ends without one."));
    const std::string_view first = std::string_view(basePath).substr(1, basePath.find('/', 1) - 1);
    const bool isTaken = first == "om" || first == "v1" || first == "api" ||
                         std::any_of(routes().begin(), routes().end(), [first](const RouteRow& row) {
                             return row.pattern.size() > 1 && detail::segmentAt(row.pattern, 0).text == first;
                         });
    if (isTaken)
        return badOption(
            "basePath",
            QStringLiteral("A base path may not begin with a path of the hub's own, such as /api, /v1 or /om."));
    return {};
}

/// Names of a script must be no path of the table (spec routes C25).
Expected<void> checkScriptNames(const std::vector<std::string>& paths)
{
    constexpr std::string_view kAllowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
    const RouteMatcher matcher(routes(), [](const RouteRow& row) { return row.kind != RouteKind::CatchAll; });
    for (const std::string& path : paths) {
        const std::string_view name = std::string_view(path).substr(1);
        const bool isShaped = path.starts_with('/') && name.size() > 3 && name.ends_with(".js") &&
                              name.find_first_not_of(kAllowed) == std::string_view::npos;
        if (!isShaped)
            return badOption("scriptNames", QStringLiteral("A name of the script looks like \"stats.js\"."));
        const RouteRow* row = matcher.match(domain::Method::Get, {name}, false).row;
        if (row && row->kind != RouteKind::CatchAll) // short links make way
            return badOption("scriptNames", QStringLiteral("\"%1\" is another script's name already.")
                                                .arg(QString::fromUtf8(name.data(), qsizetype(name.size()))));
    }
    return {};
}

Expected<void> checkLimits(const HttpLimits& limits)
{
    const auto shortest =
        std::min({limits.headTime, limits.bodyTime, limits.idleTime, limits.starvedTime, limits.drainTime});
    if (shortest.count() <= 0)
        return badOption("limits", QStringLiteral("The times of the gate must be longer than nothing."));
    if (limits.headBytes < 1024 || limits.headers < 1 || limits.connections < 1 || limits.connectionsPerAddress < 1 ||
        limits.intakeMemoryBytes < 64 * 1024)
        return badOption("limits", QStringLiteral("The limits of the gate leave no room for a single request."));
    return {};
}

/// Each connection is a descriptor; the soft limit of 1024 many systems start with is no measure for a server.
void raiseDescriptorLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= limit.rlim_max)
        return;
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
        qCWarning(lcHttp) << "the number of open files could not be raised";
}

} // namespace

class HttpServer::Private
{
public:
    HttpOptions options;
    HttpParts parts;
    const Clock& clock;
    Counters& counters;

    std::vector<ListeningSocket> sockets;
    std::unique_ptr<Shared> shared;
    std::vector<std::unique_ptr<WorkerThread>> workers;
    std::unique_ptr<Acceptor> acceptor;

    Expected<void> prepare()
    {
        auto check = checkBasePath(options.basePath)
                         .and_then([this] { return checkScriptNames(options.scriptNames); })
                         .and_then([this] { return checkLimits(options.limits); });
        if (!check)
            return check;
        if (options.listeners.empty())
            return badOption("listeners", QStringLiteral("There is no address to listen on."));
        Shared::Networks networks;
        for (const auto& [entries, blocks] : {std::pair(&options.trustedProxies, &networks.proxies),
                                              std::pair(&options.trustedSenders, &networks.senders),
                                              std::pair(&options.manyBehind, &networks.manyBehind)}) {
            auto parsed = AddressBlocks::parse(*entries);
            if (!parsed)
                return unexpected(parsed.error());
            *blocks = std::move(*parsed);
        }
        shared = std::make_unique<Shared>(options, parts, std::move(networks), clock, counters);
        return {};
    }

    Expected<void> openListeners()
    {
        std::uint16_t tlsPort = 443;
        for (const ListenerOptions& listener : options.listeners) {
            ListenerView view{listener, std::nullopt, 443};
            if (!listener.certificateFile.empty() || !listener.keyFile.empty()) {
                auto tls = loadTls(listener.certificateFile, listener.keyFile);
                if (!tls)
                    return unexpected(tls.error());
                view.tls = std::move(*tls);
            }
            auto socket = ListeningSocket::open(listener);
            if (!socket)
                return unexpected(socket.error());
            view.options.isPrivate = listener.isPrivate || socket->isLocal();
            if (view.tls && tlsPort == 443)
                tlsPort = socket->port();
            sockets.push_back(std::move(*socket));
            shared->listeners.push_back(std::move(view));
        }
        for (ListenerView& view : shared->listeners)
            view.redirectPort = view.options.redirectPort != 0 ? view.options.redirectPort : tlsPort;
        return {};
    }

    void startThreads()
    {
        const int count =
            options.threads > 0 ? options.threads : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
        for (int i = 0; i < count; ++i) {
            workers.push_back(std::make_unique<WorkerThread>(*shared, sockets.front().descriptor()));
            workers.back()->start();
        }
        acceptor = std::make_unique<Acceptor>(*shared, sockets, workers);
    }
};

HttpServer::HttpServer(HttpOptions options, HttpParts parts, const Clock& clock, Counters& counters)
    : d(new Private{std::move(options), std::move(parts), clock, counters, {}, {}, {}, {}})
{
}

HttpServer::~HttpServer()
{
    stop();
}

Expected<std::vector<std::string>> HttpServer::listen()
{
    if (d->acceptor != nullptr)
        return unexpected(ErrorCode::Conflict, QStringLiteral("The server listens already."));
    raiseDescriptorLimit();
    auto ready = d->prepare().and_then([this] { return d->openListeners(); });
    if (!ready) {
        d->sockets.clear();
        return unexpected(ready.error());
    }
    d->startThreads();
    std::vector<std::string> urls;
    for (const ListeningSocket& socket : d->sockets)
        urls.push_back(socket.url());
    return urls;
}

void HttpServer::stop()
{
    d->acceptor.reset();
    for (const auto& worker : d->workers)
        worker->requestStop();
    for (const auto& worker : d->workers)
        worker->wait();
    d->workers.clear();
    d->sockets.clear();
}

} // namespace sightglass::http
