// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/style/themecontroller.h"
#include "gui/window/embeddedhub.h"
#include "gui/window/mainwindow.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QTemporaryDir>
#include <QTranslator>

namespace sightglass::test {

/// The whole window on a real hub in this process, with a folder of its own. Fails the running test when a step does
/// not come about. GUI thread.
class WindowFixture
{
public:
    /// Hub, session and a shown window of 1280×800, connected; no project yet.
    void start();
    void stop();
    /// Makes a project and looks at it.
    void addProject(const QString& name);
    void addSource(const QString& name, const QString& kind, const QString& host);
    /// The write key of the newest source.
    [[nodiscard]] QString key() const;

    /// Status of a POST with the key, if any, as Basic user.
    int send(const QString& path, const QJsonObject& body, const QString& key, const QByteArray& userAgent = {});
    void sendBatches(const QJsonArray& events, const QString& key);

    template <typename T> T* find(const char* name) { return window->findChild<T*>(QString::fromLatin1(name)); }
    static void takePicture(QWidget* widget, const QString& name, qreal ratio = 1);

    QTranslator english; ///< Its plurals, as the program has them.
    std::unique_ptr<QTemporaryDir> dir;
    std::unique_ptr<gui::Preferences> preferences;
    std::unique_ptr<gui::ThemeController> theme;
    std::unique_ptr<gui::EmbeddedHub> host;
    std::unique_ptr<gui::Session> session;
    std::unique_ptr<gui::MainWindow> window;

private:
    QNetworkAccessManager m_network;
};

} // namespace sightglass::test
