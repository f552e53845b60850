// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"
#include "ingest/plausible/message.h"
#include "intake/intakeservice.h"
#include "intake/plausiblescripts.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sightglass::intake {

/// Everything the hub answers as Plausible (spec plausible §2): events, each for one site or several, named by their
/// hosts, and the scripts. Owner: service; must outlive the server. Thread: handlers run on server threads, any number
/// at once; they do not block.
class PlausibleIntake
{
public:
    explicit PlausibleIntake(IntakeService& service);

    /// Handlers by route id.
    [[nodiscard]] std::vector<std::pair<std::string_view, domain::Handler>> handlers();

    /// POST /api/event
    void event(domain::Request&& request, domain::Responder respond);

private:
    struct Dropped;
    void accept(const domain::Request& request, const ingest::plausible::Message& message, domain::Responder respond);
    void refuse(const domain::Request& request, const ingest::plausible::Errors& errors,
                const domain::Responder& respond);
    void refuseSite(const domain::Request& request, std::string site);

    IntakeService& m_service;
    const PlausibleScripts m_scripts;
};

} // namespace sightglass::intake
