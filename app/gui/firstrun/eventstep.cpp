// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/firstrun/eventstep.h"

#include "gui/pages/connectsteps.h"

namespace sightglass::gui {

EventStep::EventStep(Session& session, QWidget* parent)
    : Step(tr("Let the first event in"),
           tr("Paste this where it belongs and open it once. You can also do it later: it waits under Sources."),
           parent)
    , m_session(session)
{
}

void EventStep::begin(const QString& recipe, const client::SourceInfo& source)
{
    delete m_steps;
    const models::Recipe chosen = models::Recipes::find(recipe).value_or(models::Recipes::all().first());
    m_steps = new ConnectSteps(m_session, chosen, source, true);
    content()->addWidget(m_steps);
    content()->addStretch();
    connect(m_steps, &ConnectSteps::arrived, this, [this] {
        Q_EMIT arrived();
        Q_EMIT completeChanged();
    });
}

bool EventStep::hasArrived() const
{
    return m_steps && m_steps->hasArrived();
}

QString EventStep::continueText() const
{
    return hasArrived() ? tr("See it") : tr("Later");
}

QString EventStep::footText() const
{
    return hasArrived() ? tr("First event received.") : tr("This page notices by itself.");
}

} // namespace sightglass::gui
