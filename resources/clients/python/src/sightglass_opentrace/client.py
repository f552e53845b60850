# SPDX-FileCopyrightText: Sightglass contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import json
import logging
import uuid
import weakref

from . import bodies
from .campaigns import Campaigns
from .hashing import user_hash
from .transport import make_transport
from .worker import Task, Worker

logger = logging.getLogger("opentrace")

QUEUE_LIMIT = 10_000


class OpenTrace:
    """Sends events without ever waiting for the hub: a worker thread does, and what waits at exit is sent then.

    host: address of the hub, with or without a path. project_id: the source's OpenTrace UID.
    debug: log every event. strict: what a campaign says wins over what the caller says, as in the original.
    hash_key: get_user_hash() makes keyed hashes, which nobody can try out. event_ids: give each event an id, so that one
    that is sent again is stored once. queue_limit: events that may wait; the oldest are dropped and counted in `dropped`.
    """

    def __init__(
        self,
        host,
        project_id=None,
        debug=False,
        *,
        strict=False,
        hash_key=None,
        event_ids=False,
        queue_limit=QUEUE_LIMIT
    ):
        self.host = host.rstrip("/")
        self.project_id = project_id
        self.event_endpoint = self.host + "/api/v1/event"
        self.collect_endpoint = self.host + "/api/v1/collect"
        self.identify_endpoint = self.host + "/api/v1/identify"
        self.resolve_endpoint = self.host + "/api/campaigns/resolve"
        self.strict = strict
        self._hash_key = hash_key
        self._event_ids = event_ids
        self._campaigns = Campaigns(self.resolve_endpoint, logger)
        self._worker = Worker(logger, queue_limit)
        weakref.finalize(self, self._worker.retire).atexit = False
        if debug:
            logger.setLevel(logging.DEBUG)
            if not logger.handlers:
                logger.addHandler(logging.StreamHandler())

    def track_event(
        self,
        name,
        project_id=None,
        payload=None,
        utm_source=None,
        utm_medium=None,
        utm_campaign=None,
        session_id=None,
        bot_param=None,
        *,
        fbclid=None,
        ttclid=None,
        gclid=None,
        fbp=None,
        fbc=None,
        ttp=None,
        event_id=None
    ):
        """An event of a server. `bot_param` is what a Telegram bot was started with: its campaign is looked up."""
        project = self._project(project_id)
        if project is None:
            return
        campaign = {"utm_source": utm_source, "utm_medium": utm_medium, "utm_campaign": utm_campaign}
        extras = {"fbclid": fbclid, "ttclid": ttclid, "gclid": gclid, "fbp": fbp, "fbc": fbc, "ttp": ttp}
        extras["event_id"] = self._id_of(event_id)

        def make():
            return bodies.event_body(name, project, payload, campaign, session_id, bot_param, extras)

        resolve = self._resolver(bot_param) if bot_param and not utm_source else None
        self._send(self.event_endpoint, make, name, resolve)

    def capture(
        self,
        name,
        payload=None,
        resource_id=None,
        user_id=None,
        fbclid=None,
        ttclid=None,
        *,
        meta=None,
        url=None,
        ref=None,
        utm_source=None,
        utm_medium=None,
        utm_campaign=None,
        utm_content=None,
        utm_term=None,
        gclid=None,
        fbp=None,
        fbc=None,
        ttp=None,
        event_id=None,
        ip=None,
        user_agent=None,
        email=None,
        phone=None
    ):
        """An event of a user. `meta` is another name for `payload`."""
        resource = self._project(resource_id)
        if resource is None:
            return
        extras = {"url": url, "ref": ref, "utm_s": utm_source, "utm_m": utm_medium, "utm_c": utm_campaign}
        extras.update(utm_content=utm_content, utm_term=utm_term, gclid=gclid, fbp=fbp, fbc=fbc, ttp=ttp)
        extras.update(event_id=self._id_of(event_id), ip=ip, user_agent=user_agent, email=email, phone=phone)
        content = meta if payload is None else payload

        def make():
            return bodies.collect_body(name, resource, content, user_id, fbclid, ttclid, extras)

        self._send(self.collect_endpoint, make, name)

    def track(self, name, payload=None, **more):
        """The same as capture()."""
        self.capture(name, payload, **more)

    def identify(self, user_id, session_id=None, aliases=()):
        """Says that a browser (`ot.sid` of the tracker) and other ids belong to this user."""
        resource = self._project(None)
        if resource is not None:
            self._send(
                self.identify_endpoint,
                lambda: bodies.identify_body(resource, user_id, session_id, aliases),
                "identify",
            )

    def resolve_bot_param(self, param):
        """The campaign behind a bot's start parameter, or None. Waits for the hub; track_event() does not."""
        transport = make_transport()
        try:
            return self._campaigns.find(param, transport)
        finally:
            transport.close()

    def get_user_hash(self, user_id):
        return user_hash(user_id, self._hash_key)

    @property
    def dropped(self):
        return self._worker.dropped

    def flush(self, timeout=5):
        """Waits until everything is sent; False when something is left after `timeout` seconds."""
        return self._worker.flush(timeout)

    def close(self, timeout=5):
        sent = self._worker.flush(timeout)
        self._worker.retire()
        return sent

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _project(self, named):
        project = named if named is not None else self.project_id
        if project is None or project == "":
            logger.error("no project: the event was not sent")
            return None
        return project

    def _id_of(self, event_id):
        return uuid.uuid4().hex if event_id is None and self._event_ids else event_id

    def _resolver(self, bot_param):
        campaigns, strict = self._campaigns, self.strict

        def resolve(body, transport):
            found = campaigns.find(bot_param, transport)
            return bodies.with_campaign(body, found, strict) if found else body

        return resolve

    def _send(self, url, make, name, prepare=None):
        try:
            # As it is now: the caller may change what it gave us.
            body = json.loads(json.dumps(make(), allow_nan=False))
        except (TypeError, ValueError, RecursionError) as error:
            logger.error("%s was not sent: %s", name, error)
            return
        self._worker.put(Task(url, body, name, prepare))
