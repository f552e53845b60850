// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_chunkprobe [--views N] [--days N] [--times-in-ids] [--internal-referrers]
// Seals a day of page views and prints the bytes of each column, what a page view costs without message ids, with them
// and with the events as sent; how much smaller that is than the same members as fresh rows; and the rates of sealing
// and decoding, as ratios against memcpy of the same number of bytes in the same run where that says more.
#include "storage/columns/chunkreader.h"
#include "storage/columns/columnids.h"
#include "storage/columns/sealedchunk.h"
#include "storage/eventcodec.h"
#include "support/manualclock.h"
#include "support/pageviewhistory.h"
#include "support/sealevents.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <map>

using namespace sightglass;
using namespace sightglass::storage::columns;
using domain::Event;

namespace {

/// Seconds of this thread's processor.
double processorTime()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// Seconds of the fastest of some runs.
template <typename Work> double fastest(int runs, Work&& work)
{
    double best = 1e9;
    for (int i = 0; i < runs; ++i) {
        const double begun = processorTime();
        work();
        best = std::min(best, processorTime() - begun);
    }
    return best;
}

std::map<ColumnId, std::string> columnNames()
{
    std::map<ColumnId, std::string> names = {{kRuns, "visitors"},          {kSeq, "seq"},
                                             {kSource, "source"},          {kEventTime, "event_time"},
                                             {kReceivedAt, "received_at"}, {kKind, "kind"}};
    const std::pair<storage::Member, const char*> members[] = {{storage::Member::MessageId, "message_id"},
                                                               {storage::Member::StatedAt, "stated_at"},
                                                               {storage::Member::SentAt, "sent_at"},
                                                               {storage::Member::AnonymousId, "anonymous_id"},
                                                               {storage::Member::LinkTo, "link_to"},
                                                               {storage::Member::Path, "path"},
                                                               {storage::Member::Title, "title"},
                                                               {storage::Member::Url, "url"},
                                                               {storage::Member::Referrer, "referrer"},
                                                               {storage::Member::ReferrerHost, "referrer_host"},
                                                               {storage::Member::Country, "country"},
                                                               {storage::Member::Language, "language"},
                                                               {storage::Member::Locale, "locale"},
                                                               {storage::Member::Timezone, "timezone"},
                                                               {storage::Member::Browser, "browser"},
                                                               {storage::Member::BrowserVersion, "browser_version"},
                                                               {storage::Member::Os, "os"},
                                                               {storage::Member::OsVersion, "os_version"},
                                                               {storage::Member::Device, "device"},
                                                               {storage::Member::ScreenWidth, "screen_width"},
                                                               {storage::Member::ScreenHeight, "screen_height"},
                                                               {storage::Member::Raw, "raw"}};
    for (const auto& [member, name] : members)
        names[idOf(member)] = name;
    return names;
}

void printColumns(const SealedChunk& chunk)
{
    const ChunkHeader header = ChunkHeader::parse(chunk.header).value();
    const std::map<ColumnId, std::string> names = columnNames();
    const auto views = static_cast<double>(chunk.summary.rows);
    std::printf("header %zu bytes, %zu blobs\n", chunk.header.size(), chunk.columns.size());
    for (const ColumnBlob& blob : chunk.columns) {
        const auto id = static_cast<ColumnId>(blob.number / 2);
        const auto name = names.find(id);
        std::printf("  %-18s %-10s layout %d %9zu bytes %7.3f a view\n",
                    name == names.end() ? std::to_string(id).c_str() : name->second.c_str(),
                    blob.number % 2 ? "dictionary" : "values", static_cast<int>(header.column(id)->layout),
                    blob.bytes.size(), static_cast<double>(blob.bytes.size()) / views);
    }
}

std::size_t bytesOf(const SealedChunk& chunk, ColumnId id)
{
    std::size_t bytes = 0;
    for (const ColumnBlob& blob : chunk.columns)
        bytes += blob.number / 2 == id ? blob.bytes.size() : 0;
    return bytes;
}

void printSizes(const std::vector<Event>& events, const SealedChunk& chunk)
{
    const auto views = static_cast<double>(events.size());
    const std::size_t raw = bytesOf(chunk, idOf(storage::Member::Raw));
    const std::size_t ids = bytesOf(chunk, idOf(storage::Member::MessageId));
    std::size_t fresh = 0;
    std::size_t sent = 0;
    for (const Event& event : events) {
        std::string body;
        storage::encodeBody(event, body);
        fresh += body.size();
        sent += event.raw.size();
    }
    const auto aView = [views](std::size_t bytes) { return static_cast<double>(bytes) / views; };
    std::printf("bytes a page view: %.2f without message ids, %.2f with, %.2f with the events as sent\n",
                aView(chunk.summary.bytes - raw - ids), aView(chunk.summary.bytes - raw), aView(chunk.summary.bytes));
    std::printf("as fresh rows: %.1f, of them %.1f as sent; ratio %.1f\n", aView(fresh), aView(sent),
                static_cast<double>(fresh) / static_cast<double>(chunk.summary.bytes));
}

void printSealing(const std::vector<Event>& events, const char* what)
{
    storage::PackedEvents packed;
    const double packing = fastest(5, [&] {
        packed = {};
        for (const Event& event : events)
            packed.add(event);
    });
    const double seconds = fastest(5, [&] { (void)sealChunk(packed, packed.sorted()).value(); });
    const auto count = static_cast<double>(events.size());
    std::printf("seal %-12s %.0f events/s, pack %.0f\n", what, count / seconds, count / packing);
}

void printDecoding(const SealedChunk& chunk)
{
    const ChunkHeader header = ChunkHeader::parse(chunk.header).value();
    ColumnBlobs blobs;
    for (const ColumnBlob& blob : chunk.columns)
        blobs.add(blob.number, blob.bytes);
    const ChunkReader reader(header, blobs);
    const auto rows = static_cast<double>(header.rows());
    std::string from(header.rows(), 'x');
    std::string to(header.rows(), 'y');
    const double copying = fastest(50, [&] { std::memcpy(to.data(), from.data(), from.size()); });
    std::printf("decode, million values/s (memcpy of as many bytes: %.0f)\n", rows / copying * 1e-6);
    const auto print = [&](const char* name, double seconds) {
        std::printf("  %-14s %8.0f  %.3f ns a value, %.3f of memcpy\n", name, rows / seconds * 1e-6,
                    seconds * 1e9 / rows, copying / seconds);
    };
    using domain::NumberColumn;
    using domain::TextColumn;
    for (const auto& [name, column] :
         {std::pair("kind", NumberColumn::Kind), std::pair("event_time", NumberColumn::EventTime),
          std::pair("received_at", NumberColumn::ReceivedAt), std::pair("device", NumberColumn::Device),
          std::pair("screen_width", NumberColumn::ScreenWidth), std::pair("is_bot", NumberColumn::IsBot),
          std::pair("seq", NumberColumn::Seq), std::pair("visitor", NumberColumn::Visitor)})
        print(name, fastest(50, [&, which = column] { (void)reader.numbers(which).value(); }));
    for (const auto& [name, column] :
         {std::pair("path", TextColumn::Path), std::pair("title", TextColumn::Title),
          std::pair("browser", TextColumn::Browser), std::pair("country", TextColumn::Country),
          std::pair("referrer_host", TextColumn::ReferrerHost), std::pair("anonymous_id", TextColumn::AnonymousId),
          std::pair("message_id", TextColumn::MessageId)})
        print(name, fastest(50, [&, which = column] { (void)reader.texts(which).value(); }));
    print("runs", fastest(50, [&] { (void)reader.runs().value(); }));
    const double whole = fastest(3, [&] { (void)reader.events().value(); });
    std::printf("unseal %.0f events/s\n", rows / whole);
}

} // namespace

int main(int argc, char* argv[])
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser options;
    options.addHelpOption();
    options.addOption({QStringLiteral("views"), QStringLiteral("Page views in the chunk."), QStringLiteral("N"),
                       QStringLiteral("27000")});
    options.addOption({QStringLiteral("times-in-ids"), QStringLiteral("Message ids carry milliseconds.")});
    options.addOption({QStringLiteral("internal-referrers"), QStringLiteral("Later views name the page before.")});
    options.process(application);

    test::PageViewDay plan;
    plan.day = test::at("2026-03-02T00:00:00.000Z");
    plan.views = options.value(QStringLiteral("views")).toInt();
    plan.timesInMessageIds = options.isSet(QStringLiteral("times-in-ids"));
    plan.internalReferrers = options.isSet(QStringLiteral("internal-referrers"));
    const std::vector<Event> events = test::pageViews(plan);
    const SealedChunk chunk = test::sealEvents(events);
    printColumns(chunk);
    printSizes(events, chunk);
    std::vector<Event> bare = events;
    for (Event& event : bare)
        event.raw.clear();
    printSealing(events, "as sent");
    printSealing(bare, "without raw");
    printDecoding(chunk);
    return 0;
}
