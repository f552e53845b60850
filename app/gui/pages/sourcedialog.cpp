// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/sourcedialog.h"

#include "client/parsedirectory.h"
#include "gui/pages/exclusionfields.h"
#include "gui/pages/idfield.h"
#include "gui/pages/pageframe.h"
#include "gui/widgets/button.h"
#include "gui/widgets/label.h"
#include "gui/widgets/segmented.h"
#include "models/publicids.h"
#include "theme/tokens.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace sightglass::gui {

using models::PublicId;
using models::PublicIds;

namespace {
constexpr int kDialogWidth = 680; // Two columns, each wide enough for a UUID.
constexpr int kWidest = 960;
constexpr int kRoomAround = 60; // The window's frame and a little of what is behind.
constexpr int kMostRate = 100'000;
constexpr double kOneColumnFrom = 1.4;
const QString kHosts = QStringLiteral("hosts");
} // namespace

SourceDialog::SourceDialog(Session& session, client::SourceInfo source, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_source(std::move(source))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("source-dialog"));
    setWindowTitle(m_source.id.isEmpty() ? tr("Add a source") : tr("Edit %1").arg(m_source.title()));
    build();
    fit();
}

void SourceDialog::addField(QVBoxLayout* column, const QString& label, QWidget* field)
{
    auto* name = new Label(label, theme::Role::Label);
    name->setBuddy(field);
    column->addWidget(name);
    field->setAccessibleName(label);
    column->addWidget(field);
    column->addSpacing(6);
}

IdField* SourceDialog::addId(const QString& member, const QString& label, const QString& hint, const QString& text)
{
    auto* field = new IdField({member, label, hint, QStringLiteral("source-"), PublicIds::fault});
    field->setText(text);
    m_ids.append(field);
    connect(field, &IdField::edited, this, [this] { m_save->setEnabled(isValid()); });
    return field;
}

bool SourceDialog::isValid() const
{
    return m_exclusions->isValid() &&
           std::all_of(m_ids.cbegin(), m_ids.cend(), [](const IdField* id) { return id->isValid(); });
}

IdField* SourceDialog::idField(const QString& member) const
{
    const auto found =
        std::find_if(m_ids.cbegin(), m_ids.cend(), [&](const IdField* id) { return id->member() == member; });
    return found == m_ids.cend() ? nullptr : *found;
}

void SourceDialog::build()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_scroll = new QScrollArea;
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    QWidget* buttons = makeButtons();
    m_scroll->setWidget(makeForm());
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->widget()->setAutoFillBackground(false);
    column->addWidget(m_scroll, 1);
    column->addWidget(buttons);
}

QWidget* SourceDialog::makeForm()
{
    auto* form = new QWidget;
    auto* column = new QVBoxLayout(form);
    column->setContentsMargins(20, 16, 20, 8);
    column->setSpacing(4);
    m_name = new QLineEdit(m_source.name);
    m_name->setObjectName(QStringLiteral("source-name"));
    m_kind = new Segmented({tr("Website"), tr("Server"), tr("App"), tr("Bot")});
    m_kind->setCurrent(int(m_source.kind));
    addField(column, tr("Name"), m_name);
    addField(column, tr("Kind"), m_kind);
    column->addWidget(addId(kHosts, tr("Hosts"),
                            tr("Separated by commas. Empty takes events of any host, but Plausible, Sierra and the "
                               "tracker name nothing else."),
                            m_source.hosts.join(QStringLiteral(", "))));
    column->addWidget(makeIds());
    addKeeping(column);
    addExclusions(column);
    addProjects(column);
    column->addStretch();
    return form;
}

QWidget* SourceDialog::makeIds()
{
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 4, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(0);
    auto* head = new Label(tr("Ids"), theme::Role::Strong);
    auto* words = new Label(m_source.id.isEmpty()
                                ? tr("Enter the ids that your pages already send to keep them unchanged. Empty makes "
                                     "new ones.")
                                : tr("Set them to those that your pages already send, and the pages stay as they are."),
                            theme::Role::Small, Ink::Text3);
    words->setWordWrap(true);
    words->setContentsMargins(0, 0, 0, 8);
    const int columns = theme::tokens(this).textScale < kOneColumnFrom ? 2 : 1;
    grid->addWidget(head, 0, 0, 1, columns);
    grid->addWidget(words, 1, 0, 1, columns);
    int place = 0;
    for (const PublicId& id : PublicIds::all()) {
        grid->addWidget(addId(id.member, id.label, {}, m_source.*(id.value)), 2 + place / columns, place % columns);
        ++place;
    }
    for (int column = 0; column < columns; ++column)
        grid->setColumnStretch(column, 1);
    return box;
}

void SourceDialog::addKeeping(QVBoxLayout* column)
{
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
    addField(column, tr("Visitors' addresses"), m_ip);
    addField(column, tr("Limit"), m_rate);
    for (QCheckBox* box : {m_fullUrl, m_clickIds, m_link})
        column->addWidget(box);
}

