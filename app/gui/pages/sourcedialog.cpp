// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/sourcedialog.h"

#include "client/parsedirectory.h"
#include "gui/pages/pageframe.h"
#include "gui/widgets/button.h"
#include "gui/widgets/label.h"
#include "gui/widgets/segmented.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSpinBox>
#include <QVBoxLayout>

namespace sightglass::gui {

namespace {
constexpr int kWidth = 480;
constexpr int kMostRate = 100'000;
} // namespace

SourceDialog::SourceDialog(Session& session, client::SourceInfo source, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_source(std::move(source))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("source-dialog"));
    setWindowTitle(m_source.id.isEmpty() ? tr("Add a source") : tr("Edit %1").arg(m_source.title()));
    setMinimumWidth(kWidth);
    build();
}

void SourceDialog::addField(QVBoxLayout* column, const QString& label, const QString& hint, QWidget* field)
{
    column->addWidget(new Label(label, theme::Role::Label));
    field->setAccessibleName(label);
    column->addWidget(field);
    if (!hint.isEmpty()) {
        auto* words = new Label(hint, theme::Role::Small, Ink::Text3);
        words->setWordWrap(true);
        column->addWidget(words);
    }
    column->addSpacing(6);
}

void SourceDialog::build()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(4);
    m_name = new QLineEdit(m_source.name);
    m_name->setObjectName(QStringLiteral("source-name"));
    m_kind = new Segmented({tr("Website"), tr("Server"), tr("App"), tr("Bot")});
    m_kind->setCurrent(int(m_source.kind));
    m_hosts = new QLineEdit(m_source.hosts.join(QStringLiteral(", ")));
    m_key = new QLineEdit(m_source.writeKey);
    m_ip = new Segmented({tr("Not kept"), tr("Shortened"), tr("Whole")});
    m_ip->setCurrent(int(m_source.ipMode));
    m_rate = new QSpinBox;
    m_rate->setRange(0, kMostRate);
    m_rate->setSpecialValueText(tr("no limit"));
    m_rate->setSuffix(tr(" events a second"));
    m_rate->setValue(m_source.rateLimitPerSecond);
    m_fullUrl = new QCheckBox(tr("Keep the whole page address with its query"));
    m_fullUrl->setChecked(m_source.storeFullUrl);
    m_clickIds = new QCheckBox(tr("Keep the values of click ids (gclid, fbclid …)"));
    m_clickIds->setChecked(m_source.storeClickIds);
    m_link = new QCheckBox(tr("Any event with both ids joins visitor and person"));
    m_link->setChecked(m_source.linkOnAllEvents);
    addField(column, tr("Name"), {}, m_name);
    addField(column, tr("Kind"), {}, m_kind);
    addField(column, tr("Hosts"), tr("Separated by commas. Empty takes events of any host."), m_hosts);
    addField(column, tr("Write key"),
             m_source.id.isEmpty()
                 ? tr("Empty makes a new one. Enter the one your pages already send to keep them unchanged.")
                 : QString(),
             m_key);
    addField(column, tr("Visitors' addresses"), {}, m_ip);
    addField(column, tr("Limit"), {}, m_rate);
    for (QCheckBox* box : {m_fullUrl, m_clickIds, m_link})
        column->addWidget(box);
    m_problem = new Label({}, theme::Role::Small, Ink::Negative);
    m_problem->setWordWrap(true);
    m_problem->hide();
    column->addWidget(m_problem);
    column->addSpacing(8);
    auto* row = new QHBoxLayout;
    auto* cancel = new Button(tr("Cancel"), ButtonKind::Quiet);
    m_save = new Button(m_source.id.isEmpty() ? tr("Add") : tr("Save"), ButtonKind::Primary);
    m_save->setObjectName(QStringLiteral("source-save"));
    m_save->setDefault(true);
    row->addStretch();
    row->addWidget(cancel);
    row->addWidget(m_save);
    column->addLayout(row);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &SourceDialog::save);
}

client::SourceInfo SourceDialog::read() const
{
    client::SourceInfo out = m_source;
    out.name = m_name->text().trimmed();
    out.kind = domain::SourceKind(m_kind->current());
    out.hosts = m_hosts->text().split(QRegularExpression(QStringLiteral("[,\\s]+")), Qt::SkipEmptyParts);
    out.writeKey = m_key->text().trimmed();
    out.ipMode = domain::IpMode(m_ip->current());
    out.storeFullUrl = m_fullUrl->isChecked();
    out.storeClickIds = m_clickIds->isChecked();
    out.linkOnAllEvents = m_link->isChecked();
    out.rateLimitPerSecond = m_rate->value();
    return out;
}

void SourceDialog::save()
{
    const client::SourceInfo after = read();
    m_save->setEnabled(false);
    const auto answered = [this](const Expected<client::SourceInfo>& answer) { done(answer); };
    if (m_source.id.isEmpty()) {
        // Whatever differs from the hub's defaults, and the kind in any case.
        QJsonObject body = client::changes(client::SourceInfo(), after);
        const std::string_view kind = domain::name(after.kind);
        body.insert(QStringLiteral("kind"), QString::fromUtf8(kind.data(), qsizetype(kind.size())));
        m_session.hub().addSource(m_session.projectId(), body, this, answered);
    } else {
        m_session.hub().changeSource(m_session.projectId(), m_source.id, client::changes(m_source, after), this,
                                     answered);
    }
}

void SourceDialog::done(const Expected<client::SourceInfo>& answer)
{
    m_save->setEnabled(true);
    if (!answer) {
        const bool isKey =
            answer.error().where.contains(QStringLiteral("Key")) || answer.error().code == ErrorCode::Conflict;
        setFaulty(m_key, isKey);
        m_problem->setText(isKey ? tr("Another source has this key already.") : errorText(answer.error()));
        m_problem->show();
        return;
    }
    Q_EMIT saved(*answer);
    accept();
}

} // namespace sightglass::gui
