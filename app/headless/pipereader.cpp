// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "headless/pipereader.h"

#include <QFile>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace sightglass::headless {

namespace {

constexpr int kWaitMs = 100;
constexpr std::size_t kPiece = 256 * 1024;

Unexpected failed(const char* what)
{
    return unexpected(ErrorCode::Io,
                      QStringLiteral("%1: %2").arg(QLatin1String(what), QString::fromLocal8Bit(std::strerror(errno))));
}

} // namespace

Expected<std::unique_ptr<PipeReader>> PipeReader::make()
{
    std::unique_ptr<PipeReader> out(new PipeReader);
    const QByteArray path = QFile::encodeName(out->path());
    if (!out->m_directory.isValid() || ::mkfifo(path.constData(), 0600) != 0)
        return failed("a pipe cannot be made");
    // Without waiting for the writer: it may never come.
    out->m_descriptor = ::open(path.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (out->m_descriptor < 0)
        return failed("a pipe cannot be opened");
    return out;
}

PipeReader::~PipeReader()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

QString PipeReader::path() const
{
    return m_directory.filePath(QStringLiteral("events"));
}

Expected<void> PipeReader::copyWhatIsThere()
{
    std::vector<char> buffer(kPiece);
    for (;;) {
        pollfd ready{m_descriptor, POLLIN, 0};
        if (::poll(&ready, 1, kWaitMs) <= 0)
            return {};
        const ssize_t got = ::read(m_descriptor, buffer.data(), buffer.size());
        if (got < 0 && errno != EAGAIN && errno != EINTR)
            return failed("the pipe cannot be read");
        if (got <= 0) { // no writer at the moment
            std::this_thread::sleep_for(std::chrono::milliseconds(kWaitMs));
            return {};
        }
        if (std::fwrite(buffer.data(), 1, std::size_t(got), stdout) != std::size_t(got) || std::fflush(stdout) != 0)
            return failed("standard output cannot be written");
    }
}

} // namespace sightglass::headless
