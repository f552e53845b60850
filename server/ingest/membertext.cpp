// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/membertext.h"

#include "core/charset.h"
#include "core/jsonwriter.h"
#include "core/utf8.h"

#include <QCryptographicHash>
#include <QString>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace sightglass::ingest {

namespace {

constexpr std::size_t kMessageIdBytes = 255;

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool beginsCharacter(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80;
}

std::string decimalText(double number)
{
    if (!std::isfinite(number))
        return {};
    std::array<char, 400> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed).ptr;
    return std::string(buffer.data(), end);
}

} // namespace

std::string lowerText(std::string_view text)
{
    if (isAscii(text))
        return asciiLowered(text);
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toLower().toStdString();
}

std::string_view trimmedText(std::string_view text)
{
    constexpr CharSet blanks(std::string_view(" \t\r\n\f\v\0", 7));
    return blanks.trim(text);
}

bool isUuid(std::string_view text)
{
    if (text.size() != 36)
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const bool fits =
            dash ? text[i] == '-' : std::string_view("0123456789abcdefABCDEF").find(text[i]) != std::string_view::npos;
        if (!fits)
            return false;
    }
    return true;
}

std::string memberText(domain::Event& event, std::string_view text, std::size_t bytes)
{
    text = trimmedText(text);
    std::string kept;
    if (text.find('\0') != std::string_view::npos) {
        kept = text;
        std::erase(kept, '\0');
        text = kept;
    }
    if (text.size() > bytes) {
        domain::addWarning(event, domain::Warning::TextCut);
        text = cutUtf8(text, bytes);
    }
    return std::string(text);
}

std::string memberText(domain::Event& event, json::Value value, std::size_t bytes)
{
    return value.isString() ? memberText(event, value.text(), bytes) : std::string();
}

std::size_t characterCount(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), beginsCharacter));
}

std::string firstCharacters(domain::Event& event, std::string_view text, std::size_t characters)
{
    std::size_t end = 0;
    for (std::size_t count = 0; end < text.size(); ++end) {
        if (beginsCharacter(text[end]) && count++ == characters)
            break;
    }
    if (end < text.size())
        domain::addWarning(event, domain::Warning::TextCut);
    return std::string(text.substr(0, end));
}

std::string idText(domain::Event& event, json::Value value, std::size_t bytes)
{
    switch (value.type()) {
    case json::Type::String:
    case json::Type::BigNumber: return memberText(event, value.text(), bytes);
    case json::Type::Double: return decimalText(value.number());
    case json::Type::Integer:
    case json::Type::Bool: return json::scalarText(value);
    case json::Type::Array:
    case json::Type::Object: domain::addWarning(event, domain::Warning::TypeMismatch); return {};
    case json::Type::Absent:
    case json::Type::Null: break;
    }
    return {};
}

std::string messageIdText(domain::Event& event, std::string id)
{
    if (id.size() <= kMessageIdBytes)
        return id;
    domain::addWarning(event, domain::Warning::MessageIdHashed);
    const auto hash = QCryptographicHash::hash(QByteArray::fromStdString(id), QCryptographicHash::Sha256);
    return "sha256:" + hash.toHex().toStdString();
}

std::string comparableUserId(std::string id)
{
    if (!isAscii(id))
        return QString::fromStdString(id).normalized(QString::NormalizationForm_C).toStdString();
    if (isUuid(id))
        std::transform(id.begin(), id.end(), id.begin(),
                       [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c | 0x20) : c; });
    return id;
}

} // namespace sightglass::ingest
