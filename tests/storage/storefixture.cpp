// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/storefixture.h"

#include "storage/datadirectory.h"

#include <QtGlobal>

#include <algorithm>
#include <future>
#include <limits>

namespace sightglass::test {

using domain::Event;
using domain::Source;

namespace {

using Random = std::mt19937_64;

bool chance(Random& random, unsigned oneIn)
{
    return random() % oneIn == 0;
}

std::string randomText(Random& random)
{
    static const char* const kTexts[] = {"a", "Zürich", "x/y?z", "日本語", "0", "true", "pageview", "\x01\x7f"};
    std::string text;
    for (std::uint64_t parts = random() % 4; parts > 0; --parts)
        text += kTexts[random() % std::size(kTexts)];
    if (chance(random, 200))
        text.append(5000, 'L');
    return text;
}

std::int64_t randomNumber(Random& random)
{
    constexpr std::int64_t kEdges[] = {
        0, 1, -1, 127, 128, std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()};
    return chance(random, 2) ? kEdges[random() % std::size(kEdges)] : static_cast<std::int64_t>(random());
}

domain::PropertyMap randomMap(Random& random)
{
    domain::PropertyMap map;
    for (std::uint64_t i = 0, count = random() % 4; i < count; ++i) {
        domain::PropertyValue value;
        switch (random() % 4) {
        case 0: value = randomText(random); break;
        case 1: value = randomNumber(random); break;
        case 2: value = static_cast<double>(randomNumber(random)) / 1000; break;
        default: value = chance(random, 2);
        }
        map.push_back({"key" + std::to_string(i), value});
    }
    return map;
}

domain::TextMap randomTexts(Random& random)
{
    domain::TextMap map;
    for (std::uint64_t i = random() % 3; i > 0; --i)
        map.emplace_back(randomText(random), randomText(random));
    return map;
}

template <typename T> std::optional<T> maybe(Random& random, T value)
{
    return chance(random, 2) ? std::optional<T>(value) : std::nullopt;
}

void fillTexts(Random& random, Event& e)
{
    for (std::string* text : {&e.route,
                              &e.name,
                              &e.messageId,
                              &e.userId,
                              &e.anonymousId,
                              &e.idSpace,
                              &e.sessionHint,
                              &e.linkedId,
                              &e.url,
                              &e.hostname,
                              &e.path,
                              &e.title,
                              &e.pageName,
                              &e.pageCategory,
                              &e.referrer,
                              &e.referrerHost,
                              &e.utmSource,
                              &e.utmMedium,
                              &e.utmCampaign,
                              &e.utmContent,
                              &e.utmTerm,
                              &e.sourceParam,
                              &e.clickIdKind,
                              &e.language,
                              &e.locale,
                              &e.timezone,
                              &e.country,
                              &e.region,
                              &e.city,
                              &e.browser,
                              &e.browserVersion,
                              &e.os,
                              &e.osVersion,
                              &e.appVersion,
                              &e.environment,
                              &e.libraryName,
                              &e.libraryVersion,
                              &e.viewId,
                              &e.currency,
                              &e.experiment,
                              &e.variant,
                              &e.linkId,
                              &e.pixelId,
                              &e.exception,
                              &e.integrations,
                              &e.bot.rule,
                              &e.bot.reason,
                              &e.excluded,
                              &e.raw})
        *text = chance(random, 2) ? randomText(random) : std::string();
}

void fillNumbers(Random& random, Event& e)
{
    e.protocol = static_cast<domain::Protocol>(random() % 11);
    e.kind = static_cast<domain::Kind>(random() % 13);
    e.visitorBasis = static_cast<domain::VisitorBasis>(random() % 5);
    e.linkKind = static_cast<domain::LinkKind>(random() % 5);
    e.device = static_cast<domain::Device>(random() % 8);
    e.engagementBasis = static_cast<domain::EngagementBasis>(random() % 3);
    for (int* number : {&e.screenWidth, &e.screenHeight, &e.viewportWidth, &e.viewportHeight})
        *number = chance(random, 2) ? static_cast<int>(random()) : 0;
    e.historical = chance(random, 4);
    e.interactive = !chance(random, 4);
    e.engagementMs = randomNumber(random);
    e.scrollDepth = maybe(random, static_cast<int>(random() % 101));
    e.firstTodaySite = maybe(random, chance(random, 2));
    e.firstTodayPage = maybe(random, chance(random, 2));
    // The smallest number stands for "absent" in a chunk.
    e.revenueMinor = maybe(random, std::max(randomNumber(random), domain::kAbsent + 1));
    e.valueMinor = maybe(random, std::max(randomNumber(random), domain::kAbsent + 1));
    e.consent = maybe(random, randomNumber(random));
    e.visitor = chance(random, 4) ? 0 : random();
    e.linkFrom = chance(random, 2) ? random() : 0;
    e.linkTo = chance(random, 2) ? random() : e.visitor;
    e.linkFromClient = chance(random, 4) ? random() : 0;
}

} // namespace

StoreFixture::StoreFixture()
{
    Q_ASSERT(m_directory.isValid());
}

Expected<void> StoreFixture::open(storage::StoreOptions options)
{
    options.directory = directory();
    Expected<storage::DataDirectory> held = storage::DataDirectory::acquire(options.directory);
    if (!held)
        return unexpected(held.error());
    m_store = std::make_unique<storage::SqliteStore>(std::move(*held), options, clock);
    Expected<void> started = m_store->start();
    if (!started)
        m_store.reset();
    return started;
}

Source StoreFixture::addSource(const char* name)
{
    domain::Project project;
    project.name = name;
    const Expected<domain::Project> added = m_store->control().addProject(project);
    Q_ASSERT(added);
    Source source;
    source.project = added->id;
    source.name = name;
    return m_store->control().addSource(source).value();
}

Expected<domain::StoreOutcome> StoreFixture::submit(std::vector<Event> events)
{
    auto promise = std::make_shared<std::promise<Expected<domain::StoreOutcome>>>();
    std::future<Expected<domain::StoreOutcome>> answer = promise->get_future();
    const Expected<void> taken =
        m_store->sink().submit(std::move(events), [promise](Expected<domain::StoreOutcome> outcome) {
            promise->set_value(std::move(outcome));
        });
    if (!taken)
        return unexpected(taken.error());
    return answer.get();
}

std::vector<domain::IdentityLink> StoreFixture::links(ProjectId project)
{
    std::vector<domain::IdentityLink> links = (*m_store->openScan())->identityLinks(project).value();
    const auto kept = (*m_store->openScan())->linkedVisitors(project).value();
    const domain::LinkedVisitors made(links);
    const auto isAlike = [&](std::uint64_t visitor) { return std::ranges::equal(kept->of(visitor), made.of(visitor)); };
    const bool areAlike = kept->count() == made.count() && std::ranges::all_of(links, [&](const auto& link) {
                              return isAlike(link.from) && isAlike(link.to);
                          });
    if (!areAlike)
        qFatal("the store still holds what older links said");
    return links;
}

std::vector<Event> StoreFixture::events(ProjectId project)
{
    std::vector<Event> events = m_store->recentEvents(project, EventSeq(), std::numeric_limits<int>::max()).value();
    std::reverse(events.begin(), events.end());
    return events;
}

storage::StoreOptions quickSealing(std::size_t chunkRows)
{
    storage::StoreOptions options;
    options.durability = storage::Durability::Normal;
    options.sealing.chunkRows = chunkRows;
    options.sealing.sharePercent = 100;
    return options;
}

std::int64_t numberIn(const QString& file, std::string_view sql)
{
    Expected<storage::Connection> connection = storage::Connection::open(file, storage::Connection::Mode::ReadOnly);
    return connection ? connection->number(sql).value_or(-1) : -1;
}

Event makeEvent(const Source& source, std::string messageId, TimePoint time)
{
    Event event;
    event.source = source.id;
    event.kind = domain::Kind::Pageview;
    event.name = "pageview";
    event.messageId = std::move(messageId);
    event.receivedAt = event.eventTime = event.timestamp = time;
    return event;
}

Event randomEvent(Random& random, const Source& source, TimePoint around)
{
    Event e;
    e.source = source.id;
    e.receivedAt = around + std::chrono::milliseconds(random() % 1000);
    e.eventTime = around - std::chrono::minutes(random() % 20'000);
    e.timestamp = chance(random, 2) ? e.eventTime : e.eventTime + std::chrono::hours(random() % 50);
    e.statedAt = maybe(random, e.eventTime + std::chrono::milliseconds(random() % 5000));
    e.sentAt = maybe(random, e.receivedAt - std::chrono::milliseconds(random() % 5000));
    fillTexts(random, e);
    fillNumbers(random, e);
    if (chance(random, 8))
        e.exception = chance(random, 2) ? R"({"handled": false})" : R"({"handled": true})";
    for (domain::PropertyMap* map : {&e.traits, &e.traitsOnce, &e.properties, &e.vitals, &e.wire})
        *map = randomMap(random);
    for (domain::TextMap* map : {&e.groups, &e.query, &e.clickIds})
        *map = randomTexts(random);
    for (std::uint64_t i = random() % 3; i > 0; --i)
        e.warnings.push_back(static_cast<domain::Warning>(random() % 11));
    return e;
}

} // namespace sightglass::test
