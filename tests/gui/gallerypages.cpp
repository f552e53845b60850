// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gallerypages.h"
#include "theme/icons.h"

#include "charts/barschart.h"
#include "charts/mainchart.h"
#include "charts/sparkline.h"
#include "charts/worlddots.h"
#include "gui/widgets/breakdownpanel.h"
#include "gui/widgets/button.h"
#include "gui/widgets/choicecard.h"
#include "gui/widgets/daterangebutton.h"
#include "gui/widgets/daterangepopup.h"
#include "gui/widgets/emptystate.h"
#include "gui/widgets/figurerow.h"
#include "gui/widgets/filterbar.h"
#include "gui/widgets/glasswidget.h"
#include "gui/widgets/headerbar.h"
#include "gui/widgets/label.h"
#include "gui/widgets/livedelegate.h"
#include "gui/widgets/livelistview.h"
#include "gui/widgets/loadingplaceholder.h"
#include "gui/widgets/lookrow.h"
#include "gui/widgets/notice.h"
#include "gui/widgets/panel.h"
#include "gui/widgets/portholewidget.h"
#include "gui/widgets/searchfield.h"
#include "gui/widgets/secretfield.h"
#include "gui/widgets/segmented.h"
#include "gui/widgets/sentence.h"
#include "gui/widgets/sidebar.h"
#include "gui/widgets/snippetbox.h"
#include "gui/widgets/statusline.h"
#include "gui/widgets/stepthread.h"
#include "gui/widgets/switchbutton.h"
#include "gui/widgets/tag.h"
#include "gui/widgets/toast.h"

