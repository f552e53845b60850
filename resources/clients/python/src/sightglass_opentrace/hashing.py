# SPDX-FileCopyrightText: Sightglass contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import hashlib
import hmac

HASH_DIGITS = 16


def user_hash(user_id, key=None):
    """The first 16 hex digits of the SHA-256 of an id's text; of its HMAC when there is a key (opentrace §7.2, §7.5).

    Without a key this is a pseudonym, not anonymity: telephone numbers and chat ids can be tried one by one.
    """
    text = str(user_id).encode("utf-8")
    if key is None:
        return hashlib.sha256(text).hexdigest()[:HASH_DIGITS]
    secret = key if isinstance(key, bytes) else str(key).encode("utf-8")
    return hmac.new(secret, text, hashlib.sha256).hexdigest()[:HASH_DIGITS]
