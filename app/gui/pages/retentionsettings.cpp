// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/retentionsettings.h"

#include "domain/automaticevents.h"
#include "gui/widgets/button.h"
#include "gui/widgets/label.h"
#include "gui/widgets/limitfield.h"
#include "gui/widgets/segmented.h"
#include "gui/widgets/switchbutton.h"

#include <QDateTime>
#include <QLocale>
#include <QMessageBox>

#include <algorithm>
#include <cmath>

namespace sightglass::gui {

namespace {

constexpr double kGigabyte = 1e9;
constexpr double kLeastShown = 0.01; // Gigabytes; no bound at all would be shown as 0.

double gigabytes(qint64 bytes)
{
    return bytes == 0 ? 0 : std::max(double(bytes) / kGigabyte, kLeastShown);
}

bool isTighter(qint64 before, qint64 after)
{
    return after != 0 && (before == 0 || after < before);
}

QString automaticNames()
{
    QStringList names;
    for (const std::string_view name : domain::kAutomaticEvents)
        names.append(QString::fromLatin1(name.data(), qsizetype(name.size())));
    return names.join(QStringLiteral(", "));
}

} // namespace

RetentionSettings::RetentionSettings(QWidget* parent)
    : SettingsForm(tr("Keeping events"), parent)
    , m_days(new LimitField(tr("Forever"), tr("Some days"), {tr(" days"), 0, 36'500, 365}))
    , m_size(new LimitField(tr("Any size"), tr("At most"), {tr(" GB"), 2, 1'000'000, 10}))
    , m_ids(new SwitchButton(tr("Forget message ids")))
    //: What becomes of events that a client captures by itself.
    , m_automatic(new Segmented({tr("%n days", nullptr, domain::kAutomaticEventDays), tr("Keep", "automatic events"),
                                 tr("Drop", "automatic events")}))
    , m_sentence(new Label({}, theme::Role::Small, Ink::Text2))
{
    m_days->setObjectName(QStringLiteral("retention-days"));
    m_size->setObjectName(QStringLiteral("retention-size"));
    m_ids->setObjectName(QStringLiteral("retention-ids"));
    m_automatic->setObjectName(QStringLiteral("retention-automatic"));
    m_sentence->setObjectName(QStringLiteral("retention-sentence"));
    m_sentence->setWordWrap(true);
    addSetting(tr("Keep events"), tr("Days older than this are deleted whole. They begin and end at midnight UTC."),
               m_days);
    addSetting(tr("Space on the disk"), tr("What is packed counts; the oldest days go first."), m_size);
    addSetting(
        tr("Forget message ids"),
        tr("When the hub no longer looks for repetitions, which is after a week unless set otherwise. It saves space."),
        m_ids);
    addSetting(tr("What PostHog's client captures by itself"),
               tr("Clicks and the like: %1. Kept for %n days, they stand in lists of events only when a filter names "
                  "them; dropped, they are not stored at all.",
                  nullptr, domain::kAutomaticEventDays)
                   .arg(automaticNames()),
               m_automatic);
    addWide(m_sentence);
    connect(m_days, &LimitField::chosen, this, [this](double days) {
        client::ProjectInfo after = m_project;
        after.retentionDays = int(days);
        change(after);
    });
    connect(m_size, &LimitField::chosen, this, [this](double size) {
        client::ProjectInfo after = m_project;
        after.retentionBytes = std::llround(size * kGigabyte);
        change(after);
    });
    connect(m_ids, &QAbstractButton::clicked, this, [this](bool on) {
        client::ProjectInfo after = m_project;
        after.dropMessageIds = on;
        change(after);
    });
    connect(m_automatic, &Segmented::chosen, this, [this](int choice) {
        client::ProjectInfo after = m_project;
        after.automaticEvents = domain::AutomaticEvents(choice);
        change(after);
    });
}

void RetentionSettings::setProject(const client::ProjectInfo& project)
{
    m_project = project;
    m_days->setLimit(project.retentionDays);
    m_size->setLimit(gigabytes(project.retentionBytes));
    m_ids->setChecked(project.dropMessageIds);
    m_automatic->setCurrent(int(project.automaticEvents));
    m_sentence->setText(whatGoes(project));
    setEnabled(!project.id.isEmpty());
}

QString RetentionSettings::whatGoes(const client::ProjectInfo& project)
{
    const QDate first = QDateTime::currentDateTimeUtc().date().addDays(-project.retentionDays);
    const QString day = QLocale().toString(first, QLocale::LongFormat);
    const QString size = QLocale()
                             .formattedDataSize(project.retentionBytes, 2, QLocale::DataSizeSIFormat)
                             .replace(QLatin1Char(' '), QChar(QChar::Nbsp));
    if (project.retentionDays > 0 && project.retentionBytes > 0)
        return tr("Events before %1 are deleted, and every midnight those of one day more; also the oldest days while "
                  "the events take more than %2.")
            .arg(day, size);
    if (project.retentionDays > 0)
        return tr("Events before %1 are deleted, and every midnight those of one day more.").arg(day);
    if (project.retentionBytes > 0)
        return tr("The oldest days are deleted while the events take more than %1.").arg(size);
    return project.automaticEvents == domain::AutomaticEvents::Keep ? tr("No events are deleted.")
                                                                    : tr("No other events are deleted.");
}

void RetentionSettings::change(const client::ProjectInfo& after)
{
    const bool isLess = isTighter(m_project.retentionDays, after.retentionDays) ||
                        isTighter(m_project.retentionBytes, after.retentionBytes) ||
                        (after.dropMessageIds && !m_project.dropMessageIds) || losesAutomatic(after);
    if (isLess)
        return confirm(after);
    Q_EMIT keptMore(after);
}

bool RetentionSettings::losesAutomatic(const client::ProjectInfo& after) const
{
    return m_project.automaticEvents == domain::AutomaticEvents::Keep &&
           after.automaticEvents != domain::AutomaticEvents::Keep;
}

RetentionSettings::Question RetentionSettings::questionFor(const client::ProjectInfo& after) const
{
    if (after.dropMessageIds && !m_project.dropMessageIds)
        return {tr("Forget the message ids of %1?").arg(after.name),
                tr("The events stay; the ids that their senders gave them go, from exports too."), tr("Forget ids")};
    if (losesAutomatic(after))
        return {tr("Delete old events of %1?").arg(after.name),
                tr("What PostHog's client captured by itself more than %n days ago is deleted, and every midnight "
                   "one day more.",
                   nullptr, domain::kAutomaticEventDays),
                tr("Delete old events")};
    return {tr("Delete old events of %1?").arg(after.name), whatGoes(after), tr("Delete old events")};
}

void RetentionSettings::confirm(const client::ProjectInfo& after)
{
    const Question question = questionFor(after);
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("Keep less"), question.text, QMessageBox::Cancel, window());
    box->setObjectName(QStringLiteral("keep-less"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(
        tr("%1 It begins at once and cannot be undone. Backups keep what they hold.").arg(question.what));
    QAbstractButton* yes = box->addButton(question.yes, QMessageBox::DestructiveRole);
    setButtonKind(yes, ButtonKind::Danger);
    connect(box, &QDialog::finished, this, [this, box, yes, after] {
        if (box->clickedButton() == yes)
            return Q_EMIT keptLess(after);
        setProject(m_project);
    });
    box->open();
}

} // namespace sightglass::gui