#include <cmath>
#include <random>

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLocale>
#include <QMenu>
#include <QRadioButton>
#include <QStandardItemModel>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sightglass::gui {
namespace {

std::vector<GlassSample> samples(int count, unsigned seed)
{
    std::mt19937 random(seed);
    std::vector<GlassSample> result;
    for (int i = 0; i < count; ++i)
        result.push_back(
            {static_cast<int>(2 + random() % 6 + 5 * (1 + std::sin(i / 6.5))), i == 41 || i == 92 ? 1 : 0});
    return result;
}

std::vector<double> trend(unsigned seed, double slope)
{
    std::mt19937 random(seed);
    std::vector<double> values;
    for (int i = 0; i < 27; ++i)
        values.push_back(100 + slope * i + static_cast<double>(random() % 30));
    return values;
}

Sidebar* sidebar(QWidget* parent, const QString& current, bool contact = true)
{
    auto* bar = new Sidebar(parent);
    bar->setGroups(
        {{{}, {{u"overview"_s, u"Overview"_s, u"overview"_s}, {u"live"_s, u"Live"_s, u"live"_s}}},
         {u"Understand"_s,
          {{u"web"_s, u"Web"_s, u"web"_s},
           {u"insights"_s, u"Insights"_s, u"insights"_s},
           {u"funnels"_s, u"Funnels"_s, u"funnels"_s},
           {u"retention"_s, u"Retention"_s, u"retention"_s},
           {u"journeys"_s, u"Journeys"_s, u"journeys"_s},
           {u"people"_s, u"People"_s, u"people"_s}}},
         {u"Look after"_s,
          {{u"exceptions"_s, u"Exceptions"_s, u"exceptions"_s},
           {u"links"_s, u"Links"_s, u"links"_s},
           {u"destinations"_s, u"Destinations"_s, u"destinations"_s}}},
         {u"Set up"_s, {{u"sources"_s, u"Sources"_s, u"sources"_s}, {u"settings"_s, u"Settings"_s, u"settings"_s}}}});
    bar->setProject(u"Kestrel Maps"_s, u"on attic"_s);
    bar->setBadge(u"live"_s, BadgeKind::Live, u"34"_s);
    bar->setBadge(u"exceptions"_s, BadgeKind::Hot, u"7"_s);
    bar->setBadge(u"destinations"_s, BadgeKind::Dot);
    bar->setCurrent(current);
    bar->setFlowText(contact ? u"102 a minute"_s : u"no contact"_s);
    bar->glass()->setSamples(samples(60, 11));
    bar->setContact(contact);
    return bar;
}

/// Sidebar, header, status line around a page's content. Returns the column the content goes into.
QVBoxLayout* frame(QWidget* page, const QString& current, HeaderBar** header, bool contact = true)
{
    auto* outer = new QVBoxLayout(page);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(sidebar(page, current, contact));
    auto* main = new QVBoxLayout;
    main->setSpacing(0);
    *header = new HeaderBar(page);
    (*header)->setCanGo(true, false);
    main->addWidget(*header);
    row->addLayout(main, 1);
    outer->addLayout(row, 1);
    auto* status = new StatusLine(page);
    status->setContact(contact ? ContactState::Connected : ContactState::Offline,
                       contact ? u"Connected to attic"_s : u"attic does not answer"_s);
    status->setFacts({u"192.168.1.20:8484"_s, u"12.4 million events · 214 MB"_s});
    status->setCost(u"7 reports · 9 ms · 161,942 visits read"_s);
    outer->addWidget(status);
    return main;
}

FilterBar* filters(QWidget* parent)
{
    auto* bar = new FilterBar(parent);
    bar->compareButton()->setContent(u"Previous 28 days"_s, u"compare"_s);
    bar->rangeButton()->setRange({u"28d"_s, u"Last 28 days"_s, QDate(2026, 2, 18), QDate(2026, 3, 17)},
                                 QDate(2026, 3, 17));
    return bar;
}

QVBoxLayout* content(QVBoxLayout* main)
{
    auto* column = new QVBoxLayout;
    column->setContentsMargins(20, 8, 20, 16);
    column->setSpacing(16);
    main->addLayout(column, 1);
    return column;
}

BreakdownPanel* breakdown(const QStringList& tabs, const std::vector<std::pair<QString, int>>& rows, int total,
                          const QString& footer)
{
    auto* panel = new BreakdownPanel;
    panel->setTabs(tabs);
    panel->setMeasure(u"Visitors"_s, true);
    std::vector<BreakdownRow> shown;
    for (const auto& [label, value] : rows)
        shown.push_back({label,
                         label,
                         QLocale(u"en_GB"_s).toString(value),
                         total > 0 ? QString::number(100.0 * value / total, 'f', 1) + u'%' : QString(),
                         static_cast<double>(value) / rows.front().second,
                         {}});
    panel->setRows(shown);
    panel->setFooter(footer);
    return panel;
}

QWidget* looks()
{
    auto* panel = new Panel;
    panel->setTitle(u"Needs a look"_s);
    panel->setMeasure(u"5"_s);
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    const auto add = [&](const QString& icon, Ink ink, const QString& title, const QString& text) {
        auto* row = new LookRow(icon, ink, title, text);
        row->setFirst(column->isEmpty());
        column->addWidget(row);
    };
    add(u"exceptions"_s, Ink::Negative, u"Cannot read 'elevation' of undefined"_s,
        u"New in 4.12.1 · 318 people since 16:58"_s);
    add(u"exceptions"_s, Ink::Negative, u"Unexpected end of tile 12/2144/1180"_s, u"Back since 4.12.1 · 207 people"_s);
    add(u"destinations"_s, Ink::Warning, u"Team chat does not answer"_s,
        u"1,342 waiting, none lost · next try in 3 min"_s);
    add(u"release"_s, Ink::Warning, u"4.12.1 is less steady than 4.12.0"_s, u"Visits without a crash 99.1% → 97.8%"_s);
    add(u"sources"_s, Ink::Text2, u"Unknown key from 192.168.1.44"_s, u"12 requests refused today · make a source?"_s);
    column->addStretch(1);
    panel->setContent(box);
    return panel;
}

std::unique_ptr<QWidget> overview()
{
    auto page = std::make_unique<QWidget>();
    HeaderBar* header = nullptr;
    QVBoxLayout* main = frame(page.get(), u"overview"_s, &header);
    header->setTitle(u"Overview"_s);
    main->addWidget(filters(page.get()));
    QVBoxLayout* column = content(main);
    auto* morning = new MorningLine;
    morning->setSentence(u"Since yesterday, 18:10: %1, %2 worth %3. %4 came with 4.12.1. %5 wait."_s,
                         {{u"2,604 visitors"_s, u"web"_s},
                          {u"31 purchases"_s, u"insights"_s},
                          {u"€899"_s, {}},
                          {u"Two exceptions"_s, u"exceptions"_s, Ink::Negative},
                          {u"1,342 deliveries"_s, u"destinations"_s}});
    column->addWidget(morning);
    auto* panel = new Panel;
    auto* body = new QWidget;
    auto* stack = new QVBoxLayout(body);
    stack->setContentsMargins(0, 0, 0, 0);
    stack->setSpacing(0);
    auto* figures = new FigureRow;
    figures->setFigures(
        {{u"visitors"_s, u"Visitors"_s, figureParts(u"112,386"), 12.4, true, trend(1, 1), u"People, counted once"_s},
         {u"visits"_s, u"Visits"_s, figureParts(u"161,942"), 9.8, true, trend(2, 1), {}},
         {u"views"_s, u"Page views"_s, figureParts(u"428,657"), 14.1, true, trend(3, 2), {}},
         {u"bounce"_s, u"Bounce rate"_s, figureParts(u"41.3%"), -4.4, false, trend(4, -1), {}},
         {u"time"_s, u"Visit time"_s, figureParts(u"3m 12s"), 6.1, true, trend(5, 1), {}},
         {u"purchases"_s, u"Purchases"_s, figureParts(u"1,412"), 8.4, true, trend(6, 2), {}},
         {u"revenue"_s, u"Revenue"_s, figureParts(u"€40,948"), 11.0, true, trend(7, 2), {}}});
    stack->addWidget(figures);
    auto* chart = new charts::MainChart;
    chart->setModel(visitorsModel(), u"28 days"_s);
    chart->setCrosshair(18);
    chart->setFixedHeight(222);
    stack->addWidget(chart);
    panel->setContent(body);
    column->addWidget(panel);
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(breakdown({u"Pages"_s, u"Entry"_s, u"Exit"_s},
                             {{u"/"_s, 43210},
                              {u"/trails"_s, 35164},
                              {u"/trails/lofoten-crossing"_s, 23682},
                              {u"/pricing"_s, 18648},
                              {u"/download"_s, 14856},
                              {u"/blog/winter-layers"_s, 13158},
                              {u"/trails/tour-du-mont-blanc"_s, 11244},
                              {u"/docs/offline-maps"_s, 7230}},
                             112386, u"All 214 pages"_s),
                   1);
    row->addWidget(breakdown({u"Sources"_s, u"Channels"_s, u"Campaigns"_s},
                             {{u"Direct / None"_s, 38046},
                              {u"Google"_s, 31248},
                              {u"Newsletter"_s, 11916},
                              {u"ChatGPT"_s, 6612},
                              {u"DuckDuckGo"_s, 5244},
                              {u"wandern-forum.example"_s, 4872},
                              {u"Mastodon"_s, 2730},
                              {u"Reddit"_s, 2418}},
                             112386, u"All 63 sources"_s),
                   1);
    row->addWidget(looks(), 1);
    column->addLayout(row, 1);
    return page;
}

QStandardItemModel* liveModel(QObject* parent)
{
    struct Row
    {
        QString icon, name, detail, person, place, source, protocol;
        LiveKind kind = LiveKind::Plain;
        int fold = 1;
    };
    const std::vector<Row> rows{{u"page"_s, u"Page view"_s, u"/trails/lofoten-crossing"_s, u"Visitor 7c2e"_s,
                                 u"Tromsø"_s, u"Website"_s, u"Plausible"_s},
                                {u"event"_s, u"map_downloaded"_s, u"Lofoten Crossing · 184 MB"_s, u"mara.lindqvist"_s,
                                 u"Umeå"_s, u"iOS app"_s, u"Segment"_s},
                                {u"exceptions"_s, u"TypeError"_s, u"Cannot read 'elevation' of undefined"_s,
                                 u"Visitor b81f"_s, u"Graz"_s, u"Website"_s, u"Sentry"_s, LiveKind::Exception},
                                {u"purchase"_s, u"Order Completed"_s, u"Kestrel Pro, yearly · €29.00"_s,
                                 u"jonas.weber"_s, u"Bremen"_s, u"Sync API"_s, u"Segment"_s, LiveKind::Purchase},
                                {u"layers"_s,
                                 u"tile_loaded"_s,
                                 u"in the last 10 s from 11 people"_s,
                                 {},
                                 {},
                                 u"Android app"_s,
                                 u"Segment"_s,
                                 LiveKind::Plain,
                                 46},
                                {u"warning"_s,
                                 u"Refused"_s,
                                 u"Unknown key wk_9f…c2 from 192.168.1.44"_s,
                                 {},
                                 {},
                                 u"–"_s,
                                 u"Segment"_s,
                                 LiveKind::Refused},
                                {u"bot"_s,
                                 u"Bot"_s,
                                 u"GPTBot read /trails, kept out of the numbers"_s,
                                 {},
                                 u"US"_s,
                                 u"Website"_s,
                                 u"Plausible"_s,
                                 LiveKind::Bot}};
    auto* model = new QStandardItemModel(parent);
    for (int i = 0; i < 21; ++i) {
        const Row& row = rows[static_cast<std::size_t>(i) % rows.size()];
        auto* item = new QStandardItem;
        item->setData(u"09:12:%1.%2"_s.arg(31 - i).arg(i % 10), LiveTimeRole);
        item->setData(row.icon, LiveIconRole);
        item->setData(row.name, LiveNameRole);
        item->setData(row.detail, LiveDetailRole);
        item->setData(row.person, LivePersonRole);
        item->setData(row.place, LivePlaceRole);
        item->setData(row.source, LiveSourceRole);
        item->setData(row.protocol, LiveProtocolRole);
        item->setData(static_cast<int>(row.kind), LiveKindRole);
        item->setData(row.fold, LiveFoldRole);
        item->setData(i == 0 ? 1.0 : 0.0, LiveFreshRole);
        model->appendRow(item);
    }
    return model;
}

charts::ChartModel minutes()
{
    charts::ChartModel model;
    model.title = u"Last 30 minutes"_s;
    charts::ChartSeries series{u"Page views"_s, charts::SeriesKind::Line, 0, {}};
    for (int i = 0; i < 30; ++i) {
        const QString label =
            u"%1:%2"_s.arg(8 + (42 + i) / 60, 2, 10, QLatin1Char('0')).arg((42 + i) % 60, 2, 10, QLatin1Char('0'));
        model.buckets.push_back({label, label, {}, false, false});
        series.values.push_back(9 + std::round(4 * std::sin(i / 4.0)) + i % 4);
    }
    model.series.push_back(series);
    return model;
}

std::unique_ptr<QWidget> live()
{
    auto page = std::make_unique<QWidget>();
    HeaderBar* header = nullptr;
    QVBoxLayout* column = content(frame(page.get(), u"live"_s, &header));
    header->setTitle(u"Live"_s, u"Events as they are stored"_s);
    auto* hero = new QHBoxLayout;
    auto* now = new QVBoxLayout;
    now->setSpacing(2);
    now->addWidget(new Label(u"34"_s, theme::Role::FigureLarge));
    now->addWidget(new Label(u"visitors in the last 5 minutes"_s, theme::Role::Small, Ink::Text3));
    hero->addLayout(now);
    hero->addSpacing(40);
    auto* glass = new GlassWidget(GlassShape::Large);
    glass->setSamples(samples(120, 4));
    hero->addWidget(glass, 1);
    column->addLayout(hero);
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    auto* list = new Panel;
    auto* body = new QWidget;
    auto* rows = new QVBoxLayout(body);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    auto* tools = new QHBoxLayout;
    tools->setContentsMargins(13, 8, 13, 8);
    auto* kinds = new Segmented({u"All"_s, u"Page views"_s, u"Events"_s, u"Exceptions"_s, u"Refused"_s});
    kinds->setAccessibleName(u"Kinds"_s);
    kinds->setCount(4, u"12"_s);
    tools->addWidget(kinds);
    tools->addStretch(1);
    auto* search = new SearchField(u"Search"_s);
    search->setFixedWidth(148);
    tools->addWidget(search);
    auto* pause = new Button(u"Pause"_s);
    pause->setIconName(u"pause"_s);
    setKeyHint(pause, u"Space"_s);
    pause->setControl(ControlSize::Normal);
    tools->addWidget(pause);
    rows->addLayout(tools);
    auto* view = new LiveListView;
    view->setModel(liveModel(view));
    rows->addWidget(view, 1);
    list->setContent(body);
    row->addWidget(list, 1);
    auto* right = new QVBoxLayout;
    right->setSpacing(16);
    auto* where = new Panel;
    where->setTitle(u"Where they are"_s);
    where->setMeasure(u"9 countries"_s);
    where->setHeadHeight(36);
    auto* mapBox = new QWidget;
    auto* mapColumn = new QVBoxLayout(mapBox);
    mapColumn->setContentsMargins(10, 0, 10, 8);
    auto* map = new charts::WorldDots;
    map->setPoints({{u"Norway"_s, u"NO"_s, {}, 9},
                    {u"Germany"_s, u"DE"_s, {}, 15},
                    {u"United Kingdom"_s, u"GB"_s, {}, 4},
                    {u"France"_s, u"FR"_s, {}, 3},
                    {u"Seattle"_s, {}, QPointF(-121, 47), 1},
                    {u"Boston"_s, {}, QPointF(-75, 42), 2}});
    map->setFixedHeight(124);
    mapColumn->addWidget(map);
    where->setContent(mapBox);
    auto* half = new Panel;
    half->setTitle(u"Last 30 minutes"_s);
    half->setMeasure(u"338 page views"_s);
    half->setHeadHeight(36);
    auto* barsBox = new QWidget;
    auto* barsColumn = new QVBoxLayout(barsBox);
    barsColumn->setContentsMargins(13, 0, 13, 6);
    auto* bars = new charts::BarsChart;
    bars->setModel(minutes());
    bars->setFixedHeight(66);
    barsColumn->addWidget(bars);
    half->setContent(barsBox);
    right->addWidget(where);
    right->addWidget(half);
    auto* looked = breakdown({},
                             {{u"/trails/lofoten-crossing"_s, 7},
                              {u"/"_s, 6},
                              {u"/pricing"_s, 5},
                              {u"/trails"_s, 4},
                              {u"/blog/winter-layers"_s, 3},
                              {u"/download"_s, 3},
                              {u"/docs/offline-maps"_s, 2}},
                             0, {});
    looked->setTitle(u"Being looked at"_s);
    looked->setHeadHeight(36);
    right->addWidget(looked, 1);
    for (QWidget* panel : {static_cast<QWidget*>(where), static_cast<QWidget*>(half), static_cast<QWidget*>(looked)})
        panel->setFixedWidth(320);
    row->addLayout(right);
    column->addLayout(row, 1);
    return page;
}

std::unique_ptr<QWidget> firstRun()
{
    auto page = std::make_unique<QWidget>();
    auto* row = new QHBoxLayout(page.get());
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* left = new QWidget;
    left->setFixedWidth(420);
    auto* leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(48, 72, 48, 36);
    leftColumn->setSpacing(0);
    auto* porthole = new PortholeWidget;
    porthole->setQuarters(2);
    leftColumn->addWidget(porthole, 0, Qt::AlignHCenter);
    leftColumn->addSpacing(26);
    leftColumn->addWidget(new Label(u"Sightglass"_s, theme::Role::Heading), 0, Qt::AlignHCenter);
    leftColumn->addWidget(new Label(u"See what flows."_s, theme::Role::Lead, Ink::Text2), 0, Qt::AlignHCenter);
    leftColumn->addStretch(1);
    auto* steps = new StepList(
        {u"What you want to see"_s, u"Where the hub lives"_s, u"Your first project"_s, u"The first event"_s});
    steps->setCurrent(1);
    leftColumn->addWidget(steps);
    row->addWidget(left);
    auto* right = new Panel;
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(95, 84, 95, 36);
    column->setSpacing(12);
    column->addWidget(new Label(u"Where should your hub live?"_s, theme::Role::Heading));
    auto* lead = new Label(
        u"The hub takes events in and keeps them. It should be a machine that stays on, so that nothing slips by while you sleep."_s,
        theme::Role::Lead, Ink::Text2);
    lead->setWordWrap(true);
    column->addWidget(lead);
    column->addSpacing(8);
    auto* attic =
        new ChoiceCard(u"attic"_s, u"Raspberry Pi 4, found just now. Sightglass 1.2.0, 58 GB free."_s, u"hub"_s);
    attic->setTag(u"On your network"_s, TagKind::Positive);
    attic->setChecked(true);
    column->addWidget(attic);
    column->addWidget(new ChoiceCard(u"This computer"_s,
                                     u"Fine for trying out. Events arrive while it is switched on."_s, u"desktop"_s));
    column->addWidget(new ChoiceCard(
        u"Somewhere else"_s, u"Type the address of a hub that you can reach, in the next room or across the world."_s,
        u"globe"_s));
    column->addSpacing(12);
    column->addWidget(new Label(u"Access token"_s, theme::Role::Strong));
    auto* token = new SecretField;
    setControlSize(token, ControlSize::Large);
    token->setAccessibleName(u"Access token"_s);
    token->setText(u"sgt_0123456789abcdef0123456"_s);
    token->setMaximumWidth(420);
    column->addWidget(token);
    column->addStretch(1);
    auto* foot = new QHBoxLayout;
    foot->addWidget(new Label(u"Nothing leaves your network. Sightglass contacts nobody that you did not name."_s,
                              theme::Role::Small, Ink::Text3));
    foot->addStretch(1);
    auto* back = new Button(u"Back"_s, ButtonKind::Quiet);
    back->setControl(ControlSize::Large);
    auto* next = new Button(u"Continue"_s, ButtonKind::Primary);
    next->setControl(ControlSize::Large);
    foot->addWidget(back);
    foot->addWidget(next);
    column->addLayout(foot);
    right->setContent(body);
    row->addWidget(right, 1);
    return page;
}

std::unique_ptr<QWidget> connectPage()
{
    auto page = std::make_unique<QWidget>();
    HeaderBar* header = nullptr;
    QVBoxLayout* column = content(frame(page.get(), u"sources"_s, &header));
    header->setTitle(u"Connect"_s, {}, u"Sources"_s);
    auto* panel = new Panel;
    auto* body = new QWidget;
    auto* inner = new QVBoxLayout(body);
    inner->setContentsMargins(17, 13, 21, 13);
    inner->addWidget(new Label(u"Plausible script on kestrelmaps.example"_s, theme::Role::Title));
    inner->addWidget(new Label(u"Your pages keep the script and its data-domain. Only the address changes."_s,
                               theme::Role::Small, Ink::Text2));
    auto* thread = new StepThread;
    auto* ways = new QWidget;
    auto* grid = new QGridLayout(ways);
    grid->setContentsMargins(0, 0, 0, 0);
    auto* own = new ChoiceCard(u"Through your own site"_s, u"kestrelmaps.example/stats"_s, {});
    auto* name = new ChoiceCard(u"A public name"_s, u"The hub has its own https address"_s, {});
    auto* direct = new ChoiceCard(u"Directly"_s, u"Only people on your network"_s, {});
    own->setChecked(true);
    int place = 0;
    for (ChoiceCard* card : {own, name, direct}) {
        card->setCompact(true);
        grid->addWidget(card, 0, place++);
    }
    auto* info = new Notice(NoticeKind::Info);
    info->setText(
        {},
        u"Your site is public and the hub sits at 192.168.1.20. Browsers would ask every visitor before calling a private address, so your web server passes <b>/stats</b> on."_s);
    grid->addWidget(info, 1, 0, 1, 3);
    auto* snippet = new SnippetBox;
    snippet->setSnippets(
        {{u"nginx"_s,
          u"location /stats/ {\n    proxy_pass http://192.168.1.20:8484/;\n    proxy_set_header X-Forwarded-For $remote_addr;\n}"_s,
          SnippetLanguage::Nginx},
         {u"Caddy"_s, u"handle_path /stats/*"_s, SnippetLanguage::Nginx}});
    grid->addWidget(snippet, 2, 0, 1, 3);
    thread->setState(thread->addStep(u"How visitors reach the hub"_s, {}, ways), StepState::Done);
    auto* change = new SnippetBox;
    change->setSnippets(
        {{{},
          u"- <script defer data-domain=\"kestrelmaps.example\" src=\"https://plausible.example/js/script.js\">\n+ <script defer data-domain=\"kestrelmaps.example\" data-api=\"/stats/api/event\" src=\"/stats/js/script.js\">"_s,
          SnippetLanguage::Html,
          true}});
    thread->setState(thread->addStep(u"Change one line in your pages"_s, {}, change), StepState::Done);
    auto* glass = new GlassWidget(GlassShape::Large);
    glass->setContact(false);
    glass->setCaption(u"The glass is empty so far"_s);
    thread->setState(thread->addStep(u"Open your site once"_s, u"This page notices by itself."_s, glass),
                     StepState::Current);
    inner->addWidget(thread);
    inner->addStretch(1);
    panel->setContent(body);
    column->addWidget(panel, 1);
    return page;
}

std::unique_ptr<QWidget> states()
{
    auto page = std::make_unique<QWidget>();
    HeaderBar* header = nullptr;
    QVBoxLayout* main = frame(page.get(), u"web"_s, &header, false);
    header->setTitle(u"Web"_s, u"How pages look when there is little to show"_s);
    FilterBar* bar = filters(page.get());
    bar->setChips({{u"country"_s, u"globe"_s, u"Country is"_s, u"Iceland"_s}});
    main->addWidget(bar);
    QVBoxLayout* column = content(main);
    auto* strip = new OfflineStrip;
    strip->setState(u"attic"_s, u"09:08"_s, 8);
    column->addWidget(strip);
    auto* grid = new QGridLayout;
    grid->setSpacing(16);
    const auto put = [&](int y, int x, const QString& title, QWidget* widget) {
        auto* panel = new Panel;
        panel->setTitle(title);
        panel->setContent(widget);
        grid->addWidget(panel, y, x);
    };
    auto* goals = new EmptyState;
    goals->setText(
        u"No goals yet"_s,
        u"A goal is something you hope people do: sign up, buy, read to the end. Sightglass counts it back to your first day."_s);
    auto* add = new Button(u"Add a goal"_s, ButtonKind::Primary);
    add->setIconName(u"plus"_s);
    goals->setButtons({add});
    put(0, 0, u"Goals"_s, goals);
    auto* loading = new LoadingPlaceholder;
    loading->setObjectName(u"loading"_s);
    put(0, 1, u"Pages"_s, loading);
    auto* nothing = new EmptyState;
    nothing->setIconName(u"filter"_s);
    nothing->setText(u"Nobody from Iceland in these 28 days"_s, u"There were 14 visitors in the 28 days before."_s);
    nothing->setButtons({new Button(u"Show earlier days"_s), new Button(u"Remove the filter"_s, ButtonKind::Quiet)});
    put(1, 0, u"Sources"_s, nothing);
    auto* error = new ErrorState;
    error->setText(u"This question took longer than 30 seconds."_s,
                   u"It reads two years hour by hour. Ask by week, or for a shorter time."_s,
                   u"query_timeout · 504 · 30.0 s · 412 of 731 days read"_s);
    error->setButtons({new Button(u"Ask by week"_s, ButtonKind::Primary), new Button(u"Try again"_s)});
    put(1, 1, u"Insights"_s, error);
    column->addLayout(grid, 1);
    auto* toast = new Toast(page.get());
    toast->setObjectName(u"toast"_s);
    return page;
}

QLayout* rowOf(const QList<QWidget*>& widgets)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    for (QWidget* widget : widgets)
        row->addWidget(widget);
    row->addStretch(1);
    return row;
}

