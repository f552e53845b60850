// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/palette.h"

#include "gui/window/palettehints.h"
#include "gui/window/palettemodel.h"
#include "theme/icons.h"
#include "theme/painting.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

namespace sightglass::gui {

namespace {
constexpr int kWidth = 640;
constexpr int kTop = 76;
constexpr int kMostHeight = 476;

/// The raised surface of the palette.
class Box final : public ThemedWidget
{
public:
    using ThemedWidget::ThemedWidget;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(t().line.lineStrong);
        painter.setBrush(t().surface.raised);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), t().radius.popup, t().radius.popup);
        theme::horizontalLine(painter, 1, width() - 1, t().px(52), t().line.line);
    }
};

/// The field with its magnifying glass and the key that leaves it.
class Field final : public QLineEdit
{
protected:
    void paintEvent(QPaintEvent* event) override
    {
        QLineEdit::paintEvent(event);
        QPainter painter(this);
        const theme::Tokens& t = theme::tokens(this);
        const qreal side = t.px(18);
        theme::paintIcon(painter, QRectF(19, (height() - side) / 2, side, side), QStringLiteral("search"),
                         t.text.text3);
        theme::drawKeyCap(painter, QRectF(rect()).adjusted(0, 0, -18, 0), CommandPalette::tr("Esc"), t);
    }
};
} // namespace

CommandPalette::CommandPalette(QList<PaletteEntry> entries, QWidget* window)
    : ThemedWidget(window)
    , m_model(new PaletteModel(std::move(entries), this))
    , m_box(new Box(this))
{
    setObjectName(QStringLiteral("palette"));
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(tr("Search or jump to"));
    build();
    arrange();
    window->installEventFilter(this);
    m_field->installEventFilter(this);
    narrow({});
    show();
    raise();
    m_field->setFocus();
}

void CommandPalette::build()
{
    auto* column = new QVBoxLayout(m_box);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    m_field = new Field;
    m_field->setObjectName(QStringLiteral("palette-field"));
    m_field->setFrame(false);
    m_field->setPlaceholderText(tr("Search or jump to…"));
    m_field->setFont(t().font(theme::Role::Lead));
    m_field->setFixedHeight(t().px(51));
    m_field->setTextMargins(t().px(42), 0, t().px(52), 0);
    m_list = new QListView;
    m_list->setObjectName(QStringLiteral("palette-list"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setAccessibleName(tr("What fits"));
    auto* listBox = new QVBoxLayout;
    listBox->setContentsMargins(8, 4, 8, 4);
    listBox->addWidget(m_list);
    column->addWidget(m_field);
    column->addLayout(listBox, 1);
    column->addWidget(new PaletteHints);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::narrow);
    connect(m_field, &QLineEdit::returnPressed, this, [this] { run(); });
    connect(m_list, &QListView::clicked, this, [this] { run(); });
}

void CommandPalette::arrange()
{
    setGeometry(parentWidget()->rect());
    const int width = std::min(kWidth, this->width() - 40);
    m_box->setGeometry((this->width() - width) / 2, std::min(kTop, height() / 8), width,
                       std::min(kMostHeight, height() - kTop - 40));
}

void CommandPalette::narrow(const QString& words)
{
    m_model->narrow(words);
    const int first = m_model->nextEntry(-1, 1);
    m_list->setCurrentIndex(first < 0 ? QModelIndex() : m_model->index(first));
}

void CommandPalette::step(int by)
{
    const int next = m_model->nextEntry(m_list->currentIndex().row(), by);
    if (next >= 0)
        m_list->setCurrentIndex(m_model->index(next));
}

void CommandPalette::run(bool elsewhere)
{
    const int row = m_list->currentIndex().row();
    hide();
    m_model->run(row, elsewhere);
    close();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        arrange();
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        switch (key->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (!key->modifiers().testFlag(Qt::ControlModifier))
                break;
            run(true);
            return true;
        case Qt::Key_Escape: close(); return true;
        case Qt::Key_Down: step(1); return true;
        case Qt::Key_Up: step(-1); return true;
        default: break;
        }
    }
    return ThemedWidget::eventFilter(watched, event);
}

void CommandPalette::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), t().surface.scrim);
}

void CommandPalette::mousePressEvent(QMouseEvent*)
{
    close();
}

} // namespace sightglass::gui
