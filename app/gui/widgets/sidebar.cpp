// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/sidebar.h"

#include "gui/widgets/glasswidget.h"
#include "gui/widgets/projectswitcher.h"
#include "theme/painting.h"

#include <QKeyEvent>
#include <QPainter>

namespace sightglass::gui {

Sidebar::Sidebar(QWidget* parent)
    : ThemedWidget(parent)
    , m_project(new ProjectSwitcher(this))
    , m_glass(new GlassWidget(GlassShape::Sidebar, this))
{
    setAccessibleName(tr("Places"));
    connect(m_project, &QAbstractButton::clicked, this, &Sidebar::projectClicked);
    connect(m_glass, &QAbstractButton::clicked, this, &Sidebar::glassClicked);
    setFolded(false);
}

QWidget* Sidebar::projectButton() const
{
    return m_project;
}

void Sidebar::setGroups(const std::vector<SidebarGroup>& groups)
{
    for (const Row& row : m_rows)
        delete row.item;
    m_rows.clear();
    for (const SidebarGroup& group : groups) {
        if (!group.caption.isEmpty())
            m_rows.push_back({nullptr, group.caption});
        for (const SidebarPlace& place : group.places) {
            auto* item = new SidebarItem(place.id, place.text, place.icon, this);
            item->setFolded(m_folded);
            connect(item, &QAbstractButton::clicked, this, [this, item] { Q_EMIT activated(item->id()); });
            item->show();
            m_rows.push_back({item, {}});
        }
    }
    arrange();
}

void Sidebar::setCurrent(const QString& id)
{
    for (const Row& row : m_rows)
        if (row.item != nullptr && row.item->id() == id)
            row.item->setChecked(true);
}

void Sidebar::setBadge(const QString& id, BadgeKind kind, const QString& text)
{
    for (const Row& row : m_rows)
        if (row.item != nullptr && row.item->id() == id)
            row.item->setBadge(kind, text);
}

void Sidebar::setProject(const QString& name, const QString& second, const QPixmap& picture)
{
    m_project->setProject(name, second, picture);
}

void Sidebar::setFolded(bool folded)
{
    m_folded = folded;
    m_project->setFolded(folded);
    for (const Row& row : m_rows)
        if (row.item != nullptr)
            row.item->setFolded(folded);
    m_glass->setShape(folded ? GlassShape::Upright : GlassShape::Sidebar);
    setFixedWidth(folded ? railWidth() : std::max(208, t().px(180)));
    arrange();
    update();
}

int Sidebar::railWidth() const
{
    return std::max(52, t().px(34) + 17);
}

void Sidebar::setFlowText(const QString& text)
{
    m_flow = text;
    update();
}

void Sidebar::setContact(bool contact)
{
    m_glass->setContact(contact);
    for (const Row& row : m_rows)
        if (row.item != nullptr)
            row.item->setStale(!contact);
}

void Sidebar::themeChanged()
{
    setFixedWidth(m_folded ? railWidth() : std::max(208, t().px(180)));
    arrange();
    update();
}

void Sidebar::resizeEvent(QResizeEvent*)
{
    arrange();
}

void Sidebar::arrange()
{
    m_captions.clear();
    m_project->setGeometry(0, 0, width() - 1, m_project->sizeHint().height());
    int y = m_project->height();
    for (const Row& row : m_rows) {
        if (row.item == nullptr) {
            const int height = m_folded ? 13 : t().px(16) + 17;
            m_captions.emplace_back(QRect(0, y, width(), height), row.caption);
            y += m_folded ? 21 : height;
            continue;
        }
        const int height = row.item->sizeHint().height();
        row.item->setGeometry(8, y, width() - 17, height);
        y += height + 1;
    }
    const QSize glass = m_glass->sizeHint();
    if (m_folded)
        m_glass->setGeometry((width() - glass.width()) / 2, height() - glass.height() - 12, glass.width(),
                             glass.height());
    else
        m_glass->setGeometry(16, height() - glass.height() - 12, width() - 32, glass.height());
    m_glass->setVisible(m_glass->y() > y + t().px(20));
}

void Sidebar::step(int by)
{
    std::vector<SidebarItem*> items;
    int at = -1;
    for (const Row& row : m_rows) {
        if (row.item == nullptr)
            continue;
        if (row.item->hasFocus())
            at = static_cast<int>(items.size());
        items.push_back(row.item);
    }
    const int next = at + by;
    if (at >= 0 && next >= 0 && next < static_cast<int>(items.size()))
        items[static_cast<std::size_t>(next)]->setFocus(Qt::TabFocusReason);
}

void Sidebar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_J)
        step(1);
    else if (event->key() == Qt::Key_Up || event->key() == Qt::Key_K)
        step(-1);
    else
        ThemedWidget::keyPressEvent(event);
}

void Sidebar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), t().surface.sidebar);
    theme::verticalLine(painter, width() - 1, 0, height(), t().line.line);
    for (const auto& [area, caption] : m_captions) {
        if (m_folded)
            theme::horizontalLine(painter, 14, width() - 14, area.bottom(), t().line.line);
        else
            theme::drawLine(painter, QRectF(18, area.top() + 13, area.width() - 30, t().px(16)), caption,
                            t().font(theme::Role::CaptionMedium), t().text.text3);
    }
    if (m_folded || !m_glass->isVisibleTo(this))
        return;
    const QRectF words(16, m_glass->y() - t().px(16) - 5, width() - 33, t().px(16));
    const QFont font = t().font(theme::Role::CaptionMedium);
    theme::drawLine(painter, words, tr("Flow"), font, t().text.text3);
    theme::drawNumber(painter, words, m_flow, font, t().text.text2);
}

} // namespace sightglass::gui
