// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/protocoloptions.h"

namespace sightglass::service {

ingest::segment::Options segmentOptions(const Settings& settings)
{
    ingest::segment::Options out;
    out.limits =
        settings.truth("segment_strict_limits") ? ingest::segment::Limits::strict() : ingest::segment::Limits();
    out.lenientStatus = settings.truth("segment_lenient_status");
    return out;
}

ingest::openmetrics::Options openMetricsOptions(const Settings& settings)
{
    using ingest::openmetrics::IdentityMode;
    using ingest::openmetrics::TimeUnit;
    ingest::openmetrics::Options out;
    out.strict = settings.truth("openmetrics_strict");
    out.identity = settings.text("openmetrics_identity") == QLatin1String("split") ? IdentityMode::Split
                                                                                   : IdentityMode::Compatible;
    const QString unit = settings.text("openmetrics_ts_unit");
    if (unit != QLatin1String("auto"))
        out.timeUnit = unit == QLatin1String("s") ? TimeUnit::Seconds : TimeUnit::Milliseconds;
    out.batch = std::size_t(settings.number("openmetrics_max_batch"));
    out.honourDnt = settings.truth("openmetrics_honor_dnt");
    out.writeKey = settings.text("openmetrics_write_key").toStdString();
    return out;
}

ingest::sierra::Options sierraOptions(const Settings& settings)
{
    ingest::sierra::Options out;
    out.strict = settings.truth("sierra_strict");
    out.honourDnt = settings.truth("sierra_honor_dnt");
    out.majorVersion = settings.text("sierra_ua_version") == QLatin1String("major");
    out.dropHeadless = settings.truth("sierra_drop_headless");
    return out;
}

ingest::opentrace::Options openTraceOptions(const Settings& settings)
{
    return {.strict = settings.truth("opentrace_strict"),
            .rejectUnknownUid = settings.truth("opentrace_reject_unknown_uid")};
}

std::function<std::optional<domain::Scope>(std::string_view)> tokenScopes(const api::TokenBook& tokens)
{
    return [&tokens](std::string_view authorization) -> std::optional<domain::Scope> {
        const Expected<domain::Token> token = tokens.fromHeader(authorization);
        return token ? std::optional(token->scope) : std::nullopt;
    };
}

} // namespace sightglass::service
