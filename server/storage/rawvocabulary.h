// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace sightglass::storage {

/// What texts of events often say, in the order in which they say it: keys of the protocols and common values. It is
/// part of the format of packed texts (textpacker.h): never change it; another one needs another version of the body.
inline constexpr std::string_view kRawVocabulary =
    R"({"type":"identify","traits":{"email":"{"type":"screen","name":"{"type":"group","groupId":"{"type":"alias","previousId":")"
    R"({"type":"page","name":"Home","category":"{"type":"track","messageId":"ajs-next-node-next-anonymousId":null,"userId":null,)"
    R"("userId":"user-","anonymousId":"00000000-0000-4000-8000-000000000000","event":" Viewed Clicked Started Completed Added Signed Up)"
    R"(","properties":{},"properties":{"id":"order_id":"product_id":"category":"label":"value":"price":"quantity":1,"revenue":)"
    R"("total":"currency":"USD","EUR","plan":"free","pro","products":[{"name":"sku":"variant":"coupon":"method":"button":"section":)"
    R"("search":"","search":"?utm_source=google&utm_medium=cpc&utm_campaign=newsletter&utm_content=&utm_term=","hash":"","referrer":"","referrer":"https://www.google.com/",)"
    R"("context":{"library":{"name":"analytics.js","version":"analytics-node","@segment/analytics-node","analytics-python","web","npm:next-1.","page":{"path":"/","referrer":"","search":"","title":"url":"https://www.http://localhost:","initial_referrer":)"
    R"("campaign":{"name":"source":"medium":"term":"content":"locale":"en-US","en-GB","de-DE","fr-FR","es-ES","timezone":"Europe/Berlin","America/New_York","Asia/Tokyo","UTC",)"
    R"("userAgent":"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/)"
    R"(Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/605.1.15)"
    R"(Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0 Mozilla/5.0 (Linux; Android 14; Mobile)"
    R"(Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1",)"
    R"("userAgentData":{"brands":[{"brand":"Chromium","version":"Not A;Brand"}],"mobile":false,"platform":"Windows","macOS","Linux"},"ip":")"
    R"("app":{"name":"namespace":"build":"device":{"id":"manufacturer":"model":"type":"ios","android","os":{"name":"iOS","version":"network":{"carrier":"wifi":true,"cellular":false},"screen":{"width":1920,"height":1080,"density":2},"active":true,)"
    R"("groupId":"previousId":"traits":{"name":"email":"@example.com","firstName":"lastName":"createdAt":"company":{"name":"channel":"server","browser","mobile",)"
    R"("integrations":{},"integrations":{"All":true},"_metadata":{"bundled":["Segment.io"],"unbundled":[],"bundledIds":[]},"originalTimestamp":"2026-01-01T00:00:00.000Z","sentAt":"2026-01-01T00:00:00.000Z","timestamp":"2026-01-01T00:00:00.000Z","receivedAt":"version":2}")"
    R"({"event":"$pageview","$pageleave","$autocapture","$identify","$set","distinct_id":"uuid":"properties":{"token":"phc_","distinct_id":"$os":"Mac OS X","Windows","$os_version":"$browser":"Chrome","Firefox","Safari","$browser_version":"$browser_language":"en-US","$browser_language_prefix":"en",)"
    R"("$device_type":"Desktop","Mobile","$timezone":"$current_url":"https://","$host":"$pathname":"/","$raw_user_agent":"$screen_height":1080,"$screen_width":1920,"$viewport_height":"$viewport_width":"$lib":"web","$lib_version":"$insert_id":"$time":1700000000.000,)"
    R"("$device_id":"$user_id":"$active_feature_flags":[],"$referrer":"$direct","$referring_domain":"$direct","$initial_current_url":"$initial_referrer":"$session_id":"$window_id":"$pageview_id":"$prev_pageview_pathname":"$configured_session_timeout_ms":1800000,"$process_person_profile":true,"$is_identified":false,"$lib_rate_limit_remaining_tokens":99,)"
    R"("$session_entry_url":"$session_entry_host":"$session_entry_pathname":"$session_entry_referrer":"$sdk_debug_replay_internal_buffer_length":0,"$recording_status":"disabled","$web_vitals_LCP_value":"$exception_list":[{"$feature_flag":"$set":{"$set_once":{"$groups":{"$ip":"title":"offset":)"
    R"({"type":"event","payload":{"website":"hostname":"screen":"1920x1080","language":"en-US","title":"url":"/","referrer":"https://","tag":"name":"data":{)"
    R"({"path":"/","title":"event":false,"ref":"https://www.google.com/","size":"1920,1080,1","query":"bot":0,"user_agent":"location":"language":"session":"created_at":"2026-01-01T00:00:00Z"})"
    R"({"exception":{"values":[{"type":"Error","value":"mechanism":{"type":"generic","handled":true},"stacktrace":{"frames":[{"filename":"https://","function":"?","in_app":true,"lineno":1,"colno":1,"abs_path":"module":"context_line":"pre_context":[],"post_context":[],"vars":{)"
    R"("level":"error","platform":"javascript","python","event_id":"environment":"production","release":"sdk":{"name":"sentry.javascript.browser","version":"packages":[{"name":"npm:@sentry/browser","integrations":["breadcrumbs":[{"timestamp":1700000000.000,"category":"ui.click","message":"data":{"tags":{"request":{"url":"headers":{"User-Agent":"user":{"id":"contexts":{"trace":{"trace_id":"span_id":"extra":{)";

} // namespace sightglass::storage
