# SPDX-FileCopyrightText: Sightglass contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""T01-T13 of opentrace §14: what the calls send."""

import unittest

from tests.recorder import Recorder
from sightglass_opentrace import OpenTrace

CAMPAIGN = (
    200,
    '{"utm_source":"telegram","utm_medium":"bot","utm_campaign":"summer_promo","utm_content":null,"utm_term":null}',
    {},
)
RESOLVE = "/api/campaigns/resolve/Ab3dEf6hIj9k"
NOBODY = {"utm_source": None, "utm_medium": None, "utm_campaign": None, "session_id": None}
TELEGRAM = {"utm_source": "telegram", "utm_medium": "bot", "utm_campaign": "summer_promo", "session_id": None}


def event(name, payload, **more):
    return dict({"name": name, "project_id": "ot_web_x7k2p", "payload": payload}, **dict(NOBODY, **more))


class Bodies(unittest.TestCase):
    def setUp(self):
        self.server = Recorder()
        self.addCleanup(self.server.close)
        self.client = OpenTrace(self.server.url + "/", "ot_web_x7k2p")
        self.addCleanup(self.client.close)

    def sent(self, count=1):
        self.assertTrue(self.client.flush(20))
        requests = self.server.until(count)
        self.assertEqual(len(requests), count)
        return self.server.bodies(count)

    def test_t01_hashes(self):
        vectors = {
            "user@example.com": "b4c9a289323b21a0",
            "User@Example.com ": "aca2d9f8e9361429",
            "42": "73475cb40a568e8d",
            123456789: "15e2b0d3c33891eb",
            "192.168.1.10": "805ebf201c523f69",
            "é": "4a99557e4033c353",
            "": "e3b0c44298fc1c14",
            None: "dc937b59892604f5",
            True: "3cbc87c7681f34db",
        }
        for user_id, made in vectors.items():
            self.assertEqual(self.client.get_user_hash(user_id), made)
        self.assertEqual(self.client.get_user_hash(42), self.client.get_user_hash("42"))

    def test_a_key_makes_other_hashes(self):
        keyed = OpenTrace(self.server.url, hash_key="secret")
        made = keyed.get_user_hash(42)
        self.assertRegex(made, "^[0-9a-f]{16}$")
        self.assertNotEqual(made, self.client.get_user_hash(42))
        self.assertEqual(made, OpenTrace(self.server.url, hash_key=b"secret").get_user_hash("42"))

    def test_t02_event(self):
        self.client.track_event("server_booted", payload={"version": "1.0.0"})
        self.assertEqual(self.sent(), [event("server_booted", {"version": "1.0.0"})])
        method, path, text = self.server.requests[0]
        self.assertEqual((method, path), ("POST", "/api/v1/event"))
        self.assertEqual(list(self.server.bodies(1)[0]), ["name", "project_id", "payload", *NOBODY])

    def test_t03_payload(self):
        cart = {"product_name": "Premium Plan", "value": 49.99, "currency": "USD"}
        self.client.track_event(name="add_to_cart", session_id="b4c9a289323b21a0", payload=cart)
        self.assertEqual(self.sent(), [event("add_to_cart", cart, session_id="b4c9a289323b21a0")])

    def test_t04_bot_link(self):
        self.server.answers[RESOLVE] = [CAMPAIGN]
        mine = {"plan": "pro"}
        self.client.track_event("bot_start", bot_param="utm_Ab3dEf6hIj9k", session_id="123456789", payload=mine)
        (sent,) = self.sent(2)
        self.assertEqual(self.server.requests[0][:2], ("GET", RESOLVE))
        payload = {"plan": "pro", "bot_param": "utm_Ab3dEf6hIj9k"}
        self.assertEqual(sent, event("bot_start", payload, **dict(TELEGRAM, session_id="123456789")))
        self.assertEqual(mine, {"plan": "pro"})

    def test_t05_older_link_and_memory(self):
        self.server.answers[RESOLVE] = [CAMPAIGN]
        for _ in range(3):
            self.client.track_event("bot_start", bot_param="Ab3dEf6hIj9k")
        self.assertEqual(self.sent(4), [event("bot_start", {"bot_param": "Ab3dEf6hIj9k"}, **TELEGRAM)] * 3)

    def test_t06_miss(self):
        missed = "/api/campaigns/resolve/nope"
        self.server.answers[missed] = [(404, '{"detail":"Campaign not found"}', {})]
        self.client.track_event("bot_start", bot_param="utm_nope")
        self.client.track_event("bot_start", bot_param="utm_nope")
        self.assertEqual(self.sent(3), [event("bot_start", {"bot_param": "utm_nope"})] * 2)
        self.assertEqual(self.server.requests[0][1], missed)

    def test_t07_named_source(self):
        self.client.track_event("bot_start", utm_source="fb", bot_param="utm_Ab3dEf6hIj9k")
        self.assertEqual(self.sent(), [event("bot_start", {"bot_param": "utm_Ab3dEf6hIj9k"}, utm_source="fb")])

    def test_t08_named_medium(self):
        for strict, wins in ((False, ("cpc", "manual")), (True, ("bot", "summer_promo"))):
            self.server.requests.clear()
            self.server.answers[RESOLVE] = [CAMPAIGN]
            self.client = OpenTrace(self.server.url, "ot_web_x7k2p", strict=strict)
            self.client.track_event("a", utm_medium="cpc", utm_campaign="manual", bot_param="utm_Ab3dEf6hIj9k")
            (sent,) = self.sent(2)
            self.assertEqual((sent["utm_source"], sent["utm_medium"], sent["utm_campaign"]), ("telegram", *wins))

    def test_t09_capture(self):
        payload = {"amount": 49.99, "transaction_id": "TX_789"}
        user = self.client.get_user_hash(42)
        self.client.capture(name="purchase", payload=payload, user_id=user, fbclid="IwAR2F4", ttclid=None)
        expected = {"type": "purchase", "rid": "ot_web_x7k2p", "meta": payload, "fbclid": "IwAR2F4", "ttclid": None}
        self.assertEqual(self.sent(), [dict(expected, sid="73475cb40a568e8d")])
        self.assertEqual(self.server.requests[0][1], "/api/v1/collect")

    def test_t10_nobody(self):
        for user in (None, 0, ""):
            self.client.capture("page_view", user_id=user)
        for sent in self.sent(3):
            self.assertNotIn("sid", sent)

    def test_t11_escaped(self):
        self.client.track("signup", {"a": "é"}, user_id=7, resource_id="ot_bot_abcde")
        (sent,) = self.sent()
        self.assertEqual((sent["sid"], sent["rid"], sent["meta"]), ("7", "ot_bot_abcde", {"a": "é"}))
        self.assertIn("\\u00e9", self.server.requests[0][2])

    def test_t12_number(self):
        self.client.track_event("x", session_id=5)
        self.assertEqual(self.sent(), [event("x", {}, session_id="5")])

    def test_t13_no_project(self):
        nobody = OpenTrace(self.server.url)
        with self.assertLogs("opentrace", "ERROR") as logged:
            nobody.track_event("x")
            nobody.capture("x")
            nobody.identify("x")
        self.assertEqual(len(logged.records), 3)
        self.assertTrue(nobody.flush())
        self.assertEqual(self.server.requests, [])

    def test_positions(self):
        self.client.track_event("a", "p", {"b": 1}, "s", "m", "c", 1, None)
        self.client.capture("a", {"b": 1}, "r", "u", "f", "t")
        first, second = self.sent(2)
        self.assertEqual(list(first.values()), ["a", "p", {"b": 1}, "s", "m", "c", "1"])
        self.assertEqual(list(second.values()), ["a", "r", {"b": 1}, "f", "t", "u"])

    def test_further_members(self):
        self.client.capture("a", meta={"b": 1}, url="https://a.b/", ref="r", utm_source="s", utm_medium="m", gclid="g")
        self.client.capture("a", utm_campaign="c", fbp="1", fbc="2", ttp="3", ip="4", user_agent="5", email="6", phone="7")
        self.client.track_event("a", fbclid="f", ttclid="t", event_id="e")
        self.client.identify(7, "ot-a", [8, "x"])
        one, two, three, four = self.sent(4)
        self.assertEqual((one["meta"], one["url"], one["ref"]), ({"b": 1}, "https://a.b/", "r"))
        self.assertEqual((one["utm_s"], one["utm_m"], one["gclid"]), ("s", "m", "g"))
        names = ("utm_c", "fbp", "fbc", "ttp", "ip", "user_agent", "email", "phone")
        self.assertEqual([two[name] for name in names], ["c", "1", "2", "3", "4", "5", "6", "7"])
        self.assertEqual((three["fbclid"], three["ttclid"], three["event_id"]), ("f", "t", "e"))
        self.assertEqual(four, {"rid": "ot_web_x7k2p", "user_id": "7", "sid": "ot-a", "aliases": ["8", "x"]})

    def test_event_ids(self):
        self.client = OpenTrace(self.server.url, "p", event_ids=True)
        self.client.track_event("a")
        self.client.capture("a")
        first, second = self.sent(2)
        self.assertRegex(first["event_id"], "^[0-9a-f]{32}$")
        self.assertNotEqual(first["event_id"], second["event_id"])

    def test_what_is_no_json_is_logged(self):
        for payload in ({"a": float("nan")}, {"a": object()}):
            with self.assertLogs("opentrace", "ERROR"):
                self.client.capture("x", payload)
        self.assertEqual(self.sent(0), [])

    def test_a_payload_is_taken_as_it_was(self):
        self.server.hold.clear()
        mine = {"list": [1]}
        self.client.capture("a", mine)
        self.client.capture("b", mine)
        mine["list"].append(2)
        self.server.hold.set()
        self.assertEqual([sent["meta"] for sent in self.sent(2)], [{"list": [1]}] * 2)

    def test_names(self):
        self.assertEqual(self.client.host, self.server.url)
        self.assertEqual(self.client.project_id, "ot_web_x7k2p")
        for name, path in (("collect", "/api/v1/collect"), ("event", "/api/v1/event"), ("resolve", "/api/campaigns/resolve")):
            self.assertEqual(getattr(self.client, name + "_endpoint"), self.server.url + path)


if __name__ == "__main__":
    unittest.main()
