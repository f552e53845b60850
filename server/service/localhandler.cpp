// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/localhandler.h"

#include "api/problem.h"

#include <memory>

namespace sightglass::service {

domain::Response answerLocally(api::Api& api, const domain::Request& request)
{
    constexpr std::string_view root = "/api/v2/";
    std::vector<std::string> path;
    std::string_view rest = request.path;
    rest.remove_prefix(std::min(rest.size(), rest.starts_with(root) ? root.size() : 0));
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('/'), rest.size());
        path.push_back(domain::percentDecode(rest.substr(0, end)));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return api.answerLocally(request, path);
}

domain::Handler localHandler(api::Api& api)
{
    return [&api](domain::Request&& request, domain::Responder respond) {
        auto shared = std::make_shared<const domain::Request>(std::move(request));
        if (!api.onWorker([&api, shared, respond] { respond(answerLocally(api, *shared)); }))
            respond(api::problem({ErrorCode::Busy, QStringLiteral("too many requests are waiting"), {}}));
    };
}

domain::Handler rootHandler()
{
    return [](domain::Request&&, const domain::Responder& respond) {
        respond({200, "application/json", {}, R"({"status":"ok","service":"sightglass"})"});
    };
}

} // namespace sightglass::service
