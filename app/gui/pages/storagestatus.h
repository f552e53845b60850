// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/window/session.h"

#include <QJsonObject>
#include <QTimer>
#include <QWidget>

namespace sightglass::gui {

class Label;

/// What the hub's store takes, how long the disk lasts as things go, and what the background is doing; asks every two
/// seconds while it is seen. GUI thread; owned by its form.
class StorageStatus final : public QWidget
{
    Q_OBJECT

public:
    explicit StorageStatus(Session& session, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void ask();
    void show(const QJsonObject& storage);
    [[nodiscard]] static QString growth(const QJsonObject& storage);
    [[nodiscard]] static QString job(const QJsonObject& job);
    [[nodiscard]] static QString work(const QJsonObject& background);

    Session& m_session;
    Label* m_size;
    Label* m_growth;
    Label* m_work;
    QTimer m_again;
    client::Pending m_pending;
};

} // namespace sightglass::gui
