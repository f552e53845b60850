// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/window/session.h"

#include <QDialog>

class QCheckBox;
class QLineEdit;
class QSpinBox;
class QVBoxLayout;

namespace sightglass::gui {

class Button;
class Label;
class Segmented;

/// Adds or edits a source. Errors of the hub are shown at the field they concern. GUI thread; deletes itself.
class SourceDialog final : public QDialog
{
    Q_OBJECT

public:
    /// A source without id is a new one; its write key may be one already in use elsewhere.
    SourceDialog(Session& session, client::SourceInfo source, QWidget* parent);

Q_SIGNALS:
    void saved(const sightglass::client::SourceInfo& source);

private:
    void build();
    void addField(QVBoxLayout* column, const QString& label, const QString& hint, QWidget* field);
    [[nodiscard]] client::SourceInfo read() const;
    void save();
    void done(const Expected<client::SourceInfo>& answer);
    using QDialog::done;

    Session& m_session;
    const client::SourceInfo m_source;
    QLineEdit* m_name = nullptr;
    Segmented* m_kind = nullptr;
    QLineEdit* m_hosts = nullptr;
    QLineEdit* m_key = nullptr;
    Segmented* m_ip = nullptr;
    QCheckBox* m_fullUrl = nullptr;
    QCheckBox* m_clickIds = nullptr;
    QCheckBox* m_link = nullptr;
    QSpinBox* m_rate = nullptr;
    Label* m_problem = nullptr;
    Button* m_save = nullptr;
};

} // namespace sightglass::gui
