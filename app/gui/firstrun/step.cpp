// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/firstrun/step.h"

#include "gui/widgets/label.h"

namespace sightglass::gui {

namespace {
constexpr int kTextWidth = 580;
}

Step::Step(const QString& question, const QString& sentence, QWidget* parent)
    : QWidget(parent)
    , m_content(new QVBoxLayout(this))
{
    m_content->setContentsMargins(0, 0, 0, 0);
    m_content->setSpacing(12);
    auto* title = new Label(question, theme::Role::Figure);
    title->setWordWrap(true);
    auto* words = new Label(sentence, theme::Role::Lead, Ink::Text2);
    words->setWordWrap(true);
    words->setMaximumWidth(kTextWidth);
    m_content->addWidget(title);
    m_content->addWidget(words);
    m_content->addSpacing(10);
}

} // namespace sightglass::gui
