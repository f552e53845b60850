// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/worker.h"

#include "http/connection.h"
#include "http/plaintransport.h"
#include "http/tlstransport.h"

#include <QSocketNotifier>
#include <QThread>
#include <QTimerEvent>

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <ctime>

namespace sightglass::http {

namespace {

constexpr std::size_t kScratchBytes = 64 * 1024;
constexpr int kEventsPerRound = 128;
/// Rounds before Qt's event loop gets its turn: each saves a pass through it, and timers can wait that long.
constexpr int kRoundsPerWake = 16;
constexpr std::chrono::seconds kStopTime{5};

/// Often enough for the shortest of the times, and cheap: a walk over the connections.
std::chrono::milliseconds tickOf(const HttpLimits& limits)
{
    const auto shortest =
        std::min({limits.headTime, limits.bodyTime, limits.idleTime, limits.starvedTime, limits.drainTime});
    return std::clamp(shortest / 4, std::chrono::milliseconds(10), std::chrono::milliseconds(500));
}

} // namespace

Worker::Worker(Shared& shared, std::shared_ptr<WorkerBox> box, std::atomic<std::size_t>& load, int listeningDescriptor)
    : scratch(kScratchBytes)
    , m_shared(shared)
    , m_box(std::move(box))
    , m_load(load)
    , m_listeningDescriptor(listeningDescriptor)
    , m_epoll(epoll_create1(EPOLL_CLOEXEC))
    , m_gatekeeper(shared)
{
    m_box->setOwner();
    epoll_event wake{};
    wake.events = EPOLLIN;
    epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_box->wakeDescriptor(), &wake);
    m_notifier = std::make_unique<QSocketNotifier>(m_epoll, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] { handleReady(); });
    m_tick.start(static_cast<int>(tickOf(shared.options.limits).count()), this);
    refreshNow();
}

Worker::~Worker()
{
    m_notifier.reset();
    m_box->close();
    for (const auto& connection : m_connections) {
        if (connection != nullptr)
            drop(*connection);
    }
    m_dropped.clear();
    m_module.reset();
    ::close(m_epoll);
}

HttpModule& Worker::module()
{
    if (m_module == nullptr)
        m_module = std::make_unique<HttpModule>(m_listeningDescriptor);
    return *m_module;
}

void Worker::adopt(const Accepted& accepted)
{
    const ListenerView& listener = m_shared.listeners[accepted.listener];
    if (m_freeSlots.empty()) {
        m_freeSlots.push_back(m_connections.size());
        m_connections.emplace_back();
    }
    const std::size_t slot = m_freeSlots.back();
    m_freeSlots.pop_back();
    m_connections[slot] = std::make_unique<Connection>(*this, slot, listener, accepted.peer);
    Connection& connection = *m_connections[slot];
    if (listener.tls)
        connection.start(std::make_unique<TlsTransport>(accepted.descriptor, *listener.tls, connection));
    else
        connection.start(std::make_unique<PlainTransport>(accepted.descriptor, m_epoll, connection));
}

Connection* Worker::find(const Ticket& ticket)
{
    return ticket.slot < m_connections.size() ? m_connections[ticket.slot].get() : nullptr;
}

void Worker::drop(Connection& connection)
{
    const std::size_t slot = connection.slot();
    const PeerView& peer = connection.peer();
    if (!peer.isTrustedProxy)
        m_shared.addresses.close(peer.address);
    m_shared.connections.fetch_sub(1);
    m_shared.counters.connectionClosed();
    m_load.fetch_sub(1);
    m_dropped.push_back(std::move(m_connections[slot]));
    m_freeSlots.push_back(slot);
    settleLater();
}

void Worker::settleLater()
{
    if (m_isSettling || m_willSettle)
        return;
    m_willSettle = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            refreshNow();
            settle();
        },
        Qt::QueuedConnection);
}

void Worker::handleReady()
{
    refreshNow();
    m_isSettling = true;
    for (int round = 0; round < kRoundsPerWake && handleRound(); ++round) {
    }
    settle();
}

bool Worker::handleRound()
{
    std::array<epoll_event, kEventsPerRound> events;
    const int ready = epoll_wait(m_epoll, events.data(), kEventsPerRound, 0);
    for (int i = 0; i < ready; ++i) {
        if (events[static_cast<std::size_t>(i)].data.ptr == nullptr)
            m_box->clearWake();
        else
            static_cast<PlainTransport*>(events[static_cast<std::size_t>(i)].data.ptr)
                ->handleEvents(events[static_cast<std::size_t>(i)].events);
    }
    deliverAnswers();
    m_dropped.clear();
    return ready > 0;
}

void Worker::settle()
{
    m_willSettle = false;
    m_isSettling = true;
    runCalls();
    deliverAnswers();
    resumeStarved();
    deliverAnswers();
    m_dropped.clear();
    m_isSettling = false;
    if (m_stopAt != Instant{})
        endIfDone();
}

void Worker::deliverAnswers()
{
    auto answers = m_box->takeAnswers();
    for (auto own = m_box->takeOwn(); !own.empty(); own = m_box->takeOwn())
        deliver(own);
    deliver(answers);
    for (auto own = m_box->takeOwn(); !own.empty(); own = m_box->takeOwn())
        deliver(own);
}

void Worker::deliver(const std::vector<AnswerMessage>& answers)
{
    for (const AnswerMessage& message : answers) {
        if (Connection* connection = find(message.ticket))
            connection->answer(message.ticket.serial, message.response);
    }
}

void Worker::runCalls()
{
    for (const auto& function : m_box->takeCalls())
        function();
}

void Worker::resumeStarved()
{
    if (!m_hasStarved || m_shared.memory.isSpent())
        return;
    m_hasStarved = false; // a connection that starves again says so again
    forEachConnection([](Connection& connection) { connection.resume(); });
}

void Worker::timerEvent(QTimerEvent*)
{
    refreshNow();
    m_isSettling = true;
    forEachConnection([this](Connection& connection) { connection.checkTimes(m_now); });
    settle();
}

void Worker::beginStop()
{
    m_stopAt = m_now + kStopTime;
    endIfDone();
}

void Worker::endIfDone()
{
    forEachConnection([](Connection& connection) { connection.finish(); });
    if (m_freeSlots.size() == m_connections.size() || m_now >= m_stopAt)
        QThread::currentThread()->quit();
}

std::string_view Worker::dateLine()
{
    const std::int64_t second = toMs(m_shared.clock.now()) / 1000;
    if (second != m_dateSecond) {
        m_dateSecond = second;
        const std::time_t time = second;
        std::tm utc{};
        gmtime_r(&time, &utc);
        static constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
        static constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
        char text[64];
        std::snprintf(text, sizeof text, "Date: %s, %02d %s %04d %02d:%02d:%02d GMT\r\n",
                      kDays[static_cast<std::size_t>(utc.tm_wday)], utc.tm_mday,
                      kMonths[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900, utc.tm_hour, utc.tm_min,
                      utc.tm_sec);
        m_dateLine = text;
    }
    return m_dateLine;
}

} // namespace sightglass::http
