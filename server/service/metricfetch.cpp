// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/metricfetch.h"

#include "core/ipaddress.h"

#include <QEventLoop>
#include <QHostAddress>
#include <QHostInfo>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>

namespace sightglass::service {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kMostTime = 10s;   // openmetrics §14.2
constexpr qint64 kMostBytes = qint64(5) * 1024 * 1024; // likewise
constexpr std::chrono::milliseconds kBetweenLooks = 50ms;

/// Of this machine, of private networks, and what leads there or nowhere (IANA special-purpose registries).
bool isNotToBeAsked(const QHostAddress& address)
{
    static const AddressBlocks blocks = *AddressBlocks::parse(
        {"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
         "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4", "::/96", "64:ff9b::/96", "64:ff9b:1::/48",
         "2002::/16", "fc00::/7", "fe80::/10", "ff00::/8"});
    const auto parsed = IpAddress::parse(address.toString().section(u'%', 0, 0).toStdString());
    return !parsed || blocks.contains(*parsed);
}

/// One call from looking the host up to the last byte.
class Fetch
{
public:
    Fetch(const MetricCall& call, const std::atomic<bool>& stop)
        : m_call(call)
        , m_stop(stop)
    {
        m_timer.setInterval(kBetweenLooks);
        QObject::connect(&m_timer, &QTimer::timeout, &m_loop, [this] { look(); });
    }

    [[nodiscard]] Expected<QByteArray> run()
    {
        m_timer.start();
        const Expected<QHostAddress> address = lookUp();
        return address ? post(*address) : unexpected(address.error());
    }

private:
    void look()
    {
        m_elapsed += kBetweenLooks;
        if (m_stop.load(std::memory_order_relaxed))
            m_failure = Error{ErrorCode::Cancelled, QStringLiteral("the call was stopped"), {}};
        else if (m_elapsed >= kMostTime)
            m_failure = Error{ErrorCode::Timeout, QStringLiteral("no answer within ten seconds"), {}};
        if (m_failure)
            m_loop.quit();
    }

    [[nodiscard]] Expected<QHostAddress> lookUp()
    {
        QList<QHostAddress> found{QHostAddress(m_call.url.host())};
        if (found.first().isNull()) {
            const int id = QHostInfo::lookupHost(m_call.url.host(), &m_loop, [this, &found](const QHostInfo& info) {
                found = info.addresses();
                m_loop.quit();
            });
            m_loop.exec();
            QHostInfo::abortHostLookup(id);
        }
        if (m_failure)
            return unexpected(*m_failure);
        if (found.isEmpty() || found.first().isNull())
            return unexpected(ErrorCode::Unavailable,
                              QStringLiteral("the host %1 is not known").arg(m_call.url.host()));
        for (const QHostAddress& address : std::as_const(found)) {
            if (!m_call.mayBePrivate && isNotToBeAsked(address))
                return unexpected(ErrorCode::Forbidden,
                                  QStringLiteral("%1 is an address of a private network").arg(address.toString()));
        }
        return found.first();
    }

    [[nodiscard]] QNetworkRequest requestTo(const QHostAddress& address) const
    {
        QUrl url = m_call.url;
        url.setHost(address.toString());
        QNetworkRequest out(url);
        const int port = m_call.url.port();
        const QByteArray host = m_call.url.host(QUrl::FullyEncoded).toLatin1();
        out.setRawHeader("Host", port < 0 ? host : host + ':' + QByteArray::number(port));
        out.setPeerVerifyName(m_call.url.host());
        out.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
        out.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        out.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
        for (const auto attribute :
             {QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::CookieSaveControlAttribute,
              QNetworkRequest::AuthenticationReuseAttribute})
            out.setAttribute(attribute, QNetworkRequest::Manual);
        return out;
    }

    [[nodiscard]] Expected<QByteArray> post(const QHostAddress& address)
    {
        QByteArray body; // outlives the reply, which fills it
        QNetworkAccessManager manager;
        manager.setProxy(QNetworkProxy::NoProxy);
        const std::unique_ptr<QNetworkReply> reply(manager.post(requestTo(address), m_call.body));
        QObject::connect(reply.get(), &QNetworkReply::readyRead, &m_loop, [&] {
            body += reply->readAll();
            if (body.size() <= kMostBytes)
                return;
            m_failure = Error{ErrorCode::TooLarge, QStringLiteral("the answer is longer than 5 MiB"), {}};
            m_loop.quit();
        });
        QObject::connect(reply.get(), &QNetworkReply::finished, &m_loop, [this] { m_loop.quit(); });
        if (!reply->isFinished())
            m_loop.exec();
        if (m_failure)
            return unexpected(*m_failure);
        body += reply->readAll();
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (status >= 200 && status < 300 && reply->error() == QNetworkReply::NoError)
            return body;
        return unexpected(ErrorCode::Unavailable,
                          status >= 300 && status < 400
                              ? QStringLiteral("it redirects (%1), which is not followed").arg(status)
                          : status > 0 ? QStringLiteral("it answers %1").arg(status)
                                       : reply->errorString());
    }

    const MetricCall& m_call;
    const std::atomic<bool>& m_stop;
    QEventLoop m_loop;
    QTimer m_timer;
    std::chrono::milliseconds m_elapsed{0};
    std::optional<Error> m_failure;
};

} // namespace

Expected<QByteArray> fetchMetric(const MetricCall& call, const std::atomic<bool>& stop)
{
    const bool isWeb = call.url.scheme() == QLatin1String("http") || call.url.scheme() == QLatin1String("https");
    if (!call.url.isValid() || !isWeb || call.url.host().isEmpty())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("only http and https addresses are asked"));
    return Fetch(call, stop).run();
}

} // namespace sightglass::service
