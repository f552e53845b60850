// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_httpprobe [--port N] [--threads N] [--through-module]
// Serves POST /v1/track through the whole HTTP layer with a constant answer that another thread gives in groups, the
// way the store's writer does after a commit: what the layer itself costs. Measure with wrk; ends with SIGTERM or
// SIGINT.
#include "core/mailbox.h"
#include "http/server.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdio>
#include <thread>

using namespace sightglass;

int main(int argc, char** argv)
{
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const auto number = [&arguments](const QString& flag, int fallback) {
        const qsizetype at = arguments.indexOf(flag);
        return at >= 0 && at + 1 < arguments.size() ? arguments.at(at + 1).toInt() : fallback;
    };

    Mailbox<domain::Responder> waiting;
    std::thread committer([&waiting] {
        for (auto group = waiting.waitAll(); !group.empty(); group = waiting.waitAll()) {
            for (const domain::Responder& respond : group)
                respond({200, "application/json", {}, R"({"success":true})"});
        }
    });

    http::HttpOptions options;
    options.listeners.front().port = static_cast<std::uint16_t>(number(QStringLiteral("--port"), 8484));
    options.threads = number(QStringLiteral("--threads"), 0);
    options.everythingThroughModule = arguments.contains(QStringLiteral("--through-module"));
    http::HttpParts parts;
    parts.handlers["segment.track"] = [&waiting](domain::Request&&, domain::Responder respond) {
        waiting.post(std::move(respond));
    };

    SystemClock clock;
    Counters counters;
    http::HttpServer server(options, parts, clock, counters);
    const auto urls = server.listen();
    if (!urls) {
        std::fprintf(stderr, "%s\n", qPrintable(urls.error().detail));
        waiting.close();
        committer.join();
        return 1;
    }
    std::printf("%s\n", urls->front().c_str());
    std::fflush(stdout);
    const auto quit = [](int) { QCoreApplication::quit(); };
    std::signal(SIGTERM, quit);
    std::signal(SIGINT, quit);
    const int status = QCoreApplication::exec();
    server.stop();
    waiting.close();
    committer.join();
    return status;
}
