// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jsonelements.h"

#include <QTest>

#include <string>

using namespace sightglass;

/// Cuts what follows an array's bracket into elements (openmetrics §14.3).
class TestJsonElements : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anArrayIsTakenApart_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("elements"); // a bar behind each
        QTest::addColumn<QByteArray>("rest");
        const auto row = [](const char* name, const char* text, const char* elements, const char* rest = "") {
            QTest::newRow(name) << QByteArray(text) << QByteArray(elements) << QByteArray(rest);
        };
        row("plain", "{\"a\":1}, {\"b\":[1,2]}]", "{\"a\":1}| {\"b\":[1,2]}|");
        row("one that is empty", "]", "|");
        row("a comma before the end", "1,\n]", "1|\n|");
        row("two commas", "1,,2]", "1|,|2|");
        row("brackets in texts", "{\"a\":\"],}\\\"]\"},\"]\"]", "{\"a\":\"],}\\\"]\"}|\"]\"|");
        row("a text that ends in a backslash", "\"a\\\\\",2]", "\"a\\\\\"|2|");
        row("something behind it", "1] ,2]", "1|", " ,2]");
        row("an element that goes on", "{\"a\":1},{\"b", "{\"a\":1}|", "{\"b");
        row("a text that goes on behind a backslash", "1,\"\\", "1|", "\"\\");
        row("a bracket too many", "}},1]", "}}|1|");
    }
    void anArrayIsTakenApart()
    {
        QFETCH(QByteArray, text);
        const std::string whole = text.toStdString();
        std::string found;
        std::string_view rest = whole;
        std::size_t taken = 0;
        while (const std::size_t length = json::elementLength(rest)) {
            found += std::string(json::elementText(rest.substr(0, length))) + '|';
            taken += length;
            const bool isLast = rest[length - 1] == ']';
            rest.remove_prefix(length);
            if (isLast)
                break;
        }
        QTEST(QByteArray::fromStdString(found), "elements");
        QTEST(QByteArray(rest.data(), qsizetype(rest.size())), "rest");
        QCOMPARE(json::wholeElements(whole), taken);
    }
};

QTEST_GUILESS_MAIN(TestJsonElements)
#include "tst_jsonelements.moc"
