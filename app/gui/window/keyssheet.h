// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/pages/page.h"

#include <QDialog>

namespace sightglass::gui {

/// The `?` sheet: only the keys that work here. Deletes itself when closed. GUI thread.
class KeysSheet final : public QDialog
{
    Q_OBJECT

public:
    KeysSheet(const QString& page, const QList<PageKey>& pageKeys, const QList<QAction*>& everywhere, QWidget* parent);
};

} // namespace sightglass::gui
