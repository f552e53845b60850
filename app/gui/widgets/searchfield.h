// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/themedwidget.h"

#include <QLineEdit>

namespace sightglass::gui {

/// The field in the header that opens the palette: looks like a field, is a button. GUI thread; owned by its parent.
class SearchButton final : public ThemedButton
{
    Q_OBJECT

public:
    SearchButton(const QString& text, const QString& keys, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_keys;
};

/// A field to search a list with: magnifier at the left, clear button, Esc clears. GUI thread; owned by its parent.
class SearchField final : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchField(const QString& placeholder, QWidget* parent = nullptr);
    /// In pixels at the usual text size; grows with the text.
    void setMostWidth(int pixels);

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    int m_mostWidth = 0;
};

} // namespace sightglass::gui
