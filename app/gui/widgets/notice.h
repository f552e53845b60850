// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/themedwidget.h"

class QBoxLayout;
class QHBoxLayout;

namespace sightglass::gui {

class Label;

enum class NoticeKind { Info, Warning, Error, Positive };

/// A tinted strip that says something about what is below it, with optional buttons at its right. GUI thread; owned by
/// its parent.
class Notice : public ThemedWidget
{
    Q_OBJECT

public:
    explicit Notice(NoticeKind kind, QWidget* parent = nullptr);
    /// `title` is strong; both may hold rich text of ours (<b>), never text from outside.
    void setText(const QString& title, const QString& text = {});
    void setIconName(const QString& name);
    /// One line (title and text side by side), as the offline strip.
    void setCompact(bool compact);
    void addButton(QWidget* button);

protected:
    void paintEvent(QPaintEvent* event) override;
    void themeChanged() override;

private:
    void placeWords();
    NoticeKind m_kind;
    QString m_icon;
    bool m_compact = false;
    Label* m_title;
    Label* m_text;
    QHBoxLayout* m_layout;
    QBoxLayout* m_words;
};

/// Brass strip: the hub does not answer; when what is shown was asked, and when the next try comes. GUI thread; owned
/// by its parent.
class OfflineStrip final : public Notice
{
    Q_OBJECT

public:
    explicit OfflineStrip(QWidget* parent = nullptr);
    /// `asOf` is a time already formatted ("09:08"); `nextTrySeconds` below 0 leaves that part out.
    void setState(const QString& hub, const QString& asOf, int nextTrySeconds);

Q_SIGNALS:
    void tryNow();
};

} // namespace sightglass::gui
