// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings.h"

#include <toml++/toml.h>

#include <QFile>

namespace sightglass {

namespace {

/// { address = "0.0.0.0:8443", certificate = "…", key = "…", private = true } in the one-line form of the environment.
std::optional<QString> listenerText(const toml::table& table)
{
    QString out = QString::fromUtf8(table["address"].value_or(std::string_view()));
    for (const auto& [key, node] : table) {
        const std::string_view word = key.str();
        if (word == "address")
            continue;
        if (word == "certificate" || word == "key")
            out += u' ' + QString::fromUtf8(word) + u'=' + QString::fromUtf8(node.value_or(std::string_view()));
        else if ((word == "private" || word == "redirect") && node.is_boolean())
            out += node.value_or(false) ? u' ' + QString::fromUtf8(word) : QString();
        else
            return std::nullopt;
    }
    return out;
}

std::optional<QString> nodeText(const toml::node& node)
{
    if (const auto text = node.value_exact<std::string_view>())
        return QString::fromUtf8(*text);
    if (const auto number = node.value_exact<std::int64_t>())
        return QString::number(*number);
    if (const auto yes = node.value_exact<bool>())
        return *yes ? QStringLiteral("true") : QStringLiteral("false");
    if (const toml::table* table = node.as_table())
        return listenerText(*table);
    const toml::array* array = node.as_array();
    if (!array)
        return std::nullopt;
    QStringList items;
    for (const toml::node& item : *array) {
        const std::optional<QString> text = item.is_array() ? std::nullopt : nodeText(item);
        if (!text || text->contains(u','))
            return std::nullopt;
        items.append(*text);
    }
    return items.join(u',');
}

Expected<toml::table> parseToml(const std::string& text, const QString& path)
{
    try {
        return toml::table(toml::parse(std::string_view(text)));
    } catch (const toml::parse_error& error) {
        return unexpected(ErrorCode::InvalidInput,
                          QStringLiteral("%1, line %2: %3")
                              .arg(path)
                              .arg(error.source().begin.line)
                              .arg(QString::fromUtf8(error.description())),
                          path);
    }
}

} // namespace

Expected<void> Settings::readFile(const QString& path, bool mustExist)
{
    QFile file(path);
    if (!file.exists() && !mustExist)
        return {};
    if (!file.open(QIODevice::ReadOnly))
        return unexpected(ErrorCode::NotFound,
                          QStringLiteral("the configuration file %1 cannot be read: %2").arg(path, file.errorString()),
                          path);
    return readToml(file.readAll().toStdString(), path);
}

Expected<void> Settings::readToml(const std::string& text, const QString& path)
{
    const Expected<toml::table> parsed = parseToml(text, path);
    if (!parsed)
        return unexpected(parsed.error());
    for (const auto& [key, node] : *parsed) {
        const SettingSpec* spec = findSetting(key.str());
        const std::optional<QString> value = nodeText(node);
        const QString shown = value.value_or(QStringLiteral("a nested value"));
        if (!spec)
            return unexpected(
                ErrorCode::InvalidInput,
                QStringLiteral(
                    "%1 sets \"%2\" (\"%3\"), which is no setting; `sightglassd config` lists what is allowed")
                    .arg(path, QString::fromUtf8(key.str()), shown),
                QString::fromUtf8(key.str()));
        if (Expected<void> taken = take(*spec, shown, SettingOrigin::File, path); !taken)
            return taken;
    }
    return {};
}

} // namespace sightglass
