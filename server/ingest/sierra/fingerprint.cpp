// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/sierra/fingerprint.h"

#include "ingest/membertext.h"
#include "ingest/sierra/text.h"

#include <QCryptographicHash>
#include <QString>

#include <algorithm>

namespace sightglass::ingest::sierra {

namespace {

constexpr std::size_t kFrames = 5;
constexpr qsizetype kGroupBytes = 8;

QByteArray sha256(const QByteArray& bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

QByteArray bytesOf(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

std::string groupOf(const QByteArray& digest)
{
    return digest.left(kGroupBytes).toHex().toStdString();
}

/// Takes the first line that is not blank, trimmed, off a text; "" when there is none left.
std::string_view takeLine(std::string_view& text)
{
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = withoutBlanks(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!line.empty())
            return line;
    }
    return {};
}

/// Steps 8 and 9: no digits, blanks as one.
std::string withoutDigits(std::string_view text)
{
    std::string kept(text);
    std::erase_if(kept, [](char c) { return c >= '0' && c <= '9'; });
    return QString::fromStdString(kept).simplified().toStdString();
}

std::string lineNormalised(std::string_view line)
{
    return withoutDigits(withTokenKinds(lowerText(withoutAddresses(line))));
}

} // namespace

std::string fingerprint(std::string_view type, std::string_view message, std::string_view stack,
                        std::string_view override)
{
    if (const std::string_view own = withoutBlanks(override); !own.empty())
        return groupOf(sha256(bytesOf(own)));
    std::string text = lowerText(withoutBlanks(type)) + '\n';
    if (withoutBlanks(stack).empty()) {
        text += normalisedSummary(message);
    } else {
        for (const std::string& frame : normalisedFrames(stack, kFrames))
            text.append(frame).append("\n");
    }
    return groupOf(sha256(sha256(bytesOf(text))));
}

std::string normalisedFrame(std::string_view line)
{
    line = line.substr(0, line.find('?'));
    return withoutDigits(withTokenKinds(lowerText(withBaseNames(withoutAddresses(line)))));
}

std::vector<std::string> normalisedFrames(std::string_view stack, std::size_t most)
{
    std::vector<std::string> frames;
    for (std::string_view line = takeLine(stack); !line.empty() && frames.size() < most; line = takeLine(stack)) {
        std::string frame = normalisedFrame(line);
        if (!frame.empty() && (frames.empty() || frames.back() != frame))
            frames.push_back(std::move(frame));
    }
    return frames;
}

std::string normalisedSummary(std::string_view message)
{
    return lineNormalised(takeLine(message));
}

} // namespace sightglass::ingest::sierra
