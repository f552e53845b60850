// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/directory.h"

#include <QUrl>

/// How senders get to the hub, and what to say about it (spec drop-in-apis §1.3 "public sites and hubs on a private
/// address"). Pure functions.
namespace sightglass::models {

enum class Reach {
    OwnSite,    ///< The site's web server passes a path on.
    PublicName, ///< The hub has a public https name.
    Direct      ///< Senders call the address this window uses.
};

/// What is to be said about a way of reaching the hub.
enum class Advice {
    None,
    PassOn,           ///< The site passes a path on to a private hub.
    PassOnPublic,     ///< The site passes a path on to a public hub.
    NeedsPublicName,  ///< A public name was chosen, and the hub is known by a private address.
    MixedContent,     ///< Browsers block plain http below an https page.
    AsksVisitors,     ///< Browsers ask each visitor before a public page may call a private address.
    VisitorsOwn,      ///< A loopback address is the visitor's own computer.
    OnlyThisComputer, ///< Programs elsewhere cannot call a loopback address.
    OnlyThisNetwork   ///< Programs outside cannot call a private address.
};

/// The address senders use.
struct SenderAddress
{
    QUrl base;      ///< Absolute, with its path.
    QString inPage; ///< As a page of the source writes it: "/stats" when its own site passes that on.
    bool operator==(const SenderAddress&) const = default;
};

/// Where the site's web server passes requests on to the hub.
[[nodiscard]] QString passedPath();
/// An address without query, fragment and the slashes at its end.
[[nodiscard]] QString addressText(const QUrl& address);

/// Whether people outside the own network open it; a source that lists no host is taken as public.
[[nodiscard]] bool isPublicSource(const client::SourceInfo& source);
/// The first host as protocols name a site: small letters, no port, no leading "www."; "" without one.
[[nodiscard]] QString siteName(const client::SourceInfo& source);

[[nodiscard]] Reach usualReach(const QUrl& hub, const client::SourceInfo& source);
[[nodiscard]] SenderAddress senderAddress(Reach reach, const QUrl& hub, const client::SourceInfo& source);
/// `isBrowser`: visitors' browsers call the hub, not a program.
[[nodiscard]] Advice adviceOn(Reach reach, bool isBrowser, const QUrl& hub, const client::SourceInfo& source);
/// Whether it will not work that way.
[[nodiscard]] bool isWarning(Advice advice);

} // namespace sightglass::models