void SourceDialog::addExclusions(QVBoxLayout* column)
{
    auto* head = new Label(tr("Not counted"), theme::Role::Strong);
    head->setContentsMargins(0, 12, 0, 0);
    auto* words =
        new Label(tr("Besides what the project's settings keep out of the numbers."), theme::Role::Small, Ink::Text3);
    words->setWordWrap(true);
    words->setContentsMargins(0, 0, 0, 8);
    m_exclusions = new ExclusionFields(QStringLiteral("exclude-"));
    m_exclusions->setExclusions(m_source.exclusions);
    connect(m_exclusions, &ExclusionFields::edited, this, [this] { m_save->setEnabled(isValid()); });
    for (QWidget* widget : std::initializer_list<QWidget*>{head, words, m_exclusions})
        column->addWidget(widget);
}

void SourceDialog::addProjects(QVBoxLayout* column)
{
    const QList<client::ProjectInfo>& projects = m_session.projects().projects();
    if (m_source.id.isEmpty() || projects.size() < 2)
        return;
    m_project = new QComboBox;
    m_project->setObjectName(QStringLiteral("source-project"));
    for (const client::ProjectInfo& project : projects)
        m_project->addItem(project.name, project.id);
    m_project->setCurrentIndex(m_project->findData(m_source.project));
    addField(column, tr("Project"), m_project);
    auto* words =
        new Label(tr("In another project the source has its events with it, and counts by that project's rules "
                     "from then on."),
                  theme::Role::Small, Ink::Text3);
    words->setWordWrap(true);
    column->addWidget(words);
}

QWidget* SourceDialog::makeButtons()
{
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(20, 8, 20, 16);
    m_problem = new Label({}, theme::Role::Small, Ink::Negative);
    m_problem->setObjectName(QStringLiteral("source-problem"));
    m_problem->setWordWrap(true);
    auto* cancel = new Button(tr("Cancel"), ButtonKind::Quiet);
    m_save = new Button(m_source.id.isEmpty() ? tr("Add") : tr("Save"), ButtonKind::Primary);
    m_save->setObjectName(QStringLiteral("source-save"));
    m_save->setDefault(true);
    row->addWidget(m_problem, 1);
    row->addWidget(cancel);
    row->addWidget(m_save);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &SourceDialog::save);
    return box;
}

// As high as the form, but never higher than the screen: then it scrolls.
void SourceDialog::fit()
{
    const QRect room = (parentWidget() != nullptr ? parentWidget()->screen() : screen())->availableGeometry();
    const int width = std::min({theme::tokens(this).px(kDialogWidth), kWidest, room.width() - kRoomAround});
    const int bar = m_scroll->verticalScrollBar()->sizeHint().width();
    QWidget* form = m_scroll->widget();
    const int rest = layout()->sizeHint().height() - m_scroll->sizeHint().height();
    const int wanted = std::max(form->sizeHint().height(), form->layout()->totalHeightForWidth(width - bar)) + rest;
    setMinimumWidth(width);
    resize(width, std::min(wanted, room.height() - kRoomAround));
}

client::SourceInfo SourceDialog::read() const
{
    client::SourceInfo out = m_source;
    out.name = m_name->text().trimmed();
    out.kind = domain::SourceKind(m_kind->current());
    out.hosts = models::hostsOf(idField(kHosts)->text());
    for (const PublicId& id : PublicIds::all())
        out.*(id.value) = idField(id.member)->text();
    out.ipMode = domain::IpMode(m_ip->current());
    out.storeFullUrl = m_fullUrl->isChecked();
    out.storeClickIds = m_clickIds->isChecked();
    out.linkOnAllEvents = m_link->isChecked();
    out.rateLimitPerSecond = m_rate->value();
    out.exclusions = m_exclusions->exclusions();
    if (m_project != nullptr)
        out.project = m_project->currentData().toString();
    return out;
}

void SourceDialog::save()
{
    const client::SourceInfo after = read();
    m_save->setEnabled(false);
    m_problem->clear();
    const auto answered = [this](const Expected<client::SourceInfo>& answer) { done(answer); };
    if (m_source.id.isEmpty()) {
        // Whatever differs from the hub's defaults, and the kind in any case.
        QJsonObject body = client::changes(client::SourceInfo(), after);
        const std::string_view kind = domain::name(after.kind);
        body.insert(QStringLiteral("kind"), QString::fromUtf8(kind.data(), qsizetype(kind.size())));
        m_session.hub().addSource(m_session.projectId(), body, this, answered);
    } else {
        QJsonObject body = client::changes(m_source, after);
        if (after.project != m_source.project)
            body.insert(QStringLiteral("project"), after.project);
        m_session.hub().changeSource(m_session.projectId(), m_source.id, body, this, answered);
    }
}

void SourceDialog::done(const Expected<client::SourceInfo>& answer)
{
    m_save->setEnabled(true);
    if (!answer)
        return showProblem(answer.error());
    Q_EMIT saved(*answer);
    accept();
}

void SourceDialog::showProblem(const Error& error)
{
    const QString member = PublicIds::memberOf(error);
    const QString words = PublicIds::answerText(member, error);
    IdField* field = idField(member);
    if (member == QStringLiteral("exclusions"))
        field = m_exclusions->field(error.where.section(QLatin1Char('/'), 2, 2));
    if (field == nullptr || words.isEmpty()) {
        m_problem->setText(errorText(error));
        return;
    }
    field->setProblem(words);
    field->setFocus(Qt::OtherFocusReason);
    m_scroll->ensureWidgetVisible(field);
}

} // namespace sightglass::gui
