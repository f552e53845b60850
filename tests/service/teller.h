// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace sightglass::test {

/// One request as a client of some protocol sends it.
struct WireCall
{
    QByteArray verb = "POST";
    QString path;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
};

/// A visitor with a browser of his own.
struct Visitor
{
    QByteArray address;
    QByteArray userAgent;
    QString client; ///< A UUID, what protocols with ids of their own call him by.
};

/// Where he is.
struct Place
{
    QString path;
    QString query; ///< With "?", or "".
    QString referrer;
    [[nodiscard]] QString url() const { return QStringLiteral("https://shop.example") + path + query; }
};

/// Tells what visitors do in the words of one protocol. Pure.
class Teller
{
public:
    /// `source` as API v2 gives it.
    explicit Teller(const QJsonObject& source)
        : m_source(source)
    {
    }
    virtual ~Teller() = default;
    Teller(const Teller&) = delete;
    Teller& operator=(const Teller&) = delete;

    [[nodiscard]] virtual WireCall view(const Visitor& visitor, const Place& place) = 0;
    [[nodiscard]] virtual WireCall custom(const Visitor& visitor, const Place& place, const QString& name,
                                          const QJsonObject& properties) = 0;
    /// A custom event "purchase" of 49.90 EUR.
    [[nodiscard]] virtual WireCall purchase(const Visitor& visitor, const Place& place) = 0;

protected:
    [[nodiscard]] QString id(const char* member) const { return m_source.value(QLatin1String(member)).toString(); }

private:
    const QJsonObject m_source;
};

/// A protocol and what it cannot carry: "properties", "revenue", "browser".
struct Protocol
{
    const char* name = nullptr;
    QStringList cannot;
    std::unique_ptr<Teller> (*teller)(const QJsonObject& source) = nullptr;
};

[[nodiscard]] const std::vector<Protocol>& protocols();

} // namespace sightglass::test
