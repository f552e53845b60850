// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/pages/page.h"
#include "gui/pages/recipes.h"
#include "gui/window/session.h"

class QScrollArea;
class QVBoxLayout;

namespace sightglass::gui {

class ConnectSteps;
class Label;
class Panel;
class SidebarItem;
class Tag;

/// Connect (connect-a-source): what people use today at the left, the steps for it at the right. GUI thread; owned by
/// the window.
class ConnectPage final : public Page
{
    Q_OBJECT

public:
    explicit ConnectPage(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Connect"); }
    [[nodiscard]] QString place() const override { return tr("Sources"); }
    [[nodiscard]] QString sidebarPlace() const override { return QStringLiteral("sources"); }
    [[nodiscard]] QString cost() const override;
    /// A source's id.
    void setDetail(const QString& detail) override;

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeList();
    void fitList();
    QWidget* makeDetail();
    void search(const QString& words);
    void choose(const QString& recipe);
    void showSteps();

    Session& m_session;
    QString m_sourceId;
    QString m_recipe = QStringLiteral("script");
    QList<QPair<Recipe, SidebarItem*>> m_items;
    QHash<QString, QWidget*> m_captions;
    QWidget* m_list = nullptr;
    Label* m_title;
    Label* m_intro;
    Tag* m_kind;
    QVBoxLayout* m_body = nullptr;
    ConnectSteps* m_steps = nullptr;
};

} // namespace sightglass::gui
