// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/tokens.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <cctype>

namespace sightglass::api {

namespace {

Unexpected noToken(const char* detail)
{
    return unexpected(ErrorCode::Unauthorized, QString::fromLatin1(detail));
}

} // namespace

QByteArray makeTokenText()
{
    std::array<quint32, 8> random{};
    QRandomGenerator::system()->fillRange(random.data(), qsizetype(random.size()));
    const QByteArray bytes(reinterpret_cast<const char*>(random.data()), qsizetype(sizeof random));
    return QByteArrayLiteral("sg_") + bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray tokenHash(QByteArrayView text)
{
    return QCryptographicHash::hash(text.toByteArray(), QCryptographicHash::Sha256);
}

bool includes(domain::Scope have, domain::Scope need)
{
    return have >= need;
}

QByteArray TokenBook::addTemporary(const std::string& name, domain::Scope scope)
{
    const QByteArray text = makeTokenText();
    const std::lock_guard lock(m_mutex);
    m_temporary[tokenHash(text).toStdString()] = domain::Token{TokenId(), name, scope, {}};
    return text;
}

Expected<domain::Token> TokenBook::fromHeader(std::string_view authorization) const
{
    constexpr std::string_view scheme = "bearer ";
    const bool isBearer = authorization.size() > scheme.size() &&
                          std::equal(scheme.begin(), scheme.end(), authorization.begin(),
                                     [](char want, unsigned char have) { return want == std::tolower(have); });
    if (!isBearer)
        return noToken("send a token as \"Authorization: Bearer TOKEN\"");
    authorization.remove_prefix(authorization.find_first_not_of(' ', scheme.size()));
    return fromText(authorization);
}

Expected<domain::Token> TokenBook::fromText(std::string_view token) const
{
    const QByteArray hash = tokenHash(QByteArrayView(token.data(), qsizetype(token.size())));
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_temporary.find(hash.toStdString());
        if (found != m_temporary.end())
            return found->second;
    }
    if (Expected<domain::Token> stored = m_control.tokenByHash(hash))
        return stored;
    return noToken("this token is unknown or was revoked");
}

} // namespace sightglass::api
