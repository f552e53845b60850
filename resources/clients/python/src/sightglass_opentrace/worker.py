# SPDX-FileCopyrightText: Sightglass contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import atexit
import collections
import json
import os
import threading
import time
import weakref

from .transport import NoAnswer, make_transport

EXIT_SECONDS = 2
FIRST_WAIT_SECONDS = 0.5
LONGEST_WAIT_SECONDS = 30
MOST_REFUSALS = 10


class Task:
    """A request on its way. `prepare` is run by the worker before the first try and may ask the hub something."""

    def __init__(self, url, body, name, prepare=None):
        self.url = url
        self.body = body
        self.name = name
        self.prepare = prepare
        self.tries = 0
        self.refusals = 0


class Worker:
    """One thread that sends what waits, in order, and tries again what the hub cannot take now. Any thread may put."""

    def __init__(self, logger, limit, transport=make_transport):
        self._logger = logger
        self._limit = limit
        self._make_transport = transport
        self.dropped = 0
        self._begin()
        _workers.add(self)

    def put(self, task):
        if os.getpid() != self._pid:  # a child of a fork: what waits is the parent's, and so is its thread
            self._begin()
        with self._changed:
            if self._closed:
                self._logger.error("%s was not sent: the client is closed", task.name)
                return
            self._waiting.append(task)
            if len(self._waiting) > self._limit:
                self._waiting.popleft()
                self.dropped += 1
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="opentrace", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def flush(self, timeout):
        """Waits until nothing waits any more; False when there is something left after `timeout` seconds."""
        if os.getpid() != self._pid:
            return True
        with self._changed:
            self._hurries += 1
            self._changed.notify_all()
            try:
                return self._changed.wait_for(lambda: not self._waiting and not self._sending, timeout)
            finally:
                self._hurries -= 1

    def retire(self):
        """Nothing more is taken; the thread ends when all is sent."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _begin(self):
        self._pid = os.getpid()
        self._waiting = collections.deque()
        self._changed = threading.Condition()
        self._thread = None
        self._sending = False
        self._closed = False
        self._hurries = 0

    def _run(self):
        transport = self._make_transport()
        while True:
            task = self._next()
            if task is None:
                break
            wait = self._try(task, transport)
            self._finish(task, wait)
        transport.close()

    def _next(self):
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closed)
            if not self._waiting:
                return None
            self._sending = True
            return self._waiting.popleft()

    def _finish(self, task, wait):
        with self._changed:
            if wait is not None:
                if len(self._waiting) < self._limit:
                    self._waiting.appendleft(task)
                else:
                    self.dropped += 1
            self._sending = False
            self._changed.notify_all()
            if wait is not None:
                self._rest(wait)

    def _rest(self, seconds):
        """Waits before the next try; somebody who flushes shortens it, but not to nothing."""
        ends = time.monotonic() + seconds
        while not self._hurries:
            left = ends - time.monotonic()
            if left <= 0:
                return
            self._changed.wait(left)
        self._changed.wait_for(lambda: False, min(FIRST_WAIT_SECONDS / 10, seconds))

    def _try(self, task, transport):
        """Sends; the seconds to wait when it has to be tried again, else None. Raises nothing."""
        try:
            if task.prepare:
                task.body = task.prepare(task.body, transport)
                task.prepare = None
            data = json.dumps(task.body, allow_nan=False).encode("ascii")
            answer = transport.send("POST", task.url, data)
        except NoAnswer as error:
            self._logger.error("%s: %s", task.name, error)
            return self._wait(task)
        except Exception as error:  # a program must not end because of its statistics
            self._logger.error("%s was not sent: %s", task.name, error)
            return None
        return self._judge(task, answer)

    def _judge(self, task, answer):
        # A hub that cannot store says so with status 200, and when to come again (opentrace §2.2).
        failed = answer.status == 200 and answer.retry_after is not None
        if answer.status == 200 and not failed:
            self._logger.debug("captured %s", task.name)
            return None
        self._logger.warning("%s: status %s: %s", task.name, answer.status, answer.body)
        task.refusals += 1
        later = failed or answer.status == 429 or answer.status >= 500
        if not later or task.refusals >= MOST_REFUSALS:
            return None
        return max(self._wait(task), _seconds(answer.retry_after))

    @staticmethod
    def _wait(task):
        wait = min(FIRST_WAIT_SECONDS * 2**task.tries, LONGEST_WAIT_SECONDS)
        task.tries = min(task.tries + 1, MOST_REFUSALS)
        return wait


def _seconds(retry_after):
    try:
        return min(max(float(retry_after), 0), LONGEST_WAIT_SECONDS)
    except (TypeError, ValueError):
        return 0


_workers = weakref.WeakSet()


@atexit.register
def _flush_all():
    ends = time.monotonic() + EXIT_SECONDS
    for worker in list(_workers):
        worker.flush(max(0, ends - time.monotonic()))
