// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/pages/page.h"
#include "gui/window/session.h"
#include "models/recipes.h"

class QLayout;
class QVBoxLayout;

namespace sightglass::gui {

class Button;
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
    /// A source's id; "3/umami" chooses the way of that protocol too.
    void setDetail(const QString& detail) override;

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeList();
    void addRecipes(QVBoxLayout* column);
    void fitList();
    QWidget* makeDetail();
    void search(const QString& words);
    void choose(const QString& recipe);
    void takeSources();
    void edit();
    void showSteps();
    void showArrivals();
    [[nodiscard]] QLayout* makeHead();

    Session& m_session;
    QString m_sourceId;
    client::SourceInfo m_shown; ///< What the steps were made from.
    QString m_recipe = QStringLiteral("script");
    QList<QPair<models::Recipe, SidebarItem*>> m_items;
    QHash<QString, QWidget*> m_captions;
    QWidget* m_list = nullptr;
    Label* m_title;
    Label* m_intro;
    Tag* m_kind;
    Button* m_ids;
    QVBoxLayout* m_body = nullptr;
    ConnectSteps* m_steps = nullptr;
};

} // namespace sightglass::gui