template <typename Control> Control* disabled(Control* control)
{
    control->setEnabled(false);
    return control;
}

std::unique_ptr<QWidget> components()
{
    auto page = std::make_unique<QWidget>();
    auto* columns = new QHBoxLayout(page.get());
    columns->setContentsMargins(24, 20, 24, 20);
    columns->setSpacing(30);
    auto* left = new QVBoxLayout;
    left->setSpacing(8);
    const std::pair<theme::Role, QString> roles[]{{theme::Role::FigureLarge, u"34"_s},
                                                  {theme::Role::Figure, u"112,386"_s},
                                                  {theme::Role::Title, u"Where should your hub live?"_s},
                                                  {theme::Role::Lead, u"Since yesterday: 2,604 visitors"_s},
                                                  {theme::Role::Strong, u"Needs a look"_s},
                                                  {theme::Role::Body, u"All 63 sources, one row each"_s},
                                                  {theme::Role::Small, u"Back since 4.12.1 · 207 people"_s},
                                                  {theme::Role::Caption, u"Last answer 09:08"_s},
                                                  {theme::Role::Mono, u"first.elevation != null"_s}};
    for (const auto& [role, text] : roles)
        left->addWidget(new Label(text, role));
    left->addLayout(rowOf({new Tag(u"plain"_s), new Tag(u"chosen"_s, TagKind::Chosen),
                           new Tag(u"delivered"_s, TagKind::Positive), new Tag(u"holding back"_s, TagKind::Warning),
                           new Tag(u"new in 4.12.1"_s, TagKind::Negative), new Tag(u"old"_s, TagKind::Info)}));
    auto* tree = new QTreeView;
    auto* model = new QStandardItemModel(tree);
    model->setHorizontalHeaderLabels({u"Source"_s, u"Visitors"_s});
    for (const QString& name : {u"Website"_s, u"iOS app"_s, u"Sync API"_s}) {
        auto* item = new QStandardItem(name);
        item->appendRow({new QStandardItem(u"script"_s), new QStandardItem(u"12"_s)});
        model->appendRow({item, new QStandardItem(u"1,412"_s)});
    }
    tree->setModel(model);
    tree->setAccessibleName(u"Sources"_s);
    tree->expand(model->index(0, 0));
    tree->setCurrentIndex(model->index(1, 0));
    left->addWidget(tree, 1);
    auto* spark = new charts::Sparkline;
    spark->setValues(trend(9, 1), u"Visitors, rising"_s);
    left->addWidget(spark);
    columns->addLayout(left, 1);
    auto* middle = new QVBoxLayout;
    middle->setSpacing(12);
    auto* resolve = new Button(u"Resolve"_s, ButtonKind::Primary);
    setKeyHint(resolve, u"E"_s);
    auto* erase = new Button(u"Erase"_s, ButtonKind::Danger);
    middle->addLayout(rowOf({resolve, new Button(u"Resolve"_s, ButtonKind::Primary), erase,
                             disabled(new Button(u"Save"_s, ButtonKind::Primary))}));
    auto* exporting = new Button(u"Export"_s);
    exporting->setIconName(u"export"_s);
    auto* small = new Button(u"Small"_s);
    small->setControl(ControlSize::Small);
    middle->addLayout(
        rowOf({exporting, disabled(new Button(u"Export"_s)), new Button(u"Later"_s, ButtonKind::Quiet), small}));
    auto* segments = new Segmented({u"Pages"_s, u"Entry"_s, u"Exit"_s});
    segments->setAccessibleName(u"Kind of page"_s);
    auto* combo = new QComboBox;
    combo->setAccessibleName(u"Region"_s);
    combo->addItems({u"United States"_s, u"Europe"_s});
    middle->addLayout(rowOf({segments, combo}));
    auto* field = new QLineEdit;
    field->setPlaceholderText(u"Project name"_s);
    field->setAccessibleName(u"Project name"_s);
    auto* wrong = new QLineEdit(u"https://"_s);
    wrong->setAccessibleName(u"Address"_s);
    setFaulty(wrong, true);
    middle->addLayout(rowOf({field, wrong}));
    auto* bots = new QCheckBox(u"Bots"_s);
    bots->setChecked(true);
    auto* yes = new QRadioButton(u"Yes"_s);
    yes->setChecked(true);
    auto* on = new SwitchButton(u"On"_s);
    on->setChecked(true);
    middle->addLayout(
        rowOf({bots, new QCheckBox(u"Imported"_s), yes, new QRadioButton(u"No"_s), on, new SwitchButton(u"Off"_s)}));
    auto* range = new DateRangePopup({u"28d"_s, u"Last 28 days"_s, QDate(2026, 2, 18), QDate(2026, 3, 17)},
                                     QDate(2026, 3, 17), {}, page.get());
    range->setWindowFlags(Qt::Widget);
    middle->addWidget(range);
    middle->addStretch(1);
    columns->addLayout(middle, 1);
    auto* right = new QVBoxLayout;
    right->setSpacing(12);
    auto* secret = new SecretField;
    secret->setAccessibleName(u"API key"_s);
    secret->setText(u"12345678"_s);
    right->addWidget(secret);
    auto* menu = new QMenu(page.get());
    menu->setWindowFlags(Qt::Widget);
    menu->addAction(theme::icon(u"filter"_s), u"Only this page"_s)->setShortcut(QKeySequence(u"Return"_s));
    menu->addAction(theme::icon(u"external"_s), u"Open in the browser"_s);
    menu->addSeparator();
    menu->addAction(theme::icon(u"copy"_s), u"Copy row"_s)->setShortcut(QKeySequence(u"Ctrl+C"_s));
    menu->addAction(theme::icon(u"delete"_s), u"Erase…"_s)->setProperty(kDangerProperty, true);
    right->addWidget(menu);
    for (const GlassShape shape : {GlassShape::Sidebar, GlassShape::Upright}) {
        auto* glass = new GlassWidget(shape);
        glass->setSamples(samples(60, 3));
        right->addWidget(glass);
    }
    for (const NoticeKind kind : {NoticeKind::Info, NoticeKind::Warning, NoticeKind::Error, NoticeKind::Positive}) {
        auto* notice = new Notice(kind);
        notice->setText(u"attic says hello"_s, u"Everything that was sent has arrived."_s);
        right->addWidget(notice);
    }
    auto* large = new GlassWidget(GlassShape::Large);
    large->setSamples(samples(120, 5));
    right->addWidget(large);
    right->addStretch(1);
    columns->addLayout(right, 1);
    return page;
}

} // namespace

