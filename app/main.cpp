// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/keychainstore.h"
#include "gui/window/embeddedhub.h"
#include "gui/window/program.h"
#include "secrets/sealedfile.h"
#include "singleinstance.h"
#include "theme/icons.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTextStream>
#include <QTranslator>

using namespace sightglass;

namespace {

QString defaultDataDirectory()
{
    const QString named = qEnvironmentVariable("SIGHTGLASS_DATA");
    if (!named.isEmpty())
        return named;
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/sightglass");
}

int refuse(const QString& sentence)
{
    QTextStream(stderr) << sentence << '\n';
    return 2;
}

/// The hub of --connect with the token of --token-file; invalid with a sentence on standard error.
Expected<client::Connection> connectionOf(const QCommandLineParser& options)
{
    const QUrl url = client::addressFromText(options.value(QStringLiteral("connect")));
    if (!url.isValid() || url.isEmpty())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("--connect: this is not an address"));
    QFile file(options.value(QStringLiteral("token-file")));
    if (!file.open(QIODevice::ReadOnly))
        return unexpected(ErrorCode::Io, QStringLiteral("--token-file: ") + file.errorString());
    return client::Connection{url, QString::fromUtf8(file.readAll().trimmed())};
}

void addOptions(QCommandLineParser& options)
{
    options.setApplicationDescription(
        QStringLiteral("Sightglass shows what flows through your sites, apps and back ends."));
    options.addHelpOption();
    options.addVersionOption();
    options.addOptions(
        {{QStringLiteral("data"), QStringLiteral("Folder with the hub's data."), QStringLiteral("DIR")},
         {QStringLiteral("connect"), QStringLiteral("Look at the hub at this address instead."), QStringLiteral("URL")},
         {QStringLiteral("token-file"), QStringLiteral("File with the token for --connect."), QStringLiteral("FILE")},
         {QStringLiteral("port"), QStringLiteral("Port of the hub in this program, 0 takes a free one."),
          QStringLiteral("PORT")}});
}

void applyAppearance(gui::ThemeController& theme, const gui::Preferences& preferences)
{
    theme.setMode(preferences.theme());
    theme.setTextZoom(preferences.textZoom());
    theme.setReducedMotion(preferences.lessMotion());
    theme.setPreferSystemFonts(preferences.systemFonts());
}

void installTranslations(QApplication& app)
{
    auto* translator = new QTranslator(&app);
    if (translator->load(QLocale(), QStringLiteral("sightglass"), QStringLiteral("_"), QStringLiteral(":/i18n")) ||
        translator->load(QStringLiteral(":/i18n/sightglass_en.qm")))
        QApplication::installTranslator(translator);
}

} // namespace

int main(int argc, char* argv[])
{
    qputenv("QT_NO_GLIB", "1"); // The hub's own threads are up to 28 % quicker without it (design §3).
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("sightglass"));
    QApplication::setOrganizationName(QStringLiteral("sightglass"));
    QApplication::setApplicationVersion(QStringLiteral(SIGHTGLASS_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("io.github.sightglass.Sightglass"));
    QApplication::setWindowIcon(theme::applicationIcon());
    QCommandLineParser options;
    addOptions(options);
    options.process(app);
    installTranslations(app);

    const QString data =
        options.isSet(QStringLiteral("data")) ? options.value(QStringLiteral("data")) : defaultDataDirectory();
    bool isPort = true;
    const int port = options.isSet(QStringLiteral("port")) ? options.value(QStringLiteral("port")).toInt(&isPort) : -1;
    if (!isPort || port > 65'535)
        return refuse(QStringLiteral("--port: a number from 0 to 65535 is needed"));
    client::Connection given;
    if (options.isSet(QStringLiteral("connect"))) {
        const Expected<client::Connection> read = connectionOf(options);
        if (!read)
            return refuse(read.error().detail);
        given = *read;
    }
    SingleInstance instance(data + options.value(QStringLiteral("connect")));
    if (!instance.isFirst())
        return 0;

    gui::Preferences preferences;
    gui::ThemeController theme(app);
    applyAppearance(theme, preferences);
    QObject::connect(&preferences, &gui::Preferences::appearanceChanged, &theme,
                     [&] { applyAppearance(theme, preferences); });
    client::KeychainStore keychain(QStringLiteral("sightglass"));
    const QString config = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation);
    QDir().mkpath(config);
    secrets::SealedFile file(config + QStringLiteral("/tokens.sealed"), config + QStringLiteral("/tokens.key"));
    gui::ConnectionKeeper keeper(preferences, keychain, file);
    const QString listen = port >= 0 ? QStringLiteral("127.0.0.1:%1").arg(port) : preferences.listenAddress();
    gui::EmbeddedHub host(data, listen);
    gui::Program program(given.isValid() ? nullptr : &host, keeper, preferences);
    if (given.isValid())
        program.useConnection(given);
    QObject::connect(&instance, &SingleInstance::raiseRequested, &program, &gui::Program::raise);
    program.begin();
    return QApplication::exec();
}
