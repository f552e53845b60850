# SPDX-FileCopyrightText: Sightglass contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import json
import threading
import time
import urllib.parse

from .bodies import campaign_code
from .transport import NoAnswer

FOUND_SECONDS = 600
MISSED_SECONDS = 60
MOST_CODES = 10_000
MEMBERS = ("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term")


class Campaigns:
    """Campaigns by the start parameter of a bot, remembered for ten minutes; what is unknown, for one. Any thread."""

    def __init__(self, endpoint, logger, clock=time.monotonic):
        self._endpoint = endpoint
        self._logger = logger
        self._clock = clock
        self._known = {}
        self._lock = threading.Lock()

    def find(self, param, transport):
        """The five values of a campaign, or None. Waits for the hub when the code is not remembered."""
        code = campaign_code(param)
        with self._lock:
            until, found = self._known.get(code, (0, None))
        if self._clock() < until:
            return found
        found = self._ask(code, transport)
        with self._lock:
            if len(self._known) >= MOST_CODES:
                self._known.clear()
            self._known[code] = (self._clock() + (FOUND_SECONDS if found else MISSED_SECONDS), found)
        return found

    def _ask(self, code, transport):
        try:
            answer = transport.send("GET", self._endpoint + "/" + urllib.parse.quote(code, safe=""))
            if answer.status != 200:
                self._logger.warning("campaign %s: status %s: %s", code, answer.status, answer.body)
                return None
            values = json.loads(answer.body)
            return {member: values.get(member) for member in MEMBERS}
        except (NoAnswer, ValueError, AttributeError) as error:
            self._logger.error("campaign %s: %s", code, error)
            return None
