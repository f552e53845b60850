// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/window/session.h"

#include <QWidget>

class QVBoxLayout;

namespace sightglass::gui {

class Notice;

/// Senders whose key, id or host no source has, newest first, each with "create a source for this". Keeps itself up to
/// date. GUI thread; owned by Sources.
class UnknownList final : public QWidget
{
    Q_OBJECT

public:
    explicit UnknownList(Session& session, QWidget* parent = nullptr);

Q_SIGNALS:
    void createRequested(const sightglass::client::SenderInfo& sender);

private:
    void showAll();
    void rebuild(const QList<client::SenderInfo>& senders);
    void clear();
    Notice* addRow(const client::SenderInfo& sender);
    void describe(Notice* row, const client::SenderInfo& sender) const;
    void addMore(qsizetype hidden);

    Session& m_session;
    QVBoxLayout* m_rows;
    QHash<QString, Notice*> m_notices; ///< Those shown, by models::UnknownSender::place.
    QSet<QString> m_places;            ///< Of all, shown or not.
    bool m_isWhole = false;            ///< All are shown, not only the newest.
};

} // namespace sightglass::gui
