// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/livesession.h"

#include "api/rejectionjson.h"

#include <QJsonDocument>
#include <QMetaObject>

#include <algorithm>
#include <mutex>
#include <utility>

namespace sightglass::api {

namespace {

constexpr std::size_t kMostEvents = 200;
constexpr std::size_t kMostRejections = 200; ///< A batch of bad items has up to 101, the last of which sums up.
constexpr int kPaceMs = 100;

} // namespace

/// What has arrived since the last message. Shared with the feed's callbacks, which may run once more while the session
/// ends: they hold the buffer weakly.
class LiveSession::Buffer
{
public:
    struct Batch
    {
        std::vector<domain::Event> events;
        std::vector<domain::Rejection> rejected;
        std::int64_t skipped = 0;
        std::int64_t storedTotal = 0;
        std::int64_t rejectedTotal = 0;
    };

    Buffer(LiveSession& session, ProjectId project, LiveSessionParts::Predicate predicate)
        : m_session(&session)
        , m_project(project)
        , m_predicate(std::move(predicate))
    {
    }

    void setPredicate(LiveSessionParts::Predicate predicate)
    {
        const std::lock_guard lock(m_mutex);
        m_predicate = std::move(predicate);
    }

    void add(const std::vector<domain::Event>& events)
    {
        const std::lock_guard lock(m_mutex);
        const std::int64_t before = m_batch.storedTotal;
        for (const domain::Event& event : events)
            addOne(event);
        if (m_batch.storedTotal != before)
            wake();
    }

    void add(const domain::Rejection& rejection)
    {
        if (rejection.project.isValid() && rejection.project != m_project)
            return;
        const std::lock_guard lock(m_mutex);
        m_batch.rejectedTotal += rejection.items;
        if (m_batch.rejected.size() < kMostRejections)
            m_batch.rejected.push_back(rejection);
        wake();
    }

    [[nodiscard]] Batch take()
    {
        const std::lock_guard lock(m_mutex);
        Batch out = std::move(m_batch);
        m_batch = {};
        m_batch.storedTotal = out.storedTotal;
        m_batch.rejectedTotal = out.rejectedTotal;
        return out;
    }

    /// The session is gone: no more wake-ups.
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_session = nullptr;
    }

private:
    /// Under the lock, so that the session cannot end meanwhile; the call is queued and carries nothing.
    void wake()
    {
        if (m_session)
            QMetaObject::invokeMethod(m_session, &LiveSession::pace, Qt::QueuedConnection);
    }

    void addOne(const domain::Event& event)
    {
        if (event.project != m_project || (m_predicate && !m_predicate(event)))
            return;
        ++m_batch.storedTotal;
        if (m_batch.events.size() < kMostEvents)
            m_batch.events.push_back(event);
        else
            ++m_batch.skipped;
    }

    std::mutex m_mutex;
    LiveSession* m_session;
    const ProjectId m_project;
    LiveSessionParts::Predicate m_predicate;
    Batch m_batch;
};

LiveSession::LiveSession(LiveSessionParts parts, std::string project, domain::SocketActions actions)
    : m_parts(std::move(parts))
    , m_projectText(std::move(project))
    , m_actions(std::move(actions))
{
    m_pace.setSingleShot(true);
    m_pace.setInterval(kPaceMs);
    connect(&m_pace, &QTimer::timeout, this, &LiveSession::flush);
}

LiveSession::~LiveSession()
{
    m_subscription.reset();
    if (m_buffer)
        m_buffer->close();
}

void LiveSession::received(std::string text)
{
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(text));
    if (!document.isObject())
        return refuse({ErrorCode::InvalidInput, QStringLiteral("a message must be a JSON object"), {}});
    start(document.object());
}

void LiveSession::start(const QJsonObject& greeting)
{
    const auto predicate = m_parts.parseFilters(greeting.value(QStringLiteral("filters")).toArray());
    if (!predicate)
        return refuse(predicate.error());
    if (m_buffer) {
        m_buffer->setPredicate(*predicate);
        return;
    }
    const auto project = m_parts.authorize(greeting.value(QStringLiteral("token")).toString(), m_projectText);
    if (!project)
        return refuse(project.error());
    m_buffer = std::make_shared<Buffer>(*this, *project, *predicate);
    const std::weak_ptr<Buffer> buffer = m_buffer;
    m_subscription = m_parts.feed->listen({[buffer](domain::LiveFeed::Events events) {
                                               if (const auto held = buffer.lock())
                                                   held->add(*events);
                                           },
                                           [buffer](const domain::Rejection& rejection) {
                                               if (const auto held = buffer.lock())
                                                   held->add(rejection);
                                           }});
    flush();
}

void LiveSession::pace()
{
    if (!m_pace.isActive())
        m_pace.start();
}

void LiveSession::flush()
{
    const Buffer::Batch batch = m_buffer->take();
    QJsonArray events;
    for (const domain::Event& event : batch.events)
        events.append(m_parts.toJson(event));
    QJsonArray rejected;
    for (const domain::Rejection& rejection : batch.rejected)
        rejected.append(toJson(rejection));
    const QJsonObject message{{QStringLiteral("events"), events},
                              {QStringLiteral("rejected"), rejected},
                              {QStringLiteral("skipped"), static_cast<double>(batch.skipped)},
                              {QStringLiteral("counters"),
                               QJsonObject{{QStringLiteral("stored"), static_cast<double>(batch.storedTotal)},
                                           {QStringLiteral("rejected"), static_cast<double>(batch.rejectedTotal)}}}};
    m_actions.send(QJsonDocument(message).toJson(QJsonDocument::Compact).toStdString());
}

void LiveSession::refuse(const Error& error)
{
    // 1008 "policy violation": what a WebSocket has instead of 400, 401 and 403.
    m_actions.close(1008, error.detail.toStdString());
}

} // namespace sightglass::api
