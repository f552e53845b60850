// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sourcefolder.h"

#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace {

struct Message
{
    QString source;
    QStringList translations; ///< One, or each form of a plural.
    QString state;            ///< "unfinished", "vanished", "obsolete" or ""
};

QString sourceFolder()
{
    return sightglass::test::sourcePath();
}

/// By context and source with its comment.
QMap<QString, Message> messagesOf(const QString& path)
{
    QMap<QString, Message> out;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return out;
    QXmlStreamReader xml(&file);
    QString context;
    QString comment;
    Message message;
    while (!xml.atEnd()) {
        const QXmlStreamReader::TokenType token = xml.readNext();
        if (token == QXmlStreamReader::EndElement && xml.name() == "message"_L1)
            out.insert(context + u'\n' + message.source + u'\n' + comment, message);
        if (token != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == "message"_L1) {
            message = {};
            comment.clear();
        } else if (xml.name() == "name"_L1) {
            context = xml.readElementText();
        } else if (xml.name() == "source"_L1) {
            message.source = xml.readElementText();
        } else if (xml.name() == "comment"_L1) {
            comment = xml.readElementText();
        } else if (xml.name() == "translation"_L1) {
            message.state = xml.attributes().value("type"_L1).toString();
            const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
            message.translations = text.split(u'\n', Qt::SkipEmptyParts);
        }
    }
    return out;
}

QStringList placesOf(const QString& text)
{
    static const QRegularExpression place(u"%(?:\\d+|n)"_s);
    QStringList out;
    for (auto it = place.globalMatch(text); it.hasNext();)
        out << it.next().captured();
    out.sort();
    return out;
}

} // namespace

/// German is complete and fits the source text (style §9): nothing unfinished, nothing new, every %1 in its place.
class TestTranslations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsUnfinished_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("German") << u"sightglass_de.ts"_s;
        QTest::newRow("English plurals") << u"sightglass_en.ts"_s;
    }

    void nothingIsUnfinished()
    {
        QFETCH(QString, file);
        const QMap<QString, Message> messages = messagesOf(sourceFolder() + u"/translations/"_s + file);
        QVERIFY(messages.size() > 20);
        QStringList faults;
        for (const Message& message : messages) {
            if (!message.state.isEmpty() || message.translations.join(QString()).trimmed().isEmpty())
                faults << message.source;
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    }

    void placesAreKept()
    {
        QStringList faults;
        for (const Message& message : messagesOf(sourceFolder() + u"/translations/sightglass_de.ts"_s)) {
            const bool isPlural = message.source.contains(u"%n"_s);
            if (!isPlural && placesOf(message.source) != placesOf(message.translations.join(u' ')))
                faults << message.source;
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    }

    void lupdateFindsNothingNew()
    {
        QTemporaryDir folder;
        const QString fresh = folder.filePath(u"fresh.ts"_s);
        QStringList arguments{u"-silent"_s,
                              u"-locations"_s,
                              u"none"_s,
                              u"-I"_s,
                              sourceFolder() + u"/app"_s,
                              u"-I"_s,
                              sourceFolder() + u"/server"_s};
        QDirIterator files(sourceFolder() + u"/app"_s, {u"*.cpp"_s, u"*.h"_s}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext())
            arguments << files.next();
        arguments << u"-ts"_s << fresh;
        QProcess lupdate;
        lupdate.start(QStringLiteral(SIGHTGLASS_LUPDATE), arguments);
        QVERIFY(lupdate.waitForStarted());
        QVERIFY(lupdate.waitForFinished(60'000));
        QCOMPARE(lupdate.exitCode(), 0);
        const QMap<QString, Message> wanted = messagesOf(fresh);
        const QMap<QString, Message> german = messagesOf(sourceFolder() + u"/translations/sightglass_de.ts"_s);
        QStringList faults;
        for (auto it = wanted.begin(); it != wanted.end(); ++it) {
            if (!german.contains(it.key()))
                faults << u"missing: "_s + it->source;
        }
        for (auto it = german.begin(); it != german.end(); ++it) {
            if (!wanted.contains(it.key()))
                faults << u"no longer used: "_s + it->source;
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
