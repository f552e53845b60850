// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/idfield.h"

#include "gui/style/controlkinds.h"
#include "gui/widgets/label.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace sightglass::gui {

IdField::IdField(Member member, QWidget* parent)
    : QWidget(parent)
    , m_member(std::move(member))
    , m_field(new QLineEdit)
    , m_words(new Label({}, theme::Role::Small, Ink::Text3))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 6);
    column->setSpacing(4);
    auto* name = new Label(m_member.label, theme::Role::Label);
    name->setBuddy(m_field);
    m_field->setObjectName(m_member.prefix + m_member.name);
    m_field->setAccessibleName(m_member.label);
    m_words->setObjectName(QStringLiteral("problem-") + m_member.name);
    m_words->setWordWrap(true);
    column->addWidget(name);
    column->addWidget(m_field);
    column->addWidget(m_words);
    column->addStretch();
    setFocusProxy(m_field);
    setProblem({});
    connect(m_field, &QLineEdit::textEdited, this, [this] {
        setProblem({});
        Q_EMIT edited();
    });
    connect(m_field, &QLineEdit::editingFinished, this, [this] {
        if (!isValid())
            setProblem(m_member.fault(m_member.name, this->text()));
        Q_EMIT left();
    });
}

QString IdField::text() const
{
    return m_field->text().trimmed();
}

void IdField::setText(const QString& text)
{
    m_field->setText(text);
    m_field->setCursorPosition(0); // A long id shows its beginning.
    setProblem({});
}

bool IdField::isValid() const
{
    return m_member.fault(m_member.name, text()).isEmpty();
}

void IdField::setProblem(const QString& problem)
{
    const bool isFaulty = !problem.isEmpty();
    setFaulty(m_field, isFaulty);
    m_field->setAccessibleDescription(isFaulty ? problem : m_member.hint);
    m_words->setText(isFaulty ? problem : m_member.hint);
    m_words->setInk(isFaulty ? Ink::Negative : Ink::Text3);
    m_words->setVisible(isFaulty || !m_member.hint.isEmpty());
}

} // namespace sightglass::gui
