// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/flowmeter.h"

#include <QWidget>

#include <deque>

namespace sightglass::gui {

class GlassWidget;
class Label;

/// The top of Live: how many visitors are here, and the large glass with its times. GUI thread; owned by Live.
class LiveHead final : public QWidget
{
    Q_OBJECT

public:
    explicit LiveHead(QWidget* parent = nullptr);
    void setVisitors(int visitors);
    void setContact(bool contact);
    void push(models::FlowMeter::Second second);
    void setSeconds(const std::deque<models::FlowMeter::Second>& seconds);

private:
    QWidget* makeAxis();
    Label* m_number;
    Label* m_words;
    GlassWidget* m_glass;
};

} // namespace sightglass::gui
