// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json.h"
#include "core/jsonwriter.h"
#include "core/utf8.h"

#include <QTest>

using namespace sightglass;

class TestJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAndWritesBack_data()
    {
        QTest::addColumn<QByteArray>("in");
        QTest::addColumn<QByteArray>("out");
        const auto row = [](const char* name, const char* in, const char* out) {
            QTest::newRow(name) << QByteArray(in) << QByteArray(out);
        };
        row("scalars of every kind", "{\"a\":1,\"b\":-2.5,\"c\":\"x\",\"d\":true,\"e\":false,\"f\":null}",
            "{\"a\":1,\"b\":-2.5,\"c\":\"x\",\"d\":true,\"e\":false,\"f\":null}");
        row("blanks between everything are dropped", " { \"a\" : [ 1 , 2 ] }\r\n", "{\"a\":[1,2]}");
        row("a document may be a scalar", "7", "7");
        row("empty containers stay", "{\"a\":{},\"b\":[]}", "{\"a\":{},\"b\":[]}");
        row("a whole double is written without fraction", "[5.0,1e3]", "[5,1000]");
        row("the last of three equal members counts", "{\"a\":1,\"b\":2,\"a\":3,\"a\":{\"x\":4}}",
            "{\"b\":2,\"a\":{\"x\":4}}");
        row("duplicates are settled at every level", "[{\"k\":{\"a\":1,\"a\":2}}]", "[{\"k\":{\"a\":2}}]");
        row("escapes are read and only needed ones are written",
            "[\"\\u0041\\n\\/\\\"\\\\\\u00e9\\ud83d\\ude00\\u0001\"]",
            "[\"A\\n/\\\"\\\\\xC3\xA9\xF0\x9F\x98\x80\\u0001\"]");
        row("a byte-order mark is skipped", "\xEF\xBB\xBF[1]", "[1]");
        row("broken UTF-8 is replaced", "[\"a\xFF\xC3(b\"]", "[\"a\xEF\xBF\xBD\xEF\xBF\xBD(b\"]");
        row("a lone surrogate is replaced", "[\"\\ud800x\",\"\\udc00\"]", "[\"\xEF\xBF\xBDx\",\"\xEF\xBF\xBD\"]");
        row("a high surrogate before an ordinary escape is replaced", "[\"\\ud800\\u0041\"]",
            "[\"\xEF\xBF\xBD"
            "A\"]");
        row("raw control characters in texts are taken", "[\"a\tb\nc\"]", "[\"a\\tb\\nc\"]");
        row("an integer past int64 keeps its spelling", "[18446744073709551615,99999999999999999999999]",
            "[18446744073709551615,99999999999999999999999]");
        row("a double out of range keeps its spelling", "[1e999]", "[1e999]");
        row("what Python writes for no number becomes null", "[NaN,Infinity,-Infinity]", "[null,null,null]");
        row("slowly read documents settle duplicates too", "\xEF\xBB\xBF{\"a\":1,\"a\":2}", "{\"a\":2}");
    }
    void readsAndWritesBack()
    {
        QFETCH(QByteArray, in);
        json::Parser parser;
        const auto document = parser.parse(in.toStdString());
        QVERIFY(document);
        std::string out;
        json::appendValue(out, document->root);
        QTEST(QByteArray::fromStdString(out), "out");
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("in");
        for (const char* in :
             {"",          " ",           "{bad",          "{",     "[1,]",         "{\"a\":1,}", "{\"a\"}",
              "{a:1}",     "[01]",        "[1.]",          "[1e]",  "[-]",          "tru",        "\"open",
              "[\"\\x\"]", "[\"\\u12\"]", "[\"\\u12g4\"]", "[1] 2", "\xEF\xBB\xBF", "a=1&b=2",    "nullx"})
            QTest::newRow(in) << QByteArray(in);
    }
    void refuses()
    {
        QFETCH(QByteArray, in);
        json::Parser parser;
        const auto document = parser.parse(in.toStdString());
        QVERIFY(!document);
        QVERIFY(document.error().code == ErrorCode::InvalidInput);
    }

    void nestsSixtyFourLevels_data()
    {
        QTest::addColumn<bool>("slow");
        QTest::newRow("in the fast reader") << false;
        QTest::newRow("in the forgiving reader") << true;
    }
    void nestsSixtyFourLevels()
    {
        QFETCH(bool, slow);
        const std::string mark = slow ? "\xEF\xBB\xBF" : "";
        json::Parser parser;
        QVERIFY(parser.parse(mark + std::string(64, '[') + std::string(64, ']')));
        const auto deep = parser.parse(mark + std::string(65, '[') + std::string(65, ']'));
        QVERIFY(!deep);
        QVERIFY(deep.error().detail.contains(QStringLiteral("64")));
        QVERIFY(!parser.parse(mark + std::string(200000, '[')));
    }

    void findsMembers()
    {
        json::Parser parser;
        const auto document = parser.parse("{\"a\":{\"b\":[1,\"two\",{\"c\":3}]},\"n\":12,\"s\":\"text\"}");
        const json::Value root = document->root;
        QCOMPARE(root.find("n").integer(), 12);
        QCOMPARE(root.find("n").number(), 12.0);
        QCOMPARE(root.find("s").text(), std::string_view("text"));
        QVERIFY(!root.find("missing").exists());
        QVERIFY(!root.find("missing").find("deeper").exists());
        const json::Value list = root.find("a").find("b");
        QCOMPARE(list.count(), std::size_t(3));
        int items = 0;
        for (const json::Value item : list)
            items += item.exists() ? 1 : 0;
        QCOMPARE(items, 3);
        QCOMPARE(json::scalarText(root.find("n")), std::string("12"));
    }

    /// Names alike in length and at their ends, some of them twice: the later one counts, and each stands once.
    void theLastCountsInObjectsOfEverySize()
    {
        json::Parser parser;
        for (int members = 1; members <= 300; members += members < 20 ? 1 : 37) {
            const auto name = [](int i) { return "n" + std::to_string(1000 + i) + "x"; };
            std::string text = "{";
            for (int i = 0; i < members; ++i)
                text += '"' + name(i) + "\":" + std::to_string(i) + ',';
            for (int i = 0; i < members; i += 3)
                text += '"' + name(i) + "\":" + std::to_string(-i - 1) + ',';
            text.back() = '}';
            const auto document = parser.parse(text);
            QVERIFY2(document, text.c_str());
            int count = 0;
            for (const json::Value member : document->root)
                count += member.isNumber() ? 1 : 0;
            QCOMPARE(count, members);
            for (int i = 0; i < members; ++i)
                QCOMPARE(document->root.find(name(i)).integer(), std::int64_t(i % 3 == 0 ? -i - 1 : i));
        }
    }

    /// Texts are looked through eight bytes at a time: every character in every place.
    void escapesInEveryPlace()
    {
        json::Parser parser;
        for (std::size_t size = 1; size <= 20; ++size) {
            for (std::size_t place = 0; place < size; ++place) {
                for (int c = 0; c < 0x80; ++c) {
                    std::string text(size, 'x');
                    text[place] = static_cast<char>(c);
                    std::string out = "{";
                    json::appendName(out, text, true);
                    json::appendString(out, text);
                    out += '}';
                    const auto read = parser.parse(out);
                    QVERIFY2(read, out.c_str());
                    QCOMPARE((*read->root.begin()).key(), std::string_view(text));
                    QCOMPARE(read->root.find(text).text(), std::string_view(text));
                    const bool isEscaped = c < 0x20 || c == '"' || c == '\\';
                    QCOMPARE(out.find('\\') != std::string::npos, isEscaped);
                }
            }
        }
    }

    void settlesDuplicatesOfLargeObjects()
    {
        std::string text = "{";
        for (int i = 0; i < 200; ++i)
            text += "\"k" + std::to_string(i % 50) + "\":" + std::to_string(i) + ",";
        text += "\"last\":1}";
        json::Parser parser;
        const auto document = parser.parse(text);
        int members = 0;
        for (const json::Value member : document->root) {
            if (member.key() != "last")
                QVERIFY(member.integer() >= 150);
            ++members;
        }
        QCOMPARE(members, 51);
        QCOMPARE(document->root.find("k7").integer(), 157);
    }

    void saysWhenItRepaired()
    {
        json::Parser parser;
        QVERIFY(!parser.parse("[\"fine\"]")->repaired);
        QVERIFY(!parser.parse("\xEF\xBB\xBF[1]")->repaired);
        QVERIFY(parser.parse("[\"\xC0\xAF\"]")->repaired);
    }

    void aWriterSetsTheCommas()
    {
        std::string out;
        json::Writer writer(out);
        writer.openObject();
        writer.member("ok", true);
        writer.member("n", std::int64_t(3));
        writer.member("t", std::string_view("a\"b"));
        writer.key("list");
        writer.openArray();
        writer.integer(1);
        writer.number(2.5);
        writer.null();
        writer.openObject();
        writer.closeObject();
        writer.closeArray();
        writer.key("j");
        writer.raw("[]");
        writer.closeObject();
        QCOMPARE(out, std::string("{\"ok\":true,\"n\":3,\"t\":\"a\\\"b\",\"list\":[1,2.5,null,{}],\"j\":[]}"));
    }

    void cutsOnCharacterBoundaries()
    {
        QCOMPARE(cutUtf8("a\xC3\xA9z", 2), std::string_view("a"));
        QCOMPARE(cutUtf8("a\xC3\xA9z", 3), std::string_view("a\xC3\xA9"));
        QCOMPARE(cutUtf8("abc", 9), std::string_view("abc"));
        QCOMPARE(cutUtf8("\xF0\x9F\x98\x80", 3), std::string_view());
    }
};

QTEST_GUILESS_MAIN(TestJson)
#include "tst_json.moc"
