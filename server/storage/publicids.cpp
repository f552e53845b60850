// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/randomtext.h"
#include "storage/sourcerepository.h"

#include <QRandomGenerator>
#include <QUuid>

namespace sightglass::storage {

namespace {

constexpr std::string_view kLowerCase = "abcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::string_view kHex = "0123456789abcdef";

} // namespace

std::string randomText(std::string_view alphabet, int length)
{
    std::string text;
    for (int i = 0; i < length; ++i)
        text.push_back(alphabet[QRandomGenerator::system()->bounded(quint32(alphabet.size()))]);
    return text;
}

void makePublicIds(domain::Source& source)
{
    const auto fill = [](std::string& id, std::string made) {
        if (id.empty())
            id = std::move(made);
    };
    fill(source.writeKey, randomText(kLettersAndDigits, 32));
    fill(source.sentryKey, randomText(kHex, 32));
    fill(source.openTraceUid, randomText(kLowerCase, 16));
    fill(source.umamiId, QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString());
    fill(source.posthogToken, "phc_" + randomText(kLettersAndDigits, 43));
    fill(source.goatcounterSite, randomText(kLowerCase, 12));
}

} // namespace sightglass::storage
