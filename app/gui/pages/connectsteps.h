// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/pages/recipes.h"
#include "gui/window/session.h"

#include <QWidget>

namespace sightglass::gui {

class ChoiceCard;
class GlassWidget;
class Label;
class Notice;
class StepThread;

/// The steps that connect one source in one way: reach, what to paste, wait for the first event. Used by Connect and by
/// the first run. The last step turns green by itself. GUI thread; owned by its parent.
class ConnectSteps final : public QWidget
{
    Q_OBJECT

public:
    ConnectSteps(Session& session, Recipe recipe, client::SourceInfo source, bool isShort, QWidget* parent = nullptr);

    /// Address that senders use, as chosen in the first step.
    [[nodiscard]] QUrl base() const;
    [[nodiscard]] bool hasArrived() const { return m_hasArrived; }

Q_SIGNALS:
    void arrived();

private:
    enum class Reach { OwnSite, PublicName, Direct };
    QWidget* makeReach();
    QWidget* makeWait(bool isShort);
    void choose(Reach reach);
    void showSnippets();
    void noteArrival(const QString& sourceId);
    [[nodiscard]] QString siteHost() const;

    Session& m_session;
    const Recipe m_recipe;
    const client::SourceInfo m_source;
    Reach m_reach = Reach::Direct;
    bool m_hasArrived = false;
    StepThread* m_steps;
    SnippetBox* m_snippet;
    SnippetBox* m_forwarding = nullptr;
    Notice* m_notice = nullptr;
    Label* m_wait = nullptr;
    GlassWidget* m_glass = nullptr;
    int m_waitStep = 0;
};

} // namespace sightglass::gui
