// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/deviceclass.h"

#include <algorithm>
#include <array>

namespace sightglass::pipeline {

using domain::Device;

namespace {

using namespace std::string_view_literals;

constexpr std::array kTv{"SmartTV"sv, "SMART-TV"sv,  "Smart-TV"sv,    "SmartTv"sv,       "GoogleTV"sv,   "Google TV"sv,
                         "AppleTV"sv, "Apple TV"sv,  "tvOS"sv,        "HbbTV"sv,         "NetCast"sv,    "Web0S"sv,
                         "BRAVIA"sv,  "Roku"sv,      "CrKey"sv,       "AFTB"sv,          "AFTM"sv,       "AFTS"sv,
                         "AFTT"sv,    "AFTN"sv,      "AFTR"sv,        "AFTK"sv,          "Android TV"sv, "; TV"sv,
                         "DTV"sv,     "VIDAA"sv,     "Viera"sv,       "InettvBrowser"sv, "Opera TV"sv,   "PhilipsTV"sv,
                         "SonyDTV"sv, "TV Safari"sv, "Large Screen"sv};
constexpr std::array kOther{"PlayStation"sv, "PLAYSTATION"sv,   "Nintendo"sv, "Xbox"sv,
                            "Watch"sv,       "OculusBrowser"sv, "Quest"sv};
constexpr std::array kTablet{"iPad"sv,     "Tablet"sv, "tablet"sv,  "Kindle"sv,  "Silk/"sv,    "PlayBook"sv,
                             "TouchPad"sv, "Xoom"sv,   "Nexus 7"sv, "Nexus 9"sv, "Nexus 10"sv, "SM-T"sv,
                             "GT-P"sv,     "KFTT"sv,   "KFOT"sv,    "KFAPWI"sv,  "MediaPad"sv};
constexpr std::array kMobile{
    "Mobi"sv,     "iPhone"sv,   "iPod"sv,         "Windows Phone"sv, "BlackBerry"sv, "BB10"sv,      "Opera Mini"sv,
    "Symbian"sv,  "SymbOS"sv,   "Series60"sv,     "Series40"sv,      "MIDP"sv,       "UCWEB"sv,     "UP.Browser"sv,
    "IEMobile"sv, "Nokia"sv,    "SonyEricsson"sv, "webOS/"sv,        "Palm"sv,       "KAIOS"sv,     "DoCoMo"sv,
    "BREW"sv,     "NetFront"sv, "HandHTTP"sv,     "J-PHONE"sv,       "Vodafone"sv,   "Windows CE"sv};
constexpr std::array kDesktop{"Windows"sv, "Mac OS X"sv,  "Mac OS"sv,     "Linux"sv,    "Chrome OS"sv,  "Ubuntu"sv,
                              "Fedora"sv,  "Debian"sv,    "FreeBSD"sv,    "OpenBSD"sv,  "NetBSD"sv,     "Solaris"sv,
                              "Red Hat"sv, "SUSE"sv,      "Gentoo"sv,     "Mandriva"sv, "Arch Linux"sv, "CentOS"sv,
                              "Kubuntu"sv, "Slackware"sv, "Linux Mint"sv, "Puppy"sv};

template <std::size_t N> bool containsAny(std::string_view text, const std::array<std::string_view, N>& words)
{
    return std::any_of(words.begin(), words.end(),
                       [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

/// Puffin draws pages on a server's desktop and tells the device by two letters behind its version.
Device puffinDevice(std::string_view agent)
{
    const std::size_t at = agent.find("Puffin/");
    if (at == std::string_view::npos)
        return Device::Unknown;
    const std::string_view version = agent.substr(at, agent.find(' ', at) - at);
    if (version.ends_with("IT") || version.ends_with("AT"))
        return Device::Tablet;
    return version.ends_with("IP") || version.ends_with("AP") ? Device::Mobile : Device::Unknown;
}

} // namespace

Device deviceClass(std::string_view agent, std::string_view os)
{
    if (agent.empty())
        return Device::Unknown;
    if (containsAny(agent, kTv))
        return Device::Tv;
    if (containsAny(agent, kOther))
        return Device::Other;
    const bool mobile = containsAny(agent, kMobile);
    // "Tablet PC" is a Windows computer with a pen.
    const bool tabletPc = agent.find("Tablet PC") != std::string_view::npos;
    const bool iPad = agent.find("iPad") != std::string_view::npos;
    if (iPad || (!tabletPc && agent.find("iPhone") == std::string_view::npos && containsAny(agent, kTablet)))
        return Device::Tablet;
    if (const Device device = puffinDevice(agent); device != Device::Unknown)
        return device;
    if (mobile)
        return Device::Mobile;
    // Browsers on Android say "Mobile" on telephones (uap-core: Android … Safari without it is a tablet); apps say
    // neither.
    if (agent.find("Android") != std::string_view::npos)
        return agent.find("Safari") != std::string_view::npos ? Device::Tablet : Device::Mobile;
    if (os.starts_with("iOS"))
        return Device::Mobile;
    const bool desktop =
        std::any_of(kDesktop.begin(), kDesktop.end(), [os](std::string_view name) { return os.starts_with(name); });
    return desktop ? Device::Desktop : Device::Unknown;
}

} // namespace sightglass::pipeline
