# SPDX-FileCopyrightText: Sightglass contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""opentrace §7.5: nothing is lost, nobody waits."""

import asyncio
import logging
import os
import subprocess
import sys
import threading
import unittest

from tests import HERE, SOURCES
from tests.recorder import Recorder
from sightglass_opentrace import AsyncOpenTrace, OpenTrace, transport
from sightglass_opentrace.worker import Task, Worker

EVENT = "/api/v1/event"
COLLECT = "/api/v1/collect"


class Delivery(unittest.TestCase):
    def setUp(self):
        self.server = Recorder()
        self.addCleanup(self.server.close)
        logging.getLogger("opentrace").addHandler(logging.NullHandler())
        logging.getLogger("opentrace").propagate = False
        self.addCleanup(setattr, logging.getLogger("opentrace"), "propagate", True)

    def names(self, count):
        return [body.get("name") or body.get("type") for body in self.server.bodies(count)]

    def script(self, code):
        run = [sys.executable, "-c", "from sightglass_opentrace import OpenTrace\nimport sys\n" + code, self.server.url]
        return subprocess.run(run, env=dict(os.environ, PYTHONPATH=SOURCES), timeout=60, capture_output=True, text=True)

    def test_a_script_that_ends_at_once_loses_nothing(self):
        done = self.script("client = OpenTrace(sys.argv[1], 'p')\nfor i in range(20): client.track_event('e%d' % i)")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(self.names(20), ["e%d" % i for i in range(20)])

    def test_a_client_that_nobody_keeps_loses_nothing(self):
        done = self.script("def run():\n    OpenTrace(sys.argv[1], 'p').capture('a')\nrun()")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(self.names(1), ["a"])

    def test_a_hub_that_hangs_holds_nobody_up_at_exit(self):
        self.server.hold.clear()
        done = self.script("client = OpenTrace(sys.argv[1], 'p')\nclient.capture('a')")
        self.assertEqual(done.returncode, 0)

    def test_the_parent_of_a_fork_sends_its_own(self):
        code = (
            "import os\nclient = OpenTrace(sys.argv[1], 'p')\nclient.capture('parent'); client.flush()\n"
            "child = os.fork()\nclient.capture('child' if child == 0 else 'again'); assert client.flush()\n"
            "if child: os.waitpid(child, 0)"
        )
        self.assertEqual(self.script(code).returncode, 0)
        self.assertEqual(sorted(self.names(3)), ["again", "child", "parent"])

    def test_what_fails_for_now_comes_again_in_order(self):
        self.server.answers[EVENT] = [(503, "{}", {}), (429, "{}", {"Retry-After": "0"}), (200, '{"status":"error"}', {"Retry-After": "0"})]
        with OpenTrace(self.server.url, "p") as client:
            client.track_event("a")
            client.track_event("b")
            self.assertTrue(client.flush(20))
        self.assertEqual(self.names(5), ["a", "a", "a", "a", "b"])

    def test_what_fails_for_good_does_not_come_again(self):
        for status, headers in ((422, {}), (302, {"Location": self.server.url + "/elsewhere"})):
            self.server.requests.clear()
            self.server.answers[EVENT] = [(status, "{}", headers)]
            with OpenTrace(self.server.url, "p") as client:
                with self.assertLogs("opentrace", "WARNING") as logged:
                    client.track_event("a")
                    self.assertTrue(client.flush(20))
            self.assertIn(str(status), logged.output[0])
            self.assertEqual([path for _, path, _ in self.server.requests], [EVENT])

    def test_an_event_waits_for_a_hub_that_starts_later(self):
        class Late:
            up = threading.Event()
            tried = threading.Event()
            sent = []

            def send(self, method, url, body=None):
                self.tried.set()
                if not self.up.is_set():
                    raise transport.NoAnswer("nobody there")
                self.sent.append(url)
                return transport.Answer(200, "{}")

            def close(self):
                pass

        worker = Worker(logging.getLogger("opentrace"), 10, Late)
        worker.put(Task("/x", {}, "x"))
        self.assertTrue(Late.tried.wait(20))
        self.assertFalse(worker.flush(0))
        Late.up.set()
        self.assertTrue(worker.flush(20))
        self.assertEqual(Late.sent, ["/x"])
        worker.retire()

    def test_a_full_queue_drops_the_oldest_and_counts(self):
        self.server.hold.clear()
        client = OpenTrace(self.server.url, "p", queue_limit=2)
        client.capture("first")
        self.server.until(1)  # it is on its way now
        for name in "abcd":
            client.capture(name)
        self.assertEqual(client.dropped, 2)
        self.server.hold.set()
        self.assertTrue(client.close())
        self.assertEqual(self.names(3), ["first", "c", "d"])

    def test_resolving_never_blocks(self):
        self.server.hold.clear()
        client = OpenTrace(self.server.url, "p")
        for _ in range(100):
            client.track_event("a", bot_param="utm_code")
        self.assertEqual([path for _, path, _ in self.server.until(1)], ["/api/campaigns/resolve/code"])
        self.server.hold.set()
        self.assertTrue(client.close(20))

    def test_a_closed_client_says_so(self):
        client = OpenTrace(self.server.url, "p")
        client.close()
        with self.assertLogs("opentrace", "ERROR"):
            client.capture("late")
        self.assertEqual(self.server.requests, [])

    def test_debug_tells_of_each_event(self):
        with self.assertLogs("opentrace", "DEBUG") as logged:
            with OpenTrace(self.server.url, "p", debug=True) as client:
                client.capture("a")
        self.assertEqual([record.getMessage() for record in logged.records], ["captured a"])

    def test_asyncio(self):
        async def run():
            async with AsyncOpenTrace(self.server.url, "p") as client:
                await client.track_event("a")
                await client.capture("b", {"c": 1})
                await client.track("d")
                await client.identify("u")
                self.server.answers["/api/campaigns/resolve/x"] = [(200, '{"utm_source":"s"}', {})]
                found = await client.resolve_bot_param("utm_x")
                nothing = dict.fromkeys(("utm_medium", "utm_campaign", "utm_content", "utm_term"))
                self.assertEqual(found, dict(nothing, utm_source="s"))
                self.assertEqual(client.get_user_hash(42), "73475cb40a568e8d")
                self.assertTrue(await client.flush(20))
                # What waits for the hub leaves the loop alone.
                self.server.hold.clear()
                asking = asyncio.ensure_future(client.resolve_bot_param("y"))
                await client.capture("e")
                self.server.hold.set()
                self.assertIsNotNone(await asking)

        asyncio.run(run())
        self.assertIn("e", self.names(7))

    def test_without_requests(self):
        for kind in (transport.PlainTransport, transport.RequestsTransport if transport.requests else None):
            if kind is None:
                continue
            carrier = kind()
            self.server.answers = {COLLECT: [(429, "slow", {"Retry-After": "3"}), (302, "", {"Location": "/x"})]}
            for status, text, wait in ((429, "slow", "3"), (302, "", None), (200, '{"status":"success"}', None)):
                answer = carrier.send("POST", self.server.url + COLLECT, b"{}")
                self.assertEqual((answer.status, answer.body, answer.retry_after), (status, text, wait))
            with self.assertRaises(transport.NoAnswer):
                carrier.send("GET", "http://127.0.0.1:1/")
            carrier.close()
        self.assertTrue(any(agent.startswith("Python-urllib/") for agent in self.server.agents))

    def test_the_original_name(self):
        shim = os.path.join(os.path.dirname(HERE), "shim", "src")
        code = "import opentrace, opentrace.client, sightglass_opentrace as s\nassert opentrace.OpenTrace is s.OpenTrace is opentrace.client.OpenTrace\nassert opentrace.__version__"
        env = dict(os.environ, PYTHONPATH=os.pathsep.join((SOURCES, shim)))
        self.assertEqual(subprocess.run([sys.executable, "-c", code], env=env, timeout=60).returncode, 0)


if __name__ == "__main__":
    unittest.main()
