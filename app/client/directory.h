// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "domain/project.h"

#include <QString>
#include <QStringList>

/// Projects, sources, senders and tokens as API v2 shows them (spec api §3). Ids are the API's texts.
namespace sightglass::client {

struct ProjectInfo
{
    QString id;
    QString name;
    QString timezone = QStringLiteral("UTC");
    bool weekStartsOnSunday = false;
    QString currency = QStringLiteral("EUR");
    domain::Privacy privacy = domain::Privacy::Standard;
    domain::OptOut honourOptOut = domain::OptOut::Auto;
    bool storeFlagged = true;
    int visitTimeoutMinutes = 30;
    bool cutVisitsAtMidnight = false;
    bool cutVisitsAtCampaign = false;
    int retentionDays = 0;     ///< 0 = for ever.
    qint64 retentionBytes = 0; ///< 0 = no bound.
    bool dropMessageIds = false;
    domain::AutomaticEvents automaticEvents = domain::AutomaticEvents::ThirtyDays;
    domain::Exclusions exclusions;
    bool demo = false;
    bool operator==(const ProjectInfo&) const = default;
};

struct SourceInfo
{
    QString id;
    QString project;
    QString name;
    domain::SourceKind kind = domain::SourceKind::Web;
    QStringList hosts;
    QString writeKey;
    QString sentryKey;
    QString openTraceUid;
    QString umamiId;
    QString posthogToken;
    QString goatcounterSite;
    QString dsn;
    domain::IpMode ipMode = domain::IpMode::None;
    bool storeFullUrl = false;
    bool storeClickIds = false;
    bool linkOnAllEvents = true;
    int rateLimitPerSecond = 0;
    bool enabled = true;
    domain::Exclusions exclusions;
    bool operator==(const SourceInfo&) const = default;
    /// What a person calls it: its name, else its first host.
    [[nodiscard]] QString title() const;
};

/// A key, id or host that requests named and no source has; since the hub started.
struct SenderInfo
{
    QString protocol;
    QString id;
    qint64 count = 0;
    TimePoint first{};
    TimePoint last{};
    bool operator==(const SenderInfo&) const = default;
};

/// An address that many senders seem to share, so that their visitors are taken for one.
struct SharedAddressInfo
{
    QString address;
    qint64 forwarded = 0; ///< Requests that named somebody else, which the hub does not believe.
    qint64 senders = 0;   ///< Different ones within an hour, as far as they were counted.
    TimePoint last{};
    bool operator==(const SharedAddressInfo&) const = default;
};

struct TokenInfo
{
    QString id;
    QString name;
    domain::Scope scope = domain::Scope::Read;
    TimePoint createdAt{};
    QString token; ///< Only in the answer that made it.
    bool operator==(const TokenInfo&) const = default;
};

} // namespace sightglass::client
