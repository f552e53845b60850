// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/segment/sender.h"

#include "core/charset.h"

#include <algorithm>
#include <array>
#include <span>

namespace sightglass::ingest::segment {

namespace {

using namespace std::string_view_literals;

constexpr std::array kMobileLibraries{"ios"sv,     "android"sv,   "kotlin"sv,  "swift"sv,  "react-native"sv,
                                      "flutter"sv, "capacitor"sv, "xamarin"sv, "cordova"sv};

bool containsAny(std::string_view text, std::span<const std::string_view> words)
{
    return std::any_of(words.begin(), words.end(),
                       [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

} // namespace

Library libraryKind(std::string_view libraryName)
{
    const std::string name = asciiLowered(libraryName.substr(0, 64));
    if (name.empty())
        return Library::Unknown;
    if (name.ends_with(".js") || name.find("browser") != std::string::npos ||
        name.find("opentrack") != std::string::npos)
        return Library::Browser;
    if (name.find("analytics") == std::string::npos)
        return Library::Unknown;
    return containsAny(name, kMobileLibraries) ? Library::Mobile : Library::Server;
}

Sender Sender::of(const Layered& context, const domain::Request& request)
{
    Sender sender;
    sender.library = libraryKind(context.object("library").find("name").text());
    sender.clientSide = sender.library == Library::Browser || sender.library == Library::Mobile ||
                        context.find("direct").boolean() || !domain::header(request.headers, "Origin").empty();
    return sender;
}

std::string_view Sender::channel() const
{
    if (library == Library::Mobile)
        return "mobile";
    return clientSide ? "browser" : "server";
}

} // namespace sightglass::ingest::segment
