// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/textstage.h"

#include "domain/propertytext.h"

#include <QByteArray>
#include <QString>

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <span>
#include <string_view>

namespace sightglass::pipeline {

using domain::Event;
using domain::Warning;

namespace {

struct Limit
{
    std::string Event::*member;
    std::size_t bytes;
    std::size_t characters;
};

/// Spec routes §4.1, column "meaning and normalisation"; 255 bytes where it names no limit.
constexpr std::array kLimits{
    Limit{&Event::name, 1024, 0},          Limit{&Event::userId, 1024, 0},      Limit{&Event::anonymousId, 1024, 0},
    Limit{&Event::idSpace, 64, 0},         Limit{&Event::linkedId, 1024, 0},    Limit{&Event::sessionHint, 256, 0},
    Limit{&Event::url, 4096, 0},           Limit{&Event::hostname, 253, 0},     Limit{&Event::path, 2000, 0},
    Limit{&Event::title, 2000, 500},       Limit{&Event::pageName, 1020, 255},  Limit{&Event::pageCategory, 1020, 255},
    Limit{&Event::referrer, 2000, 0},      Limit{&Event::referrerHost, 253, 0}, Limit{&Event::utmSource, 255, 0},
    Limit{&Event::utmMedium, 255, 0},      Limit{&Event::utmCampaign, 255, 0},  Limit{&Event::utmContent, 255, 0},
    Limit{&Event::utmTerm, 255, 0},        Limit{&Event::sourceParam, 255, 0},  Limit{&Event::timezone, 64, 0},
    Limit{&Event::language, 64, 0},        Limit{&Event::locale, 64, 0},        Limit{&Event::country, 64, 0},
    Limit{&Event::region, 255, 0},         Limit{&Event::city, 255, 0},         Limit{&Event::browser, 255, 0},
    Limit{&Event::browserVersion, 255, 0}, Limit{&Event::os, 255, 0},           Limit{&Event::osVersion, 255, 0},
    Limit{&Event::appVersion, 250, 0},     Limit{&Event::environment, 64, 0},   Limit{&Event::libraryName, 255, 0},
    Limit{&Event::libraryVersion, 255, 0}, Limit{&Event::viewId, 255, 0},       Limit{&Event::experiment, 255, 0},
    Limit{&Event::variant, 255, 0},        Limit{&Event::linkId, 255, 0},       Limit{&Event::pixelId, 255, 0},
};
constexpr std::size_t kMessageIdBytes = 255;
/// Members of `wire` that hold a JSON text: half of one is none, so they are whole, and no longer than what their route
/// takes (spec routes §1 "body").
constexpr std::array<std::string_view, 6> kWireJson{"payload", "params", "nparams", "targets", "unset", "null"};
constexpr std::size_t kKeyBytes = 300;
constexpr std::size_t kValueBytes = 8192;

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}
bool isBlank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

template <typename Word> std::uint64_t wordAt(const char* at)
{
    Word word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
}
/// None of its eight bytes is NUL or beyond ASCII.
bool isPlainWord(std::uint64_t word)
{
    constexpr std::uint64_t high = 0x8080808080808080U;
    constexpr std::uint64_t low = 0x0101010101010101U;
    return ((word | ((word - low) & ~word)) & high) == 0;
}

/// Nothing to repair: only ASCII and no NUL. Eight bytes at a time, the last ones twice, since nearly every text is
/// like that.
bool isPlain(const std::string& text)
{
    const char* const data = text.data();
    const std::size_t size = text.size();
    if (size < 4)
        return std::all_of(text.begin(), text.end(), [](char c) { return c > 0; });
    if (size < 8)
        return isPlainWord(wordAt<std::uint32_t>(data) | wordAt<std::uint32_t>(data + size - 4) << 32);
    for (std::size_t i = 0; i + 8 < size; i += 8) {
        if (!isPlainWord(wordAt<std::uint64_t>(data + i)))
            return false;
    }
    return isPlainWord(wordAt<std::uint64_t>(data + size - 8));
}

void repair(Event& event, std::string& text)
{
    std::erase(text, '\0');
    const QString decoded = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    std::string again = decoded.toStdString();
    if (again != text && !text.starts_with("\xEF\xBB\xBF")) {
        text = std::move(again);
        domain::addWarning(event, Warning::TextRepaired);
    }
}

void trim(std::string& text)
{
    std::size_t end = text.size();
    while (end > 0 && isBlank(text[end - 1]))
        --end;
    std::size_t begin = 0;
    while (begin < end && isBlank(text[begin]))
        ++begin;
    if (begin > 0 || end < text.size())
        text = text.substr(begin, end - begin);
}

void cut(Event& event, std::string& text, std::size_t bytes)
{
    while (bytes > 0 && isContinuation(text[bytes]))
        --bytes;
    text.resize(bytes);
    domain::addWarning(event, Warning::TextCut);
}

/// Where the character number `characters` begins; the size when the text has fewer.
std::size_t positionOf(const std::string& text, std::size_t characters)
{
    std::size_t i = 0;
    for (; i < text.size(); ++i) {
        if (!isContinuation(text[i]) && characters-- == 0)
            break;
    }
    return i;
}

bool isUuid(const std::string& text)
{
    if (text.size() != 36)
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const bool hex = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
        if (dash ? c != '-' : !hex)
            return false;
    }
    return true;
}

