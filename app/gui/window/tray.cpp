// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/tray.h"

#include "theme/icons.h"
#include "theme/tokens.h"

#include <QLocale>
#include <QPainter>

#include <numeric>

namespace sightglass::gui {

namespace {
constexpr int kIconSize = 22;
constexpr int kIconRatio = 2;
} // namespace

Tray::Tray(Session& session, HubHost* host, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_host(host)
{
    m_visitors = m_menu.addAction(QString());
    m_visitors->setObjectName(QStringLiteral("tray-visitors"));
    m_look = m_menu.addAction(QString());
    m_menu.addSeparator();
    connect(m_visitors, &QAction::triggered, this, [this] { Q_EMIT openRequested(QStringLiteral("live")); });
    // Overview lists what needs a look, each row with the place to act.
    connect(m_look, &QAction::triggered, this, [this] { Q_EMIT openRequested(QStringLiteral("overview")); });
    QAction* open = m_menu.addAction(tr("Open Sightglass"));
    connect(open, &QAction::triggered, this, [this] { Q_EMIT openRequested({}); });
    if (host) {
        m_hub = m_menu.addAction(QString());
        m_hub->setObjectName(QStringLiteral("tray-hub"));
        connect(m_hub, &QAction::triggered, this, [this] {
            if (m_host->state() == HubHost::State::Running)
                m_host->stop();
            else
                m_host->start();
        });
        connect(host, &HubHost::stateChanged, this, &Tray::show);
    }
    m_menu.addSeparator();
    QAction* quit = m_menu.addAction(tr("Quit"));
    connect(quit, &QAction::triggered, this, &Tray::quitRequested);
    m_icon.setContextMenu(&m_menu);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger)
            Q_EMIT openRequested({});
    });
    connect(&session, &Session::realtimeChanged, this, &Tray::show);
    connect(&session, &Session::contactChanged, this, &Tray::show);
    connect(&session.sources(), &models::SourcesModel::unknownSendersChanged, this, &Tray::show);
    connect(&session.sources(), &QAbstractItemModel::dataChanged, this, &Tray::show);
    connect(&session.sources(), &QAbstractItemModel::modelReset, this, &Tray::show);
    show();
    m_icon.show();
}

void Tray::show()
{
    const auto& minutes = m_session.realtime().minutes;
    const int views = std::accumulate(minutes.begin(), minutes.end(), 0,
                                      [](int sum, const auto& minute) { return sum + minute.pageviews; });
    const int now = m_session.realtime().currentVisitors;
    const bool isConnected = m_session.hub().contact() == client::Contact::Connected;
    m_visitors->setText(isConnected ? tr("%n visitors now", nullptr, now) + QStringLiteral(" · ") +
                                          tr("%n page views in 30 minutes", nullptr, views)
                                    : tr("No contact with the hub"));
    const int count = m_session.sources().needsLook();
    m_look->setText(tr("Needs a look (%1)").arg(QLocale().toString(count)));
    m_look->setVisible(count > 0);
    if (m_hub) {
        const HubHost::State state = m_host->state();
        m_hub->setText(state == HubHost::State::Running    ? tr("Stop the hub")
                       : state == HubHost::State::Starting ? tr("The hub starts…")
                                                           : tr("Start the hub"));
        m_hub->setEnabled(state != HubHost::State::Starting);
    }
    m_icon.setIcon(icon());
    m_icon.setToolTip(m_visitors->text());
}

// The ground is the panel's, light or dark whatever our theme is: a light rim keeps the dark glyph in sight on both.
QIcon Tray::icon() const
{
    const theme::Tokens& t = theme::tokens();
    const QString glyph = QStringLiteral("app-symbolic");
    const QColor dark = t.dark ? t.text.onAccent : t.text.text;
    const QColor light = t.dark ? t.text.text : t.text.onAccent;
    QPixmap pixmap(QSize(kIconSize, kIconSize) * kIconRatio);
    pixmap.setDevicePixelRatio(kIconRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF room = QRectF(0, 0, kIconSize, kIconSize).adjusted(1, 1, -1, -1);
    for (const QPointF& by : {QPointF(-1, 0), QPointF(1, 0), QPointF(0, -1), QPointF(0, 1)})
        theme::paintIcon(painter, room.translated(by), glyph, light);
    theme::paintIcon(painter, room, glyph, dark);
    painter.setPen(Qt::NoPen);
    if (m_session.hub().contact() == client::Contact::Lost) { // A gap in the ring.
        painter.setCompositionMode(QPainter::CompositionMode_Clear);
        painter.fillRect(QRectF(kIconSize / 2.0 - 2.5, 0, 5, kIconSize / 3.0), dark);
    } else if (m_session.sources().needsLook() > 0) {
        painter.setBrush(light);
        painter.drawEllipse(QPointF(kIconSize - 5, 5), 5, 5);
        painter.setBrush(t.mark.line);
        painter.drawEllipse(QPointF(kIconSize - 5, 5), 4, 4);
    }
    return QIcon(pixmap);
}

} // namespace sightglass::gui
