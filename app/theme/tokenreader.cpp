// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/tokenreader.h"

#include <cmath>
#include <initializer_list>
#include <utility>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace sightglass::theme {
namespace {

using Slots = std::initializer_list<std::pair<QLatin1StringView, QColor*>>;

QColor readColor(const QJsonValue& value)
{
    const QColor color(value.toString());
    Q_ASSERT(color.isValid());
    return color;
}

void read(const QJsonObject& theme, QLatin1StringView group, Slots targets)
{
    const QJsonObject object = theme.value(group).toObject();
    for (const auto& [key, target] : targets)
        *target = readColor(object.value(key));
}

void readFrame(const QJsonObject& o, Tokens& t)
{
    auto& s = t.surface;
    read(o, "surface"_L1,
         {{"window"_L1, &s.window},
          {"sidebar"_L1, &s.sidebar},
          {"panel"_L1, &s.panel},
          {"sunken"_L1, &s.sunken},
          {"raised"_L1, &s.raised},
          {"hover"_L1, &s.hover},
          {"pressed"_L1, &s.pressed},
          {"selected"_L1, &s.selected},
          {"scrim"_L1, &s.scrim},
          {"shadow"_L1, &s.shadow},
          {"toast"_L1, &s.toast}});
    auto& l = t.line;
    read(o, "line"_L1,
         {{"line"_L1, &l.line},
          {"lineStrong"_L1, &l.lineStrong},
          {"field"_L1, &l.field},
          {"grid"_L1, &l.grid},
          {"focus"_L1, &l.focus}});
    auto& x = t.text;
    read(o, "text"_L1,
         {{"text"_L1, &x.text},
          {"text2"_L1, &x.text2},
          {"text3"_L1, &x.text3},
          {"disabled"_L1, &x.disabled},
          {"onAccent"_L1, &x.onAccent},
          {"onToast"_L1, &x.onToast}});
    auto& a = t.accent;
    read(o, "accent"_L1,
         {{"accent"_L1, &a.accent}, {"hover"_L1, &a.hover}, {"pressed"_L1, &a.pressed}, {"tint"_L1, &a.tint}});
    read(o, "mark"_L1, {{"text"_L1, &t.mark.text}, {"line"_L1, &t.mark.line}, {"tint"_L1, &t.mark.tint}});
}

void readMeaning(const QJsonObject& o, Tokens& t)
{
    auto& s = t.state;
    read(o, "state"_L1,
         {{"positive"_L1, &s.positive},
          {"positiveTint"_L1, &s.positiveTint},
          {"negative"_L1, &s.negative},
          {"negativeTint"_L1, &s.negativeTint},
          {"warning"_L1, &s.warning},
          {"warningTint"_L1, &s.warningTint},
          {"info"_L1, &s.info},
          {"infoTint"_L1, &s.infoTint}});
    auto& v = t.level;
    read(o, "level"_L1,
         {{"fatal"_L1, &v.fatal},
          {"error"_L1, &v.error},
          {"warning"_L1, &v.warning},
          {"info"_L1, &v.info},
          {"debug"_L1, &v.debug}});
    auto& c = t.chart;
    read(o, "chart"_L1,
         {{"compare"_L1, &c.compare},
          {"area"_L1, &c.area},
          {"weekend"_L1, &c.weekend},
          {"crosshair"_L1, &c.crosshair},
          {"bar"_L1, &c.bar},
          {"barHover"_L1, &c.barHover}});
    auto& d = t.code;
    read(o, "code"_L1,
         {{"background"_L1, &d.background},
          {"text"_L1, &d.text},
          {"keyword"_L1, &d.keyword},
          {"string"_L1, &d.string},
          {"number"_L1, &d.number},
          {"comment"_L1, &d.comment},
          {"failing"_L1, &d.failing}});
}

void readLists(const QJsonObject& o, Tokens& t)
{
    const QJsonArray series = o.value("series"_L1).toArray();
    const QJsonArray heat = o.value("heat"_L1).toArray();
    const QJsonArray heatText = o.value("heatText"_L1).toArray();
    for (std::size_t i = 0; i < t.series.size(); ++i) {
        const auto at = static_cast<qsizetype>(i);
        t.series[i] = readColor(series.at(at));
        t.heat[i] = readColor(heat.at(at));
        t.heatText[i] = heatText.at(at).toString() == "onAccent"_L1 ? t.text.onAccent : t.text.text;
    }
    t.seriesOther = readColor(o.value("seriesOther"_L1));
}

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& c)
{
    return 0.2126 * linear(static_cast<double>(c.redF())) + 0.7152 * linear(static_cast<double>(c.greenF())) +
           0.0722 * linear(static_cast<double>(c.blueF()));
}

} // namespace

Tokens readTokens(bool dark)
{
    QFile file(u":/theme/tokens.json"_s);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    Q_UNUSED(opened)
    const QJsonObject root = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonObject theme = root.value("color"_L1).toObject().value(dark ? "dark"_L1 : "light"_L1).toObject();
    Tokens t;
    t.dark = dark;
    readFrame(theme, t);
    readMeaning(theme, t);
    readLists(theme, t);
    const QJsonObject motion = root.value("motion"_L1).toObject();
    t.motion = {motion.value("quick"_L1).toInt(), motion.value("base"_L1).toInt(), motion.value("slow"_L1).toInt()};
    return t;
}

void applyHighContrast(Tokens& t)
{
    t.highContrast = true;
    t.line.line = t.line.lineStrong = t.line.field;
    t.text.text2 = t.text.text3 = t.text.text;
}

void applyReducedMotion(Tokens& t)
{
    t.reducedMotion = true;
    t.motion = {0, 0, 0};
}

double contrastRatio(const QColor& one, const QColor& other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace sightglass::theme
