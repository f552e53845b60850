// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/toast.h"

#include "theme/icons.h"
#include "theme/painting.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QTextEdit>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace sightglass::gui {
namespace {

constexpr int kShownMs = 10000;
constexpr int kMargin = 16; // room for the shadow inside the widget
constexpr int kFromEdge = 20;

bool isTextField(const QWidget* widget)
{
    return qobject_cast<const QLineEdit*>(widget) != nullptr ||
           qobject_cast<const QPlainTextEdit*>(widget) != nullptr || qobject_cast<const QTextEdit*>(widget) != nullptr;
}

} // namespace

/// A word or an icon of the toast. Owned by it.
class Toast::Word final : public ThemedButton
{
public:
    Word(const QString& text, const QString& keys, const QString& iconName, QWidget* parent)
        : ThemedButton(parent)
        , m_keys(keys)
        , m_icon(iconName)
    {
        setText(text);
        setAccessibleName(text);
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        if (!m_icon.isEmpty())
            return {t().px(28), t().px(28)};
        return {qRound(QFontMetricsF(t().font(theme::Role::Strong)).horizontalAdvance(text()) +
                       theme::keyCapWidth(m_keys, t())) +
                    24,
                t().px(28)};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const QColor ink = t().text.onToast;
        if (isHovered() || showsRing())
            theme::roundedBox(painter, rect(), t().radius.control, theme::withAlpha(ink, 0.12),
                              showsRing() ? ink : QColor(), 2);
        if (!m_icon.isEmpty()) {
            const qreal side = t().px(16);
            painter.setOpacity(0.75);
            return theme::paintIcon(painter, QRectF((width() - side) / 2, (height() - side) / 2, side, side), m_icon,
                                    ink);
        }
        const qreal cap = theme::drawKeyCap(painter, QRectF(rect()).adjusted(0, 0, -8, 0), m_keys, t(), ink);
        theme::drawLine(painter, QRectF(rect()).adjusted(8, 0, -cap - 10, 0), text(), t().font(theme::Role::Strong),
                        ink);
    }

private:
    QString m_keys, m_icon;
};

Toast::Toast(QWidget* window)
    : ThemedWidget(window)
    , m_timer(new QTimer(this))
    , m_undoButton(new Word(tr("Undo"), u"Z"_s, {}, this))
    , m_closeButton(new Word(tr("Close"), {}, u"close"_s, this))
{
    hide();
    m_timer->setSingleShot(true);
    m_timer->setInterval(kShownMs);
    connect(m_timer, &QTimer::timeout, this, &Toast::dismiss);
    connect(m_undoButton, &QAbstractButton::clicked, this, &Toast::undo);
    connect(m_closeButton, &QAbstractButton::clicked, this, &Toast::dismiss);
    window->installEventFilter(this);
}

void Toast::showText(const QString& iconName, const QString& text)
{
    showText(iconName, text, {});
}

void Toast::showText(const QString& iconName, const QString& text, std::function<void()> undo)
{
    m_icon = iconName;
    m_text = text;
    m_undo = std::move(undo);
    m_undoButton->setVisible(m_undo != nullptr);
    setAccessibleName(text);
    place();
    show();
    raise();
    m_timer->start();
}

void Toast::dismiss()
{
    m_timer->stop();
    m_undo = nullptr;
    hide();
}

void Toast::undo()
{
    const std::function<void()> again = std::exchange(m_undo, nullptr);
    dismiss();
    if (again)
        again();
}

QSize Toast::sizeHint() const
{
    const int words = qRound(QFontMetricsF(t().font(theme::Role::Body)).horizontalAdvance(m_text)) + t().px(16) + 24;
    const int buttons = m_closeButton->sizeHint().width() + (m_undo ? m_undoButton->sizeHint().width() : 0) + 20;
    return {std::clamp(words + buttons, t().px(360), t().px(560)) + 2 * kMargin, t().px(42) + 2 * kMargin};
}

void Toast::place()
{
    const QSize size = sizeHint().boundedTo(parentWidget()->size() + QSize(2 * kMargin, 2 * kMargin));
    setGeometry(parentWidget()->width() - size.width() - kFromEdge + kMargin,
                parentWidget()->height() - size.height() - 40 + kMargin, size.width(), size.height());
}

void Toast::themeChanged()
{
    ThemedWidget::themeChanged();
    if (isVisible())
        place();
}

void Toast::resizeEvent(QResizeEvent*)
{
    const QSize close = m_closeButton->sizeHint();
    const int y = (height() - close.height()) / 2;
    int x = width() - kMargin - 8 - close.width();
    m_closeButton->setGeometry(x, y, close.width(), close.height());
    x -= m_undoButton->sizeHint().width() + 4;
    m_undoButton->setGeometry(x, y, m_undoButton->sizeHint().width(), close.height());
}

bool Toast::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize && isVisible())
        place();
    // Only presses that no field took reach the window.
    if (event->type() == QEvent::KeyPress && isVisible() && m_undo && !isTextField(QApplication::focusWidget())) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Z && key->modifiers() == Qt::NoModifier) {
            undo();
            return true;
        }
    }
    return ThemedWidget::eventFilter(watched, event);
}

void Toast::enterEvent(QEnterEvent*)
{
    m_timer->stop();
}
void Toast::leaveEvent(QEvent*)
{
    m_timer->start();
}

void Toast::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRectF box = QRectF(rect()).adjusted(kMargin, kMargin, -kMargin, -kMargin);
    theme::drawShadow(painter, box, t().radius.popup,
                      theme::withAlpha(t().surface.shadow, t().surface.shadow.alphaF() * 0.6));
    theme::roundedBox(painter, box, t().radius.popup, t().surface.toast, t().dark ? t().line.lineStrong : QColor());
    const qreal side = t().px(16);
    theme::paintIcon(painter, QRectF(box.left() + 14, box.center().y() - side / 2, side, side), m_icon,
                     t().text.onToast);
    const qreal right = m_undo ? m_undoButton->x() : m_closeButton->x();
    theme::drawLine(painter, QRectF(QPointF(box.left() + 24 + side, box.top()), QPointF(right - 8, box.bottom())),
                    m_text, t().font(theme::Role::Body), t().text.onToast);
}

} // namespace sightglass::gui
