// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/sharedaddresslist.h"

#include "gui/widgets/button.h"
#include "gui/widgets/notice.h"

#include <QVBoxLayout>

#include <algorithm>

namespace sightglass::gui {

namespace {
constexpr qsizetype kFewAddresses = 3;
}

SharedAddressList::SharedAddressList(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_rows(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("shared-addresses"));
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(8);
    connect(&session, &Session::sharedAddressesChanged, this, &SharedAddressList::showAll);
    showAll();
}

void SharedAddressList::showAll()
{
    const QList<client::SharedAddressInfo> shared = m_session.sharedAddresses().mid(0, kFewAddresses);
    setVisible(!shared.isEmpty());
    const bool isSame = std::equal(shared.begin(), shared.end(), m_shown.begin(), m_shown.end(),
                                   [](const auto& a, const auto& b) { return a.address == b.address; });
    if (isSame)
        return; // Nobody loses the button that the keyboard is on.
    m_shown = shared;
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const client::SharedAddressInfo& one : shared)
        addRow(one);
}

void SharedAddressList::addRow(const client::SharedAddressInfo& shared)
{
    auto* row = new Notice(NoticeKind::Warning);
    row->setIconName(QStringLiteral("warning"));
    const QString address = shared.address.toHtmlEscaped();
    if (shared.forwarded > 0)
        row->setText(
            tr("%1 passes on what others send").arg(address),
            tr("It is not among the trusted proxies, so all its visitors count as one. If it is yours, trust it."));
    else
        row->setText(tr("Many senders share %1").arg(address),
                     tr("At least %n within an hour. If it is a proxy of yours, let it name them in X-Forwarded-For "
                        "and trust it.",
                        nullptr, int(shared.senders)));
    auto* settings = new Button(tr("Trusted proxies…"));
    settings->setObjectName(QStringLiteral("trust-") + shared.address);
    settings->setControl(ControlSize::Small);
    settings->setAccessibleDescription(shared.address);
    connect(settings, &QPushButton::clicked, this,
            [this] { Q_EMIT m_session.placeRequested(QStringLiteral("settings"), {}); });
    row->addButton(settings);
    m_rows->addWidget(row);
}

} // namespace sightglass::gui
