// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/hubsecret.h"

#include "storage/randomkey.h"
#include "storage/sqltext.h"

#include <QMessageAuthenticationCode>

namespace sightglass::storage {

namespace {

constexpr std::string_view kName = "secret";

} // namespace

Expected<QByteArray> loadMasterKey(Connection& connection)
{
    Expected<Statement> get = connection.prepare(sqlText("hub", "get"));
    if (!get)
        return unexpected(get.error());
    const Expected<bool> row = get->bind(1, kName).step();
    if (!row)
        return unexpected(row.error());
    if (*row) {
        const std::string_view key = get->blob(0);
        return QByteArray(key.data(), qsizetype(key.size()));
    }
    Expected<Statement> set = connection.prepare(sqlText("hub", "set"));
    if (!set)
        return unexpected(set.error());
    const QByteArray made = randomKey();
    set->bind(1, kName).bindBlob(2, std::string_view(made.constData(), std::size_t(made.size())));
    return set->run().transform([&] { return made; });
}

std::string derivedSecret(const QByteArray& masterKey, const char* purpose)
{
    return QMessageAuthenticationCode::hash(QByteArray(purpose), masterKey, QCryptographicHash::Sha256).toStdString();
}

} // namespace sightglass::storage
