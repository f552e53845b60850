// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/funnelsteps.h"

#include "models/plaintip.h"
#include "theme/painting.h"

#include <QHBoxLayout>
#include <QPainter>

namespace sightglass::gui {

namespace {
constexpr int kStepGap = 14;
} // namespace

FunnelStepCard::FunnelStepCard(int number, const models::FunnelCondition& step, QWidget* parent)
    : ThemedButton(parent)
    , m_number(number)
    , m_kind(step.isPage ? tr("page") : tr("event"))
{
    setObjectName(QStringLiteral("funnel-step-%1").arg(number));
    setText(step.text);
    setAccessibleName(tr("Step %1, %2, %3. Change").arg(number).arg(step.text, m_kind));
    setToolTip(models::plainTip(step.text));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void FunnelStepCard::setChosen(bool chosen)
{
    m_isChosen = chosen;
    update();
}

QSize FunnelStepCard::sizeHint() const
{
    return {180, t().px(50)};
}

QSize FunnelStepCard::minimumSizeHint() const
{
    return {40, sizeHint().height()};
}

void FunnelStepCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QColor fill = isHovered() ? t().surface.hover : t().surface.sunken;
    theme::roundedBox(painter, rect(), t().radius.control, fill, m_isChosen ? t().accent.accent : t().line.line,
                      m_isChosen ? 2 : 1);
    const qreal left = t().px(27);
    QRectF line(left, t().px(7), width() - left - 10, t().px(18));
    theme::drawNumber(painter, QRectF(10, line.top(), left - 10, line.height()), QString::number(m_number),
                      t().font(theme::Role::CaptionMedium), t().text.text2, Qt::AlignLeft);
    theme::drawLine(painter, line, text(), t().font(theme::Role::Strong), t().text.text, Qt::AlignLeft,
                    Qt::ElideMiddle);
    line.translate(0, t().px(18));
    theme::drawLine(painter, line, m_kind, t().font(theme::Role::Caption), t().text.text3);
    if (showsRing())
        theme::roundedBox(painter, rect(), t().radius.control, QColor(), t().line.focus, 2);
}

FunnelSteps::FunnelSteps(QWidget* parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(kStepGap);
}

void FunnelSteps::setSteps(const QList<models::FunnelCondition>& steps)
{
    qDeleteAll(m_cards);
    m_cards.clear();
    for (const models::FunnelCondition& step : steps) {
        const int place = int(m_cards.size());
        auto* card = new FunnelStepCard(place + 1, step, this);
        // Queued: the card may be gone when this is answered.
        connect(
            card, &QAbstractButton::clicked, this, [this, place] { Q_EMIT editRequested(place); },
            Qt::QueuedConnection);
        m_row->addWidget(card, 1);
        m_cards.append(card);
    }
    setVisible(!m_cards.isEmpty());
}

void FunnelSteps::setChosen(int step)
{
    for (int i = 0; i < m_cards.size(); ++i)
        m_cards.at(i)->setChosen(i == step);
}

} // namespace sightglass::gui
