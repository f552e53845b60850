// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/tracker/uuids.h"

#include "core/charset.h"
#include "ingest/membertext.h"
#include "ingest/tracker/texts.h"

#include <QUuid>

namespace sightglass::ingest::tracker {

std::optional<std::string> uuidOf(std::string_view text)
{
    text = trimmedText(text);
    if (text.size() > 2 && text.front() == '{' && text.back() == '}')
        text = text.substr(1, text.size() - 2);
    const bool isDashed = text.size() == 36;
    if (!isDashed && text.size() != 32)
        return std::nullopt;
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = asciiLower(text[i]);
        const bool isDash = isDashed && (i == 8 || i == 13 || i == 18 || i == 23);
        if (isDash ? c != '-' : !isDigit(c) && !(c >= 'a' && c <= 'f'))
            return std::nullopt;
        if (!isDashed && (i == 8 || i == 12 || i == 16 || i == 20))
            out += '-';
        out += c;
    }
    return out;
}

std::string namedUuid(std::string_view space, std::string_view name)
{
    const QUuid base = QUuid::fromString(QLatin1String(space.data(), static_cast<qsizetype>(space.size())));
    const QByteArray text(name.data(), static_cast<qsizetype>(name.size()));
    return QUuid::createUuidV5(base, text).toString(QUuid::WithoutBraces).toStdString();
}

} // namespace sightglass::ingest::tracker
