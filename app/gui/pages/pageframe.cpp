// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/pageframe.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>
#include <QWidget>

namespace sightglass::gui {

namespace {

constexpr int kPadding = 20;
constexpr int kGutter = 16;
constexpr int kMostWidth = 1'440;

QWidget* makeCentred(QVBoxLayout*& content)
{
    auto* outer = new QWidget;
    auto* row = new QHBoxLayout(outer);
    row->setContentsMargins(kPadding, 8, kPadding, kGutter);
    auto* inner = new QWidget;
    inner->setMaximumWidth(kMostWidth);
    content = new QVBoxLayout(inner);
    content->setContentsMargins(0, 0, 0, 0);
    content->setSpacing(kGutter);
    row->addStretch(0);
    row->addWidget(inner, 1);
    row->addStretch(0);
    return outer;
}

} // namespace

QVBoxLayout* makeScrolledContent(QVBoxLayout* into)
{
    QVBoxLayout* content = nullptr;
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(makeCentred(content));
    scroll->viewport()->setAutoFillBackground(false);
    scroll->widget()->setAutoFillBackground(false);
    into->addWidget(scroll, 1);
    return content;
}

QVBoxLayout* makeContent(QVBoxLayout* into)
{
    QVBoxLayout* content = nullptr;
    into->addWidget(makeCentred(content), 1);
    return content;
}

QString errorText(const Error& error)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("Errors", text); };
    switch (error.code) {
    case ErrorCode::Unavailable:
        return tr(
            QT_TRANSLATE_NOOP("Errors", "The hub does not answer. What is shown stays; it is asked again by itself."));
    case ErrorCode::Timeout:
        return tr(QT_TRANSLATE_NOOP("Errors", "This question took too long. Ask by week, or for a shorter time."));
    case ErrorCode::Unauthorized:
        return tr(QT_TRANSLATE_NOOP("Errors", "The hub does not know this token. Make a new one there."));
    case ErrorCode::Forbidden:
        return tr(QT_TRANSLATE_NOOP("Errors", "This token may look, but not change things."));
    case ErrorCode::NotFound:
        return tr(QT_TRANSLATE_NOOP("Errors", "This is no longer there."));
    case ErrorCode::Conflict:
        return tr(QT_TRANSLATE_NOOP("Errors", "This is already in use. Choose another."));
    case ErrorCode::Busy:
        return tr(QT_TRANSLATE_NOOP("Errors", "The hub is busy. Try again in a moment."));
    case ErrorCode::InvalidInput:
        return tr(QT_TRANSLATE_NOOP("Errors", "The hub did not accept this: %1")).arg(error.detail);
    default:
        return tr(QT_TRANSLATE_NOOP("Errors", "Something went wrong: %1")).arg(error.detail);
    }
}

} // namespace sightglass::gui
