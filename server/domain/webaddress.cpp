// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/webaddress.h"

#include "core/charset.h"
#include "core/utf8.h"
#include "domain/request.h"

#include <QUrl>

#include <algorithm>
#include <utility>
#include <vector>

namespace sightglass::domain {

namespace {

constexpr CharSet kSkipped("\t\r\n");
constexpr CharSet kForbiddenInHost("#/:<>?@[\\]^|%");
constexpr CharSet kAuthorityEnds("/?#");
constexpr CharSet kSpecialAuthorityEnds("/\\?#");

bool isAlpha(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}
void makeLower(std::string& text)
{
    std::transform(text.begin(), text.end(), text.begin(), asciiLower);
}

/// Schemes whose addresses have a host and a known port.
std::string_view ownPort(std::string_view scheme)
{
    if (scheme == "https" || scheme == "wss")
        return "443";
    if (scheme == "http" || scheme == "ws")
        return "80";
    return scheme == "ftp" ? std::string_view("21") : std::string_view();
}

/// Without blanks around and without the tabs and line ends browsers skip; `kept` holds the text when it changed.
std::string_view cleaned(std::string_view text, std::string& kept)
{
    const auto blank = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
    while (!text.empty() && blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && blank(text.back()))
        text.remove_suffix(1);
    if (kSkipped.findIn(text) == std::string_view::npos)
        return text;
    std::copy_if(text.begin(), text.end(), std::back_inserter(kept), [](char c) { return !kSkipped.contains(c); });
    return kept;
}

/// The scheme that `text` begins with, taken off together with its colon; "" when it begins with none.
std::string takeScheme(std::string_view& text)
{
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || !isAlpha(text.front()))
        return {};
    std::string scheme(text.substr(0, colon));
    makeLower(scheme);
    const bool fits = std::all_of(scheme.begin(), scheme.end(),
                                  [](char c) { return isAlpha(c) || isDigit(c) || c == '+' || c == '-' || c == '.'; });
    if (!fits)
        return {};
    text.remove_prefix(colon + 1);
    return scheme;
}

bool isForbiddenInHost(char c)
{
    return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || kForbiddenInHost.contains(c);
}

bool isIpv6(std::string_view host)
{
    return host.size() > 3 && host.front() == '[' && host.back() == ']' &&
           host.find_first_not_of("0123456789abcdefABCDEF:.", 1) == host.size() - 1;
}

/// Lower-case host in punycode; "" when it is none.
std::string hostOf(std::string_view text)
{
    if (isIpv6(text)) {
        std::string host(text);
        makeLower(host);
        return host;
    }
    std::string host = text.find('%') == std::string_view::npos ? std::string(text) : percentDecode(text);
    const bool ascii =
        std::all_of(host.begin(), host.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!ascii)
        host = QUrl::toAce(QString::fromStdString(host)).toStdString();
    makeLower(host);
    return std::any_of(host.begin(), host.end(), isForbiddenInHost) ? std::string() : host;
}

/// "user:name@host:port" into host and port. False when there is no usable host.
bool readAuthority(std::string_view text, WebAddress& address)
{
    if (const std::size_t at = text.rfind('@'); at != std::string_view::npos)
        text.remove_prefix(at + 1);
    const std::size_t bracket = text.find(']');
    const std::size_t colon = text.find(':', bracket == std::string_view::npos ? 0 : bracket);
    if (colon != std::string_view::npos) {
        const std::string_view port = text.substr(colon + 1);
        if (!std::all_of(port.begin(), port.end(), isDigit) || port.size() > 5)
            return false;
        if (port != ownPort(address.scheme))
            address.port = port;
        text = text.substr(0, colon);
    }
    address.host = hostOf(text);
    return !address.host.empty();
}

bool isDots(std::string_view segment, int dots)
{
    int seen = 0;
    while (!segment.empty()) {
        if (segment.front() == '.')
            segment.remove_prefix(1);
        else if (segment.size() >= 3 && segment[0] == '%' && segment[1] == '2' && asciiLower(segment[2]) == 'e')
            segment.remove_prefix(3);
        else
            return false;
        ++seen;
    }
    return seen == dots;
}

/// Resolves "." and ".." segments of a path that begins with '/'.
std::string withoutDots(std::string_view path)
{
    std::vector<std::string_view> kept;
    path.remove_prefix(1);
    while (true) {
        const std::size_t end = std::min(path.find('/'), path.size());
        const std::string_view segment = path.substr(0, end);
        const bool last = end == path.size();
        const bool up = isDots(segment, 2);
        if (up && !kept.empty())
            kept.pop_back();
        if (!up && !isDots(segment, 1))
            kept.push_back(segment);
        else if (last)
            kept.push_back({});
        if (last)
            break;
        path.remove_prefix(end + 1);
    }
    std::string out;
    for (const std::string_view segment : kept)
        (out += '/') += segment;
    return out;
}

void readPath(std::string_view text, bool backslashes, WebAddress& address)
{
    if (const std::size_t hash = text.find('#'); hash != std::string_view::npos) {
        address.fragment = text.substr(hash + 1);
        text = text.substr(0, hash);
    }
    if (const std::size_t mark = text.find('?'); mark != std::string_view::npos) {
        address.query = text.substr(mark + 1);
        text = text.substr(0, mark);
    }
    address.path = text.empty() || (text.front() != '/' && !(backslashes && text.front() == '\\')) ? "/" : "";
    address.path += text;
    if (backslashes)
        std::replace(address.path.begin(), address.path.end(), '\\', '/');
    const bool mayHaveDots =
        address.path.find("/.") != std::string::npos || address.path.find("/%2") != std::string::npos;
    if (mayHaveDots)
        address.path = withoutDots(address.path);
}

bool isBarePath(std::string_view text)
{
    return text.empty() || text.front() == '/' || text.front() == '?' || text.front() == '#';
}

int hexDigit(char c)
{
    if (isDigit(c))
        return c - '0';
    const char l = asciiLower(c);
    return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

/// The byte an escape at the front of `text` stands for, -1 when there is none.
int escapedByte(std::string_view text)
{
    if (text.size() < 3 || text[0] != '%')
        return -1;
    const int high = hexDigit(text[1]);
    const int low = hexDigit(text[2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

void appendEscaped(std::string& out, unsigned char byte)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    out += '%';
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
}

/// Whether a decoded character is written as itself.
bool showsAsItself(std::string_view character)
{
    const auto first = static_cast<unsigned char>(character[0]);
    if (character.size() == 1)
        return first > 0x1F && first != 0x7F && std::string_view("/?#").find(character[0]) == std::string_view::npos;
    return first != 0xC2 || static_cast<unsigned char>(character[1]) >= 0xA0; // U+0080–U+009F are controls
}

/// Decodes the run of escapes at the front of `text` and takes it off.
void appendDecodedRun(std::string& out, std::string_view& text)
{
    std::string bytes;
    for (int byte = escapedByte(text); byte >= 0; byte = escapedByte(text)) {
        bytes += static_cast<char>(byte);
        text.remove_prefix(3);
    }
    for (std::string_view rest = bytes; !rest.empty();) {
        const std::size_t length = utf8SequenceLength(rest);
        const std::string_view character = rest.substr(0, std::max<std::size_t>(length, 1));
        if (length && showsAsItself(character))
            out += character;
        else
            std::for_each(character.begin(), character.end(),
                          [&out](char c) { appendEscaped(out, static_cast<unsigned char>(c)); });
        rest.remove_prefix(character.size());
    }
}

} // namespace

std::optional<WebAddress> parseWebAddress(std::string_view text)
{
    std::string kept;
    text = cleaned(text, kept);
    WebAddress address;
    address.scheme = takeScheme(text);
    if (address.scheme.empty() && !text.starts_with("//")) {
        if (!isBarePath(text))
            return std::nullopt;
        readPath(text, true, address);
        return address;
    }
    if (address.scheme.empty())
        address.scheme = "https";
    const bool special = !ownPort(address.scheme).empty();
    const std::string_view slashes = special ? "/\\" : "/";
    const std::size_t start = std::min(text.find_first_not_of(slashes), text.size());
    if (address.scheme == "file" || (!special && start < 2))
        return std::nullopt;
    text.remove_prefix(special ? start : 2);
    const std::size_t end = std::min((special ? kSpecialAuthorityEnds : kAuthorityEnds).findIn(text), text.size());
    if (!readAuthority(text.substr(0, end), address))
        return std::nullopt;
    readPath(text.substr(end), special, address);
    return address;
}

std::string reportHost(std::string_view host)
{
    std::string name = hostOf(host);
    if (name.ends_with('.'))
        name.pop_back();
    std::string_view rest = name;
    while (rest.starts_with("www.") && rest.size() > 4)
        rest.remove_prefix(4);
    return rest.size() == name.size() ? name : std::string(rest);
}

std::string_view hostWithoutPort(std::string_view host)
{
    const std::size_t colon = host.rfind(':');
    const bool isNone = colon == std::string_view::npos || host.find(']', colon) != std::string_view::npos;
    return isNone ? host : host.substr(0, colon);
}

std::string hostAndPort(std::string_view address)
{
    const auto parsed = parseWebAddress(address);
    if (!parsed)
        return {};
    return parsed->port.empty() || parsed->host.empty() ? parsed->host : parsed->host + ':' + parsed->port;
}

std::string comparableHost(std::string_view host)
{
    const std::string_view bare = hostWithoutPort(host);
    return reportHost(bare).append(host.substr(bare.size()));
}

std::string reportPath(std::string_view path, bool keepTrailingSlash)
{
    std::string out;
    out.reserve(path.size());
    while (!path.empty()) {
        const char c = path.front();
        if (escapedByte(path) >= 0) {
            appendDecodedRun(out, path);
            continue;
        }
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
            appendEscaped(out, static_cast<unsigned char>(c));
        else
            out += c;
        path.remove_prefix(1);
    }
    const std::string_view dropped = keepTrailingSlash ? " " : " /";
    out.erase(out.find_last_not_of(dropped) + 1);
    if (out.empty())
        out = "/";
    return out;
}

} // namespace sightglass::domain
