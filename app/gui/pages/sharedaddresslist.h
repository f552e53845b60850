// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/window/session.h"

#include <QWidget>

class QVBoxLayout;

namespace sightglass::gui {

/// Addresses that many senders seem to share, and proxies that the hub does not believe: whoever comes through them is
/// taken for one visitor. Keeps itself up to date; hidden while there are none. GUI thread; owned by Sources.
class SharedAddressList final : public QWidget
{
    Q_OBJECT

public:
    explicit SharedAddressList(Session& session, QWidget* parent = nullptr);

private:
    void showAll();
    void addRow(const client::SharedAddressInfo& shared);

    Session& m_session;
    QVBoxLayout* m_rows;
    QList<client::SharedAddressInfo> m_shown;
};

} // namespace sightglass::gui
