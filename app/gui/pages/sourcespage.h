// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/pages/page.h"
#include "gui/window/session.h"

class QGridLayout;

namespace sightglass::gui {

class SourceCard;

/// Sources (ui README §12): a card each, unknown senders on top with "create a source for this". GUI thread; owned by
/// the window.
class SourcesPage final : public Page
{
    Q_OBJECT

public:
    explicit SourcesPage(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Sources"); }
    [[nodiscard]] QString subtitle() const override { return tr("Where events come from"); }
    [[nodiscard]] QList<QWidget*> makeActions() override;
    [[nodiscard]] QString cost() const override;
    /// An unknown sender (models::UnknownSender::place): opens the dialog that makes a source for it.
    void setDetail(const QString& detail) override;
    [[nodiscard]] models::CsvTable table() const override;
    void refresh() override;
    void addSource();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    void arrange();
    void fitCards();
    void updateCards();
    void edit(const client::SourceInfo& source, const QString& protocol = {});
    void createFor(const client::SenderInfo& sender);
    void remove(const QString& id);
    void switchSource(const QString& id, bool on);
    /// `protocol` is how its sender spoke, "" when nobody has yet.
    void saved(const client::SourceInfo& source, bool isNew, const QString& protocol);

    Session& m_session;
    QGridLayout* m_grid = nullptr;
    QWidget* m_empty;
    QList<SourceCard*> m_cards;
    int m_columns = 0;
};

} // namespace sightglass::gui
