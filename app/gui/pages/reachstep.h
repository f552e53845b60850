// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/window/session.h"
#include "models/hubreach.h"

#include <QWidget>

class QBoxLayout;
class QButtonGroup;

namespace sightglass::gui {

class Notice;
class SnippetBox;

/// How senders reach the hub: three ways as cards, what is to be said about the chosen one, and the recipe with which
/// a public web server passes a path on. For a program there is one way, and only its notice shows. GUI thread; owned
/// by its parent.
class ReachStep final : public QWidget
{
    Q_OBJECT

public:
    ReachStep(const QUrl& hub, client::SourceInfo source, bool isBrowser, QWidget* parent = nullptr);

    [[nodiscard]] models::Reach reach() const { return m_reach; }
    [[nodiscard]] models::SenderAddress address() const { return models::senderAddress(m_reach, m_hub, m_source); }
    [[nodiscard]] models::Advice advice() const { return models::adviceOn(m_reach, m_isBrowser, m_hub, m_source); }
    void choose(models::Reach reach);

Q_SIGNALS:
    void chosen(sightglass::models::Reach reach);

protected:
    void changeEvent(QEvent* event) override;

private:
    void addCards(QLayout* into);
    void placeCards();
    void showAdvice();
    [[nodiscard]] QString adviceText() const;

    const QUrl m_hub;
    const client::SourceInfo m_source;
    const bool m_isBrowser;
    models::Reach m_reach;
    QButtonGroup* m_cards;
    QBoxLayout* m_cardRow = nullptr;
    QWidget* m_noticeBox;
    Notice* m_notice = nullptr;
    SnippetBox* m_forwarding = nullptr;
};

} // namespace sightglass::gui
