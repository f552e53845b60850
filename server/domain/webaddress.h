// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sightglass::domain {

/// A web address taken apart by the rules browsers use (WHATWG URL), as far as analytics needs them: blanks around,
/// tabs and line ends are dropped, scheme and host lower-case, hosts in punycode, '\' is '/', dot segments resolved, a
/// default port dropped, name and password left out.
struct WebAddress
{
    std::string scheme;   ///< "" for a bare path.
    std::string host;     ///< With brackets when it is an IPv6 address; "" for a bare path.
    std::string port;     ///< Digits; "" for none or the scheme's own.
    std::string path;     ///< Begins with '/', escapes as sent.
    std::string query;    ///< Without '?', as sent.
    std::string fragment; ///< Without '#', as sent.
};

/// Reads an address. A text that begins with '/', '?' or '#' is a bare path; "//host/…" is taken as https. Nothing for
/// everything without a host of its own (about:, data:, mailto:, file:, a relative text) and for text no browser
/// would take. `text` must be UTF-8. Thread: any.
[[nodiscard]] std::optional<WebAddress> parseWebAddress(std::string_view text);

/// Host as reports compare it: lower-case punycode without port, one trailing dot and leading "www."s (spec routes
/// §4.3). "" when it is no host.
[[nodiscard]] std::string reportHost(std::string_view host);

/// "example.org" of "example.org:8080"; brackets of an IPv6 address stay.
[[nodiscard]] std::string_view hostWithoutPort(std::string_view host);

/// "example.org:8080" of an address, "example.org" of one without a port of its own; "" when it names no host.
[[nodiscard]] std::string hostAndPort(std::string_view address);

/// A host with its port, if it has one, as sources list them and are found by: "Www.Example.org:8080" →
/// "example.org:8080".
[[nodiscard]] std::string comparableHost(std::string_view host);

/// Path as reports show it: percent-decoded once where that gives UTF-8, `%2F %3F %23` and control characters kept in
/// upper-case hex, trailing blanks and slashes removed, "/" when nothing is left (spec routes §4.3).
[[nodiscard]] std::string reportPath(std::string_view path, bool keepTrailingSlash);

} // namespace sightglass::domain
