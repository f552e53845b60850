// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/stepthread.h"

#include "gui/widgets/label.h"
#include "theme/icons.h"
#include "theme/painting.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sightglass::gui {
namespace {

constexpr int kCircle = 26;
constexpr int kIndent = 14; // from the circle to the words

QString stateText(StepState state)
{
    switch (state) {
    case StepState::Done: return StepThread::tr("done");
    case StepState::Current: return StepThread::tr("now");
    case StepState::Waiting: break;
    }
    return StepThread::tr("later");
}

} // namespace

void paintStepCircle(QPainter& painter, const QRectF& circle, int number, StepState state, const QColor& doneColor,
                     const theme::Tokens& t)
{
    const qreal radius = circle.width() / 2;
    if (state == StepState::Done) {
        theme::roundedBox(painter, circle, radius, doneColor);
        const qreal inset = circle.width() * 0.21;
        theme::paintIcon(painter, circle.adjusted(inset, inset, -inset, -inset), u"check"_s, t.text.onAccent);
        return;
    }
    const bool now = state == StepState::Current;
    theme::roundedBox(painter, circle, radius, t.surface.panel, now ? t.accent.accent : t.line.lineStrong, now ? 2 : 1);
    QFont font = t.font(theme::Role::CaptionStrong);
    if (circle.width() > t.px(24))
        font.setPointSizeF(font.pointSizeF() * 12 / 11);
    theme::drawNumber(painter, circle, QString::number(number), font, now ? t.accent.accent : t.text.text2,
                      Qt::AlignHCenter);
}

StepThread::StepThread(QWidget* parent)
    : ThemedWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setSpacing(0);
    themeChanged();
}

void StepThread::themeChanged()
{
    const int circle = t().px(kCircle);
    layout()->setContentsMargins(circle + kIndent, 0, 0, 0);
    for (const Step& step : m_steps)
        step.head->setMinimumHeight(circle);
    ThemedWidget::themeChanged();
}

int StepThread::addStep(const QString& title, const QString& hint, QWidget* body)
{
    auto* column = static_cast<QVBoxLayout*>(layout());
    auto* box = new QWidget(this);
    auto* inner = new QVBoxLayout(box);
    inner->setContentsMargins(0, 0, 0, 16);
    inner->setSpacing(6);
    auto* head = new QWidget(box);
    head->setMinimumHeight(t().px(kCircle));
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    auto* name = new Label(title, theme::Role::Strong, Ink::Text, head);
    row->addWidget(name);
    row->addWidget(new Label(hint, theme::Role::Small, Ink::Text3, head));
    row->addStretch(1);
    inner->addWidget(head);
    if (body != nullptr)
        inner->addWidget(body);
    column->addWidget(box);
    m_steps.push_back({head, box, name, StepState::Waiting});
    return static_cast<int>(m_steps.size()) - 1;
}

void StepThread::setState(int step, StepState state)
{
    Step& changed = m_steps.at(static_cast<std::size_t>(step));
    changed.state = state;
    changed.title->setAccessibleName(tr("Step %1, %2, %3").arg(step + 1).arg(changed.title->text(), stateText(state)));
    update();
}

StepState StepThread::state(int step) const
{
    return m_steps.at(static_cast<std::size_t>(step)).state;
}

void StepThread::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        const Step& step = m_steps[i];
        const qreal top = step.box->y();
        const qreal wide = t().px(kCircle);
        const QRectF circle(0, top, wide, wide);
        paintStepCircle(painter, circle, static_cast<int>(i) + 1, step.state, t().state.positive, t());
        if (i + 1 < m_steps.size())
            theme::verticalLine(painter, wide / 2, circle.bottom() + 2, m_steps[i + 1].box->y() - 2,
                                t().line.lineStrong);
    }
}

StepList::StepList(const QStringList& steps, QWidget* parent)
    : ThemedWidget(parent)
    , m_steps(steps)
{
    describe();
}

void StepList::setCurrent(int step)
{
    m_current = step;
    describe();
    update();
}

void StepList::describe()
{
    setAccessibleName(tr("Step %1 of %2: %3").arg(m_current + 1).arg(m_steps.size()).arg(m_steps.value(m_current)));
}

QSize StepList::sizeHint() const
{
    return {220, t().px(34) * static_cast<int>(m_steps.size())};
}

void StepList::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const qreal high = t().px(34);
    for (int i = 0; i < m_steps.size(); ++i) {
        const StepState state = i < m_current    ? StepState::Done
                                : i == m_current ? StepState::Current
                                                 : StepState::Waiting;
        const qreal wide = t().px(22);
        const QRectF circle(0, i * high + (high - wide) / 2, wide, wide);
        paintStepCircle(painter, circle, i + 1, state, t().accent.accent, t());
        const bool now = state == StepState::Current;
        const QColor ink = now ? t().text.text : state == StepState::Done ? t().text.text2 : t().text.text3;
        theme::drawLine(painter, QRectF(wide + 12, i * high, width() - wide - 12, high), m_steps.at(i),
                        t().font(now ? theme::Role::Strong : theme::Role::Body), ink);
    }
}

void StepList::mouseReleaseEvent(QMouseEvent* event)
{
    const int step = static_cast<int>(event->position().y() / t().px(34));
    if (step >= 0 && step < m_current)
        Q_EMIT stepClicked(step);
}

} // namespace sightglass::gui
