// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/posthog/exceptiontext.h"

#include "core/jsonwriter.h"
#include "core/utf8.h"

#include <algorithm>
#include <array>
#include <vector>

namespace sightglass::ingest::posthog {

namespace {

using namespace std::string_view_literals;

/// Limits of spec sentry §9.4.
constexpr std::size_t kExceptions = 50;
constexpr std::size_t kFrames = 250;
constexpr std::size_t kTypeBytes = 256;
constexpr std::size_t kTextBytes = 8192;
constexpr std::size_t kFrameTextBytes = 2048;

void writeText(json::Writer& writer, std::string_view name, json::Value text, std::size_t bytes)
{
    if (text.isString() && !text.text().empty())
        writer.member(name, cutUtf8(text.text(), bytes));
}

void writeFrame(json::Writer& writer, json::Value frame)
{
    writer.openObject();
    writeText(writer, "filename", frame.find("filename"), kFrameTextBytes);
    writeText(writer, "function", frame.find("function"), kFrameTextBytes);
    for (const std::string_view number : {"lineno"sv, "colno"sv}) {
        if (frame.find(number).type() == json::Type::Integer)
            writer.member(number, frame.find(number));
    }
    if (frame.find("in_app").type() == json::Type::Bool)
        writer.member("in_app", frame.find("in_app"));
    writer.closeObject();
}

/// Of a very deep stack both ends are kept.
void writeFrames(json::Writer& writer, json::Value frames)
{
    if (!frames.isArray())
        return;
    const std::size_t count = frames.count();
    std::size_t index = 0;
    writer.key("stacktrace");
    writer.openObject();
    writer.key("frames");
    writer.openArray();
    for (const json::Value frame : frames) {
        const bool isKept = count <= kFrames || index < kFrames / 2 || index >= count - kFrames / 2;
        if (isKept && frame.isObject())
            writeFrame(writer, frame);
        ++index;
    }
    writer.closeArray();
    writer.closeObject();
}

void writeException(json::Writer& writer, json::Value exception)
{
    writer.openObject();
    writeText(writer, "type", exception.find("type"), kTypeBytes);
    writeText(writer, "value", exception.find("value"), kTextBytes);
    if (const json::Value handled = exception.find("mechanism").find("handled"); handled.type() == json::Type::Bool) {
        writer.key("mechanism");
        writer.openObject();
        writer.member("handled", handled);
        writer.closeObject();
    }
    writeFrames(writer, exception.find("stacktrace").find("frames"));
    writer.closeObject();
}

} // namespace

std::string exceptionText(json::Value properties)
{
    std::vector<json::Value> exceptions;
    for (const json::Value exception : properties.find("$exception_list")) {
        if (exception.isObject() && exceptions.size() < kExceptions)
            exceptions.push_back(exception);
    }
    if (exceptions.empty())
        return {};
    std::reverse(exceptions.begin(), exceptions.end());
    std::string out;
    json::Writer writer(out);
    writer.openObject();
    writer.key("exception");
    writer.openArray();
    for (const json::Value exception : exceptions)
        writeException(writer, exception);
    writer.closeArray();
    writeText(writer, "level", properties.find("$exception_level"), kTypeBytes);
    if (const json::Value print = properties.find("$exception_fingerprint");
        print.isString() && !print.text().empty()) {
        writer.key("fingerprint");
        writer.openArray();
        writer.string(cutUtf8(print.text(), 512));
        writer.closeArray();
    }
    writer.closeObject();
    return out;
}

} // namespace sightglass::ingest::posthog
