# SPDX-FileCopyrightText: Sightglass contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import asyncio
import functools

from .client import OpenTrace


class AsyncOpenTrace:
    """The same calls for asyncio. Sending never waits; what does wait leaves the loop alone."""

    def __init__(self, host, project_id=None, debug=False, **options):
        self._client = OpenTrace(host, project_id, debug, **options)

    def __getattr__(self, name):
        return getattr(self._client, name)  # get_user_hash(), which waits for nobody; host, the endpoints, dropped

    async def track_event(self, *args, **more):
        self._client.track_event(*args, **more)

    async def capture(self, *args, **more):
        self._client.capture(*args, **more)

    async def track(self, *args, **more):
        self._client.track(*args, **more)

    async def identify(self, *args, **more):
        self._client.identify(*args, **more)

    async def resolve_bot_param(self, param):
        return await _aside(self._client.resolve_bot_param, param)

    async def flush(self, timeout=5):
        return await _aside(self._client.flush, timeout)

    async def close(self, timeout=5):
        return await _aside(self._client.close, timeout)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        await self.close()


async def _aside(function, *args):
    return await asyncio.get_running_loop().run_in_executor(None, functools.partial(function, *args))
