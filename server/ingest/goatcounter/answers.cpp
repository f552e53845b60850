// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/goatcounter/answers.h"

#include "core/jsonwriter.h"
#include "ingest/pixelimage.h"

#include <algorithm>

namespace sightglass::ingest::goatcounter {

namespace {

using domain::Response;

Response later(Response response, std::chrono::seconds wait)
{
    response.headers.emplace_back("Retry-After", std::to_string(std::max<std::int64_t>(wait.count(), 1)));
    return response;
}

} // namespace

Response image()
{
    return {200, "image/gif", {{"Cache-Control", "no-store"}}, pixelImage()};
}

Response image(const Failure& failure)
{
    Response response = image();
    response.status = failure.status;
    response.headers.emplace_back("X-Goatcounter", failure.detail);
    return response;
}

Response excluded(std::string_view reason)
{
    return image({202, "excluded", "excluded by " + std::string(reason.substr(0, reason.find(':')))});
}

Response imageLater(const Failure& failure, std::chrono::seconds wait)
{
    return later(image(failure), wait);
}

Response apiAnswer(const HitErrors& errors, const std::vector<std::size_t>& excluded)
{
    domain::Headers headers;
    for (const std::size_t index : excluded) {
        if (headers.empty())
            headers.emplace_back("X-Goatcounter-Filter", std::to_string(index));
        else
            headers.front().second += ", " + std::to_string(index);
    }
    if (errors.empty())
        return {202, "application/json", std::move(headers), R"({"status":"ok"})"};
    std::string body;
    json::Writer writer(body);
    writer.openObject();
    writer.key("errors");
    writer.openObject();
    for (const auto& [index, error] : errors)
        writer.member(std::to_string(index), std::string_view(error));
    writer.closeObject();
    writer.closeObject();
    return {400, "application/json", std::move(headers), std::move(body)};
}

Response apiRefused(const Failure& failure)
{
    std::string body;
    json::Writer writer(body);
    writer.openObject();
    writer.member("error", std::string_view(failure.detail));
    writer.closeObject();
    return {failure.status, "application/json", {}, std::move(body)};
}

Response apiLater(const Failure& failure, std::chrono::seconds wait)
{
    return later(apiRefused(failure), wait);
}

} // namespace sightglass::ingest::goatcounter
