// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/livefeed.h"
#include "domain/request.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <string>

namespace sightglass::api {

/// What a live session is made of; the service fills it in.
struct LiveSessionParts
{
    using Predicate = std::function<bool(const domain::Event&)>;

    domain::LiveFeed* feed = nullptr;
    /// The project a token may watch. Called on the server thread, so it must answer from memory.
    std::function<Expected<ProjectId>(const QString& token, const std::string& project)> authorize;
    /// Filters of spec api §4 as a test of one event; InvalidInput names the member.
    std::function<Expected<Predicate>(const QJsonArray& filters)> parseFilters;
    /// An event as one line of the export.
    std::function<QJsonObject(const domain::Event&)> toJson;
};

/// One WebSocket of `/projects/{p}/live` (spec api §3): a first message with token and filters, then at most ten
/// messages a second with at most 200 events each; what does not fit is counted in `skipped`, and the counters are
/// exact. Another message replaces the filters. Refusals without a project are shown to every project.
/// Thread: lives on the server thread of its connection; fed by the feed's threads through a guarded buffer.
class LiveSession final : public QObject, public domain::SocketSession
{
    Q_OBJECT

public:
    LiveSession(LiveSessionParts parts, std::string project, domain::SocketActions actions);
    ~LiveSession() override;

    void received(std::string text) override;

private:
    class Buffer;

    void start(const QJsonObject& greeting);
    void pace();
    void flush();
    void refuse(const Error& error);

    const LiveSessionParts m_parts;
    const std::string m_projectText;
    const domain::SocketActions m_actions;
    std::shared_ptr<Buffer> m_buffer;
    domain::LiveFeed::Subscription m_subscription;
    QTimer m_pace;
};

} // namespace sightglass::api
