// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/opentrace/pageerror.h"

#include "core/charset.h"
#include "core/jsonwriter.h"
#include "core/utf8.h"

#include <algorithm>
#include <string_view>

namespace sightglass::ingest::opentrace {

namespace {

constexpr std::size_t kMessageBytes = 4096;
constexpr std::size_t kStackBytes = 16 * 1024;

struct Spelled
{
    std::string_view type = "Error";
    std::string_view value;
};

/// Browsers say "Uncaught TypeError: x is not a function".
Spelled spelled(std::string_view message)
{
    for (const std::string_view prefix : {std::string_view("Uncaught (in promise) "), std::string_view("Uncaught ")}) {
        if (message.starts_with(prefix)) {
            message.remove_prefix(prefix.size());
            break;
        }
    }
    const std::size_t colon = message.find(": ");
    const std::string_view word = message.substr(0, colon == std::string_view::npos ? 0 : colon);
    const bool isType =
        (word.ends_with("Error") || word.ends_with("Exception")) && std::all_of(word.begin(), word.end(), [](char c) {
            return isDigit(c) || (asciiLower(c) >= 'a' && asciiLower(c) <= 'z') || c == '.' || c == '_';
        });
    return isType ? Spelled{word, message.substr(colon + 2)} : Spelled{.value = message};
}

/// The place that the browser named.
void writeFrame(json::Writer& writer, json::Value payload)
{
    const std::string_view source = payload.find("source").text();
    if (source.empty())
        return;
    writer.key("stacktrace");
    writer.openObject();
    writer.key("frames");
    writer.openArray();
    writer.openObject();
    writer.member("filename", cutUtf8(source, kMessageBytes));
    if (const json::Value line = payload.find("line"); line.type() == json::Type::Integer)
        writer.member("lineno", line);
    if (const json::Value column = payload.find("col"); column.type() == json::Type::Integer)
        writer.member("colno", column);
    writer.closeObject();
    writer.closeArray();
    writer.closeObject();
}

} // namespace

std::string exceptionOf(json::Value payload)
{
    const Spelled said = spelled(payload.find("message").text());
    const std::string_view stack = cutUtf8(payload.find("stack").text(), kStackBytes);
    std::string out;
    json::Writer writer(out);
    writer.openObject();
    writer.key("exception");
    writer.openArray();
    writer.openObject();
    writer.member("type", cutUtf8(said.type, kMessageBytes));
    writer.member("value", cutUtf8(said.value, kMessageBytes));
    writer.key("mechanism");
    writer.raw(R"({"type":"onerror","handled":false})");
    writeFrame(writer, payload);
    writer.closeObject();
    writer.closeArray();
    writer.member("level", std::string_view("error"));
    writer.member("platform", std::string_view("javascript"));
    if (!stack.empty())
        writer.member("stack", stack);
    writer.closeObject();
    return out;
}

} // namespace sightglass::ingest::opentrace
