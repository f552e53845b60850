// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/panel.h"

#include <QPersistentModelIndex>
#include <QTimeZone>

namespace sightglass::gui {

class Button;
class Label;
class Tag;

/// One source: kind, hosts, last event, protocols seen, refused with reasons; connect, switch off and on, edit, remove.
/// Keeps itself up to date from the model. GUI thread; owned by Sources.
class SourceCard final : public Panel
{
    Q_OBJECT

public:
    SourceCard(const QModelIndex& source, QWidget* parent = nullptr);
    [[nodiscard]] QString sourceId() const;
    void update(const QTimeZone& zone);
    using QWidget::update;

Q_SIGNALS:
    void connectRequested(const QString& sourceId);
    void editRequested(const QString& sourceId);
    void switchRequested(const QString& sourceId, bool on);
    void removeRequested(const QString& sourceId);

private:
    QWidget* makeBody();
    QWidget* makeButtons();

    const QPersistentModelIndex m_source;
    Label* m_name;
    Label* m_hosts;
    Label* m_last;
    Label* m_protocols;
    Label* m_refused;
    Label* m_key;
    Tag* m_kind;
    Tag* m_state;
    Button* m_switch = nullptr;
};

/// "Website", "Server", "App", "Bot"
[[nodiscard]] QString sourceKindText(int kind);
[[nodiscard]] QString sourceKindIcon(int kind);

} // namespace sightglass::gui
