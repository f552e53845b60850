# SPDX-FileCopyrightText: Sightglass contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The client against a hub: what arrived is asked through API v2."""

import asyncio
import json
import os
import subprocess
import sys
import unittest

from tests import SOURCES
from tests.hub import PROGRAM, Hub
from sightglass_opentrace import AsyncOpenTrace, OpenTrace


@unittest.skipUnless(PROGRAM, "SIGHTGLASSD names no hub")
class WithHub(unittest.TestCase):
    def setUp(self):
        self.hub = Hub()
        self.addCleanup(lambda: self.assertEqual(self.hub.stop(), 0))

    def rows(self, count):
        stored = self.hub.events(count)
        self.assertEqual(len(stored), count, stored)
        return stored

    def test_each_call_is_stored(self):
        with OpenTrace(self.hub.url, self.hub.uid) as client:
            client.track_event("server_booted", payload={"version": "1.0.0"})
            client.track_event("add_to_cart", session_id=client.get_user_hash(7), payload={"value": 49.99, "currency": "USD"})
            client.capture("purchase", {"amount": 49.99}, user_id=client.get_user_hash(7), fbclid="IwAR2F4")
            client.track("signup", {"a": "é"}, user_id=7)
            client.capture("page_view")
            client.identify(7, "ot-abc-1772359200000", ["seven"])
            self.assertTrue(client.flush(20))
        booted, cart, purchase, signup, view, identify, by_hash, by_name = self.rows(8)
        self.assertRegex(booted["wire"]["session_id"], "^ss_[0-9a-z]{10}$")
        self.assertEqual(booted["visitor_basis"], "none")
        self.assertEqual((booted["wire"]["url"], booted["properties"]), ("server-side", {"version": "1.0.0"}))
        self.assertEqual((cart["value_minor"], cart["currency"]), (4999, "USD"))
        self.assertEqual((purchase["revenue_minor"], purchase["click_ids"]), (4999, {"fbclid": "IwAR2F4"}))
        self.assertEqual(purchase["userId"], cart["userId"])
        self.assertEqual((signup["userId"], signup["linked_id"]), ("7", cart["userId"]))
        self.assertEqual(json.loads(signup["wire"]["payload"]), {"a": "é"})
        self.assertEqual((view["kind"], view["wire"]["session_id"]), ("pageview", "unknown"))
        self.assertEqual((identify["linked_id"], by_hash["linked_id"], by_name["linked_id"]), ("ot-abc-1772359200000", cart["userId"], "seven"))

    def test_one_person_by_raw_id_and_hash(self):
        with OpenTrace(self.hub.url, self.hub.uid) as client:
            client.track_event("bot_start", session_id=123456789)
            client.capture("purchase", {"amount": 1}, user_id=client.get_user_hash(123456789))
        self.rows(2)
        question = {"kind": "measures", "measures": ["count", "users"], "range": "today"}
        answer = self.hub.api("/projects/%s/query" % self.hub.project, question)["measures"]
        self.assertEqual((answer["count"], answer["users"]), (2, 1))

    def test_a_bot_link(self):
        values = {"utmSource": "telegram", "utmMedium": "bot", "utmCampaign": "summer_promo", "botUsername": "shop_bot"}
        made = self.hub.api("/projects/%s/campaigns" % self.hub.project, dict(values, name="Summer"))
        code = made["botStartParam"]
        with OpenTrace(self.hub.url, self.hub.uid) as client:
            client.track_event("bot_start", bot_param="utm_" + code, session_id="123456789", payload={"plan": "pro"})
            client.track_event("bot_start", bot_param=code, utm_medium="cpc", session_id="1")
            self.assertTrue(client.flush(20))
            found = client.resolve_bot_param("utm_" + code)
        named = {"utm_source": "telegram", "utm_medium": "bot", "utm_campaign": "summer_promo"}
        self.assertEqual(found, dict(named, utm_content=None, utm_term=None))
        first, second = self.rows(2)
        self.assertEqual({name: first[name] for name in named}, named)
        self.assertEqual((first["link_id"], first["properties"]), (made["id"], {"plan": "pro", "bot_param": "utm_" + code}))
        self.assertEqual((second["utm_source"], second["utm_medium"]), ("telegram", "cpc"))

    def test_an_unknown_bot_link_is_kept(self):
        with OpenTrace(self.hub.url, self.hub.uid) as client:
            with self.assertLogs("opentrace", "WARNING"):
                client.track_event("bot_start", session_id="u", bot_param="utm_nope")
                self.assertTrue(client.flush(20))
        (event,) = self.rows(1)
        self.assertEqual((event["properties"], event.get("utm_source")), ({"bot_param": "utm_nope"}, None))

    def test_a_script_that_ends_at_once(self):
        code = "from sightglass_opentrace import OpenTrace\nimport sys\nOpenTrace(*sys.argv[1:]).track_event('last words')"
        run = [sys.executable, "-c", code, self.hub.url, self.hub.uid]
        done = subprocess.run(run, env=dict(os.environ, PYTHONPATH=SOURCES), timeout=60, capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(self.rows(1)[0]["event"], "last words")

    def test_many_at_once_from_asyncio(self):
        async def run():
            async with AsyncOpenTrace(self.hub.url, self.hub.uid, event_ids=True) as client:
                await asyncio.gather(*(client.track_event("e", payload={"i": i}, session_id="u") for i in range(200)))
                self.assertTrue(await client.flush(20))

        asyncio.run(run())
        self.assertEqual(sorted(event["properties"]["i"] for event in self.rows(200)), list(range(200)))


if __name__ == "__main__":
    unittest.main()
