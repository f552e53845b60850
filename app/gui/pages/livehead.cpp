// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/livehead.h"

#include "gui/widgets/glasswidget.h"
#include "gui/widgets/label.h"
#include "gui/widgets/numberhelp.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace sightglass::gui {

namespace {
constexpr int kNumberWidth = 180;
}

LiveHead::LiveHead(QWidget* parent)
    : QWidget(parent)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(2);
    m_number = new Label(QStringLiteral("0"), theme::Role::FigureLarge);
    m_number->setObjectName(QStringLiteral("live-visitors"));
    m_number->setMinimumWidth(kNumberWidth);
    setMetric(m_number, QStringLiteral("current_visitors"));
    m_words = new Label({}, theme::Role::Small, Ink::Text2);
    m_glass = new GlassWidget(GlassShape::Large);
    m_glass->setCaption(tr("The glass is empty so far"));
    m_glass->setAccessibleName(tr("Intake of the last two minutes"));
    grid->addWidget(m_number, 0, 0, Qt::AlignBottom);
    grid->addWidget(m_glass, 0, 1);
    grid->addWidget(m_words, 1, 0);
    grid->addWidget(makeAxis(), 1, 1);
    grid->setColumnStretch(1, 1);
    setVisitors(0);
}

QWidget* LiveHead::makeAxis()
{
    auto* axis = new QWidget;
    auto* row = new QHBoxLayout(axis);
    row->setContentsMargins(14, 0, 14, 0);
    const QStringList words{tr("2 minutes ago"), tr("90 s"), tr("1 minute ago"), tr("30 s"), tr("now")};
    for (const QString& word : words) {
        if (row->count() > 0)
            row->addStretch();
        row->addWidget(new Label(word, theme::Role::Caption, Ink::Text3));
    }
    return axis;
}

void LiveHead::setVisitors(int visitors)
{
    m_number->setText(QLocale().toString(visitors));
    m_words->setText(tr("%n visitors in the last 5 minutes", "only the words; the number stands above", visitors)
                         .remove(QRegularExpression(QStringLiteral("^\\S+ "))));
}

void LiveHead::setContact(bool contact)
{
    m_glass->setContact(contact);
}

void LiveHead::push(models::FlowMeter::Second second)
{
    m_glass->push({second.stored, second.refused});
}

void LiveHead::setSeconds(const std::deque<models::FlowMeter::Second>& seconds)
{
    std::vector<GlassSample> samples;
    for (const auto& second : seconds)
        samples.push_back({second.stored, second.refused});
    m_glass->setSamples(samples);
}

} // namespace sightglass::gui
