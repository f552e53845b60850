// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/window/palette.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

namespace sightglass::gui {

/// The entries of the palette that fit what was typed, with a heading row before each group. GUI thread.
class PaletteModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Roles { IsHeadingRole = Qt::UserRole, DetailRole, KeysRole, IconNameRole, HitRole };

    PaletteModel(QList<PaletteEntry> entries, QObject* parent);

    void narrow(const QString& words);
    /// `elsewhere` where the entry can.
    void run(int row, bool elsewhere) const;
    /// The next row that is no heading, from `row` in a direction; -1 when there is none.
    [[nodiscard]] int nextEntry(int row, int direction) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Row
    {
        int entry = -1; ///< -1: a heading
        QString heading;
    };
    const QList<PaletteEntry> m_entries;
    QList<Row> m_rows;
    QString m_words;
};

/// Draws headings and entries of the palette; hits in accent. GUI thread; owned by its view.
class PaletteDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace sightglass::gui
