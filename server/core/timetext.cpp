// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timetext.h"

#include "core/charset.h"

#include <array>
#include <cstdio>

namespace sightglass {

namespace {

using namespace std::chrono;

/// Takes texts apart from the front; every take…() says whether it found what it wanted.
class Cursor
{
public:
    explicit Cursor(std::string_view text)
        : m_text(text)
    {
    }

    bool takeNumber(std::size_t digits, int& out)
    {
        if (m_text.size() < digits)
            return false;
        out = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            if (!isDigit(m_text[i]))
                return false;
            out = out * 10 + (m_text[i] - '0');
        }
        m_text.remove_prefix(digits);
        return true;
    }
    bool takeAny(std::string_view characters, char* which = nullptr)
    {
        if (m_text.empty() || characters.find(m_text.front()) == std::string_view::npos)
            return false;
        if (which)
            *which = m_text.front();
        m_text.remove_prefix(1);
        return true;
    }
    /// 0–9 digits as milliseconds.
    bool takeFraction(int& ms)
    {
        int scale = 100;
        std::size_t digits = 0;
        for (ms = 0; !m_text.empty() && isDigit(m_text.front()); ++digits, scale /= 10) {
            ms += (m_text.front() - '0') * scale;
            m_text.remove_prefix(1);
        }
        return digits <= 9;
    }
    [[nodiscard]] bool atEnd() const { return m_text.empty(); }

private:
    std::string_view m_text;
};

struct TimeOfDay
{
    int hour = 0;
    int minute = 0;
    int second = 0;
    int ms = 0;
};

bool takeTimeOfDay(Cursor& cursor, TimeOfDay& time)
{
    if (!cursor.takeNumber(2, time.hour) || !cursor.takeAny(":") || !cursor.takeNumber(2, time.minute))
        return false;
    if (cursor.takeAny(":")) {
        if (!cursor.takeNumber(2, time.second) || (cursor.takeAny(".,") && !cursor.takeFraction(time.ms)))
            return false;
    }
    return time.hour < 24 && time.minute < 60 && time.second <= 60; // 60: a leap second is the next second
}

bool takeZone(Cursor& cursor, minutes& offset)
{
    if (cursor.atEnd() || cursor.takeAny("Zz"))
        return true;
    char sign = '+';
    int h = 0;
    int m = 0;
    if (!cursor.takeAny("+-", &sign) || !cursor.takeNumber(2, h))
        return false;
    cursor.takeAny(":");
    if (!cursor.atEnd() && !cursor.takeNumber(2, m))
        return false;
    offset = hours(h) + minutes(m);
    if (sign == '-')
        offset = -offset;
    return h < 24 && m < 60;
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

/// The two digits at `at`; more than 99 when they are none.
int twoDigits(const char* at)
{
    const auto tens = static_cast<unsigned char>(at[0] - '0');
    const auto ones = static_cast<unsigned char>(at[1] - '0');
    return tens < 10 && ones < 10 ? tens * 10 + ones : 10'000;
}

/// "2026-03-02T10:00:00.000Z", as formatTime() writes it; nothing for any other form, and for what may be wrong.
std::optional<TimePoint> parseOwnForm(std::string_view text)
{
    const char* const at = text.data();
    if (text.size() != 24 || at[4] != '-' || at[7] != '-' || at[10] != 'T' || at[13] != ':' || at[16] != ':' ||
        at[19] != '.' || at[23] != 'Z')
        return std::nullopt;
    const int y = twoDigits(at) * 100 + twoDigits(at + 2);
    const int m = twoDigits(at + 5);
    const int d = twoDigits(at + 8);
    const int h = twoDigits(at + 11);
    const int min = twoDigits(at + 14);
    const int s = twoDigits(at + 17);
    const int ms = twoDigits(at + 20) * 10 + (isDigit(at[22]) ? at[22] - '0' : 10'000);
    const year_month_day date{year(y), month(static_cast<unsigned>(m)), day(static_cast<unsigned>(d))};
    if (y > 9999 || m > 12 || d > 31 || !date.ok() || h > 23 || min > 59 || s > 59 || ms > 999)
        return std::nullopt;
    return TimePoint(sys_days(date) + hours(h) + minutes(min) + seconds(s) + milliseconds(ms));
}

} // namespace

std::optional<TimePoint> parseTime(std::string_view text)
{
    if (const auto time = parseOwnForm(text))
        return time;
    Cursor cursor(trimmed(text));
    int y = 0;
    int m = 0;
    int d = 0;
    if (!cursor.takeNumber(4, y) || !cursor.takeAny("-") || !cursor.takeNumber(2, m) || !cursor.takeAny("-") ||
        !cursor.takeNumber(2, d))
        return std::nullopt;
    const year_month_day date{year(y), month(static_cast<unsigned>(m)), day(static_cast<unsigned>(d))};
    TimeOfDay time;
    minutes offset{0};
    if (!cursor.atEnd() &&
        (!cursor.takeAny("Tt ") || !takeTimeOfDay(cursor, time) || !(cursor.takeAny(" "), takeZone(cursor, offset))))
        return std::nullopt;
    if (!date.ok() || !cursor.atEnd())
        return std::nullopt;
    const auto local = sys_days(date) + hours(time.hour) + minutes(time.minute) + seconds(time.second);
    return TimePoint(local + milliseconds(time.ms) - offset);
}

std::string formatTime(TimePoint time)
{
    const sys_days date = floor<days>(time);
    const year_month_day ymd(date);
    const hh_mm_ss<milliseconds> clock(time - date);
    std::array<char, 48> buffer;
    const int length =
        std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(ymd.year()),
                      static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()),
                      static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                      static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
    return std::string(buffer.data(), static_cast<std::size_t>(length));
}

} // namespace sightglass
