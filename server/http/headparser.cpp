// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/headparser.h"

#include "core/charset.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

namespace sightglass::http {

namespace {

using domain::Method;

/// RFC 9110 token characters.
constexpr std::array<bool, 256> makeTokenTable()
{
    std::array<bool, 256> table{};
    for (int c = '0'; c <= '9'; ++c)
        table[static_cast<std::size_t>(c)] = true;
    for (int c = 'a'; c <= 'z'; ++c)
        table[static_cast<std::size_t>(c)] = table[static_cast<std::size_t>(c - 'a' + 'A')] = true;
    for (const char c : std::string_view("!#$%&'*+-.^_`|~"))
        table[static_cast<std::size_t>(c)] = true;
    return table;
}
constexpr auto kToken = makeTokenTable();

bool isToken(std::string_view text)
{
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return kToken[static_cast<unsigned char>(c)]; });
}

/// Control bytes but tab; bytes above 0x7f are somebody's Latin-1 or UTF-8.
bool hasControlByte(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && byte != '\t') || byte == 0x7f;
    });
}

Method parseMethod(std::string_view text)
{
    for (const Method method :
         {Method::Post, Method::Get, Method::Head, Method::Put, Method::Patch, Method::Delete, Method::Options}) {
        if (domain::name(method) == text)
            return method;
    }
    return Method::Other;
}

HeadResult refuse(int status, const char* reason)
{
    return {HeadResult::State::Refused, 0, status, reason};
}

/// Offset just past the empty line that ends the head; 0 when it is not there yet.
std::size_t findEnd(std::string_view bytes, std::size_t from)
{
    for (std::size_t at = bytes.find('\n', from); at != std::string_view::npos; at = bytes.find('\n', at + 1)) {
        if (at + 1 < bytes.size() && bytes[at + 1] == '\n')
            return at + 2;
        if (at + 2 < bytes.size() && bytes[at + 1] == '\r' && bytes[at + 2] == '\n')
            return at + 3;
    }
    return 0;
}

/// Takes one line without its end from `rest`.
std::string_view takeLine(std::string_view& rest)
{
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

/// Calls visit for each item of a comma list.
template <typename Visit> void forEachItem(std::string_view list, Visit visit)
{
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(','), list.size());
        visit(trimmed(list.substr(0, end)));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
}

std::optional<HeadResult> parseRequestLine(std::string_view line, RequestHead& head)
{
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last || !isToken(line.substr(0, first)))
        return refuse(400, "The request line is malformed.");
    const std::string_view version = line.substr(last + 1);
    if (!version.starts_with("HTTP/") || version.size() != 8 || version[6] != '.')
        return refuse(400, "The request line names no HTTP version.");
    if (version[5] != '1')
        return refuse(505, "Only HTTP/1.0 and HTTP/1.1 are spoken here.");
    head.isHttp10 = version[7] == '0';
    head.keepAlive = !head.isHttp10;
    head.method = parseMethod(line.substr(0, first));
    head.target = trimmed(line.substr(first + 1, last - first - 1));
    if (head.target.empty() || hasControlByte(head.target))
        return refuse(400, "The request target is empty or holds a control character.");
    return std::nullopt;
}

/// What the framing of the message depends on, collected over all headers.
struct Framing
{
    int hosts = 0;
    int lengths = 0;
    int codings = 0;
    bool isLengthMalformed = false;
    bool isCodingUnknown = false;
};

void noteLength(std::string_view value, RequestHead& head, Framing& framing)
{
    ++framing.lengths;
    framing.isLengthMalformed = framing.isLengthMalformed || value.empty() || value.size() > 18;
    head.contentLength = 0;
    for (const char c : value) {
        framing.isLengthMalformed = framing.isLengthMalformed || c < '0' || c > '9';
        head.contentLength = head.contentLength * 10 + static_cast<std::uint64_t>(static_cast<unsigned char>(c - '0'));
    }
}

void noteConnection(std::string_view value, RequestHead& head)
{
    forEachItem(value, [&head](std::string_view item) {
        if (equalsLower(item, "close"))
            head.keepAlive = false;
        else if (equalsLower(item, "keep-alive") && head.isHttp10)
            head.keepAlive = true;
    });
}

void noteForwarding(std::string_view name, RequestHead& head)
{
    if (name.size() > 12 && equalsLower(name.substr(0, 12), "x-forwarded-"))
        head.hasForwarding = true;
    else if (equalsLower(name, "forwarded") || equalsLower(name, "x-real-ip") || equalsLower(name, "via"))
        head.hasForwarding = true;
}

