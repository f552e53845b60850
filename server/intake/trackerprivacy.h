// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/addressplace.h"
#include "domain/request.h"
#include "intake/trackerintake.h"
#include "intake/trackerrecorder.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sightglass::intake {

/// What the hub knows about the world, for the tracker's questions about it.
struct TrackerWorld
{
    /// None: no geo database is installed.
    std::function<std::optional<domain::AddressPlace>(std::string_view address)> placeOf;
    std::function<std::string(std::string_view zone)> countryOfZone;
    std::function<std::optional<std::chrono::minutes>(const std::string& zone, TimePoint at)> offsetOfZone;
    /// Whether an Authorization header opens what people agreed to. None: nobody's does.
    std::function<bool(std::string_view authorization)> opens;
};

/// {/ppi/v1,/tr/v1/ppi}/{agree,jds,geoip}: consent, what the law asks for, where an address is (spec tracker §14).
/// Strangers are told only what a visitor agreed to, of the site they ask; a token opens the rest. Agreements of strict
/// projects are answered and not stored. Owner: service. Thread: handlers run on server threads and do not block.
class TrackerPrivacy
{
public:
    TrackerPrivacy(IntakeService& service, TrackerIntake& tracker, TrackerRecorder& recorder, TrackerWorld world);

    /// Handlers by route id.
    [[nodiscard]] std::vector<std::pair<std::string_view, domain::Handler>> handlers();

private:
    void agree(const domain::Request& request, const domain::Responder& respond);
    void setAgreement(const domain::Request& request, const domain::Responder& respond);
    void tellAgreement(const domain::Request& request, const domain::Responder& respond);
    void tellWorld(const domain::Request& request, const domain::Responder& respond);
    void tellPlace(const domain::Request& request, const domain::Responder& respond) const;
    /// Answers what `question` makes of the store's records, off this thread.
    void ask(std::function<domain::Response(domain::TrackerRecords&)> question, const domain::Responder& respond);

    IntakeService& m_service;
    TrackerIntake& m_tracker;
    TrackerRecorder& m_recorder;
    const TrackerWorld m_world;
};

} // namespace sightglass::intake
