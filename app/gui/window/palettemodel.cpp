// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/palettemodel.h"

#include "gui/window/palettehints.h"
#include "theme/icons.h"
#include "theme/tokens.h"

#include <QPainter>

namespace sightglass::gui {

PaletteModel::PaletteModel(QList<PaletteEntry> entries, QObject* parent)
    : QAbstractListModel(parent)
    , m_entries(std::move(entries))
{
    narrow({});
}

void PaletteModel::narrow(const QString& typed)
{
    const bool actionsOnly = typed.startsWith(QLatin1Char('>'));
    beginResetModel();
    m_words = (actionsOnly ? typed.mid(1) : typed).trimmed();
    m_rows.clear();
    QString heading;
    for (int i = 0; i < m_entries.size(); ++i) {
        const PaletteEntry& entry = m_entries.at(i);
        if (actionsOnly && entry.group != tr("Do"))
            continue;
        if (!entry.text.contains(m_words, Qt::CaseInsensitive) && !entry.detail.contains(m_words, Qt::CaseInsensitive))
            continue;
        if (entry.group != heading) {
            heading = entry.group;
            m_rows.append(Row{-1, heading});
        }
        m_rows.append(Row{i, {}});
    }
    endResetModel();
}

void PaletteModel::run(int row, bool elsewhere) const
{
    if (row < 0 || row >= m_rows.size() || m_rows.at(row).entry < 0)
        return;
    const PaletteEntry& entry = m_entries.at(m_rows.at(row).entry);
    if (elsewhere && entry.actElsewhere)
        entry.actElsewhere();
    else
        entry.act();
}

int PaletteModel::nextEntry(int row, int direction) const
{
    for (int next = row + direction; next >= 0 && next < m_rows.size(); next += direction) {
        if (m_rows.at(next).entry >= 0)
            return next;
    }
    return row >= 0 && row < m_rows.size() && m_rows.at(row).entry >= 0 ? row : -1;
}

int PaletteModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex& index) const
{
    return index.data(IsHeadingRole).toBool() ? Qt::NoItemFlags : QAbstractListModel::flags(index);
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows.at(index.row());
    if (role == IsHeadingRole)
        return row.entry < 0;
    if (row.entry < 0)
        return role == Qt::DisplayRole ? row.heading : QVariant();
    const PaletteEntry& entry = m_entries.at(row.entry);
    switch (role) {
    case Qt::DisplayRole: return entry.text;
    case DetailRole: return entry.detail;
    case KeysRole: return entry.keys;
    case IconNameRole: return entry.icon;
    case HitRole: return m_words;
    default: return {};
    }
}

namespace {

constexpr int kInset = 10;

/// Draws the text with the part that was typed in accent; returns where it ends.
int drawWithHit(QPainter& painter, QRect box, const QString& text, const QString& hit, const QColor& ink,
                const QColor& accent)
{
    const qsizetype at = hit.isEmpty() ? -1 : text.indexOf(hit, 0, Qt::CaseInsensitive);
    const QStringList parts =
        at < 0 ? QStringList{text} : QStringList{text.left(at), text.mid(at, hit.size()), text.mid(at + hit.size())};
    for (int i = 0; i < parts.size(); ++i) {
        painter.setPen(i == 1 ? accent : ink);
        painter.drawText(box, Qt::AlignVCenter | Qt::AlignLeading, parts.at(i));
        box.setLeft(box.left() + painter.fontMetrics().horizontalAdvance(parts.at(i)));
    }
    return box.left();
}

} // namespace

void PaletteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const theme::Tokens& t = theme::tokens(option.widget);
    painter->save();
    QRect box = option.rect.adjusted(kInset, 0, -kInset, 0);
    if (index.data(PaletteModel::IsHeadingRole).toBool()) {
        painter->setFont(t.font(theme::Role::CaptionMedium));
        painter->setPen(t.text.text2);
        painter->drawText(box.adjusted(0, 4, 0, 0), Qt::AlignVCenter | Qt::AlignLeading, index.data().toString());
        painter->restore();
        return;
    }
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(t.surface.selected);
        painter->drawRoundedRect(option.rect, t.radius.control, t.radius.control);
    }
    const int icon = t.px(18);
    theme::paintIcon(*painter, QRectF(box.left(), box.center().y() - icon / 2.0 + 0.5, icon, icon),
                     index.data(PaletteModel::IconNameRole).toString(),
                     option.state & QStyle::State_Selected ? t.accent.accent : t.text.text2);
    box.setLeft(box.left() + icon + 12);
    painter->setFont(t.font(theme::Role::Label));
    box.setLeft(drawWithHit(*painter, box, index.data().toString(), index.data(PaletteModel::HitRole).toString(),
                            t.text.text, t.accent.accent) +
                10);
    painter->setFont(t.font(theme::Role::Small));
    painter->setPen(t.text.text3);
    painter->drawText(box, Qt::AlignVCenter | Qt::AlignLeading, index.data(PaletteModel::DetailRole).toString());
    if (option.state & QStyle::State_Selected) {
        const int arrow = t.px(16);
        theme::paintIcon(*painter, QRectF(box.right() - arrow, box.center().y() - arrow / 2.0 + 0.5, arrow, arrow),
                         QStringLiteral("arrow-right"), t.accent.accent);
        box.setRight(box.right() - arrow - 10);
    }
    drawKeyCaps(*painter, box, index.data(PaletteModel::KeysRole).toString(), t);
    painter->restore();
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const theme::Tokens& t = theme::tokens(option.widget);
    return {0, t.px(index.data(PaletteModel::IsHeadingRole).toBool() ? 28 : 36)};
}

} // namespace sightglass::gui
