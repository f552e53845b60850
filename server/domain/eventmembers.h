// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"

#include <array>
#include <string>
#include <string_view>

namespace sightglass::domain {

/// A member of Event that is plain text, with its name of spec routes §4.1.
struct TextMember
{
    std::string_view name;
    std::string Event::*member;
};

/// Every plain text member that travels under its own name.
inline constexpr std::array kTextMembers{
    TextMember{"route", &Event::route},
    TextMember{"name", &Event::name},
    TextMember{"message_id", &Event::messageId},
    TextMember{"user_id", &Event::userId},
    TextMember{"anonymous_id", &Event::anonymousId},
    TextMember{"id_space", &Event::idSpace},
    TextMember{"session_hint", &Event::sessionHint},
    TextMember{"linked_id", &Event::linkedId},
    TextMember{"url", &Event::url},
    TextMember{"hostname", &Event::hostname},
    TextMember{"path", &Event::path},
    TextMember{"title", &Event::title},
    TextMember{"page_name", &Event::pageName},
    TextMember{"page_category", &Event::pageCategory},
    TextMember{"referrer", &Event::referrer},
    TextMember{"referrer_host", &Event::referrerHost},
    TextMember{"utm_source", &Event::utmSource},
    TextMember{"utm_medium", &Event::utmMedium},
    TextMember{"utm_campaign", &Event::utmCampaign},
    TextMember{"utm_content", &Event::utmContent},
    TextMember{"utm_term", &Event::utmTerm},
    TextMember{"source_param", &Event::sourceParam},
    TextMember{"click_id_kind", &Event::clickIdKind},
    TextMember{"language", &Event::language},
    TextMember{"locale", &Event::locale},
    TextMember{"timezone", &Event::timezone},
    TextMember{"country", &Event::country},
    TextMember{"region", &Event::region},
    TextMember{"city", &Event::city},
    TextMember{"browser", &Event::browser},
    TextMember{"browser_version", &Event::browserVersion},
    TextMember{"os", &Event::os},
    TextMember{"os_version", &Event::osVersion},
    TextMember{"app_version", &Event::appVersion},
    TextMember{"environment", &Event::environment},
    TextMember{"view_id", &Event::viewId},
    TextMember{"currency", &Event::currency},
    TextMember{"experiment", &Event::experiment},
    TextMember{"variant", &Event::variant},
    TextMember{"link_id", &Event::linkId},
    TextMember{"pixel_id", &Event::pixelId},
    TextMember{"excluded", &Event::excluded},
    TextMember{"raw", &Event::raw},
};

/// A member of Event that is a map of typed values.
struct MapMember
{
    std::string_view name;
    PropertyMap Event::*member;
};
inline constexpr std::array kMapMembers{
    MapMember{"properties", &Event::properties},
    MapMember{"traits", &Event::traits},
    MapMember{"traits_once", &Event::traitsOnce},
    MapMember{"vitals", &Event::vitals},
    MapMember{"wire", &Event::wire},
};

/// A member of Event that maps text to text.
struct TextMapMember
{
    std::string_view name;
    TextMap Event::*member;
};
inline constexpr std::array kTextMapMembers{
    TextMapMember{"groups", &Event::groups},
    TextMapMember{"query", &Event::query},
    TextMapMember{"click_ids", &Event::clickIds},
};

/// A size in pixels; 0 = unknown.
struct PixelMember
{
    std::string_view name;
    int Event::*member;
};
inline constexpr std::array kPixelMembers{
    PixelMember{"screen_width", &Event::screenWidth},
    PixelMember{"screen_height", &Event::screenHeight},
    PixelMember{"viewport_width", &Event::viewportWidth},
    PixelMember{"viewport_height", &Event::viewportHeight},
};

} // namespace sightglass::domain
