// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/panel.h"

#include "gui/widgets/button.h"
#include "gui/widgets/label.h"
#include "gui/widgets/texttabs.h"
#include "theme/icons.h"
#include "theme/painting.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sightglass::gui {

/// The measure at the right of the head: a caption, or a button with an arrow.
class Panel::Measure final : public ThemedButton
{
public:
    explicit Measure(QWidget* parent)
        : ThemedButton(parent)
    {
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }
    void setContent(const QString& text, bool opens)
    {
        setText(text);
        setAccessibleName(text);
        m_opens = opens;
        setFocusPolicy(opens ? Qt::StrongFocus : Qt::NoFocus);
        setAttribute(Qt::WA_TransparentForMouseEvents, !opens);
        setVisible(!text.isEmpty());
        updateGeometry();
        update();
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        const qreal text = theme::figuresWidth(t().font(theme::Role::Caption), this->text());
        return {qRound(text + (m_opens ? t().px(14) + 4 : 0)) + 1, t().px(24)};
    }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const qreal side = m_opens ? t().px(14) : 0;
        const QColor ink = isHovered() && m_opens ? t().text.text : t().text.text3;
        theme::drawNumber(painter, QRectF(rect()).adjusted(0, 0, m_opens ? -side - 4 : 0, 0), text(),
                          t().font(theme::Role::Caption), ink);
        if (m_opens)
            theme::paintIcon(painter, QRectF(width() - side, (height() - side) / 2, side, side), u"chevron-down"_s,
                             ink);
        if (showsRing())
            theme::roundedBox(painter, rect(), t().radius.chip, QColor(), t().line.focus, 2);
    }

private:
    bool m_opens = false;
};

Panel::Panel(QWidget* parent)
    : ThemedWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_head(new QWidget(this))
    , m_title(new Label({}, theme::Role::Strong, Ink::Text, m_head))
    , m_tabs(new TextTabs(m_head))
    , m_measure(new Measure(m_head))
    , m_footer(new QWidget(this))
    , m_footerLink(new LinkButton({}, m_footer))
{
    m_layout->setContentsMargins(1, 1, 1, 1);
    m_layout->setSpacing(0);
    auto* head = new QHBoxLayout(m_head);
    head->setContentsMargins(13, 0, 13, 0);
    head->setSpacing(14);
    head->addWidget(m_title);
    head->addWidget(m_tabs);
    head->addStretch(1);
    head->addWidget(m_measure);
    auto* footer = new QHBoxLayout(m_footer);
    footer->setContentsMargins(13, 0, 13, 4);
    footer->addWidget(m_footerLink);
    footer->addStretch(1);
    m_layout->addWidget(m_head);
    m_layout->addStretch(0);
    m_layout->addWidget(m_footer);
    m_footer->hide();
    m_measure->hide();
    connect(m_tabs, &TextTabs::chosen, this, &Panel::tabChosen);
    connect(m_measure, &QAbstractButton::clicked, this, &Panel::measureClicked);
    connect(m_footerLink, &QPushButton::clicked, this, &Panel::footerClicked);
    updateHead();
}

void Panel::setTitle(const QString& title)
{
    static_cast<Label*>(m_title)->setText(title);
    setAccessibleName(title);
    updateHead();
}

void Panel::setTabs(const QStringList& tabs)
{
    m_tabs->setTabs(tabs);
    if (accessibleName().isEmpty())
        setAccessibleName(tabs.join(u", "_s));
    updateHead();
}

int Panel::currentTab() const
{
    return m_tabs->current();
}
void Panel::setCurrentTab(int index)
{
    m_tabs->setCurrent(index);
}

void Panel::setMeasure(const QString& text, bool opens)
{
    m_measure->setContent(text, opens);
    updateHead();
}

QWidget* Panel::measureButton() const
{
    return m_measure;
}

void Panel::setContent(QWidget* content)
{
    delete m_content;
    m_content = content;
    if (content != nullptr)
        m_layout->insertWidget(1, content, 1);
}

void Panel::setFooter(const QString& text)
{
    m_footerLink->setText(text);
    m_footerLink->updateGeometry();
    m_footer->setVisible(!text.isEmpty());
}

void Panel::setHeadHeight(int pixels)
{
    m_headHeight = pixels;
    updateHead();
}

void Panel::updateHead()
{
    const bool title = !static_cast<Label*>(m_title)->text().isEmpty();
    m_title->setVisible(title);
    m_tabs->setVisible(!m_tabs->tabs().isEmpty());
    m_head->setVisible(title || !m_tabs->tabs().isEmpty() || !m_measure->text().isEmpty());
    m_head->setFixedHeight(t().px(m_headHeight) - 1);
    m_footer->setFixedHeight(t().px(32));
}

void Panel::themeChanged()
{
    updateHead();
    ThemedWidget::themeChanged();
}

void Panel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    theme::roundedBox(painter, rect(), t().radius.panel, t().surface.panel, t().line.line);
}

} // namespace sightglass::gui
