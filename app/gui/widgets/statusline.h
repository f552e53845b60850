// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/themedwidget.h"

namespace sightglass::gui {

enum class ContactState { Connected, Connecting, Offline };

/// 24 px at the foot of the window: contact with the hub, its address and size at the left; how long the page's
/// questions took at the right. GUI thread; owned by the window.
class StatusLine final : public ThemedWidget
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget* parent = nullptr);
    void setContact(ContactState state, const QString& text);
    /// Facts after the contact: address, events, bytes.
    void setFacts(const QStringList& facts);
    void setCost(const QString& text);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void describe();
    ContactState m_state = ContactState::Connecting;
    QString m_contact;
    QStringList m_facts;
    QString m_cost;
};

} // namespace sightglass::gui
