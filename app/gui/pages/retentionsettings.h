// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/directory.h"
#include "gui/pages/settingsform.h"

namespace sightglass::gui {

class Label;
class LimitField;
class Segmented;
class SwitchButton;

/// How long events of the project are kept and how much of the disk they may take, with a sentence that says what is
/// deleted when; and what becomes of events that PostHog's client captures by itself. To keep less is asked about
/// first, as nothing brings back what is deleted. GUI thread; owned by Settings.
class RetentionSettings final : public SettingsForm
{
    Q_OBJECT

public:
    explicit RetentionSettings(QWidget* parent = nullptr);
    void setProject(const client::ProjectInfo& project);

Q_SIGNALS:
    void keptMore(const client::ProjectInfo& after);
    /// Confirmed.
    void keptLess(const client::ProjectInfo& after);

private:
    void change(const client::ProjectInfo& after);
    void confirm(const client::ProjectInfo& after);
    /// What a question before keeping less says.
    struct Question
    {
        QString text;
        QString what;
        QString yes;
    };
    [[nodiscard]] Question questionFor(const client::ProjectInfo& after) const;
    /// Whether automatic events that are there go.
    [[nodiscard]] bool losesAutomatic(const client::ProjectInfo& after) const;
    /// What goes if `project` is how it is, and when.
    [[nodiscard]] static QString whatGoes(const client::ProjectInfo& project);

    client::ProjectInfo m_project;
    LimitField* m_days;
    LimitField* m_size;
    SwitchButton* m_ids;
    Segmented* m_automatic;
    Label* m_sentence;
};

} // namespace sightglass::gui
