// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/sealedfile.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <sodium.h>

namespace sightglass::secrets {

namespace {

constexpr QFile::Permissions kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner;
constexpr QFile::Permissions kOthers =
    QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeGroup | QFile::ExeOther;

const unsigned char* bytes(const QByteArray& array)
{
    return reinterpret_cast<const unsigned char*>(array.constData());
}
unsigned char* bytes(QByteArray& array)
{
    return reinterpret_cast<unsigned char*>(array.data());
}

Expected<QByteArray> readFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unexpected(ErrorCode::Io, file.errorString(), path);
    return file.readAll();
}

Expected<void> writeFile(const QString& path, const QByteArray& content)
{
    QSaveFile file(path);
    // Permissions first: the bytes never stand in a file that others may read.
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(kOwnerOnly) || file.write(content) != content.size() ||
        !file.commit())
        return unexpected(ErrorCode::Io, file.errorString(), path);
    return {};
}

Expected<QByteArray> open(const QByteArray& sealed, const QByteArray& key, const QString& path)
{
    const qsizetype overhead = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    const Unexpected broken =
        unexpected(ErrorCode::Corrupt, QStringLiteral("the sealed file does not open with its key"), path);
    if (sealed.size() < overhead)
        return broken;
    const QByteArray nonce = sealed.left(crypto_secretbox_NONCEBYTES);
    const QByteArray box = sealed.mid(crypto_secretbox_NONCEBYTES);
    QByteArray plain(box.size() - qsizetype(crypto_secretbox_MACBYTES), '\0');
    if (crypto_secretbox_open_easy(bytes(plain), bytes(box), static_cast<unsigned long long>(box.size()), bytes(nonce),
                                   bytes(key)) != 0)
        return broken;
    return plain;
}

QByteArray seal(const QByteArray& plain, const QByteArray& key)
{
    QByteArray nonce(crypto_secretbox_NONCEBYTES, '\0');
    randombytes_buf(nonce.data(), size_t(nonce.size()));
    QByteArray box(plain.size() + qsizetype(crypto_secretbox_MACBYTES), '\0');
    crypto_secretbox_easy(bytes(box), bytes(plain), static_cast<unsigned long long>(plain.size()), bytes(nonce),
                          bytes(key));
    return nonce + box;
}

} // namespace

Expected<QByteArray> SealedFile::readKey() const
{
    if (sodium_init() < 0)
        return unexpected(ErrorCode::Internal, QStringLiteral("libsodium does not start"));
    if (QFileInfo(m_keyPath).permissions() & kOthers)
        return unexpected(ErrorCode::Forbidden, QStringLiteral("others may read the key file; set its mode to 0600"),
                          m_keyPath);
    Expected<QByteArray> key = readFile(m_keyPath);
    if (key && key->size() != qsizetype(crypto_secretbox_KEYBYTES))
        return unexpected(ErrorCode::Corrupt, QStringLiteral("the key file has the wrong length"), m_keyPath);
    return key;
}

Expected<QByteArray> SealedFile::readOrMakeKey() const
{
    // A sealed file without its key is a loss to report, not a reason for a new key.
    if (QFile::exists(m_keyPath) || QFile::exists(m_sealedPath))
        return readKey();
    if (sodium_init() < 0)
        return unexpected(ErrorCode::Internal, QStringLiteral("libsodium does not start"));
    QByteArray key(crypto_secretbox_KEYBYTES, '\0');
    randombytes_buf(key.data(), size_t(key.size()));
    return writeFile(m_keyPath, key).transform([&] { return key; });
}

Expected<SealedFile::Secrets> SealedFile::read() const
{
    if (!QFile::exists(m_sealedPath))
        return Secrets();
    const Expected<QByteArray> key = readKey();
    if (!key)
        return unexpected(key.error());
    const Expected<QByteArray> sealed = readFile(m_sealedPath);
    if (!sealed)
        return unexpected(sealed.error());
    const Expected<QByteArray> plain = open(*sealed, *key, m_sealedPath);
    if (!plain)
        return unexpected(plain.error());
    Secrets out;
    const QJsonObject object = QJsonDocument::fromJson(*plain).object();
    for (auto it = object.begin(); it != object.end(); ++it)
        out.insert(it.key(), QByteArray::fromBase64(it.value().toString().toLatin1()));
    return out;
}

Expected<void> SealedFile::write(const Secrets& secrets) const
{
    QJsonObject object;
    for (auto it = secrets.begin(); it != secrets.end(); ++it)
        object.insert(it.key(), QString::fromLatin1(it.value().toBase64()));
    const Expected<QByteArray> key = readOrMakeKey();
    if (!key)
        return unexpected(key.error());
    return writeFile(m_sealedPath, seal(QJsonDocument(object).toJson(QJsonDocument::Compact), *key));
}

void SealedFile::get(const QString& key, Done<QByteArray> done)
{
    const Expected<Secrets> secrets = read();
    if (!secrets)
        return done(unexpected(secrets.error()));
    const auto found = secrets->constFind(key);
    if (found == secrets->constEnd())
        return done(unexpected(ErrorCode::NotFound, QStringLiteral("no such secret"), key));
    done(*found);
}

void SealedFile::set(const QString& key, const QByteArray& secret, Done<void> done)
{
    Expected<Secrets> secrets = read();
    if (!secrets)
        return done(unexpected(secrets.error()));
    secrets->insert(key, secret);
    done(write(*secrets));
}

void SealedFile::remove(const QString& key, Done<void> done)
{
    Expected<Secrets> secrets = read();
    if (!secrets)
        return done(unexpected(secrets.error()));
    if (secrets->remove(key) == 0)
        return done({});
    done(write(*secrets));
}

} // namespace sightglass::secrets
