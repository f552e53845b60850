// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/hub.h"

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkRequest>

namespace sightglass::test {

struct Reply
{
    int status = 0;
    QJsonObject body;
    QByteArray text; ///< The body as it came.
};

/// A hub on a free port, asked over real sockets. Thread: the test's.
class RunningHub
{
public:
    /// `clock` is the hub's; none: the system's.
    explicit RunningHub(const QString& directory, const Clock* clock = nullptr);

    [[nodiscard]] Expected<void> start() { return m_hub.start(); }
    void stop() { m_hub.stop(); }
    [[nodiscard]] QString url(const QString& path) const { return QString::fromStdString(m_hub.urls().at(0)) + path; }
    [[nodiscard]] QByteArray token() const { return m_hub.windowToken(); }

    [[nodiscard]] Reply api(const QByteArray& verb, const QString& path, const QJsonObject& body = {});
    [[nodiscard]] Reply segment(const QString& path, const QByteArray& key, const QJsonObject& body);
    /// A request of any protocol, its body as given.
    [[nodiscard]] Reply raw(const QNetworkRequest& request, const QByteArray& verb, const QByteArray& body);
    /// One call of the OpenMetrics protocol, its payload in the address as a page sends it.
    [[nodiscard]] Reply openMetrics(const QString& call, const QJsonObject& payload);

    Settings settings;

private:
    [[nodiscard]] Reply send(QNetworkRequest& request, const QByteArray& verb, const QJsonObject& body = {});

    SystemClock m_clock;
    service::Hub m_hub;
    QNetworkAccessManager m_network;
};

} // namespace sightglass::test
