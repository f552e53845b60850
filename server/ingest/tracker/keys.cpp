// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/tracker/keys.h"

#include "ingest/membertext.h"
#include "ingest/tracker/texts.h"

#include <algorithm>
#include <array>

namespace sightglass::ingest::tracker {

namespace {

using namespace std::string_view_literals;

/// Columns that may not stay in `params` either.
constexpr std::array kTaken{"hhash"sv,    "iphash"sv,   "cell"sv,    "chash"sv, "email"sv,    "ehash"sv,   "uname"sv,
                            "uhash"sv,    "acct"sv,     "first"sv,   "lat"sv,   "lon"sv,      "w"sv,       "h"sv,
                            "params"sv,   "tr"sv,       "time"sv,    "vid"sv,   "did"sv,      "sid"sv,     "app"sv,
                            "rel"sv,      "cflags"sv,   "created"sv, "uid"sv,   "last"sv,     "url"sv,     "ip"sv,
                            "latlon"sv,   "ptyp"sv,     "bhash"sv,   "auth"sv,  "duration"sv, "xid"sv,     "split"sv,
                            "etyp"sv,     "ver"sv,      "sink"sv,    "score"sv, "gaid"sv,     "idfa"sv,    "msid"sv,
                            "fbid"sv,     "country"sv,  "region"sv,  "city"sv,  "zip"sv,      "culture"sv, "ref"sv,
                            "aff"sv,      "browser"sv,  "device"sv,  "os"sv,    "tz"sv,       "vp"sv,      "targets"sv,
                            "rid"sv,      "relation"sv, "rcode"sv,   "ename"sv, "source"sv,   "medium"sv,  "content"sv,
                            "campaign"sv, "term"sv,     "uri"sv,     "eid"sv,   "auth_id"sv,  "arm_id"sv,  "mcid"sv,
                            "v1"sv,       "user"sv,     "igqp"sv};
/// Columns whose name may also be a free key inside `params`.
constexpr std::array kOwn{"version"sv,     "etype"sv,      "outcome"sv,       "oid"sv,          "org"sv,
                          "tid"sv,         "invoice_id"sv, "ja4h"sv,          "device_id"sv,    "audience"sv,
                          "tags"sv,        "utm_source"sv, "utm_medium"sv,    "utm_campaign"sv, "utm_term"sv,
                          "utm_content"sv, "updated"sv,    "audience_tags"sv, "content_tags"sv, "hubsig"sv};
constexpr std::array kLifted{"aff"sv,    "ref"sv,      "rcode"sv,   "xid"sv,    "split"sv,  "ver"sv,      "sink"sv,
                             "score"sv,  "ename"sv,    "etyp"sv,    "ptyp"sv,   "source"sv, "medium"sv,   "campaign"sv,
                             "term"sv,   "content"sv,  "did"sv,     "gaid"sv,   "idfa"sv,   "msid"sv,     "fbid"sv,
                             "device"sv, "os"sv,       "tz"sv,      "app"sv,    "rel"sv,    "relation"sv, "rid"sv,
                             "auth"sv,   "duration"sv, "country"sv, "region"sv, "city"sv,   "zip"sv,      "culture"sv,
                             "email"sv,  "cell"sv,     "uname"sv};
constexpr std::array kSecret{"auth"sv,     "jwt"sv, "token"sv,         "accesstoken"sv, "refreshtoken"sv,
                             "password"sv, "pwd"sv, "authorization"sv, "cookie"sv};
constexpr std::array kHashed{"email"sv, "cell"sv, "uname"sv};

template <std::size_t N> bool holds(const std::array<std::string_view, N>& keys, std::string_view key)
{
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

} // namespace

bool isTakenFromParams(std::string_view key)
{
    return holds(kTaken, key) || isSecret(key) || isHashed(key);
}

bool isColumn(std::string_view key)
{
    return holds(kOwn, key) || isTakenFromParams(key);
}

bool isLifted(std::string_view key)
{
    return holds(kLifted, key);
}

bool isSecret(std::string_view key)
{
    return holds(kSecret, lowerText(key));
}

bool isHashed(std::string_view key)
{
    return holds(kHashed, lowerText(key));
}

} // namespace sightglass::ingest::tracker
