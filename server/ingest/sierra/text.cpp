// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/sierra/text.h"

#include "core/utf8.h"

#include <QString>

#include <algorithm>

namespace sightglass::ingest::sierra {

namespace {

constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

bool isBlankCharacter(std::string_view sequence)
{
    return QString::fromUtf8(sequence.data(), static_cast<qsizetype>(sequence.size())).trimmed().isEmpty();
}

/// The last character of a text.
std::string_view lastCharacter(std::string_view text)
{
    std::size_t at = text.size() - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80)
        --at;
    return text.substr(at);
}

} // namespace

std::string truncated(domain::Event& event, std::string_view text, std::size_t bytes)
{
    std::string out(text);
    std::erase(out, '\0');
    if (out.size() <= bytes)
        return out;
    domain::addWarning(event, domain::Warning::TextCut);
    out.resize(cutUtf8(out, bytes).size());
    return out.append(kEllipsis);
}

std::string_view withoutBlanks(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t length = std::max<std::size_t>(utf8SequenceLength(text), 1);
        if (!isBlankCharacter(text.substr(0, length)))
            break;
        text.remove_prefix(length);
    }
    while (!text.empty() && isBlankCharacter(lastCharacter(text)))
        text.remove_suffix(lastCharacter(text).size());
    return text;
}

} // namespace sightglass::ingest::sierra
