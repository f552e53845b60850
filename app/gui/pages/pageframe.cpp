// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/pageframe.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>
#include <QWidget>

#include <algorithm>

namespace sightglass::gui {

namespace {

constexpr int kPadding = 20;
constexpr int kGutter = 16;
constexpr int kMostWidth = 1'440;

QWidget* makeCentred(QVBoxLayout*& content, QHBoxLayout*& row)
{
    auto* outer = new QWidget;
    row = new QHBoxLayout(outer);
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
    QHBoxLayout* row = nullptr;
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(makeCentred(content, row));
    // The bar takes its room from the padding, so that what scrolls ends where the header does.
    const QScrollBar* bar = scroll->verticalScrollBar();
    QObject::connect(bar, &QScrollBar::rangeChanged, scroll, [row, bar](int, int most) {
        const int right = most > 0 ? std::max(0, kPadding - bar->sizeHint().width()) : kPadding;
        row->setContentsMargins(kPadding, 8, right, kGutter);
    });
    scroll->viewport()->setAutoFillBackground(false);
    scroll->widget()->setAutoFillBackground(false);
    into->addWidget(scroll, 1);
    return content;
}

QVBoxLayout* makeContent(QVBoxLayout* into)
{
    QVBoxLayout* content = nullptr;
    QHBoxLayout* row = nullptr;
    into->addWidget(makeCentred(content, row), 1);
    return content;
}

QString errorText(const Error& error)
{
    const char* words = QT_TRANSLATE_NOOP("Errors", "Something went wrong: %1");
    switch (error.code) {
    case ErrorCode::Unavailable:
        words = QT_TRANSLATE_NOOP("Errors", "The hub does not answer. It is asked again by itself.");
        break;
    case ErrorCode::Timeout:
        words = QT_TRANSLATE_NOOP("Errors", "This question took too long. Ask by week, or for a shorter time.");
        break;
    case ErrorCode::Unauthorized:
        words = QT_TRANSLATE_NOOP("Errors", "The hub does not know this token. Make a new one there.");
        break;
    case ErrorCode::Forbidden:
        words = QT_TRANSLATE_NOOP("Errors", "This token may look, but not change things.");
        break;
    case ErrorCode::NotFound: words = QT_TRANSLATE_NOOP("Errors", "This is no longer there."); break;
    case ErrorCode::Conflict: words = QT_TRANSLATE_NOOP("Errors", "This is already in use. Choose another."); break;
    case ErrorCode::Busy: words = QT_TRANSLATE_NOOP("Errors", "The hub is busy. Try again in a moment."); break;
    case ErrorCode::InvalidInput: words = QT_TRANSLATE_NOOP("Errors", "The hub did not accept this: %1"); break;
    default: break;
    }
    const QString text = QCoreApplication::translate("Errors", words);
    return text.contains(QStringLiteral("%1")) ? text.arg(error.detail) : text;
}

} // namespace sightglass::gui
