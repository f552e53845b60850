// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqltext.h"

#include "storage/sqlfiles.h"

#include <QtGlobal>

#include <string>

namespace sightglass::storage {

namespace {

std::string_view fileText(std::string_view family)
{
    for (const SqlFile& file : sqlFiles()) {
        if (file.family == family)
            return file.text;
    }
    return {};
}

/// The text between "-- :name\n" and the next such line.
std::string_view section(std::string_view text, std::string_view name)
{
    constexpr std::string_view kMark = "-- :";
    for (std::size_t at = text.find(kMark); at != std::string_view::npos; at = text.find(kMark, at)) {
        at += kMark.size();
        const std::size_t lineEnd = text.find('\n', at);
        if (text.substr(at, lineEnd - at) == name) {
            const std::size_t next = text.find(kMark, lineEnd);
            return text.substr(lineEnd + 1, next == std::string_view::npos ? next : next - lineEnd - 1);
        }
    }
    return {};
}

} // namespace

std::string_view sqlText(std::string_view family, std::string_view name)
{
    const std::string_view found = section(fileText(family), name);
    Q_ASSERT_X(!found.empty(), "sqlText", std::string(name).c_str());
    return found;
}

} // namespace sightglass::storage
