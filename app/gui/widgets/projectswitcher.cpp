// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/projectswitcher.h"

#include "models/plaintip.h"
#include "theme/icons.h"
#include "theme/painting.h"

#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace sightglass::gui {
namespace {

QString initialsOf(const QString& name)
{
    QString initials;
    for (const QString& word : name.split(u' ', Qt::SkipEmptyParts))
        if (initials.size() < 2)
            initials += word.at(0).toUpper();
    return initials;
}

} // namespace

ProjectSwitcher::ProjectSwitcher(QWidget* parent)
    : ThemedButton(parent)
{
}

void ProjectSwitcher::setProject(const QString& name, const QString& second, const QPixmap& picture)
{
    m_name = name;
    m_second = second;
    m_picture = picture;
    setAccessibleName(tr("Project %1, %2. Choose another").arg(name, second));
    update();
}

void ProjectSwitcher::setFolded(bool folded)
{
    m_folded = folded;
    setToolTip(folded ? models::plainTip(m_name) : QString());
    updateGeometry();
    update();
}

QSize ProjectSwitcher::sizeHint() const
{
    return {m_folded ? 52 : 207, t().px(56)};
}

void ProjectSwitcher::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (isHovered() || isDown())
        theme::roundedBox(painter, QRectF(rect()).adjusted(5, 6, -5, -6), t().radius.panel,
                          theme::mixed(t().surface.sidebar, t().surface.pressed, 0.7));
    if (showsRing())
        theme::roundedBox(painter, QRectF(rect()).adjusted(5, 6, -5, -6), t().radius.panel, QColor(), t().line.focus,
                          2);
    const qreal side = std::min<qreal>(t().px(30), width() - 12);
    const QRectF tile(m_folded ? (width() - side) / 2 : 12, (height() - side) / 2, side, side);
    if (m_picture.isNull()) {
        // Muted, and the same for a name every time.
        const QColor ground = theme::mixed(t().series[qHash(m_name) % t().series.size()],
                                           t().dark ? t().surface.window : t().text.text, 0.45);
        theme::roundedBox(painter, tile, 7, ground);
        theme::drawLine(painter, tile, initialsOf(m_name), t().font(theme::Role::Strong),
                        t().dark ? t().text.text : t().text.onAccent, Qt::AlignHCenter, Qt::ElideNone);
    } else {
        QPainterPath round;
        round.addRoundedRect(tile, 7, 7);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.save();
        painter.setClipPath(round);
        painter.drawPixmap(tile.toRect(), m_picture);
        painter.restore();
    }
    if (m_folded)
        return;
    const qreal icon = t().px(16);
    const QRectF words(tile.right() + 10, height() / 2.0 - t().px(16), width() - tile.right() - 10 - icon - 14,
                       t().px(17));
    theme::drawLine(painter, words, m_name, t().font(theme::Role::Strong), t().text.text);
    theme::drawLine(painter, words.translated(0, t().px(16)), m_second, t().font(theme::Role::Caption), t().text.text3);
    theme::paintIcon(painter, QRectF(width() - icon - 10, height() / 2.0 - icon / 2, icon, icon), u"chevron-up-down"_s,
                     t().text.text3);
}

} // namespace sightglass::gui
