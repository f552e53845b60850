# SPDX-FileCopyrightText: Sightglass contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is sent, as plain dictionaries (opentrace §7.3). Nothing here talks to anybody."""

CAMPAIGN_PREFIX = "utm_"


def text_or_none(value):
    return None if value is None else str(value)


def with_extras(body, extras):
    """Adds the members that were given; the others stay away, so that a plain call sends what the original does."""
    body.update((name, value) for name, value in extras.items() if value is not None)
    return body


def event_body(name, project_id, payload, campaign, session_id, bot_param, extras):
    """The seven members of an event are always there. The caller's own payload is left as it is."""
    copy = dict(payload or {})
    if bot_param:
        copy["bot_param"] = bot_param
    body = {"name": name, "project_id": str(project_id), "payload": copy}
    body.update((member, campaign.get(member)) for member in ("utm_source", "utm_medium", "utm_campaign"))
    body["session_id"] = text_or_none(session_id)
    return with_extras(body, extras)


def collect_body(name, resource_id, payload, user_id, fbclid, ttclid, extras):
    body = {
        "type": name,
        "rid": str(resource_id),
        "meta": dict(payload or {}),
        "fbclid": fbclid,
        "ttclid": ttclid,
    }
    if user_id:
        body["sid"] = str(user_id)
    return with_extras(body, extras)


def identify_body(resource_id, user_id, session_id, aliases):
    body = {"rid": str(resource_id), "user_id": str(user_id)}
    if session_id:
        body["sid"] = str(session_id)
    if aliases:
        body["aliases"] = [str(alias) for alias in aliases]
    return body


def campaign_code(param):
    """The code that a start parameter names: without any "utm_" when it begins with one (opentrace §5.4)."""
    text = str(param)
    return text.replace(CAMPAIGN_PREFIX, "") if text.startswith(CAMPAIGN_PREFIX) else text


def with_campaign(body, found, strict):
    """An event with what its campaign says: as the original does it, or only where the caller said nothing."""
    for member in ("utm_source", "utm_medium", "utm_campaign"):
        if strict or not body[member]:
            body[member] = found.get(member)
    return body