void normaliseUserId(std::string& id)
{
    if (isUuid(id))
        std::transform(id.begin(), id.end(), id.begin(),
                       [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c; });
    else if (!isPlain(id))
        id = QString::fromStdString(id).normalized(QString::NormalizationForm_C).toStdString();
}

void hashLongMessageId(Event& event)
{
    if (event.messageId.size() <= kMessageIdBytes)
        return;
    std::array<unsigned char, 32> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(event.messageId.data()),
                       event.messageId.size(), nullptr, 0);
    event.messageId =
        QByteArray(reinterpret_cast<const char*>(hash.data()), qsizetype(hash.size())).toHex().toStdString();
    domain::addWarning(event, Warning::MessageIdHashed);
}

void limitMap(Event& event, domain::PropertyMap& map, std::span<const std::string_view> whole = {})
{
    for (domain::Property& property : map) {
        limitText(event, property.key, kKeyBytes);
        if (domain::isDeletion(property.value))
            continue;
        if (auto* text = std::get_if<std::string>(&property.value)) {
            if (!isPlain(*text))
                repair(event, *text);
            if (text->size() > kValueBytes && std::find(whole.begin(), whole.end(), property.key) == whole.end())
                cut(event, *text, kValueBytes);
        }
    }
}

} // namespace

void limitText(Event& event, std::string& text, std::size_t bytes, std::size_t characters)
{
    if (text.empty())
        return;
    const bool plain = isPlain(text);
    if (plain && text.size() <= bytes && (characters == 0 || text.size() <= characters) && !isBlank(text.front()) &&
        !isBlank(text.back()))
        return;
    if (!plain)
        repair(event, text);
    trim(text);
    if (characters > 0 && text.size() > characters) {
        if (const std::size_t end = plain ? characters : positionOf(text, characters); end < text.size())
            cut(event, text, end);
    }
    if (text.size() > bytes)
        cut(event, text, bytes);
}

void applyTextLimits(Event& event)
{
    for (const Limit& limit : kLimits) {
        if (std::string& text = event.*limit.member; !text.empty())
            limitText(event, text, limit.bytes, limit.characters);
    }
    limitText(event, event.messageId, std::string::npos);
    hashLongMessageId(event);
    normaliseUserId(event.userId);
    limitMap(event, event.properties);
    limitMap(event, event.traits);
    limitMap(event, event.traitsOnce);
    limitMap(event, event.wire, kWireJson);
}

} // namespace sightglass::pipeline
