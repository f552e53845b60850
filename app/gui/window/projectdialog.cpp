// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/projectdialog.h"

#include "gui/pages/pageframe.h"
#include "gui/pages/projectsettings.h"
#include "gui/widgets/button.h"
#include "gui/widgets/label.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QTimeZone>
#include <QVBoxLayout>

namespace sightglass::gui {

namespace {
constexpr int kDialogWidth = 420;
}

ProjectDialog::ProjectDialog(Session& session, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_name(new QLineEdit)
    , m_zone(new QComboBox)
    , m_problem(new Label({}, theme::Role::Small, Ink::Negative))
    , m_save(new Button(tr("Add"), ButtonKind::Primary))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("project-dialog"));
    setWindowTitle(tr("Add a project"));
    setMinimumWidth(kDialogWidth);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    m_name->setObjectName(QStringLiteral("new-project-name"));
    m_name->setAccessibleName(tr("Name"));
    m_zone->setAccessibleName(tr("Time zone"));
    fillZones(m_zone, QString::fromLatin1(QTimeZone::systemTimeZoneId()));
    m_save->setObjectName(QStringLiteral("project-save"));
    m_save->setDefault(true);
    m_save->setEnabled(false);
    column->addWidget(new Label(tr("Name"), theme::Role::Label));
    column->addWidget(m_name);
    column->addWidget(new Label(tr("Time zone"), theme::Role::Label));
    column->addWidget(m_zone);
    m_problem->setWordWrap(true);
    m_problem->hide();
    column->addWidget(m_problem);
    auto* row = new QHBoxLayout;
    auto* cancel = new Button(tr("Cancel"), ButtonKind::Quiet);
    row->addStretch();
    row->addWidget(cancel);
    row->addWidget(m_save);
    column->addLayout(row);
    connect(m_name, &QLineEdit::textChanged, this,
            [this](const QString& text) { m_save->setEnabled(!text.trimmed().isEmpty()); });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &ProjectDialog::save);
}

void ProjectDialog::save()
{
    m_save->setEnabled(false);
    m_session.hub().addProject(m_name->text().trimmed(), m_zone->currentText(), this,
                               [this](const Expected<client::ProjectInfo>& answer) {
                                   m_save->setEnabled(true);
                                   if (!answer) {
                                       m_problem->setText(errorText(answer.error()));
                                       m_problem->show();
                                       return;
                                   }
                                   Q_EMIT added(*answer);
                                   accept();
                               });
}

} // namespace sightglass::gui
