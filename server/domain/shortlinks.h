// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/expected.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::domain {

/// One setting of a short link, as its history keeps it (spec tracker §2.6). Row of table `short_link_change`.
struct ShortLinkChange
{
    std::string urlFrom;  ///< The whole address in lower case.
    std::string hostFrom; ///< With its port, lower case.
    std::string slugFrom; ///< Path, lower case.
    std::string urlTo;    ///< As sent.
    std::string hostTo;
    std::string pathTo;
    std::string searchTo; ///< As sent; nobody reads it.
    TimePoint updatedAt{};
    std::string updater; ///< Who set it: id of the account, or the name that came with a token.
    bool operator==(const ShortLinkChange&) const = default;
};

/// Somebody who may set short links. Row of table `tracker_account`.
struct TrackerAccount
{
    std::string id;           ///< UUID
    std::string passwordHash; ///< Argon2id, or the original's base64url of SHA-1 until its owner signs in.
    TimePoint createdAt{};
    bool operator==(const TrackerAccount&) const = default;
};

/// Short links, their history, and who may set them (spec tracker §2.5, §2.6). A link is named by host and path, both
/// in lower case: "tr.example.com/tv". Errors: NotFound, InvalidInput, Unavailable.
class ShortLinks
{
public:
    virtual ~ShortLinks() = default;
    /// Where a link leads. Any thread; answered from memory.
    [[nodiscard]] virtual std::optional<std::string> target(std::string_view link) const = 0;
    [[nodiscard]] virtual Expected<TrackerAccount> account(std::string_view id) const = 0;
    [[nodiscard]] virtual std::vector<TrackerAccount> accounts() const = 0;

    // Any worker thread; these block until their transaction has committed. Never call them from a server thread.

    /// Sets a link and adds to the history; what the link led to before is replaced.
    [[nodiscard]] virtual Expected<void> set(const ShortLinkChange& change) = 0;
    /// Of one host, or of all for ""; oldest first.
    [[nodiscard]] virtual Expected<std::vector<ShortLinkChange>> history(const std::string& host) = 0;
    /// Adds an account or gives it another password.
    [[nodiscard]] virtual Expected<void> setAccount(const TrackerAccount& account) = 0;
    [[nodiscard]] virtual Expected<void> removeAccount(const std::string& id) = 0;
};

} // namespace sightglass::domain
