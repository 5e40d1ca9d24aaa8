"""What schemathesis would take for faults, and is none; loaded through SCHEMATHESIS_HOOKS."""

import os

import schemathesis
from hypothesis import strategies

# FastAPI reads these as true and false wherever a boolean is asked for, and so do we.
LAX_BOOLEANS = {0, 1, "0", "1", "on", "off", "t", "f", "true", "false", "y", "n", "yes", "no"}
OWN_ID = int(os.environ["CONFORMANCE_OWN_ID"])

# The rules for addresses are stricter than the format's name says: no reserved domains, such as those below `.test`.
schemathesis.openapi.format(
    "email", strategies.from_regex(r"[a-z0-9][a-z0-9+_-]{0,19}@[a-z0-9]{1,20}\.(com|org|io)", fullmatch=True)
)


def is_lax_boolean(value) -> bool:
    """Whether a value is none of the schema, yet is read as a boolean."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return False
    return (value.lower() if isinstance(value, str) else value) in LAX_BOOLEANS


@schemathesis.hook
def filter_case(_context, case) -> bool:
    """Skips what only the document rejects."""
    if isinstance(case.body, dict) and any(is_lax_boolean(case.body.get(name)) for name in ("is_active", "is_admin")):
        return False
    # `/users/{user_id}` serves the methods that `/users/me` does not have.
    return not (case.path.endswith("/users/me") and case.method.upper() not in ("GET", "HEAD"))


@schemathesis.hook
def map_case(_context, case):
    """A form has no null: what would be sent is the word."""
    if case.path.endswith("/auth/login") and isinstance(case.body, dict):
        case.body = {name: value for name, value in case.body.items() if value is not None}
    return case


@schemathesis.hook
def before_call(_context, case, **_):
    """Keeps the user whose token is used: after it is deleted there would be nothing but 401 to see."""
    if str(case.path_parameters.get("user_id")) == str(OWN_ID):
        case.path_parameters["user_id"] = OWN_ID + 1
