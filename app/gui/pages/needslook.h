// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/panel.h"
#include "gui/window/session.h"

class QVBoxLayout;

namespace sightglass::gui {

/// "Needs a look": what this version knows to hold back, each row opening the place to act: unknown keys, sources that
/// are refused, sources that have not sent anything, a hub others cannot reach. GUI thread; owned by Overview.
class NeedsLook final : public Panel
{
    Q_OBJECT

public:
    explicit NeedsLook(Session& session, QWidget* parent = nullptr);
    [[nodiscard]] int count() const { return m_count; }

private:
    void rebuild();
    void addRow(const QString& icon, bool isWarning, const QString& title, const QString& text, const QString& page,
                const QString& detail);
    void addUnknownSenders();
    void addSources();

    Session& m_session;
    QVBoxLayout* m_rows = nullptr;
    int m_count = 0;
};

} // namespace sightglass::gui
