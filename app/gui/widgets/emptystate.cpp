// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/emptystate.h"

#include "gui/widgets/button.h"
#include "gui/widgets/label.h"
#include "gui/widgets/notice.h"
#include "theme/icons.h"
#include "theme/painting.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sightglass::gui {
namespace {

void replaceButtons(QHBoxLayout* row, const QList<QWidget*>& buttons, int stretchBefore)
{
    while (QLayoutItem* item = row->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    if (stretchBefore > 0)
        row->addStretch(stretchBefore);
    for (QWidget* button : buttons)
        row->addWidget(button);
    row->addStretch(1);
}

} // namespace

/// The dashed glass, or an icon. Owned by the state.
class EmptyState::Picture final : public ThemedWidget
{
public:
    explicit Picture(QWidget* parent)
        : ThemedWidget(parent)
    {
        setFixedSize(120, 44);
    }
    QString icon;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        if (!icon.isEmpty())
            return theme::paintIcon(painter, QRectF(width() / 2.0 - 14, height() - 30, 28, 28), icon, t().text.text3);
        theme::dashedBox(painter, rect(), 14, t().surface.sunken, t().line.field);
        theme::horizontalLine(painter, 14, width() - 14, height() - 11, t().line.lineStrong);
    }
};

EmptyState::EmptyState(QWidget* parent)
    : ThemedWidget(parent)
    , m_picture(new Picture(this))
    , m_title(new Label({}, theme::Role::Title, Ink::Text, this))
    , m_text(new Label({}, theme::Role::Body, Ink::Text2, this))
    , m_buttons(new QHBoxLayout)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 8, 24, 16);
    column->setSpacing(0);
    column->addStretch(1);
    column->addWidget(m_picture, 0, Qt::AlignHCenter);
    column->addSpacing(12);
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    column->addWidget(m_title);
    column->addSpacing(3);
    m_text->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_text->setWordWrap(true);
    m_text->setMaximumWidth(420);
    auto* middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(m_text, 8);
    middle->addStretch(1);
    column->addLayout(middle);
    column->addSpacing(13);
    m_buttons->setSpacing(8);
    column->addLayout(m_buttons);
    column->addStretch(1);
}

void EmptyState::setText(const QString& title, const QString& text)
{
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(text);
}

void EmptyState::setIconName(const QString& name)
{
    m_picture->icon = name;
    m_picture->update();
}

void EmptyState::setButtons(const QList<QWidget*>& buttons)
{
    replaceButtons(m_buttons, buttons, 1);
}

ErrorState::ErrorState(QWidget* parent)
    : ThemedWidget(parent)
    , m_notice(new Notice(NoticeKind::Error, this))
    , m_details(new Label({}, theme::Role::Mono, Ink::Text3, this))
    , m_buttons(new QHBoxLayout)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(22, 10, 22, 16);
    column->setSpacing(12);
    column->addStretch(1);
    column->addWidget(m_notice);
    m_buttons->setSpacing(8);
    column->addLayout(m_buttons);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_details->setWordWrap(true);
    column->addWidget(m_details);
    column->addStretch(1);
    setButtons({});
}

void ErrorState::setText(const QString& title, const QString& text, const QString& details)
{
    m_notice->setText(title.toHtmlEscaped(), text.toHtmlEscaped());
    m_details->setText(details);
    m_details->setVisible(!details.isEmpty());
    m_copy = details;
    setAccessibleName(title);
    setAccessibleDescription(text);
}

void ErrorState::setButtons(const QList<QWidget*>& buttons)
{
    auto* copy = new Button(tr("Copy details"), ButtonKind::Quiet, this);
    copy->setIconName(u"copy"_s);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_copy); });
    QList<QWidget*> all = buttons;
    all << copy;
    replaceButtons(m_buttons, all, 0);
}

} // namespace sightglass::gui