/// Looks at the few headers the gate acts on; told apart by length first, since this runs for every header of every
/// request.
void note(std::string_view name, std::string_view value, RequestHead& head, Framing& framing)
{
    switch (name.size()) {
    case 4:
        if (equalsLower(name, "host")) {
            ++framing.hosts;
            head.host = value;
        }
        break;
    case 6:
        if (equalsLower(name, "origin"))
            head.origin = value;
        else if (equalsLower(name, "expect"))
            (equalsLower(value, "100-continue") ? head.expectsContinue : head.hasUnknownExpectation) = true;
        break;
    case 7:
        if (equalsLower(name, "upgrade") && equalsLower(value, "websocket"))
            head.isWebSocketUpgrade = true;
        break;
    case 10:
        if (equalsLower(name, "connection"))
            noteConnection(value, head);
        break;
    case 14:
        if (equalsLower(name, "content-length"))
            noteLength(value, head, framing);
        break;
    case 16:
        if (equalsLower(name, "content-encoding")) {
            head.hasSeveralEncodings = head.hasSeveralEncodings || !head.contentEncoding.empty();
            head.contentEncoding = value;
        }
        break;
    case 17:
        if (equalsLower(name, "transfer-encoding")) {
            ++framing.codings;
            head.isChunked = true;
            framing.isCodingUnknown = framing.isCodingUnknown || !equalsLower(value, "chunked");
        }
        break;
    default: break;
    }
    noteForwarding(name, head);
}

std::optional<HeadResult> judge(const RequestHead& head, const Framing& framing)
{
    if (framing.hosts > 1 || (framing.hosts == 0 && !head.isHttp10))
        return refuse(400, "Exactly one Host header is needed.");
    if (framing.lengths > 1 || framing.isLengthMalformed)
        return refuse(400, "Content-Length must be one number.");
    if (framing.codings > 0 && (framing.lengths > 0 || framing.codings > 1 || head.isHttp10))
        return refuse(400, "Transfer-Encoding does not go with Content-Length, with itself or with HTTP/1.0.");
    if (framing.isCodingUnknown)
        return refuse(501, "The only transfer coding spoken here is chunked.");
    return std::nullopt;
}

std::optional<HeadResult> parseHeaders(std::string_view rest, const HeadLimits& limits, RequestHead& head)
{
    Framing framing;
    while (true) {
        const std::string_view line = takeLine(rest);
        if (line.empty())
            return judge(head, framing);
        if (head.headers.size() >= limits.headers)
            return refuse(431, "There are too many headers.");
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || !isToken(line.substr(0, colon)))
            return refuse(400, "A header line is malformed.");
        const std::string_view name = line.substr(0, colon);
        const std::string_view value = trimmed(line.substr(colon + 1));
        if (hasControlByte(value))
            return refuse(400, "A header holds a control character.");
        head.headers.emplace_back(name, value);
        note(name, value, head, framing);
    }
}

} // namespace

bool equalsLower(std::string_view text, std::string_view lowerCase)
{
    return text.size() == lowerCase.size() &&
           std::equal(text.begin(), text.end(), lowerCase.begin(), [](char a, char b) { return asciiLower(a) == b; });
}

std::string_view trimmed(std::string_view text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

std::string_view RequestHead::header(std::string_view lowerCaseName) const
{
    for (const auto& [name, value] : headers) {
        if (equalsLower(name, lowerCaseName))
            return value;
    }
    return {};
}

HeadResult parseHead(std::string_view bytes, const HeadLimits& limits, RequestHead& head, std::size_t searched)
{
    std::size_t start = 0;
    while (start < bytes.size() && (bytes[start] == '\r' || bytes[start] == '\n'))
        ++start;
    const std::size_t end = findEnd(bytes, std::max(start, searched));
    if (end > limits.bytes || (end == 0 && bytes.size() > limits.bytes))
        return refuse(431, "The request head is too large.");
    if (end == 0) // the last two bytes may be the beginning of the end
        return {HeadResult::State::NeedsMore, bytes.size() < 2 ? 0 : bytes.size() - 2, 0, ""};

    auto headers = std::move(head.headers);
    headers.clear();
    head = RequestHead{};
    head.headers = std::move(headers);
    std::string_view rest = bytes.substr(start, end - start);
    if (const auto refused = parseRequestLine(takeLine(rest), head))
        return *refused;
    if (const auto refused = parseHeaders(rest, limits, head))
        return *refused;
    return {HeadResult::State::Complete, end, 0, ""};
}

} // namespace sightglass::http
