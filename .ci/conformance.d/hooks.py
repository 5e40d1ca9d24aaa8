"""Schemathesis hooks that exclude false positives; loaded through SCHEMATHESIS_HOOKS."""

import os
import re
import uuid

import schemathesis
from hypothesis import strategies

# FastAPI converts these to booleans, and so does Swiftlet.
LAX_BOOLEANS = {0, 1, "0", "1", "on", "off", "t", "f", "true", "false", "y", "n", "yes", "no"}
OWN_ID = int(os.environ["CONFORMANCE_OWN_ID"])

# Addresses are validated more strictly than the format `email` requires: reserved domains such as `.test` are rejected.
schemathesis.openapi.format(
    "email", strategies.from_regex(r"[a-z0-9][a-z0-9+_-]{0,19}@[a-z0-9]{1,20}\.(com|org|io)", fullmatch=True)
)


def is_lax_boolean(value) -> bool:
    """Returns whether a value that does not match the schema is converted to a boolean."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return False
    return (value.lower() if isinstance(value, str) else value) in LAX_BOOLEANS


@schemathesis.hook
def filter_case(_context, case) -> bool:
    """Skips requests that only the document rejects."""
    if isinstance(case.body, dict) and any(is_lax_boolean(case.body.get(name)) for name in ("is_active", "is_admin")):
        return False
    # Methods without a route at `/users/me` match `/users/{user_id}`.
    return not (case.path.endswith("/users/me") and case.method.upper() not in ("GET", "HEAD"))


@schemathesis.hook
def map_case(_context, case):
    """Removes nulls from forms, which would be sent as the word."""
    if case.path.endswith("/auth/login") and isinstance(case.body, dict):
        case.body = {name: value for name, value in case.body.items() if value is not None}
    return case


@schemathesis.hook
def before_call(_context, case, **_):
    """Protects the user of the token: once deleted, every response would be 401. Each request has a key of its own."""
    if str(case.path_parameters.get("user_id")) == str(OWN_ID):
        case.path_parameters["user_id"] = OWN_ID + 1
    # A valid key is rejected with another payload, which a document cannot express.
    if re.fullmatch(r'"([ !#-\[\]-~]|\\[\\"]){1,255}"', str((case.headers or {}).get("Idempotency-Key"))):
        case.headers["Idempotency-Key"] = f'"{uuid.uuid4()}"'
