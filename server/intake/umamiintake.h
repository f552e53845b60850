// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/request.h"
#include "ingest/umami/answers.h"
#include "ingest/umami/message.h"
#include "intake/intakeservice.h"
#include "intake/umamivisits.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sightglass::intake {

/// Everything the hub answers as Umami (spec umami §3): events one by one and in batches, the token its trackers keep,
/// the heartbeat and the script. Owner: service; must outlive the server. Thread: handlers run on server threads, any
/// number at once; they do not block.
class UmamiIntake
{
public:
    /// `secret`: what session ids, visit ids and tokens are made with.
    UmamiIntake(IntakeService& service, std::string secret);

    /// Handlers by route id.
    [[nodiscard]] std::vector<std::pair<std::string_view, domain::Handler>> handlers();

    /// POST /api/send
    void send(domain::Request&& request, domain::Responder respond);
    /// POST /api/batch: a list of what send() takes.
    void batch(domain::Request&& request, domain::Responder respond);

private:
    using ItemAnswer = ingest::umami::ItemAnswer;
    using Failure = ingest::umami::Failure;
    using Message = ingest::umami::Message;

    /// What one request comes to.
    struct Taken
    {
        std::vector<domain::Event> events; ///< To be stored.
        std::vector<domain::Rejection> refusals;
    };
    /// The answer to one object, which goes out when what was taken is stored.
    [[nodiscard]] ItemAnswer take(const domain::Request& request, json::Value object, Taken& taken);
    [[nodiscard]] ItemAnswer accept(const domain::Request& request, Message message, const domain::SourceEntry& entry,
                                    Taken& taken);
    [[nodiscard]] ItemAnswer answerTo(const domain::Request& request, const domain::Event& event,
                                      const domain::SourceEntry& entry);
    void refuse(const domain::Request& request, const Failure& failure, const domain::Responder& respond);

    IntakeService& m_service;
    const std::string m_secret;
    const std::string m_script;
    UmamiVisits m_visits;
};

} // namespace sightglass::intake
