// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/firstrun/interestsstep.h"

#include "gui/widgets/choicecard.h"

namespace sightglass::gui {

InterestsStep::InterestsStep(QWidget* parent)
    : Step(tr("What do you want to see?"),
           tr("Choose one to begin with. Everything else can be added later, under Sources."), parent)
    , m_site(new ChoiceCard(tr("Who visits my site"),
                            tr("Visitors, pages and where they come from, with two lines in your pages."),
                            QStringLiteral("web")))
    , m_segment(new ChoiceCard(tr("What my Segment calls say"),
                               tr("Your pages and programs keep their calls; only the address changes."),
                               QStringLiteral("event")))
    , m_server(new ChoiceCard(tr("What happens in my app or back end"),
                              tr("Events from Node, Python, or anything that can send a request."),
                              QStringLiteral("terminal")))
{
    for (ChoiceCard* card : {m_site, m_segment, m_server})
        content()->addWidget(card);
    m_site->setChecked(true);
    content()->addStretch();
}

QString InterestsStep::recipe() const
{
    if (m_segment->isChecked())
        return QStringLiteral("segment");
    return m_server->isChecked() ? QStringLiteral("node") : QStringLiteral("script");
}

} // namespace sightglass::gui
