// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/tracker/hashes.h"

#include "ingest/membertext.h"
#include "ingest/tracker/texts.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <algorithm>

namespace sightglass::ingest::tracker {

std::uint32_t fnv1a32(std::string_view text)
{
    std::uint32_t hash = 2166136261U;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return hash;
}

std::string shortHash(std::string_view text)
{
    std::uint32_t rest = fnv1a32(text);
    std::string digits;
    do {
        digits += "0123456789abcdefghijklmnopqrstuvwxyz"[rest % 36];
        rest /= 36;
    } while (rest != 0);
    std::reverse(digits.begin(), digits.end());
    return digits;
}

std::string legacyIpHash(std::string_view address)
{
    std::string hash = shortHash(address);
    for (int part = 0; part < 3; ++part)
        hash += shortHash(std::string(address) + hash);
    return hash;
}

std::string keyedIpHash(std::string_view address, std::string_view secret)
{
    const auto bytes = [](std::string_view text) {
        return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
    };
    const QByteArray mac = QMessageAuthenticationCode::hash(bytes(address), bytes(secret), QCryptographicHash::Sha256);
    return mac.toHex().left(32).toStdString();
}

std::string addressHash(std::string_view address, const Options& options)
{
    return options.legacyIpHash ? legacyIpHash(address) : keyedIpHash(address, options.ipHashSecret);
}

std::string identityHash(std::string_view value, std::string_view prefix)
{
    const std::string text = std::string(prefix) + lowerText(trimmedText(value));
    const QByteArray hash = QCryptographicHash::hash(QByteArray::fromStdString(text), QCryptographicHash::Sha1);
    return hash.toBase64(QByteArray::Base64UrlEncoding).toStdString();
}

} // namespace sightglass::ingest::tracker
