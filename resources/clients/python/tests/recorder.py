# SPDX-FileCopyrightText: Sightglass contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server that remembers what it was sent and answers as it is told."""

import http.server
import json
import threading

WAIT_SECONDS = 20
ANSWER = (200, '{"status":"success"}', {})


class Recorder:
    def __init__(self):
        self.requests = []  # (method, path, body as text)
        self.agents = set()
        self.answers = {}  # of a path: answers in order, then ANSWER
        self.hold = threading.Event()  # while it is clear, nothing is answered
        self.hold.set()
        self._changed = threading.Condition()
        recorder = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                recorder._take(self)

            do_GET = do_POST

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        self.url = "http://127.0.0.1:%d" % self._server.server_address[1]

    def _take(self, handler):
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0)).decode()
        with self._changed:
            self.requests.append((handler.command, handler.path, body))
            self.agents.add(handler.headers.get("User-Agent"))
            waiting = self.answers.get(handler.path)
            status, text, headers = waiting.pop(0) if waiting else ANSWER
            self._changed.notify_all()
        self.hold.wait(WAIT_SECONDS)
        try:
            handler.send_response(status)
            for name, value in dict(headers, **{"Content-Length": str(len(text))}).items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(text.encode())
        except OSError:
            pass  # the client has gone

    def until(self, count):
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.requests) >= count, WAIT_SECONDS), self.requests
            return list(self.requests)

    def bodies(self, count):
        return [json.loads(body) for method, _, body in self.until(count) if method == "POST"]

    def close(self):
        self.hold.set()
        self._server.shutdown()
        self._server.server_close()
