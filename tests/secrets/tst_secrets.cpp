// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/credentialfolder.h"
#include "secrets/memorystore.h"
#include "secrets/sealedfile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sightglass;
using namespace sightglass::secrets;

namespace {

Expected<QByteArray> get(SecretStore& store, const char* key)
{
    Expected<QByteArray> out = unexpected(ErrorCode::Internal, QStringLiteral("not called"));
    store.get(QString::fromLatin1(key), [&](Expected<QByteArray> answer) { out = std::move(answer); });
    return out;
}

Expected<void> set(SecretStore& store, const char* key, const QByteArray& secret)
{
    Expected<void> out = unexpected(ErrorCode::Internal, QStringLiteral("not called"));
    store.set(QString::fromLatin1(key), secret, [&](Expected<void> answer) { out = std::move(answer); });
    return out;
}

Expected<void> remove(SecretStore& store, const char* key)
{
    Expected<void> out = unexpected(ErrorCode::Internal, QStringLiteral("not called"));
    store.remove(QString::fromLatin1(key), [&](Expected<void> answer) { out = std::move(answer); });
    return out;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeFile(const QString& path, const QByteArray& content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

} // namespace

class TestSecrets : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QString sealed() const { return m_dir->filePath(QStringLiteral("secrets.sealed")); }
    QString key() const { return m_dir->filePath(QStringLiteral("secrets.key")); }

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void memoryKeepsAndForgets()
    {
        MemoryStore store;
        QCOMPARE(get(store, "a").error().code, ErrorCode::NotFound);
        QVERIFY(set(store, "a", "1"));
        QCOMPARE(get(store, "a").value(), QByteArray("1"));
        QVERIFY(remove(store, "a"));
        QCOMPARE(get(store, "a").error().code, ErrorCode::NotFound);
    }

    void sealedSecretsSurviveARestartAndAreNotReadable()
    {
        const QByteArray secret("a secret \0 with a zero", 22);
        {
            SealedFile store(sealed(), key());
            QCOMPARE(get(store, "a").error().code, ErrorCode::NotFound);
            QVERIFY(set(store, "a", secret));
            QVERIFY(set(store, "b", "2"));
        }
        SealedFile store(sealed(), key());
        QCOMPARE(get(store, "a").value(), secret);
        QVERIFY(remove(store, "b"));
        QCOMPARE(get(store, "b").error().code, ErrorCode::NotFound);
        QVERIFY(!contentOf(sealed()).contains("secret"));
        constexpr QFile::Permissions ownerOnly = QFile::ReadOwner | QFile::WriteOwner;
        constexpr QFile::Permissions asks =
            ownerOnly | QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
        QCOMPARE(QFile::permissions(sealed()) & asks, ownerOnly);
        QCOMPARE(QFile::permissions(key()) & asks, ownerOnly);
    }

    void aKeyThatOthersMayReadIsRefused()
    {
        SealedFile store(sealed(), key());
        QVERIFY(set(store, "a", "1"));
        QVERIFY(QFile::setPermissions(key(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
        QCOMPARE(get(store, "a").error().code, ErrorCode::Forbidden);
    }

    void aTouchedFileIsCorruptAndIsKept()
    {
        SealedFile store(sealed(), key());
        QVERIFY(set(store, "a", "1"));
        QByteArray content = contentOf(sealed());
        content[content.size() - 1] = char(content.back() ^ 1);
        writeFile(sealed(), content);
        QCOMPARE(get(store, "a").error().code, ErrorCode::Corrupt);
        QCOMPARE(set(store, "b", "2").error().code, ErrorCode::Corrupt);
        QCOMPARE(contentOf(sealed()), content);
    }

    void aSealedFileWithoutItsKeyGetsNoNewKey()
    {
        SealedFile store(sealed(), key());
        QVERIFY(set(store, "a", "1"));
        QVERIFY(QFile::remove(key()));
        QVERIFY(!set(store, "b", "2"));
        QVERIFY(!QFile::exists(key()));
    }

    void credentialsOfSystemdAreReadOnly()
    {
        writeFile(m_dir->filePath(QStringLiteral("destination-3-key")), "s3cret\n");
        CredentialFolder store(m_dir->path());
        QCOMPARE(get(store, "destination:3/key").value(), QByteArray("s3cret"));
        QCOMPARE(get(store, "other").error().code, ErrorCode::NotFound);
        QCOMPARE(set(store, "a", "1").error().code, ErrorCode::Forbidden);
        QCOMPARE(remove(store, "a").error().code, ErrorCode::Forbidden);
    }

    void credentialNamesCannotLeaveTheFolder()
    {
        QCOMPARE(CredentialFolder::fileName(QStringLiteral("../etc/passwd")), QStringLiteral("..-etc-passwd"));
    }
};

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
