// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/storesetup.h"

#include <QFile>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <sys/resource.h>

namespace sightglass::bench {

void die(const Error& error)
{
    std::fprintf(stderr, "%s %s\n", qPrintable(error.detail), qPrintable(error.where));
    std::exit(1);
}

Site openSite(storage::StoreOptions options, const Clock& clock)
{
    Site site{need(storage::Store::open(std::move(options), clock)), {}};
    if (const domain::SourceDirectory::Entry known = site.store->sources().firstOfProject(ProjectId(1))) {
        site.source = known->source;
        return site;
    }
    storage::ControlStore& control = site.store->control();
    domain::Project project;
    project.name = "Site";
    site.source.project = need(control.addProject(project)).id;
    site.source = need(control.addSource(site.source));
    return site;
}

namespace {

/// As analytics.js sends it.
std::string rawOf(const domain::Event& event)
{
    return R"({"type":"page","anonymousId":")" + event.anonymousId + R"(","properties":{"path":")" + event.path +
           R"(","title":")" + event.title +
           R"(","plan":"pro","seats":12},"context":{"library":{"name":"analytics.js",)" +
           R"("version":"1.0.0"},"page":{"url":"https://)" + event.hostname + event.path + R"(","path":")" +
           event.path + R"(","title":")" + event.title +
           R"(","referrer":"https://search.example/"},"locale":"en-GB",)" +
           R"("timezone":"Europe/London"},"messageId":")" + event.messageId + R"("})";
}

} // namespace

PageViews::PageViews(SourceId source, Plan plan, std::uint64_t seed)
    : m_plan(plan)
    , m_random(seed)
{
    m_event.source = source;
    m_event.kind = domain::Kind::Pageview;
    m_event.name = "pageview";
    m_event.route = "segment.batch";
    m_event.visitorBasis = domain::VisitorBasis::Client;
    m_event.hostname = "www.example.com";
    m_event.title = "Pricing for small teams";
    m_event.referrerHost = "search.example";
    m_event.language = "en";
    m_event.country = "DE";
    m_event.browser = "Firefox";
    m_event.browserVersion = "128.0";
    m_event.os = "Linux";
    m_event.device = domain::Device::Desktop;
    m_event.libraryName = "analytics.js";
    m_event.properties = {{"plan", std::string("pro")}, {"seats", std::int64_t{12}}};
}

domain::Event PageViews::next(TimePoint now)
{
    char id[40];
    std::snprintf(id, sizeof id, "%016llx-%016llx", static_cast<unsigned long long>(m_random()),
                  static_cast<unsigned long long>(m_random()));
    m_event.messageId = id;
    m_event.visitor = (m_random() % m_plan.visitors + 1) * 0x9e3779b97f4a7c15u;
    m_event.anonymousId = std::to_string(m_event.visitor);
    m_event.path = "/page/" + std::to_string(m_random() % 500);
    m_event.receivedAt = now;
    const auto back = static_cast<std::uint64_t>(m_plan.back.count());
    m_event.eventTime = m_event.timestamp = now - std::chrono::seconds(back == 0 ? 0 : m_random() % back);
    if (m_plan.withRaw)
        m_event.raw = rawOf(m_event);
    return m_event;
}

std::vector<domain::Event> PageViews::next(TimePoint now, int count)
{
    std::vector<domain::Event> events;
    for (int i = 0; i < count; ++i)
        events.push_back(next(now));
    return events;
}

double cpuSeconds()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) { return double(t.tv_sec) + double(t.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void printMemory(const char* when)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return;
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS") || line.startsWith("VmHWM"))
            std::printf("%s %s\n", when, line.simplified().constData());
    }
}

} // namespace sightglass::bench
