// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/umami/token.h"

#include <QByteArray>
#include <QMessageAuthenticationCode>

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace sightglass::ingest::umami {

namespace {

constexpr char kVersion = 1;
constexpr std::size_t kMacBytes = 16;
constexpr std::size_t kNumberBytes = 8;
constexpr std::size_t kSignedBytes = 1 + kNumberBytes + 2 * std::tuple_size_v<Uuid> + kNumberBytes;
constexpr auto kEncoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
constexpr std::chrono::hours kLongest{24};

std::string macOf(const std::string& secret, std::string_view text)
{
    const QByteArray mac =
        QMessageAuthenticationCode::hash(QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())),
                                         QByteArray::fromStdString(secret), QCryptographicHash::Sha256);
    return mac.left(static_cast<qsizetype>(kMacBytes)).toStdString();
}

void appendBytes(std::string& out, std::int64_t number)
{
    const auto bits = static_cast<std::uint64_t>(number);
    for (unsigned shift = 64; shift > 0; shift -= 8)
        out += static_cast<char>(static_cast<unsigned char>(bits >> (shift - 8)));
}

std::int64_t numberAt(std::string_view bytes)
{
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < kNumberBytes; ++i)
        bits = (bits << 8U) | static_cast<unsigned char>(bytes[i]);
    return static_cast<std::int64_t>(bits);
}

void appendBytes(std::string& out, const Uuid& uuid)
{
    out.append(uuid.begin(), uuid.end());
}

Uuid uuidAt(std::string_view bytes)
{
    Uuid uuid{};
    std::copy_n(bytes.begin(), uuid.size(), uuid.begin());
    return uuid;
}

/// Compares all bytes, whatever the first ones are.
bool isSameMac(std::string_view a, std::string_view b)
{
    unsigned difference = a.size() == b.size() ? 0 : 1;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        difference |= static_cast<unsigned>(static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]));
    return difference == 0;
}

} // namespace

std::string uuidText(const Uuid& uuid)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < uuid.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            text += '-';
        text += kHex[uuid[i] >> 4U];
        text += kHex[uuid[i] & 0xFU];
    }
    return text;
}

Uuid derivedUuid(const std::string& secret, std::string_view text)
{
    Uuid uuid = uuidAt(macOf(secret, text));
    uuid[6] = static_cast<unsigned char>((uuid[6] & 0x0FU) | 0x80U); // version 8
    uuid[8] = static_cast<unsigned char>((uuid[8] & 0x3FU) | 0x80U); // variant of RFC 9562
    return uuid;
}

std::string encodeToken(const std::string& secret, const Token& token)
{
    std::string bytes(1, kVersion);
    appendBytes(bytes, token.source.value);
    appendBytes(bytes, token.session);
    appendBytes(bytes, token.visit);
    appendBytes(bytes, toMs(token.issuedAt));
    bytes += macOf(secret, bytes);
    return QByteArray::fromStdString(bytes).toBase64(kEncoding).toStdString();
}

std::optional<Token> decodeToken(const std::string& secret, std::string_view text, SourceId source, TimePoint now)
{
    const auto decoded = QByteArray::fromBase64Encoding(QByteArray(text.data(), static_cast<qsizetype>(text.size())),
                                                        kEncoding | QByteArray::AbortOnBase64DecodingErrors);
    const std::string bytes = decoded ? decoded.decoded.toStdString() : std::string();
    if (bytes.size() != kSignedBytes + kMacBytes || bytes.front() != kVersion)
        return std::nullopt;
    const auto part = std::string_view(bytes).substr(0, kSignedBytes);
    if (!isSameMac(macOf(secret, part), std::string_view(bytes).substr(kSignedBytes)))
        return std::nullopt;
    Token token;
    token.source = SourceId(numberAt(part.substr(1)));
    token.session = uuidAt(part.substr(9));
    token.visit = uuidAt(part.substr(25));
    token.issuedAt = fromMs(numberAt(part.substr(41)));
    if (token.source != source || now - token.issuedAt > kLongest)
        return std::nullopt;
    return token;
}

} // namespace sightglass::ingest::umami
