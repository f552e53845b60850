// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/sentence.h"
#include "gui/window/preferences.h"
#include "gui/window/session.h"

#include <QDateTime>

namespace sightglass::gui {

/// Feeds the morning line: what happened since this person last said "Got it", by rules from a few numbers (ui README
/// §1.2). Asks the hub once when a project opens; quiet when there is nothing to say. GUI thread; owned by Overview.
class Morning final : public QObject
{
    Q_OBJECT

public:
    Morning(Session& session, Preferences& preferences, QObject* parent);
    [[nodiscard]] MorningLine* line() const { return m_line; }
    void refresh();

private:
    [[nodiscard]] QString key() const;
    [[nodiscard]] QDateTime lastLook() const;
    void show(const client::Figures& figures, const QDateTime& since);
    void dismiss();

    Session& m_session;
    Preferences& m_preferences;
    MorningLine* m_line;
    client::Pending m_pending;
    QString m_shownFor;
};

} // namespace sightglass::gui
