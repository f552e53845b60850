// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/passwordhash.h"

#include <QCryptographicHash>

#include <sodium.h>

#include <array>

namespace sightglass::domain {

Expected<std::string> hashPassword(std::string_view password)
{
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (sodium_init() < 0 ||
        crypto_pwhash_str(text.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        return unexpected(ErrorCode::Unavailable, QStringLiteral("There is no memory to hash a password."));
    return std::string(text.data());
}

bool isPassword(std::string_view password, const std::string& hash)
{
    if (sodium_init() < 0)
        return false;
    if (!isLegacyHash(hash))
        return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
    const QByteArray bytes(password.data(), static_cast<qsizetype>(password.size()));
    const QByteArray own =
        QCryptographicHash::hash(bytes, QCryptographicHash::Sha1).toBase64(QByteArray::Base64UrlEncoding);
    return static_cast<std::size_t>(own.size()) == hash.size() &&
           sodium_memcmp(own.constData(), hash.data(), hash.size()) == 0;
}

bool isLegacyHash(std::string_view hash)
{
    return !hash.starts_with('$');
}

} // namespace sightglass::domain
