// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sourcefolder.h"

#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

namespace {

struct Folder
{
    QStringList mayUse; ///< Folders of ours, besides itself.
    QStringList qt;     ///< Qt modules whose headers it may name, besides Core.
};

/// Design §6: arrows go one way.
const QMap<QString, Folder>& folders()
{
    static const QMap<QString, Folder> table = [] {
        const auto words = [](const char* text) { return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts); };
        const auto add = [&](QMap<QString, Folder>& t, const char* name, const char* uses, const char* qt = "") {
            t.insert(QString::fromLatin1(name), {words(uses), words(qt)});
        };
        QMap<QString, Folder> t;
        add(t, "core", "");
        add(t, "domain", "core");
        add(t, "ingest", "core domain");
        add(t, "pipeline", "core domain");
        add(t, "intake", "core domain ingest pipeline");
        add(t, "exceptions", "core domain");
        add(t, "storage", "core domain", "Sql");
        add(t, "query", "core domain storage");
        add(t, "secrets", "core", "Keychain");
        add(t, "delivery", "core domain storage integrations");
        add(t, "integrations", "core domain secrets", "Network");
        add(t, "api", "core domain storage query exceptions delivery");
        add(t, "http", "core domain ingest pipeline intake api", "Network HttpServer WebSockets");
        add(t, "service",
            "core domain ingest pipeline intake exceptions storage query secrets delivery api http integrations",
            "Network");
        add(t, "client", "core domain secrets", "Network WebSockets Keychain");
        add(t, "models", "core domain client", "Gui");
        add(t, "theme", "", "Gui Widgets Svg");
        add(t, "charts", "core domain client models theme", "Gui Widgets Charts");
        add(t, "gui", "core domain client models theme charts secrets service", "Gui Widgets Charts Svg DBus Network");
        add(t, "headless", "core domain storage query api http service pipeline", "Network");
        return t;
    }();
    return table;
}

/// The folder a source file belongs to: the first segment below server/, app/ or integrations/.
QString folderOf(const QString& relativePath)
{
    const QStringList parts = relativePath.split(u'/');
    if (parts.first() == QLatin1String("integrations"))
        return parts.first();
    return parts.size() > 2 ? parts.at(1) : QString();
}

QString moduleOfQtHeader(const QString& header)
{
    // "QtWidgets/QWidget" names its module; a bare <QWidget> is looked up in the installed folders of Qt.
    if (header.contains(u'/'))
        return header.section(u'/', 0, 0).mid(2);
    for (const char* module : {"Core", "Gui", "Widgets", "Charts", "Network", "HttpServer", "WebSockets", "Sql", "Svg",
                               "DBus", "Test", "Concurrent"})
        if (QFile::exists(QStringLiteral(SIGHTGLASS_QT_HEADERS "/Qt") + QLatin1String(module) + u'/' + header))
            return QLatin1String(module);
    return {};
}

} // namespace

class TestArchitecture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void includesFollowTheArrows()
    {
        static const QRegularExpression include(QStringLiteral("^\\s*\\x23\\s*include\\s*([<\"])([^>\"]+)[>\"]"),
                                                QRegularExpression::MultilineOption);
        QStringList faults;
        int files = 0;
        forEachSource([&](const QString& path, const QString& text) {
            const QString from = folderOf(path);
            if (from.isEmpty())
                return;
            QVERIFY2(folders().contains(from),
                     qPrintable(path + QStringLiteral(" lies in a folder that the design does not name")));
            ++files;
            const Folder& rule = folders()[from];
            for (auto it = include.globalMatch(text); it.hasNext();) {
                const QRegularExpressionMatch match = it.next();
                const QString header = match.captured(2);
                const QString to = header.section(u'/', 0, 0);
                if (match.captured(1) == QLatin1String("\"") && folders().contains(to) && to != from &&
                    !rule.mayUse.contains(to))
                    faults += path + QStringLiteral(" includes ") + header;
                if (match.captured(1) == QLatin1String("<") && header.startsWith(u'Q')) {
                    const QString module = moduleOfQtHeader(header);
                    if (!module.isEmpty() && module != QLatin1String("Core") && module != QLatin1String("Concurrent") &&
                        !rule.qt.contains(module))
                        faults += path + QStringLiteral(" includes <") + header + u'>';
                }
            }
        });
        QVERIFY(files > 20);
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    }

    void oneFileIncludesQtHttpServer()
    {
        QSet<QString> users;
        forEachSource([&](const QString& path, const QString& text) {
            if (text.contains(QLatin1String("QHttpServer")) || text.contains(QLatin1String("QAbstractHttpServer")))
                if (text.contains(
                        QRegularExpression(QStringLiteral("include\\s*<(QtHttpServer/)?Q(Abstract)?HttpServer"))))
                    users.insert(path);
        });
        QVERIFY2(users.size() <= 1, qPrintable(QStringList(users.values()).join(u' ')));
    }

    void everySourceNamesItsLicence()
    {
        QStringList faults;
        forEachSource([&](const QString& path, const QString& text) {
            if (!text.left(300).contains(QLatin1String("SPDX-License-Identifier: GPL-3.0-or-later")))
                faults += path;
        });
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    }

private:
    template <typename F> void forEachSource(F&& visit)
    {
        const QString root = sightglass::test::sourcePath();
        for (const QString& top : {QStringLiteral("server"), QStringLiteral("app"), QStringLiteral("integrations")}) {
            QDirIterator it(root + u'/' + top, {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                            QDirIterator::Subdirectories);
            while (it.hasNext()) {
                QFile file(it.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                visit(file.fileName().mid(root.size() + 1), QString::fromUtf8(file.readAll()));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestArchitecture)
#include "tst_architecture.moc"
