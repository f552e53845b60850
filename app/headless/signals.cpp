// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "headless/signals.h"

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace sightglass::headless {

namespace {

int writeEnd = -1;

/// Only what is allowed inside a signal handler.
void note(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(writeEnd, &byte, 1);
}

void handle(int signal, void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    ::sigaction(signal, &action, nullptr);
}

} // namespace

SignalWatcher::SignalWatcher()
{
    if (::pipe2(m_pipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    writeEnd = m_pipe[1];
    m_notifier = std::make_unique<QSocketNotifier>(m_pipe[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        m_notifier->setEnabled(false);
        m_wasAsked = true;
        Q_EMIT asked();
    });
    handle(SIGTERM, note);
    handle(SIGINT, note);
    handle(SIGPIPE, SIG_IGN);
}

SignalWatcher::~SignalWatcher()
{
    handle(SIGTERM, SIG_DFL);
    handle(SIGINT, SIG_DFL);
    m_notifier.reset();
    for (const int end : m_pipe)
        ::close(end);
}

} // namespace sightglass::headless
