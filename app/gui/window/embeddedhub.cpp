// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/embeddedhub.h"

#include "core/logging.h"
#include "service/hub.h"

#include <QDir>
#include <QFile>
#include <QProcessEnvironment>
#include <QTimer>
#include <QUrl>

namespace sightglass::gui {

namespace {

const QString kConfigName = QStringLiteral("sightglass.toml");

/// Where the window itself reaches a hub that listens on every address.
QUrl reachable(QUrl url)
{
    if (url.host() == QStringLiteral("0.0.0.0"))
        url.setHost(QStringLiteral("127.0.0.1"));
    else if (url.host() == QStringLiteral("::"))
        url.setHost(QStringLiteral("::1"));
    return url;
}

} // namespace

EmbeddedHub::EmbeddedHub(QString dataDirectory, QString listen, QObject* parent)
    : HubHost(parent)
    , m_directory(std::move(dataDirectory))
    , m_listen(std::move(listen))
{
}

EmbeddedHub::~EmbeddedHub()
{
    if (m_hub)
        m_hub->stop();
}

void EmbeddedHub::start()
{
    if (m_state == State::Running || m_state == State::Starting)
        return;
    setState(State::Starting);
    QTimer::singleShot(0, this, &EmbeddedHub::startNow);
}

void EmbeddedHub::startNow()
{
    m_isConflict = false;
    m_problem.clear();
    if (!QDir().mkpath(m_directory))
        return fail({ErrorCode::Io, QStringLiteral("the folder cannot be made"), m_directory});
    if (const Expected<void> configured = configure(); !configured)
        return fail(configured.error());
    m_hub = std::make_unique<service::Hub>(*m_settings, m_directory, m_clock);
    if (const Expected<void> started = m_hub->start(); !started) {
        m_hub.reset();
        return fail(started.error());
    }
    setState(State::Running);
}

Expected<void> EmbeddedHub::configure()
{
    m_settings = std::make_unique<Settings>();
    if (const Expected<void> read = m_settings->readFile(QDir(m_directory).filePath(kConfigName), false); !read)
        return read;
    QMap<QString, QString> environment;
    const QProcessEnvironment process = QProcessEnvironment::systemEnvironment();
    const QStringList names = process.keys();
    for (const QString& name : names)
        environment.insert(name, process.value(name));
    if (const Expected<void> read = m_settings->readEnvironment(environment, false); !read)
        return read;
    return m_listen.isEmpty() ? Expected<void>() : m_settings->setFlag("listen", m_listen);
}

void EmbeddedHub::fail(const Error& error)
{
    m_problem =
        error.where.isEmpty() ? error.detail : error.detail + QStringLiteral(" (") + error.where + QLatin1Char(')');
    m_isConflict = error.code == ErrorCode::Conflict;
    qCWarning(lcWindow) << "the hub does not start:" << m_problem;
    setState(State::Failed);
}

void EmbeddedHub::stop()
{
    if (m_hub)
        m_hub->stop();
    m_hub.reset();
    m_settings.reset();
    setState(State::Stopped);
}

client::Connection EmbeddedHub::connection() const
{
    if (!m_hub || m_hub->urls().empty())
        return {};
    return {reachable(QUrl(QString::fromStdString(m_hub->urls().front()))), QString::fromUtf8(m_hub->windowToken())};
}

void EmbeddedHub::setListenAddress(const QString& address)
{
    m_listen = address;
    if (m_state == State::Stopped)
        return;
    stop();
    start();
}

void EmbeddedHub::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

} // namespace sightglass::gui
