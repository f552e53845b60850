// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/secretfield.h"

#include "gui/widgets/themedwidget.h"
#include "theme/icons.h"
#include "theme/painting.h"

#include <QEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace sightglass::gui {
namespace {

/// The eye at the right end. Owned by the field.
class Eye final : public ThemedButton
{
public:
    explicit Eye(QWidget* parent)
        : ThemedButton(parent)
    {
        setCheckable(true);
        setCursor(Qt::ArrowCursor);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const qreal side = t().px(16);
        const QColor ink = isChecked() ? t().accent.accent : isHovered() ? t().text.text : t().text.text3;
        theme::paintIcon(painter, QRectF((width() - side) / 2, (height() - side) / 2, side, side), u"eye"_s, ink);
        if (showsRing())
            theme::roundedBox(painter, rect(), t().radius.chip, QColor(), t().line.focus, 2);
    }
};

} // namespace

SecretField::SecretField(QWidget* parent)
    : QLineEdit(parent)
    , m_eye(new Eye(this))
{
    setEchoMode(QLineEdit::Password);
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_eye->setAccessibleName(tr("Show what is typed"));
    m_eye->setToolTip(tr("Show what is typed"));
    connect(static_cast<Eye*>(m_eye), &QAbstractButton::toggled, this, &SecretField::setShown);
    applyFont();
}

void SecretField::setShown(bool shown)
{
    setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    static_cast<Eye*>(m_eye)->setChecked(shown);
    applyFont();
}

void SecretField::applyFont()
{
    if (m_applying)
        return;
    m_applying = true;
    const theme::Tokens& t = theme::tokens(this);
    QFont font = t.font(theme::Role::Mono);
    if (!isShown())
        font.setLetterSpacing(QFont::AbsoluteSpacing, 1.5);
    setFont(font);
    setTextMargins(0, 0, t.px(24), 0);
    m_applying = false;
}

void SecretField::resizeEvent(QResizeEvent* event)
{
    QLineEdit::resizeEvent(event);
    const int side = theme::tokens(this).px(24);
    m_eye->setGeometry(width() - side - 6, (height() - side) / 2, side, side);
}

void SecretField::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::StyleChange)
        applyFont();
    QLineEdit::changeEvent(event);
}

} // namespace sightglass::gui
