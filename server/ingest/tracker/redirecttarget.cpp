// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/tracker/redirecttarget.h"

#include "domain/webaddress.h"
#include "ingest/membertext.h"
#include "ingest/tracker/texts.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <algorithm>

namespace sightglass::ingest::tracker {

namespace {

bool isWebScheme(std::string_view text)
{
    const std::string start = lowerText(text.substr(0, 8));
    return start.starts_with("http://") || start == "https://";
}

bool allows(const std::vector<std::string>& hosts, std::string_view host)
{
    return std::any_of(hosts.begin(), hosts.end(), [host](std::string_view allowed) {
        return allowed.starts_with("*.") ? host.ends_with(allowed.substr(1)) : host == allowed;
    });
}

} // namespace

std::optional<std::string> webTarget(std::string_view text)
{
    constexpr std::string_view kHex = "0123456789ABCDEF";
    text = trimmedText(text);
    if (!isWebScheme(text))
        return std::nullopt;
    std::string target;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f)
            return std::nullopt;
        if (byte > 0x20 && byte < 0x80)
            target += c;
        else
            target.append("%").append(1, kHex[byte >> 4U]).append(1, kHex[byte & 0xfU]);
    }
    const auto address = domain::parseWebAddress(target);
    return address && !address->host.empty() ? std::optional(target) : std::nullopt;
}

std::string linkSignature(std::string_view target, std::string_view key)
{
    const auto bytes = [](std::string_view text) {
        return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
    };
    return QMessageAuthenticationCode::hash(bytes(target), bytes(key), QCryptographicHash::Sha256)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)
        .toStdString();
}

std::optional<std::string> redirectTarget(const domain::Request& request, const RedirectRules& rules)
{
    const auto named = domain::queryMember(request.query, "url");
    auto target = named ? webTarget(*named) : std::nullopt;
    if (!target)
        return std::nullopt;
    const bool isOpen = rules.hosts.empty() && rules.signingKey.empty();
    if (isOpen || allows(rules.hosts, domain::parseWebAddress(*target)->host))
        return target;
    const auto signature = domain::queryMember(request.query, "hubsig");
    const bool isSigned =
        !rules.signingKey.empty() && signature && isSameSecret(*signature, linkSignature(*named, rules.signingKey));
    return isSigned ? target : std::nullopt;
}

} // namespace sightglass::ingest::tracker
