// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/themedwidget.h"

class QHBoxLayout;

namespace sightglass::gui {

class Label;
class Notice;

/// In place of content: a dashed glass (nothing yet) or an icon (nothing matches), a title, one sentence, buttons. GUI
/// thread; owned by its parent.
class EmptyState final : public ThemedWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget* parent = nullptr);
    void setText(const QString& title, const QString& text);
    /// An icon in place of the dashed glass.
    void setIconName(const QString& name);
    /// Replaces the buttons; owned from here.
    void setButtons(const QList<QWidget*>& buttons);

private:
    class Picture;
    Picture* m_picture;
    Label* m_title;
    Label* m_text;
    QHBoxLayout* m_buttons;
};

/// What happened, why in plain words, the fix as first button, details to copy. GUI thread; owned by its parent.
class ErrorState final : public ThemedWidget
{
    Q_OBJECT

public:
    explicit ErrorState(QWidget* parent = nullptr);
    void setText(const QString& title, const QString& text, const QString& details);
    void setButtons(const QList<QWidget*>& buttons);

private:
    Notice* m_notice;
    Label* m_details;
    QHBoxLayout* m_buttons;
    QString m_copy;
};

} // namespace sightglass::gui
