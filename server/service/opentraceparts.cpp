// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/opentraceparts.h"

namespace sightglass::service {

namespace {

/// Rules of the source's project that name this source or none.
std::vector<ingest::opentrace::Rule> openTraceRules(storage::ControlStore& control, const domain::Source& source)
{
    std::vector<ingest::opentrace::Rule> rules;
    const QString id = QString::number(source.id.value);
    for (const domain::SavedItem& item : control.saved(source.project, domain::SavedKind::Rule)) {
        const QString named = item.body.value(QLatin1String("source")).toString();
        if (named.isEmpty() || named == id)
            rules.push_back({item.name, item.body.value(QLatin1String("trigger")).toString().toStdString(),
                             item.body.value(QLatin1String("selector")).toString().toStdString()});
    }
    return rules;
}

} // namespace

intake::OpenTraceParts openTraceParts(storage::Store& store, intake::OpenTraceLinks& links,
                                      domain::LiveSessions& sessions)
{
    return {.version = SIGHTGLASS_VERSION,
            .rulesOf = [&control =
                            store.control()](const domain::Source& source) { return openTraceRules(control, source); },
            .links = &links,
            .sessions = &sessions};
}

} // namespace sightglass::service
