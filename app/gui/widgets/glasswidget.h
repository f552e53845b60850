// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/tablesource.h"
#include "gui/widgets/themedwidget.h"

#include <deque>

namespace sightglass::gui {

/// One second of intake.
struct GlassSample
{
    int accepted = 0;
    int refused = 0;
};

enum class GlassShape {
    Sidebar, ///< 176×34, 60 bars
    Large,   ///< 64 high, two minutes
    Upright  ///< 32×96, newest at the bottom, for the folded sidebar
};

/// The tube through which one sees what flows: a bar per second, newest last, refused requests as brass dots. Dashed
/// and empty without contact. Repaints only when a sample comes and only its own rectangle; hidden it does not repaint.
/// A click emits `clicked` (Live). GUI thread; owned by its parent.
class GlassWidget final : public ThemedButton, public charts::TableSource
{
    Q_OBJECT

public:
    explicit GlassWidget(GlassShape shape = GlassShape::Sidebar, QWidget* parent = nullptr);

    void setShape(GlassShape shape);
    /// Adds the newest second and drops the oldest.
    void push(GlassSample sample);
    /// Oldest first; replaces what is shown.
    void setSamples(const std::vector<GlassSample>& samples);
    [[nodiscard]] int capacity() const;
    /// Without contact the glass is dashed and empty, with `caption` in it.
    void setContact(bool contact);
    void setCaption(const QString& caption);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QString spokenSummary() const override;
    /// A row for each second, oldest first; none without contact.
    [[nodiscard]] charts::ChartTable spokenTable() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintTube(QPainter& painter) const;
    void paintUpright(QPainter& painter) const;
    void paintEmpty(QPainter& painter) const;
    [[nodiscard]] double highest() const;
    void describe();

    GlassShape m_shape;
    std::deque<GlassSample> m_samples;
    QString m_caption;
    bool m_contact = true;
};

} // namespace sightglass::gui
