// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/connection.h"

namespace sightglass::client {

namespace {
constexpr int kDefaultPort = 8484;

QString joined(const QString& base, const QString& path)
{
    return (base.endsWith(QLatin1Char('/')) ? base.chopped(1) : base) + path;
}
} // namespace

QUrl Connection::api(const QString& path) const
{
    QUrl url = base;
    const qsizetype question = path.indexOf(QLatin1Char('?'));
    url.setPath(joined(base.path(), QStringLiteral("/api/v2") + path.left(question < 0 ? path.size() : question)));
    if (question >= 0)
        url.setQuery(path.mid(question + 1));
    return url;
}

QUrl Connection::socket(const QString& path) const
{
    QUrl url = api(path);
    url.setScheme(base.scheme() == QStringLiteral("https") ? QStringLiteral("wss") : QStringLiteral("ws"));
    return url;
}

QString Connection::display() const
{
    return base.port() < 0 ? base.host() : base.host() + QLatin1Char(':') + QString::number(base.port());
}

QUrl addressFromText(const QString& typed)
{
    QString text = typed.trimmed();
    if (text.isEmpty() || text.contains(QLatin1Char(' ')))
        return {};
    const bool hasScheme = text.contains(QStringLiteral("://"));
    QUrl url(hasScheme ? text : QStringLiteral("http://") + text, QUrl::StrictMode);
    const bool known = url.scheme() == QStringLiteral("http") || url.scheme() == QStringLiteral("https");
    if (!url.isValid() || url.host().isEmpty() || !known)
        return {};
    if (!hasScheme && url.port() < 0)
        url.setPort(kDefaultPort);
    while (url.path().endsWith(QLatin1Char('/')))
        url.setPath(url.path().chopped(1));
    url.setQuery(QString());
    url.setFragment(QString());
    return url;
}

} // namespace sightglass::client
