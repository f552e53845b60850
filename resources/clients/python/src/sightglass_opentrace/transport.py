# SPDX-FileCopyrightText: Sightglass contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One request to the hub, with requests where it is installed, else with the standard library.

Never follows a redirect: a POST would become a GET, and the event would be lost without a word.
"""

import http.client
import urllib.error
import urllib.request

try:
    import requests
except ImportError:
    requests = None

TIMEOUT_SECONDS = 5


class Answer:
    def __init__(self, status, body, retry_after=None):
        self.status = status
        self.body = body
        self.retry_after = retry_after


class NoAnswer(Exception):
    """The hub could not be reached, or did not answer in time."""


class RequestsTransport:
    """Keeps its connection. Used by one thread at a time."""

    def __init__(self):
        self._session = requests.Session()

    def send(self, method, url, body=None):
        headers = {"Content-Type": "application/json"} if body is not None else {}
        try:
            answer = self._session.request(
                method, url, data=body, headers=headers, timeout=TIMEOUT_SECONDS, allow_redirects=False
            )
        except requests.RequestException as error:
            raise NoAnswer(str(error)) from error
        return Answer(answer.status_code, answer.text, answer.headers.get("Retry-After"))

    def close(self):
        self._session.close()


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class PlainTransport:
    def __init__(self):
        self._opener = urllib.request.build_opener(_NoRedirect)

    def send(self, method, url, body=None):
        headers = {"Content-Type": "application/json"} if body is not None else {}
        request = urllib.request.Request(url, data=body, headers=headers, method=method)
        try:
            with self._opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
                return self._read(answer.status, answer)
        except urllib.error.HTTPError as error:
            with error:
                return self._read(error.code, error)
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise NoAnswer(str(error)) from error

    @staticmethod
    def _read(status, answer):
        return Answer(status, answer.read().decode("utf-8", "replace"), answer.headers.get("Retry-After"))

    def close(self):
        self._opener.close()


def make_transport():
    return RequestsTransport() if requests else PlainTransport()
