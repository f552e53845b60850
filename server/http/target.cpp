// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/target.h"

#include "http/headparser.h"

#include <algorithm>

namespace sightglass::http {

namespace {

/// Cuts "http://host" off an absolute target.
bool takeAuthority(std::string_view& verbatim, Target& target)
{
    const std::size_t scheme = verbatim.find("://");
    if (scheme == std::string_view::npos ||
        !(equalsLower(verbatim.substr(0, scheme), "http") || equalsLower(verbatim.substr(0, scheme), "https")))
        return false;
    verbatim.remove_prefix(scheme + 3);
    const std::size_t end = std::min(verbatim.find_first_of("/?#"), verbatim.size());
    target.authority = verbatim.substr(0, end);
    verbatim.remove_prefix(end);
    return !target.authority.empty();
}

/// "/a//b/./c/../d" → "/a/b/d"; segments with encoded dots are text.
void appendNormalized(std::string_view raw, std::string& path)
{
    bool endsOpen = true;
    while (!raw.empty()) {
        raw.remove_prefix(1); // the slash
        const std::size_t end = std::min(raw.find('/'), raw.size());
        const std::string_view segment = raw.substr(0, end);
        raw.remove_prefix(end);
        endsOpen = segment.empty() || segment == "." || segment == "..";
        if (segment == "..")
            path.resize(path.empty() ? 0 : path.rfind('/'));
        if (endsOpen)
            continue;
        path += '/';
        path += segment;
    }
    if (endsOpen)
        path += '/';
}

void stripBase(std::string_view basePath, Target& target)
{
    if (basePath.empty() || !target.path.starts_with(basePath))
        return;
    if (target.path.size() == basePath.size())
        target.path = "/";
    else if (target.path[basePath.size()] == '/')
        target.path.erase(0, basePath.size());
    else
        return;
    target.wasBelowBase = true;
}

void splitSegments(Target& target)
{
    target.segments.clear();
    std::string_view rest = target.path;
    rest.remove_prefix(1);
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('/'), rest.size());
        target.segments.push_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
}

} // namespace

bool splitTarget(std::string_view verbatim, std::string_view basePath, Target& target)
{
    target.authority.clear();
    target.wasBelowBase = false;
    if (!verbatim.starts_with('/') && !takeAuthority(verbatim, target))
        return false;
    verbatim = verbatim.substr(0, verbatim.find('#'));
    const std::size_t mark = std::min(verbatim.find('?'), verbatim.size());
    const std::string_view raw = verbatim.substr(0, mark);
    target.query = verbatim.substr(std::min(mark + 1, verbatim.size()));
    if (raw.find("%00") != std::string_view::npos)
        return false;
    const bool isPlain =
        !raw.empty() && raw.find("//") == std::string_view::npos && raw.find("/.") == std::string_view::npos;
    if (isPlain) {
        target.path = raw;
    } else {
        target.path.clear();
        appendNormalized(raw, target.path);
    }
    stripBase(basePath, target);
    splitSegments(target);
    return true;
}

std::string_view targetOfFirstLine(std::string_view bytes)
{
    while (bytes.starts_with('\r') || bytes.starts_with('\n'))
        bytes.remove_prefix(1);
    const std::string_view line = bytes.substr(0, bytes.find_first_of("\r\n"));
    const std::size_t first = line.find(' ');
    if (first == std::string_view::npos)
        return {};
    const std::string_view rest = trimmed(line.substr(first + 1));
    const std::size_t version = rest.rfind(" HTTP/");
    return version == std::string_view::npos ? rest.substr(0, rest.find(' ')) : rest.substr(0, version);
}

} // namespace sightglass::http
