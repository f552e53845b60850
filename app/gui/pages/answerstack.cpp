// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/answerstack.h"

#include "gui/pages/pageframe.h"
#include "gui/widgets/button.h"
#include "gui/widgets/emptystate.h"

namespace sightglass::gui {

AnswerStack::AnswerStack(LoadingPlaceholder::Shape shape, QWidget* content, QWidget* parent)
    : QStackedWidget(parent)
    , m_loading(new LoadingPlaceholder(shape))
    , m_empty(new EmptyState)
    , m_error(new ErrorState)
    , m_content(content)
{
    addWidget(m_loading);
    addWidget(m_empty);
    addWidget(m_error);
    addWidget(m_content);
    m_empty->setObjectName(QStringLiteral("answer-empty"));
    m_error->setObjectName(QStringLiteral("answer-error"));
    auto* again = new Button(tr("Ask again"));
    again->setObjectName(QStringLiteral("answer-again"));
    again->setIconName(QStringLiteral("refresh"));
    m_error->setButtons({again});
    connect(again, &QPushButton::clicked, this, &AnswerStack::againRequested);
    connect(m_loading, &LoadingPlaceholder::cancelRequested, this, [this] {
        Q_EMIT cancelled();
        showNotAsked();
    });
}

void AnswerStack::showLoading()
{
    if (!isContentShown())
        setCurrentWidget(m_loading);
}

void AnswerStack::showContent()
{
    setCurrentWidget(m_content);
}

void AnswerStack::showEmpty(const QString& title, const QString& text, const QList<QWidget*>& buttons)
{
    m_empty->setText(title, text);
    m_empty->setButtons(buttons);
    setCurrentWidget(m_empty);
}

void AnswerStack::showNotAsked()
{
    auto* again = new Button(tr("Ask again"));
    again->setIconName(QStringLiteral("refresh"));
    connect(again, &QPushButton::clicked, this, &AnswerStack::againRequested, Qt::QueuedConnection);
    showEmpty(tr("Not asked"), tr("The question was taken back."), {again});
}

void AnswerStack::showError(const Error& error)
{
    const QString words = errorText(error);
    m_error->setText(tr("No answer to this question"), words, words.contains(error.detail) ? QString() : error.detail);
    setCurrentWidget(m_error);
}

} // namespace sightglass::gui
