// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/eventmembers.h"
#include "domain/propertytext.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>

namespace sightglass::test {

/// Random values of every member, from a fixed seed so that a failure can be repeated.
class EventMaker
{
public:
    explicit EventMaker(quint32 seed)
        : m_random(seed)
    {
    }

    domain::Event make()
    {
        using namespace domain;
        Event e;
        e.protocol = static_cast<Protocol>(below(11));
        e.kind = static_cast<Kind>(below(13));
        e.source = SourceId(static_cast<std::int64_t>(m_random.generate64() >> 1));
        e.receivedAt = time();
        e.timestamp = time();
        e.eventTime = time();
        e.historical = coin();
        e.visitorBasis = static_cast<VisitorBasis>(below(5));
        e.visitor = m_random.generate64();
        e.linkKind = static_cast<LinkKind>(below(5));
        e.device = static_cast<Device>(below(8));
        e.engagementBasis = static_cast<EngagementBasis>(below(3));
        e.interactive = coin();
        e.engagementMs = below(100000);
        maybe(e.statedAt, [this] { return time(); });
        maybe(e.sentAt, [this] { return time(); });
        maybe(e.scrollDepth, [this] { return below(101); });
        maybe(e.firstTodaySite, [this] { return coin(); });
        maybe(e.firstTodayPage, [this] { return coin(); });
        maybe(e.revenueMinor, [this] { return whole(); });
        maybe(e.valueMinor, [this] { return whole(); });
        maybe(e.consent, [this] { return whole(); });
        for (const TextMember& member : kTextMembers)
            e.*member.member = text();
        e.libraryName = text();
        e.libraryVersion = text();
        for (const PixelMember& member : kPixelMembers)
            e.*member.member = below(5000);
        for (const MapMember& member : kMapMembers)
            e.*member.member = properties();
        for (const TextMapMember& member : kTextMapMembers) {
            for (int i = below(3); i > 0; --i)
                (e.*member.member).emplace_back("k" + std::to_string(i), text());
            std::reverse((e.*member.member).begin(), (e.*member.member).end());
        }
        e.exception = coin() ? R"({"type":"E","value":1})" : "";
        e.integrations = coin() ? R"({"b":1,  "a":true})" : "";
        e.bot = {text(), text()};
        for (int i = below(4); i > 0; --i)
            e.warnings.push_back(static_cast<Warning>(below(11)));
        return e;
    }

private:
    int below(int end) { return m_random.bounded(end); }
    bool coin() { return below(2) == 0; }
    TimePoint time()
    {
        return fromMs(static_cast<std::int64_t>(m_random.generate64() % 4'000'000'000'000) - 1'000'000'000'000);
    }
    std::int64_t whole() { return static_cast<std::int64_t>(m_random.generate64() >> below(64)) * (coin() ? 1 : -1); }
    template <typename T, typename Make> void maybe(std::optional<T>& out, Make make)
    {
        if (coin())
            out = make();
    }
    std::string text()
    {
        static constexpr std::string_view pieces[] = {"a", "\"", "\\", "é",   "\n", "\xF0\x9F\x98\x80",
                                                      " ", "/",  "0",  "\x7F"};
        std::string out;
        for (int i = below(6); i > 0; --i)
            out += pieces[below(10)];
        return out;
    }
    std::string textOrDeletion()
    {
        std::string out = text();
        return out.empty() ? std::string(domain::kDeletedValue) : out;
    }
    domain::PropertyValue value()
    {
        switch (below(6)) {
        case 0: return textOrDeletion();
        case 1: return whole();
        case 2: return m_random.generateDouble() * 1e6;
        case 3: return static_cast<double>(below(100));
        case 4: return std::ldexp(m_random.generateDouble(), below(2000) - 1000);
        default: return coin();
        }
    }
    domain::PropertyMap properties()
    {
        domain::PropertyMap map;
        for (int i = 0, count = below(5); i < count; ++i)
            map.push_back({"p" + std::to_string(i), value()});
        return map;
    }

    QRandomGenerator m_random;
};

} // namespace sightglass::test
