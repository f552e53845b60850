// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/clientview.h"

#include <algorithm>
#include <vector>

namespace sightglass::http {

namespace {

/// The items of all headers of that name, in order.
std::vector<std::string_view> listItems(const RequestHead& head, std::string_view lowerName)
{
    std::vector<std::string_view> items;
    for (auto [name, value] : head.headers) {
        if (!equalsLower(name, lowerName))
            continue;
        while (!value.empty()) {
            const std::size_t end = std::min(value.find(','), value.size());
            items.push_back(trimmed(value.substr(0, end)));
            value.remove_prefix(std::min(end + 1, value.size()));
        }
    }
    return items;
}

/// The value of `name` in one element of a Forwarded header (RFC 7239), without quotes.
std::string_view forwardedMember(std::string_view element, std::string_view lowerName)
{
    while (!element.empty()) {
        const std::size_t end = std::min(element.find(';'), element.size());
        const std::string_view pair = trimmed(element.substr(0, end));
        element.remove_prefix(std::min(end + 1, element.size()));
        const std::size_t eq = pair.find('=');
        if (eq == std::string_view::npos || !equalsLower(pair.substr(0, eq), lowerName))
            continue;
        std::string_view value = pair.substr(eq + 1);
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
            value = value.substr(1, value.size() - 2);
        return value;
    }
    return {};
}

/// Walks from the right past trusted proxies; an unreadable entry ends the walk where it has come to.
IpAddress rightmostUntrusted(const std::vector<std::string_view>& hops, IpAddress nearest, const AddressBlocks& trusted)
{
    for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
        const auto address = IpAddress::parseWithPort(*hop);
        if (!address)
            return nearest;
        nearest = *address;
        if (!trusted.contains(nearest))
            return nearest;
    }
    return nearest;
}

std::string_view firstOf(const std::vector<std::string_view>& items)
{
    return items.empty() ? std::string_view() : items.front();
}

/// A prefix goes into addresses we write, so only harmless path characters pass.
std::string cleanPrefix(std::string_view text)
{
    const bool isSafe = text.starts_with('/') && std::all_of(text.begin(), text.end(), [](unsigned char c) {
                            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                   c == '/' || c == '-' || c == '_' || c == '.' || c == '~';
                        });
    if (!isSafe)
        return {};
    while (text.ends_with('/'))
        text.remove_suffix(1);
    return std::string(text);
}

void applyForwarding(const RequestHead& head, const AddressBlocks& trusted, ClientView& view)
{
    const auto forwarded = listItems(head, "forwarded");
    const auto hops = listItems(head, "x-forwarded-for");
    if (!hops.empty()) {
        view.address = rightmostUntrusted(hops, view.address, trusted);
    } else if (!forwarded.empty()) {
        std::vector<std::string_view> senders;
        for (const std::string_view element : forwarded)
            senders.push_back(forwardedMember(element, "for"));
        view.address = rightmostUntrusted(senders, view.address, trusted);
    } else if (const auto real = IpAddress::parseWithPort(head.header("x-real-ip"))) {
        view.address = *real;
    }
    const std::string_view original = firstOf(forwarded);
    std::string_view host = firstOf(listItems(head, "x-forwarded-host"));
    if (host.empty())
        host = forwardedMember(original, "host");
    if (!host.empty())
        view.host = host;
    std::string_view scheme = firstOf(listItems(head, "x-forwarded-proto"));
    if (scheme.empty())
        scheme = forwardedMember(original, "proto");
    if (equalsLower(scheme, "https"))
        view.scheme = "https";
    else if (equalsLower(scheme, "http"))
        view.scheme = "http";
    view.prefix = cleanPrefix(head.header("x-forwarded-prefix"));
}

} // namespace

ClientView viewClient(const PeerView& peer, const RequestHead& head, std::string_view targetAuthority,
                      const AddressBlocks& trusted)
{
    ClientView view;
    view.address = peer.address;
    view.host = targetAuthority.empty() ? head.host : targetAuthority;
    view.scheme = peer.isTls ? "https" : "http";
    if (peer.isTrustedProxy && head.hasForwarding)
        applyForwarding(head, trusted, view);
    return view;
}

} // namespace sightglass::http
