// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/campaignjson.h"

#include "api/call.h"
#include "api/members.h"
#include "domain/webaddress.h"

#include <QRegularExpression>

namespace sightglass::api {

namespace {

using domain::Campaign;

constexpr int kMostUtmCharacters = 255;

Unexpected wrongCampaignMember(const char* name, const QString& sentence)
{
    return unexpected(ErrorCode::InvalidInput, sentence, u'/' + QLatin1String(name));
}

/// Characters that need no escape in a path.
bool isCampaignSlug(const std::string& text)
{
    static const QRegularExpression pattern(QStringLiteral("^[A-Za-z0-9._~-]{1,128}$"));
    return pattern.match(toQString(text)).hasMatch();
}

/// Telegram's user names.
bool isBotUsername(const std::string& text)
{
    static const QRegularExpression pattern(QStringLiteral("^[A-Za-z][A-Za-z0-9_]{2,31}$"));
    return pattern.match(toQString(text)).hasMatch();
}

bool isCampaignTarget(const std::string& text)
{
    const auto address = domain::parseWebAddress(text);
    return address && !address->host.empty() && (address->scheme == "http" || address->scheme == "https");
}

Expected<void> checkNeededByCampaign(const Campaign& campaign)
{
    const std::pair<const char*, const std::string&> needed[] = {{"name", campaign.name},
                                                                 {"utmSource", campaign.utmSource},
                                                                 {"utmMedium", campaign.utmMedium},
                                                                 {"utmCampaign", campaign.utmCampaign}};
    for (const auto& [name, text] : needed) {
        if (text.empty())
            return wrongCampaignMember(name, QStringLiteral("this member is needed"));
    }
    if (campaign.target.empty() && campaign.botUsername.empty())
        return wrongCampaignMember("target", QStringLiteral("a campaign leads to an address or to a bot"));
    return {};
}

Expected<void> checkCampaignForms(const Campaign& campaign)
{
    if (!campaign.target.empty() && !isCampaignTarget(campaign.target))
        return wrongCampaignMember("target", QStringLiteral("must be an address that begins with http or https"));
    if (!campaign.slug.empty() && !isCampaignSlug(campaign.slug))
        return wrongCampaignMember("slug", QStringLiteral("1 to 128 letters, digits and . _ ~ -"));
    if (!campaign.botUsername.empty() && !isBotUsername(campaign.botUsername))
        return wrongCampaignMember("botUsername", QStringLiteral("a bot's user name, without @"));
    if (!campaign.botStartParam.empty() && !domain::isStartParam(campaign.botStartParam))
        return wrongCampaignMember("botStartParam",
                                   QStringLiteral("1 to 60 letters, digits, _ and -, without \"utm_\""));
    return {};
}

} // namespace

QJsonObject toJson(const Campaign& campaign, const QString& hub)
{
    QJsonObject links{{QStringLiteral("short"), QString(hub + QStringLiteral("/r/") + toQString(campaign.slug))}};
    if (const std::string web = withCampaign(campaign.target, campaign); !web.empty())
        links.insert(QStringLiteral("web"), toQString(web));
    if (const std::string bot = botLink(campaign); !bot.empty()) {
        links.insert(QStringLiteral("bot"), toQString(bot));
        links.insert(QStringLiteral("app"),
                     QString(QStringLiteral("tg://resolve?domain=") + toQString(campaign.botUsername) +
                             QStringLiteral("&start=utm_") + toQString(campaign.botStartParam)));
    }
    QJsonObject out{{QStringLiteral("id"), idText(campaign.id.value)},
                    {QStringLiteral("name"), toQString(campaign.name)},
                    {QStringLiteral("utmSource"), toQString(campaign.utmSource)},
                    {QStringLiteral("utmMedium"), toQString(campaign.utmMedium)},
                    {QStringLiteral("utmCampaign"), toQString(campaign.utmCampaign)},
                    {QStringLiteral("utmContent"), toQString(campaign.utmContent)},
                    {QStringLiteral("utmTerm"), toQString(campaign.utmTerm)},
                    {QStringLiteral("target"), toQString(campaign.target)},
                    {QStringLiteral("slug"), toQString(campaign.slug)},
                    {QStringLiteral("botUsername"), toQString(campaign.botUsername)},
                    {QStringLiteral("botStartParam"), toQString(campaign.botStartParam)},
                    {QStringLiteral("createdAt"), timeText(campaign.createdAt)},
                    {QStringLiteral("links"), links}};
    if (campaign.source.isValid())
        out.insert(QStringLiteral("sourceId"), idText(campaign.source.value));
    return out;
}

Expected<void> apply(const QJsonObject& body, Campaign& campaign)
{
    Members members;
    members.text("name", campaign.name, 1, 200)
        .text("utmSource", campaign.utmSource, 1, kMostUtmCharacters)
        .text("utmMedium", campaign.utmMedium, 1, kMostUtmCharacters)
        .text("utmCampaign", campaign.utmCampaign, 1, kMostUtmCharacters)
        .text("utmContent", campaign.utmContent, 0, kMostUtmCharacters)
        .text("utmTerm", campaign.utmTerm, 0, kMostUtmCharacters)
        .text("target", campaign.target, 0, 2000)
        .text("slug", campaign.slug, 0, 128)
        .text("botUsername", campaign.botUsername, 0, 32)
        .text("botStartParam", campaign.botStartParam, 0, 60);
    members.custom("sourceId", [&campaign](const QJsonValue& value) {
        if (value.isNull()) {
            campaign.source = SourceId();
            return QString();
        }
        const Expected<std::int64_t> id = parseId(value.toString().toStdString());
        if (!id)
            return QStringLiteral("a source's id, a text");
        campaign.source = SourceId(*id);
        return QString();
    });
    if (Expected<void> taken = members.take(body); !taken)
        return taken;
    if (Expected<void> forms = checkCampaignForms(campaign); !forms)
        return forms;
    return checkNeededByCampaign(campaign);
}

} // namespace sightglass::api
