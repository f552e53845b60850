// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/statusline.h"

#include "theme/icons.h"
#include "theme/painting.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace sightglass::gui {

StatusLine::StatusLine(QWidget* parent)
    : ThemedWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    describe();
}

void StatusLine::setContact(ContactState state, const QString& text)
{
    m_state = state;
    m_contact = text;
    describe();
    update();
}

void StatusLine::setFacts(const QStringList& facts)
{
    m_facts = facts;
    describe();
    update();
}

void StatusLine::setCost(const QString& text)
{
    m_cost = text;
    describe();
    update();
}

void StatusLine::describe()
{
    QStringList words = m_facts;
    words.prepend(m_contact);
    words << m_cost;
    words.removeAll(QString());
    setAccessibleName(tr("Status: %1").arg(words.join(u", "_s)));
}

QSize StatusLine::sizeHint() const
{
    return {600, t().px(24)};
}
QSize StatusLine::minimumSizeHint() const
{
    return {200, t().px(24)};
}

void StatusLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), t().surface.sidebar);
    theme::horizontalLine(painter, 0, width(), 0, t().line.line);
    const QFont font = t().font(theme::Role::Caption);
    const qreal cost = theme::figuresWidth(font, m_cost);
    theme::drawNumber(painter, QRectF(14, 1, width() - 28, height() - 1), m_cost, font, t().text.text3);
    const QColor mark = m_state == ContactState::Connected ? t().state.positive
                        : m_state == ContactState::Offline ? t().state.warning
                                                           : t().text.text3;
    const qreal side = t().px(15);
    theme::paintIcon(painter, QRectF(14, (height() - side) / 2 + 0.5, side, side),
                     m_state == ContactState::Offline ? u"offline"_s : u"connected"_s, mark);
    qreal x = 14 + side + 6;
    const auto say = [&](const QString& text, const QColor& color) {
        const qreal wide = theme::figuresWidth(font, text);
        if (x + wide < width() - cost - 40)
            theme::drawNumber(painter, QRectF(x, 1, wide, height() - 1), text, font, color, Qt::AlignLeft);
        x += wide + 18;
    };
    say(m_contact, m_state == ContactState::Offline ? t().state.warning : t().text.text2);
    for (const QString& fact : m_facts)
        say(fact, t().text.text3);
}

} // namespace sightglass::gui
