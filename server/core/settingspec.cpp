// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settingspec.h"

#include "core/enumnames.h"

namespace sightglass {

namespace {

using namespace std::string_view_literals;
using enum SettingType;

constexpr auto kBoth = SettingScope::Both;
constexpr auto kDaemon = SettingScope::Daemon;
constexpr std::int64_t kKiB = 1024;
constexpr std::int64_t kMiB = 1024 * kKiB;
constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kHour = 3600 * kSecond;
constexpr std::int64_t kDay = 24 * kHour;
constexpr bool kRestart = true;
constexpr bool kAtOnce = false;

constexpr auto kListenerForm =
    "ADDR:PORT or unix:/PATH, each with optional certificate=FILE key=FILE private redirect"sv;
constexpr auto kNetworks = "IP addresses and CIDR blocks"sv;

// clang-format off
// Sources: limits spec routes §3, C46, C47 and design §3; de-duplication metrics §1; Segment switches segment §2.2, §6, §17.2;
// OpenMetrics openmetrics §17; Sierra sierra §0, §5.8, §14, §17; tracker §16 and §2–§5; OpenTrace opentrace §0, §1.9; script_names routes C25.
constexpr std::array kTable{
    SettingSpec{"listen", Listeners, "", "127.0.0.1:8484", kBoth, kRestart, kListenerForm, "Addresses the hub answers on"},
    SettingSpec{"base_path", Text, "", "", kBoth, kRestart, "empty, or a path such as /stats", "Path of a public web server below which every route is reached as well"},
    SettingSpec{"base_path_only", Boolean, "", "false", kBoth, kRestart, "true or false", "Refuse requests that do not come below base_path"},
    SettingSpec{"trusted_proxies", TextList, "", "127.0.0.0/8,::1/128", kBoth, kRestart, kNetworks, "Peers whose X-Forwarded-… headers are believed"},
    SettingSpec{"trusted_senders", TextList, "", "", kBoth, kRestart, kNetworks, "Senders whose payloads may name their visitor's address and browser"},
    SettingSpec{"metrics_networks", TextList, "", "", kBoth, kRestart, kNetworks, "Peers that may read /metrics without a token"},
    SettingSpec{"cors_allowed_origins", TextList, "", "", kBoth, kRestart, "origins such as https://example.org; empty or * is all", "Pages that may read answers to their events"},
    SettingSpec{"script_names", TextList, "", "", kBoth, kRestart, "names such as stats.js", "Other names of Umami's script, script.js"},
    SettingSpec{"server_threads", Integer, "", "0", kBoth, kRestart, "0 (processor cores) to 64", "Threads that serve connections", 0, 64},
    SettingSpec{"query_threads", Integer, "", "0", kBoth, kRestart, "0 (processor cores) to 64", "Threads that answer API v2", 0, 64},
    SettingSpec{"http_head_size", Bytes, "bytes", "128KiB", kBoth, kRestart, "1KiB to 1MiB", "Request line and headers; more is 431", kKiB, kMiB},
    SettingSpec{"http_header_count", Integer, "", "200", kBoth, kRestart, "10 to 10000", "Header lines; more is 431", 10, 10000},
    SettingSpec{"http_head_time", Duration, "s", "10s", kBoth, kRestart, "100ms to 1h", "From the first byte to the end of the headers", 100, kHour},
    SettingSpec{"http_body_time", Duration, "s", "60s", kBoth, kRestart, "100ms to 1h", "From the headers to the last byte of the body", 100, kHour},
    SettingSpec{"http_idle_time", Duration, "s", "90s", kBoth, kRestart, "100ms to 1h", "Between two requests of a connection", 100, kHour},
    SettingSpec{"http_starved_time", Duration, "s", "5s", kBoth, kRestart, "100ms to 1m", "Waiting for intake memory before a 503", 100, 60 * kSecond},
    SettingSpec{"connections", Integer, "", "10000", kBoth, kRestart, "1 to 1000000", "Open connections in all", 1, 1000000},
    SettingSpec{"connections_per_address", Integer, "", "1024", kBoth, kRestart, "1 to 1000000", "Open connections of one address", 1, 1000000},
    SettingSpec{"sign_in_failures_per_minute", Integer, "", "60", kBoth, kRestart, "1 to 100000", "Refused tokens of one address; more is 429", 1, 100000},
    SettingSpec{"sign_in_failure_burst", Integer, "", "20", kBoth, kRestart, "1 to 100000", "Refused tokens of one address at once", 1, 100000},
    SettingSpec{"address_rate", Integer, "", "600", kBoth, kRestart, "0 (no limit) to 1000000", "OpenMetrics requests a minute from one address; more is 429", 0, 1000000},
    SettingSpec{"address_burst", Integer, "", "200", kBoth, kRestart, "1 to 1000000", "Such requests of one address at once", 1, 1000000},
    SettingSpec{"address_rate_exempt", TextList, "", "", kBoth, kRestart, kNetworks, "Servers that send for many users: no limit of requests"},
    SettingSpec{"intake_memory", Bytes, "bytes", "64MiB", kBoth, kRestart, "1MiB to 64GiB", "Bytes held for unfinished requests and for the writer's queue", kMiB, 64 * 1024 * kMiB},
    SettingSpec{"durability", Choice, "", "full", kBoth, kRestart, "full|normal", "full: every commit is synced to the disk before the answer"},
    SettingSpec{"disk_reserve", Bytes, "bytes", "64MiB", kBoth, kRestart, "0 to 64GiB", "No events are taken while less of the disk is free", 0, 64 * 1024 * kMiB},
    SettingSpec{"sync_delay", Duration, "ms", "0ms", kBoth, kRestart, "0ms to 10s", "Added to every commit; imitates slow media in benches", 0, 10 * kSecond},
    SettingSpec{"dedup", Boolean, "", "true", kBoth, kRestart, "true or false", "Store an event with a known message id once only"},
    SettingSpec{"dedup_horizon", Duration, "h", "7d", kBoth, kRestart, "24h to 400d", "How long message ids are remembered", 24 * kHour, 400 * kDay},
    SettingSpec{"segment_strict_limits", Boolean, "", "false", kBoth, kRestart, "true or false", "Keep Segment's own limits instead of the hub's wider ones"},
    SettingSpec{"segment_lenient_status", Boolean, "", "false", kBoth, kRestart, "true or false", "Answer 200 to Segment requests that are refused for their content"},
    SettingSpec{"segment_open_mode", Text, "", "", kBoth, kRestart, "empty, or a project's id", "Project that takes Segment events with a missing or unknown key"},
    SettingSpec{"openmetrics", Boolean, "", "true", kBoth, kRestart, "true or false", "Take OpenMetrics events"},
    SettingSpec{"openmetrics_strict", Boolean, "", "false", kBoth, kRestart, "true or false", "Keep quirks of the original OpenMetrics server: + is a blank, null is a value"},
    SettingSpec{"openmetrics_identity", Choice, "", "compatible", kBoth, kRestart, "compatible|split", "Another user id for one session: compatible makes the two people one, split moves the session"},
    SettingSpec{"openmetrics_ts_unit", Choice, "", "auto", kBoth, kRestart, "auto|s|ms", "What the times of OpenMetrics events count; auto tells by their size"},
    SettingSpec{"openmetrics_max_batch", Integer, "", "1000", kBoth, kRestart, "1 to 10000", "Events of one OpenMetrics request; more is 413", 1, 10000},
    SettingSpec{"openmetrics_honor_dnt", Boolean, "", "false", kBoth, kRestart, "true or false", "Drop OpenMetrics events whose sender asks not to be tracked"},
    SettingSpec{"openmetrics_write_key", Text, "", "", kBoth, kRestart, "empty, or a key", "Key that OpenMetrics requests must show, unless they show a source's own", 0, 0, true},
    SettingSpec{"metric_pull_private", Boolean, "", "false", kBoth, kRestart, "true or false", "Let metrics be pulled from this machine and private networks too"},
    SettingSpec{"sierra", Boolean, "", "true", kBoth, kRestart, "true or false", "Answer trackers of SierraSoftworks Analytics"},
    SettingSpec{"sierra_strict", Boolean, "", "false", kBoth, kRestart, "true or false", "Keep quirks of the original: nothing but what it takes in bodies, referrer groups by parts of names"},
    SettingSpec{"sierra_honor_dnt", Boolean, "", "true", kBoth, kRestart, "true or false", "Drop its reports when the browser asks not to be tracked, where a project leaves it to the protocol"},
    SettingSpec{"sierra_ua_version", Choice, "", "full", kBoth, kRestart, "full|major", "What it keeps of a browser's version"},
    SettingSpec{"sierra_max_sources", Integer, "", "10000", kBoth, kRestart, "0 to 100000", "Sources that its trackers may make by themselves; events of more are kept together", 0, 100000},
    SettingSpec{"sierra_drop_headless", Boolean, "", "false", kBoth, kRestart, "true or false", "Headless Chrome is a bot for it"},
    SettingSpec{"tracker", Boolean, "", "true", kBoth, kRestart, "true or false", "Take growth tracker events"},
    SettingSpec{"tracker_default_redirect", Text, "", "", kBoth, kRestart, "empty (the hub's root), or an http or https address", "Where tracked redirects without a usable target lead"},
    SettingSpec{"tracker_redirect_hosts", TextList, "", "", kBoth, kRestart, "host names, *.example.org for all below; empty is any", "Hosts that tracked redirects may lead to"},
    SettingSpec{"tracker_redirect_key", Text, "", "", kBoth, kRestart, "empty, or a key", "Key of signed redirects: other hosts are reached with a signature only", 0, 0, true},
    SettingSpec{"tracker_url_filter", Text, "", "", kBoth, kRestart, "empty, or a regular expression", "Part of an address that the tracker's record keeps"},
    SettingSpec{"tracker_url_filter_group", Integer, "", "0", kBoth, kRestart, "0 (the last) to 99", "Group of tracker_url_filter that is kept", 0, 99},
    SettingSpec{"tracker_ignore_query_key", Text, "", "igqp", kBoth, kRestart, "empty, or a query key", "Queries with this key are not read"},
    SettingSpec{"tracker_identity_prefix", Text, "", "", kBoth, kRestart, "any text", "Put before e-mail addresses, phone numbers and user names when they are hashed", 0, 0, true},
    SettingSpec{"tracker_account_mixer", Text, "", "", kBoth, kRestart, "empty, or a secret text", "Growth tracker events must prove with acct that they know it", 0, 0, true},
    SettingSpec{"tracker_server_secret", Text, "", "", kBoth, kRestart, "empty, or a key", "Bearer token that back ends must show to track", 0, 0, true},
    SettingSpec{"tracker_pageview_names", TextList, "", "page_opened,viewed_page,load,reroute", kBoth, kRestart, "event names", "Growth tracker events that are page views"},
    SettingSpec{"tracker_visitor_follows_user", Boolean, "", "false", kBoth, kRestart, "true or false", "A user id takes the place of the visitor id, as in the tracker's second generation"},
    SettingSpec{"tracker_legacy_ip_hash", Boolean, "", "false", kBoth, kRestart, "true or false", "Hash kept addresses as the original does; anybody can turn that back"},
    SettingSpec{"tracker_legacy_pixel", Boolean, "", "false", kBoth, kRestart, "true or false", "Serve the original's white pixel instead of a transparent one"},
    SettingSpec{"tracker_cookie_days", Integer, "d", "400", kBoth, kRestart, "0 (no cookie) to 400", "How long the visitor's cookie lasts", 0, 400},
    SettingSpec{"tracker_cookie_domain", Text, "", "", kBoth, kRestart, "empty (the last two labels of the host), or a domain", "Domain of the visitor's cookie"},
    SettingSpec{"tracker_cookie_flags", Integer, "", "0", kBoth, kRestart, "0 (none) to 9007199254740991", "Consent bits without which no visitor's cookie is set", 0, 9007199254740991},
    SettingSpec{"tracker_domains", TextList, "", "", kBoth, kRestart, "host names", "Hosts of the hub: short links may not lead there"},
    SettingSpec{"tracker_requests", Integer, "", "150000", kBoth, kRestart, "0 (no limit) to 1000000", "Growth tracker requests answered at once; more are 503", 0, 1000000},
    SettingSpec{"tracker_log_age", Duration, "h", "30d", kBoth, kRestart, "1h to 10000d", "How long log lines that services sent to the growth tracker are kept", kHour, 10000 * kDay},
    SettingSpec{"opentrace", Boolean, "", "true", kBoth, kRestart, "true or false", "Take OpenTrace events"},
    SettingSpec{"opentrace_strict", Boolean, "", "false", kBoth, kRestart, "true or false", "Keep quirks of the original OpenTrace server: ids that are numbers are refused"},
    SettingSpec{"opentrace_reject_unknown_uid", Boolean, "", "false", kBoth, kRestart, "true or false", "Refuse OpenTrace events of resources that no source stands for, instead of keeping them in Unassigned"},
    SettingSpec{"goatcounter_public_counters", TextList, "", "", kBoth, kRestart, "GoatCounter sites; * is all", "Sites whose visitor counters anyone may read"},
    SettingSpec{"query_timeout", Duration, "s", "30s", kBoth, kAtOnce, "100ms to 1h", "A question that takes longer is stopped", 100, kHour},
    SettingSpec{"query_cache_mib", Integer, "MiB", "0", kBoth, kRestart, "0 (an eighth of memory, at most 256) to 1048576", "Decoded columns that are kept for the next question", 0, 1048576},
    SettingSpec{"seal_rows", Integer, "", "65536", kBoth, kRestart, "1024 to 16777216", "So many new events are moved into columns", 1024, 16777216},
    SettingSpec{"background_share", Integer, "%", "25", kBoth, kRestart, "1 to 100", "Of one processor core, for moving events into columns", 1, 100},
    SettingSpec{"geo_database", Text, "", "", kBoth, kRestart, "empty, or a file in MaxMind's format", "Country of an address; without it the time zone decides"},
    SettingSpec{"log_level", Choice, "", "info", kBoth, kRestart, "debug|info|warning|critical", "What is written to the log"},
    SettingSpec{"write_key", Text, "", "", kDaemon, kRestart, "empty, or a write key", "OpenTrack's WRITE_KEY: a source with this key exists from the start"},
};
// clang-format on

constexpr std::array kTypes{"text"sv,     "list"sv,    "integer"sv, "bytes"sv,
                            "duration"sv, "boolean"sv, "choice"sv,  "listeners"sv};
constexpr std::array kScopes{"app"sv, "daemon"sv, "both"sv};

} // namespace

std::span<const SettingSpec> settingsTable()
{
    return kTable;
}

const SettingSpec* findSetting(std::string_view key)
{
    const auto found = std::find_if(kTable.begin(), kTable.end(), [key](const SettingSpec& s) { return s.key == key; });
    return found == kTable.end() ? nullptr : &*found;
}

std::string_view name(SettingType type)
{
    return enumName(type, kTypes);
}
std::string_view name(SettingScope scope)
{
    return enumName(scope, kScopes);
}

} // namespace sightglass
