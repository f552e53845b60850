// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/window/session.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QScrollArea;
class QSpinBox;
class QVBoxLayout;

namespace sightglass::gui {

class Button;
class ExclusionFields;
class IdField;
class Label;
class Segmented;

/// Adds or edits a source, with the ids by which each protocol knows it. What is wrong is said at the field it
/// concerns. GUI thread; deletes itself.
class SourceDialog final : public QDialog
{
    Q_OBJECT

public:
    /// A source without id is a new one; its hosts and ids may be those already in use elsewhere.
    SourceDialog(Session& session, client::SourceInfo source, QWidget* parent);

Q_SIGNALS:
    void saved(const sightglass::client::SourceInfo& source);

private:
    void build();
    QWidget* makeForm();
    QWidget* makeIds();
    QWidget* makeButtons();
    void addKeeping(QVBoxLayout* column);
    void addExclusions(QVBoxLayout* column);
    void addProjects(QVBoxLayout* column);
    void addField(QVBoxLayout* column, const QString& label, QWidget* field);
    IdField* addId(const QString& member, const QString& label, const QString& hint, const QString& text);
    [[nodiscard]] IdField* idField(const QString& member) const;
    void fit();
    [[nodiscard]] client::SourceInfo read() const;
    [[nodiscard]] bool isValid() const;
    void save();
    void done(const Expected<client::SourceInfo>& answer);
    void showProblem(const Error& error);
    using QDialog::done;

    Session& m_session;
    const client::SourceInfo m_source;
    QLineEdit* m_name = nullptr;
    Segmented* m_kind = nullptr;
    QScrollArea* m_scroll = nullptr;
    QList<IdField*> m_ids; ///< Hosts, and an id for each protocol that has one.
    Segmented* m_ip = nullptr;
    QCheckBox* m_fullUrl = nullptr;
    QCheckBox* m_clickIds = nullptr;
    QCheckBox* m_link = nullptr;
    QSpinBox* m_rate = nullptr;
    ExclusionFields* m_exclusions = nullptr;
    QComboBox* m_project = nullptr; ///< None for a new source, or when there is one project only.
    Label* m_problem = nullptr;
    Button* m_save = nullptr;
};

} // namespace sightglass::gui
