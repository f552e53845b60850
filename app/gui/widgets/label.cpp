// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/label.h"

#include <QEvent>

namespace sightglass::gui {

QColor inkColor(const theme::Tokens& t, Ink ink)
{
    switch (ink) {
    case Ink::Text2: return t.text.text2;
    case Ink::Text3: return t.text.text3;
    case Ink::Accent: return t.accent.accent;
    case Ink::Positive: return t.state.positive;
    case Ink::Negative: return t.state.negative;
    case Ink::Warning: return t.state.warning;
    case Ink::Info: return t.state.info;
    case Ink::Text: break;
    }
    return t.text.text;
}

Label::Label(const QString& text, theme::Role role, Ink ink, QWidget* parent)
    : QLabel(text, parent)
    , m_role(role)
    , m_ink(ink)
{
    setTextFormat(Qt::PlainText);
    apply();
}

void Label::setRole(theme::Role role)
{
    m_role = role;
    apply();
}

void Label::setInk(Ink ink)
{
    m_ink = ink;
    apply();
}

void Label::apply()
{
    // Setting font and palette sends the events that led here.
    if (m_applying)
        return;
    m_applying = true;
    const theme::Tokens& t = theme::tokens(this);
    setFont(t.font(m_role));
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, isEnabled() ? inkColor(t, m_ink) : t.text.disabled);
    colors.setColor(QPalette::Link, t.accent.accent);
    setPalette(colors);
    m_applying = false;
}

void Label::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::EnabledChange)
        apply();
    QLabel::changeEvent(event);
}

} // namespace sightglass::gui
