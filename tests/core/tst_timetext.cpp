// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timetext.h"

#include <QTest>

using namespace sightglass;

class TestTimeText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("in");
        QTest::addColumn<QByteArray>("out");
        const auto row = [](const char* in, const char* out) {
            QTest::newRow(in) << QByteArray(in) << QByteArray(out);
        };
        row("2025-01-15T14:30:10.000Z", "2025-01-15T14:30:10.000Z");
        row("2025-01-15T16:30:00.123456+02:00", "2025-01-15T14:30:00.123Z");
        row("2025-01-15T14:30:00-0530", "2025-01-15T20:00:00.000Z");
        row("2025-01-15T14:30:00+01", "2025-01-15T13:30:00.000Z");
        row("2025-01-15T14:30:00", "2025-01-15T14:30:00.000Z");
        row("2025-01-15 14:30:00.5", "2025-01-15T14:30:00.500Z");
        row("2025-01-15 14:30:00 +0100", "2025-01-15T13:30:00.000Z");
        row("2025-01-15T14:30:00.123456789Z", "2025-01-15T14:30:00.123Z");
        row("2025-01-15T14:30:00.Z", "2025-01-15T14:30:00.000Z");
        row("2025-01-15t14:30z", "2025-01-15T14:30:00.000Z");
        row("2025-01-15", "2025-01-15T00:00:00.000Z");
        row("2024-02-29T23:59:60Z", "2024-03-01T00:00:00.000Z");
        row("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z");
        row(" 2025-01-15T00:00:00Z ", "2025-01-15T00:00:00.000Z");
    }
    void reads()
    {
        QFETCH(QByteArray, in);
        const auto time = parseTime(in.toStdString());
        QVERIFY(time);
        QTEST(QByteArray::fromStdString(formatTime(*time)), "out");
    }

    /// A blank behind it makes a text another form, which is read step by step.
    void theOwnFormIsReadLikeAnyOther()
    {
        const std::string usual = "2024-02-29T13:59:58.123Z";
        for (std::size_t at = 0; at < usual.size(); ++at) {
            for (int byte = 1; byte < 256; ++byte) {
                std::string text = usual;
                text[at] = static_cast<char>(byte);
                QVERIFY2(parseTime(text) == parseTime(text + ' '), text.c_str());
            }
        }
        for (const char* text : {"2023-02-29T00:00:00.000Z", "0000-01-01T00:00:00.000Z", "9999-12-31T23:59:60.999Z",
                                 "2026-04-31T00:00:00.000Z", "2026-12-31T23:59:59.999Z"})
            QVERIFY2(parseTime(text) == parseTime(std::string(text) + ' '), text);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("in");
        for (const char* in : {"", "garbage", "2025", "2025-13-01", "2025-02-30", "2025-01-15T", "2025-01-15T25:00:00Z",
                               "2025-01-15T14:60:00Z", "2025-01-15T14:30:61Z", "2025-01-15T14:30:00.1234567890Z",
                               "2025-01-15T14:30:00+25:00", "2025-01-15T14:30:00Q", "2025-1-5", "1736951400000"})
            QTest::newRow(in) << QByteArray(in);
    }
    void refuses()
    {
        QFETCH(QByteArray, in);
        QVERIFY(!parseTime(in.toStdString()));
    }
};

QTEST_GUILESS_MAIN(TestTimeText)
#include "tst_timetext.moc"
