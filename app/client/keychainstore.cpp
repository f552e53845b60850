// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/keychainstore.h"

#include <QRandomGenerator>

#include <qt6keychain/keychain.h>

namespace sightglass::client {

namespace {

const QString kProbe = QStringLiteral("probe");

Error errorOf(const QKeychain::Job& job)
{
    switch (job.error()) {
    case QKeychain::EntryNotFound: return {ErrorCode::NotFound, job.errorString(), job.key()};
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser: return {ErrorCode::Forbidden, job.errorString(), job.key()};
    default: return {ErrorCode::Unavailable, job.errorString(), job.key()};
    }
}

/// Starts a job that deletes itself, and hands it to `then` when it is done.
template <typename Job, typename Then> void start(Job* job, const QString& key, QObject* context, Then then)
{
    job->setKey(key);
    job->setAutoDelete(true);
    QObject::connect(job, &QKeychain::Job::finished, context,
                     [job, then = std::move(then)](QKeychain::Job*) { then(*job); });
    job->start();
}

} // namespace

void KeychainStore::read(const QString& key, Done<QByteArray> done)
{
    start(new QKeychain::ReadPasswordJob(m_service), key, this,
          [done = std::move(done)](const QKeychain::ReadPasswordJob& job) {
              if (job.error() == QKeychain::NoError)
                  done(job.binaryData());
              else
                  done(unexpected(errorOf(job)));
          });
}

void KeychainStore::get(const QString& key, Done<QByteArray> done)
{
    read(key, [this, key, done = std::move(done)](Expected<QByteArray> answer) {
        if (answer.has_value())
            return done(std::move(answer));
        const Error error = answer.error();
        if (error.code == ErrorCode::NotFound)
            tellMissingFromLocked(key, done);
        else
            done(unexpected(error));
    });
}

void KeychainStore::tellMissingFromLocked(const QString& key, Done<QByteArray> done)
{
    const QByteArray written = QByteArray::number(QRandomGenerator::system()->generate64());
    set(kProbe, written, [this, key, written, done = std::move(done)](const Expected<void>& wrote) {
        if (!wrote)
            return done(unexpected(ErrorCode::Unavailable, wrote.error().detail, key));
        read(kProbe, [key, written, done](const Expected<QByteArray>& answer) {
            const bool isOpen = answer && *answer == written;
            done(unexpected(isOpen ? ErrorCode::NotFound : ErrorCode::Unavailable, QStringLiteral("no such entry"),
                            key));
        });
    });
}

void KeychainStore::set(const QString& key, const QByteArray& secret, Done<void> done)
{
    auto* job = new QKeychain::WritePasswordJob(m_service);
    job->setBinaryData(secret);
    start(job, key, this, [done = std::move(done)](const QKeychain::WritePasswordJob& finished) {
        if (finished.error() == QKeychain::NoError)
            done({});
        else
            done(unexpected(errorOf(finished)));
    });
}

void KeychainStore::remove(const QString& key, Done<void> done)
{
    start(new QKeychain::DeletePasswordJob(m_service), key, this,
          [done = std::move(done)](const QKeychain::DeletePasswordJob& job) {
              if (job.error() == QKeychain::NoError || job.error() == QKeychain::EntryNotFound)
                  done({});
              else
                  done(unexpected(errorOf(job)));
          });
}

} // namespace sightglass::client
