// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/csvtable.h"

#include <functional>

class QWidget;

namespace sightglass::gui {

/// Puts a table on the clipboard, for spreadsheets and as CSV, and asks with the system's file dialog where to save it.
/// Does not block. `said` gets an icon and a sentence on what happened, once; a cancelled dialog leaves the copy. GUI
/// thread; the dialog belongs to `window`.
void exportTable(QWidget* window, const QString& name, const models::CsvTable& table,
                 std::function<void(const QString& icon, const QString& text)> said);

} // namespace sightglass::gui