charts::ChartModel visitorsModel()
{
    charts::ChartModel model;
    model.title = u"Visitors"_s;
    const QLocale locale(u"en_GB"_s);
    const int base[]{6480, 4960, 4820, 4900, 4980, 4760, 5720};
    charts::ChartSeries now{u"Visitors"_s, charts::SeriesKind::Area, 0, {}};
    charts::ChartSeries before{u"28 days before"_s, charts::SeriesKind::Compare, 0, {}};
    std::mt19937 random(7);
    for (int i = 0; i < 28; ++i) {
        const QDate day = QDate(2026, 2, 18).addDays(i);
        const bool weekend = day.dayOfWeek() >= 6;
        const QString axis = i == 0                 ? u"18 Feb"_s
                             : day.dayOfWeek() == 1 ? locale.toString(day, day.day() < 8 ? u"ddd d MMM"_s : u"ddd d"_s)
                                                    : QString();
        model.buckets.push_back({axis, locale.toString(day, u"dddd d MMMM"_s),
                                 locale.toString(day.addDays(-28), u"dddd d MMM"_s), weekend, i == 27});
        const double level = base[day.dayOfWeek() % 7] * (1 + 0.0042 * (i - 10));
        now.values.push_back(level * (0.965 + 0.07 * static_cast<double>(random() % 100) / 100));
        before.values.push_back(level * 0.885 * (0.95 + 0.09 * static_cast<double>(random() % 100) / 100));
    }
    now.values[8] += 1480;
    now.values[18] = 7142;
    before.values[18] = 6214;
    now.values[27] = 1644;
    before.values[27] = 4390;
    model.series = {now, before};
    model.marks = {
        {8, u"Spring newsletter"_s, u"flag"_s}, {13, u"4.12.0"_s, u"release"_s}, {26, u"4.12.1"_s, u"release"_s}};
    return model;
}

QStringList galleryPages()
{
    return {u"overview"_s, u"live"_s, u"first-run"_s, u"connect"_s, u"states"_s, u"components"_s};
}

std::unique_ptr<QWidget> galleryPage(const QString& name)
{
    if (name == "overview"_L1)
        return overview();
    if (name == "live"_L1)
        return live();
    if (name == "first-run"_L1)
        return firstRun();
    if (name == "connect"_L1)
        return connectPage();
    if (name == "states"_L1)
        return states();
    return components();
}

} // namespace sightglass::gui
