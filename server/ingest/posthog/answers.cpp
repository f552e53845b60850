// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/posthog/answers.h"

#include "core/jsonwriter.h"
#include "ingest/pixelimage.h"

#include <QUuid>

namespace sightglass::ingest::posthog {

namespace {

using domain::Request;
using domain::Response;

/// Web vitals and exceptions need extension files, which intake::PosthogScripts serves (spec drop-in-apis §4.6).
constexpr std::string_view kConfig =
    R"({"supportedCompression":["gzip-js","base64"],"sessionRecording":false,"autocapture_opt_out":true,)"
    R"("capturePerformance":{"web_vitals":true},"surveys":false,"heatmaps":false,"siteApps":[],"toolbarParams":{},)"
    R"("isAuthenticated":false,"hasFeatureFlags":false,"captureDeadClicks":false,"autocaptureExceptions":true})";

Response jsonAnswer(int status, std::string body)
{
    return {status, "application/json", {{"Cache-Control", "no-store"}}, std::move(body)};
}

bool hasMember(const Request& request, std::string_view name)
{
    return domain::queryMember(request.query, name) == "1";
}

std::string_view typeOf(const Failure& failure)
{
    if (failure.status == 401)
        return "authentication_error";
    return failure.status >= 500 ? "server_error" : "validation_error";
}

} // namespace

Failure invalidPayload(std::string detail)
{
    return {400, kInvalidPayload, std::move(detail)};
}

Failure invalidKey(std::string detail)
{
    return {401, kInvalidKey, std::move(detail)};
}

Failure tooLarge(std::string detail)
{
    return {413, kTooLarge, std::move(detail)};
}

bool wantsImage(const Request& request)
{
    return request.method == domain::Method::Get && hasMember(request, "img");
}

Response accepted(const Request& request)
{
    if (wantsImage(request))
        return {200, "image/gif", {{"Cache-Control", "no-store"}}, pixelImage()};
    if (hasMember(request, "beacon"))
        return {204, {}, {}, {}};
    return jsonAnswer(200, R"({"status":"Ok"})");
}

Response quotaLimited()
{
    return jsonAnswer(200, R"({"status":"Ok","quota_limited":["events"]})");
}

Response refused(const Failure& failure)
{
    std::string body;
    json::Writer writer(body);
    writer.openObject();
    writer.member("type", typeOf(failure));
    writer.member("code", failure.code);
    writer.member("detail", std::string_view(failure.detail));
    writer.key("attr");
    writer.null();
    writer.closeObject();
    return jsonAnswer(failure.status, std::move(body));
}

Response unavailable()
{
    Response response = refused({503, "unavailable", "Events cannot be stored right now."});
    response.headers.emplace_back("Retry-After", "5");
    return response;
}

Response notFound()
{
    return jsonAnswer(404, R"({"detail":"Not Found"})");
}

Response noFlags()
{
    std::string body = R"({"flags":{},"featureFlags":{},"featureFlagPayloads":{},"errorsWhileComputingFlags":false,)"
                       R"("requestId":")";
    body.append(QUuid::createUuid().toByteArray(QUuid::WithoutBraces).toStdString()).append("\"}");
    return jsonAnswer(200, std::move(body));
}

Response config()
{
    return jsonAnswer(200, std::string(kConfig));
}

Response configScript(std::string_view token)
{
    std::string script = "(window._POSTHOG_REMOTE_CONFIG=window._POSTHOG_REMOTE_CONFIG||{})[";
    json::appendString(script, token);
    script.append("]={\"config\":").append(kConfig).append(",\"siteApps\":[]};\n");
    return {200, "application/javascript; charset=utf-8", {{"Cache-Control", "no-store"}}, std::move(script)};
}

Response nothingOf(std::string_view word)
{
    if (word == "surveys")
        return jsonAnswer(200, R"({"surveys":[]})");
    if (word == "early_access_features")
        return jsonAnswer(200, R"({"earlyAccessFeatures":[]})");
    if (word == "web_experiments")
        return jsonAnswer(200, R"({"experiments":[]})");
    if (word == "product_tours")
        return jsonAnswer(200, R"({"product_tours":[]})");
    return jsonAnswer(200, "{}");
}

} // namespace sightglass::ingest::posthog
