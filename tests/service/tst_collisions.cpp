// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/rawclient.h"
#include "service/runninghub.h"
#include "support/tablefile.h"

#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace sightglass;
using namespace Qt::Literals::StringLiterals;
using test::RawReply;
using test::TableLine;

namespace {

const QList<TableLine>& answers()
{
    static const QList<TableLine> lines = test::readTable(u"routes/answers.tsv"_s);
    return lines;
}

} // namespace

/// Requests that several contracts claim, sent to a hub that speaks all of them: who answers shows in what he answers
/// (spec routes §2). tests/vectors/routes/README.md has the columns.
class TestCollisions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void answers_data();
    void answers();

private:
    [[nodiscard]] QByteArray filled(QByteArray text) const;
    [[nodiscard]] RawReply send(const TableLine& line) const;

    QTemporaryDir m_directory;
    test::RunningHub m_hub{m_directory.path() + u"/data"_s};
    QJsonObject m_source;
};

void TestCollisions::initTestCase()
{
    const Expected<void> started = m_hub.start();
    QVERIFY2(started, started ? "" : qPrintable(started.error().detail));
    m_source = m_hub.api("POST", u"/projects"_s, {{u"name"_s, u"Shop"_s}}).body.value(u"source"_s).toObject();
    for (const QString& id : {u"writeKey"_s, u"posthogToken"_s, u"goatcounterSite"_s})
        QVERIFY2(!m_source.value(id).toString().isEmpty(), qPrintable(id));
}

void TestCollisions::answers_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < int(::answers().size()); ++i) {
        const TableLine& line = ::answers().at(i);
        const QByteArray request = line.value("collision") + ' ' + line.value("method") + ' ' + line.value("target");
        QTest::newRow(QByteArray(QByteArray::number(i + 2) + ": " + request).constData()) << i;
    }
}

/// Puts the hub's own ids and tokens in.
QByteArray TestCollisions::filled(QByteArray text) const
{
    const QByteArray key = m_source.value(u"writeKey"_s).toString().toLatin1();
    return text.replace("{key}", key)
        .replace("{basic}", QByteArray(key + ':').toBase64())
        .replace("{token}", m_source.value(u"posthogToken"_s).toString().toLatin1())
        .replace("{site}", m_source.value(u"goatcounterSite"_s).toString().toLatin1())
        .replace("{admin}", m_hub.token())
        .replace("\\r\\n", "\r\n");
}

RawReply TestCollisions::send(const TableLine& line) const
{
    const QByteArray body = filled(line.value("body"));
    QByteArray request = line.value("method") + ' ' + filled(line.value("target")) +
                         " HTTP/1.1\r\nHost: hub.example\r\nUser-Agent: Mozilla/5.0\r\n";
    if (const QByteArray headers = line.value("headers"); !headers.isEmpty())
        request += filled(headers) + "\r\n";
    if (!body.isEmpty())
        request += "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
    test::RawClient client(static_cast<std::uint16_t>(QUrl(m_hub.url({})).port()));
    request += "\r\n" + body;
    client.send(request.toStdString());
    return client.reply(line.value("method") == "HEAD");
}

void TestCollisions::answers()
{
    QFETCH(int, index);
    const TableLine& line = ::answers().at(index);
    const RawReply reply = send(line);
    const QByteArray head = QByteArray::fromStdString(reply.head);
    const QByteArray body = QByteArray::fromStdString(reply.body);
    QVERIFY2(reply.status == line.value("status").toInt(), QByteArray(head + "\n\n" + body).constData());
    if (const QByteArray header = line.value("header"); !header.isEmpty()) {
        const qsizetype colon = header.indexOf(": ");
        QCOMPARE(QByteArray::fromStdString(reply.header(header.first(colon).toStdString())), header.mid(colon + 2));
    }
    const QByteArray contains = line.value("contains");
    if (contains == "(nothing)")
        QCOMPARE(body, QByteArray());
    else
        QVERIFY2(body.contains(contains), body.constData());
}

QTEST_GUILESS_MAIN(TestCollisions)
#include "tst_collisions.moc"
