# SPDX-FileCopyrightText: Sightglass contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A hub of its own for a test: $SIGHTGLASSD on a free port, with a temporary data folder that goes away again."""

import json
import os
import subprocess
import tempfile
import time
import urllib.request

PROGRAM = os.environ.get("SIGHTGLASSD")
WAIT_SECONDS = 30


class Hub:
    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="sightglass-python-")
        data = os.path.join(self._folder.name, "data")
        serve = [PROGRAM, "serve", "--listen", "127.0.0.1:0", "--data", data]
        self._process = subprocess.Popen(serve, stdout=subprocess.PIPE, text=True)
        self.url = json.loads(self._process.stdout.readline())["urls"][0]
        add = [PROGRAM, "token", "add", "python", "--scope", "admin", "--json", "--data", data]
        self._token = json.loads(subprocess.run(add, check=True, capture_output=True, text=True).stdout)["token"]
        made = self.api("/projects", {"name": "Python"})
        self.project = made["id"]
        self.uid = self.api("/projects/%s/sources" % self.project)["items"][0]["openTraceUid"]

    def api(self, path, body=None, method=None):
        request = urllib.request.Request(
            self.url + "/api/v2" + path,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": "Bearer " + self._token, "Content-Type": "application/json"},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=WAIT_SECONDS) as answer:
            return json.load(answer)

    def events(self, count):
        """Everything stored, oldest first, once there are `count`."""
        ends = time.monotonic() + WAIT_SECONDS
        while True:
            items = self.api("/projects/%s/events?limit=1000" % self.project)["items"]
            if len(items) >= count or time.monotonic() > ends:
                return items[::-1]
            time.sleep(0.02)

    def stop(self):
        self._process.terminate()
        ended = self._process.wait(WAIT_SECONDS)
        self._process.stdout.close()
        self._folder.cleanup()
        return ended
