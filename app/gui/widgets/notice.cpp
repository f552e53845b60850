// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/notice.h"

#include "gui/widgets/button.h"
#include "gui/widgets/label.h"
#include "theme/icons.h"
#include "theme/painting.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QTextDocumentFragment>

using namespace Qt::StringLiterals;

namespace sightglass::gui {
namespace {

QString iconOf(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::Warning: return u"warning"_s;
    case NoticeKind::Error: return u"error"_s;
    case NoticeKind::Positive: return u"resolve"_s;
    case NoticeKind::Info: break;
    }
    return u"info"_s;
}

struct NoticeColors
{
    QColor ground, ink;
};

NoticeColors colorsOf(const theme::Tokens& t, NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::Warning: return {t.state.warningTint, t.state.warning};
    case NoticeKind::Error: return {t.state.negativeTint, t.state.negative};
    case NoticeKind::Positive: return {t.state.positiveTint, t.state.positive};
    case NoticeKind::Info: break;
    }
    return {t.state.infoTint, t.state.info};
}

/// Rich text takes more room than it shows, so only what has marks in it is rich. Gives it without them.
QString showHtml(Label* label, const QString& html)
{
    QString plain = QTextDocumentFragment::fromHtml(html).toPlainText();
    const bool isRich = Qt::mightBeRichText(html);
    label->setTextFormat(isRich ? Qt::RichText : Qt::PlainText);
    label->setText(isRich ? html : plain);
    label->setVisible(!html.isEmpty());
    return plain;
}

} // namespace

Notice::Notice(NoticeKind kind, QWidget* parent)
    : ThemedWidget(parent)
    , m_kind(kind)
    , m_icon(iconOf(kind))
    , m_title(new Label({}, theme::Role::Strong, Ink::Text, this))
    , m_text(new Label({}, theme::Role::Small, Ink::Text2, this))
    , m_layout(new QHBoxLayout(this))
    , m_words(new QBoxLayout(QBoxLayout::TopToBottom))
{
    m_title->setWordWrap(true);
    m_text->setWordWrap(true);
    m_words->setSpacing(0);
    m_words->addWidget(m_title);
    m_words->addWidget(m_text, 1);
    m_layout->setSpacing(8);
    m_layout->addLayout(m_words, 1);
    setCompact(false);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
}

void Notice::setText(const QString& title, const QString& text)
{
    const QString plainTitle = showHtml(m_title, title);
    const QString plainText = showHtml(m_text, text);
    setAccessibleName(title.isEmpty() ? plainText : plainTitle);
    setAccessibleDescription(plainText);
}

void Notice::setIconName(const QString& name)
{
    m_icon = name;
    update();
}

void Notice::setCompact(bool compact)
{
    m_compact = compact;
    m_text->setInk(compact ? Ink::Text : Ink::Text2);
    m_title->setRole(compact ? theme::Role::SmallMedium : theme::Role::Strong);
    placeWords();
}

// Larger text goes below its title, which then needs a line of its own.
void Notice::placeWords()
{
    const bool isBeside = m_compact && t().textScale < 1.4;
    m_words->setDirection(isBeside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_words->setSpacing(isBeside ? 5 : 0);
    m_title->setWordWrap(!isBeside);
    const int left = (m_compact ? 23 : 25) + t().px(20);
    const int above = m_compact ? 8 : 12;
    m_layout->setContentsMargins(left, above, 12, above);
}

void Notice::themeChanged()
{
    placeWords();
    ThemedWidget::themeChanged();
}

void Notice::addButton(QWidget* button)
{
    m_layout->addWidget(button, 0, Qt::AlignVCenter);
}

void Notice::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const NoticeColors colors = colorsOf(t(), m_kind);
    theme::roundedBox(painter, rect(), t().radius.panel, colors.ground, t().highContrast ? colors.ink : QColor());
    const qreal side = t().px(20);
    const qreal top = m_compact ? (height() - side) / 2 : 12;
    theme::paintIcon(painter, QRectF(m_compact ? 12 : 14, top, side, side), m_icon, colors.ink);
}

OfflineStrip::OfflineStrip(QWidget* parent)
    : Notice(NoticeKind::Warning, parent)
{
    setIconName(u"offline"_s);
    setCompact(true);
    auto* button = new Button(tr("Try now"), ButtonKind::Plain, this);
    button->setControl(ControlSize::Small);
    connect(button, &QPushButton::clicked, this, &OfflineStrip::tryNow);
    addButton(button);
}

void OfflineStrip::setState(const QString& hub, const QString& asOf, int nextTrySeconds)
{
    const QString title = tr("%1 does not answer.").arg(hub);
    QString text;
    if (asOf.isEmpty())
        text = nextTrySeconds >= 0 ? tr("Trying again in %1 s.").arg(nextTrySeconds) : QString();
    else if (nextTrySeconds >= 0)
        text = tr("You see what was there at %1. Trying again in %2 s, and you can keep reading.")
                   .arg(asOf)
                   .arg(nextTrySeconds);
    else
        text = tr("You see what was there at %1.").arg(asOf);
    setText(title, text);
}

} // namespace sightglass::gui
