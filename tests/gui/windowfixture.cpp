// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowfixture.h"

#include <QApplication>
#include <QCursor>
#include <QDateTime>
#include <QDir>
#include <QJsonDocument>
#include <QLocale>
#include <QNetworkReply>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>

namespace sightglass::test {

void WindowFixture::start()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    QVERIFY2(english.load(QStringLiteral(SIGHTGLASS_ENGLISH)), SIGHTGLASS_ENGLISH);
    QCoreApplication::installTranslator(&english);
    dir = std::make_unique<QTemporaryDir>();
    preferences = std::make_unique<gui::Preferences>(dir->filePath(QStringLiteral("window.ini")));
    preferences->setFirstRunDone(true);
    theme = std::make_unique<gui::ThemeController>(*qApp);
    theme->setMode(gui::ThemeMode::Light);
    host = std::make_unique<gui::EmbeddedHub>(dir->filePath(QStringLiteral("data")), QStringLiteral("127.0.0.1:0"));
    host->start();
    QTRY_COMPARE(host->state(), gui::HubHost::State::Running);
    session = std::make_unique<gui::Session>();
    window = std::make_unique<gui::MainWindow>(*session, host.get(), *preferences);
    window->resize(1280, 800);
    window->show();
    QCursor::setPos(window->mapToGlobal(QPoint(640, 795))); // Where nothing answers to it.
    session->open(host->connection(), QStringLiteral("this computer"), true);
    QTRY_COMPARE(session->hub().contact(), client::Contact::Connected);
    QTRY_VERIFY(session->areProjectsLoaded());
}

void WindowFixture::stop()
{
    window.reset();
    session.reset();
    host.reset();
    theme.reset();
}

void WindowFixture::addProject(const QString& name)
{
    session->hub().addProject(name, QStringLiteral("Europe/Oslo"), window.get(),
                              [this](const Expected<client::ProjectInfo>& answer) {
                                  QVERIFY(answer);
                                  session->projects().put(*answer);
                                  session->selectProject(answer->id);
                              });
    QTRY_COMPARE(session->project().name, name);
    QTRY_VERIFY(session->isStreaming());
}

void WindowFixture::addSource(const QString& name, const QString& kind, const QString& host_)
{
    const int before = session->sources().rowCount();
    session->hub().addSource(
        session->projectId(),
        {{QStringLiteral("name"), name}, {QStringLiteral("kind"), kind}, {QStringLiteral("hosts"), QJsonArray{host_}}},
        window.get(), [this](const Expected<client::SourceInfo>& answer) {
            QVERIFY(answer);
            session->refreshSources();
        });
    QTRY_VERIFY(session->sources().rowCount() > before);
}

QString WindowFixture::key() const
{
    return session->sources().sources().last().writeKey;
}

int WindowFixture::send(const QString& path, const QJsonObject& body, const QString& key, const QByteArray& userAgent)
{
    QUrl url = host->connection().base;
    url.setPath(path);
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    if (!userAgent.isEmpty())
        request.setRawHeader("User-Agent", userAgent);
    if (!key.isEmpty())
        request.setRawHeader("Authorization", "Basic " + (key + QLatin1Char(':')).toUtf8().toBase64());
    std::unique_ptr<QNetworkReply> reply(m_network.post(request, QJsonDocument(body).toJson(QJsonDocument::Compact)));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    if (!reply->isFinished())
        finished.wait();
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

void WindowFixture::sendBatches(const QJsonArray& events, const QString& key)
{
    constexpr int kBatch = 100;
    for (int from = 0; from < events.size(); from += kBatch) {
        QJsonArray batch;
        for (int i = from; i < std::min<int>(from + kBatch, int(events.size())); ++i)
            batch.append(events.at(i));
        const QString sent = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
        QCOMPARE(send(QStringLiteral("/v1/batch"), {{QStringLiteral("batch"), batch}, {QStringLiteral("sentAt"), sent}},
                      key),
                 200);
    }
}

void WindowFixture::takePicture(QWidget* widget, const QString& name, qreal ratio)
{
    const QDir folder(QStringLiteral(SIGHTGLASS_SCREENSHOTS));
    QVERIFY(folder.mkpath(QStringLiteral(".")));
    QPixmap picture(widget->size() * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(widget->palette().window().color());
    widget->render(&picture);
    QVERIFY(picture.save(folder.filePath(name + QStringLiteral(".png"))));
}

} // namespace sightglass::test
