// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/window/session.h"
#include "models/recipes.h"

#include <QWidget>

namespace sightglass::gui {

class GlassWidget;
class Label;
class ReachStep;
class SnippetBox;
class StepThread;

/// The steps that connect one source in one way: reach, what to paste, wait for the first event. Used by Connect and by
/// the first run. The last step turns green by itself, with the first event that came by this way's protocol. GUI
/// thread; owned by its parent.
class ConnectSteps final : public QWidget
{
    Q_OBJECT

public:
    ConnectSteps(Session& session, models::Recipe recipe, client::SourceInfo source, bool isShort,
                 QWidget* parent = nullptr);

    [[nodiscard]] bool hasArrived() const { return m_hasArrived; }

Q_SIGNALS:
    void arrived();
    /// The source has to list its host for this way, and somebody wants to name it.
    void hostRequested();

private:
    QWidget* makePaste();
    QWidget* makeWait(bool isShort);
    void showSnippets();
    void noteProtocol(const QString& sourceId, const QString& protocol);
    void showOthers();
    void noteArrival();

    Session& m_session;
    const models::Recipe m_recipe;
    const client::SourceInfo m_source;
    bool m_hasArrived = false;
    StepThread* m_steps;
    ReachStep* m_reach = nullptr; ///< None in the short form, where the hub is called directly.
    SnippetBox* m_snippet;
    Label* m_wait = nullptr;
    Label* m_others = nullptr;
    GlassWidget* m_glass = nullptr;
    int m_waitStep = 0;
};

} // namespace sightglass::gui
