"""The deliberate differences between Swiftlet and Pydantic, each with its reason."""

import datetime
import decimal
import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass

MOMENTS = {"datetime", "date_or_datetime"}
DECIMALS = {"decimal", "decimal_or_float"}
BOUND_ERRORS = {"greater_than", "greater_than_equal", "less_than", "less_than_equal"}
# The precision of `Date` in the year 9999.
MOMENT_TOLERANCE = datetime.timedelta(microseconds=31)
LEAST_INTEGER, GREATEST_INTEGER = -(2**63), 2**63 - 1
UNIONS = {
    "int_or_str", "str_or_int", "int_or_float", "float_or_int", "bool_or_int", "color_or_int", "level_or_str", "time_or_int",
    "a_or_b", "b_or_a", "a_or_dict", "dict_or_a", "lists", "set_or_list", "models_or_dicts", "tree",
    "optional_union", "list_union",
}
WIDTH_ENDS = (f" {GREATEST_INTEGER}", f" {LEAST_INTEGER}")


@dataclass
class Difference:
    """A difference, and the results it explains."""

    reason: str
    explains: Callable[[dict, dict, dict], bool]


def errors(result: dict) -> list[dict]:
    """Returns the errors of a result."""
    return result.get("errors", [])


def types(result: dict) -> set[str]:
    """Returns the types of a result's errors."""
    return {error["type"] for error in errors(result)}


def number(value) -> decimal.Decimal | None:
    """Returns the number that a value is, or that a string represents."""
    if isinstance(value, str):
        value = value.strip().replace("_", "")
    try:
        return decimal.Decimal(str(value)) if isinstance(value, (str, decimal.Decimal)) or is_number(value) else None
    except decimal.InvalidOperation:
        # The exponent is out of range, or the string is not a number.
        return decimal.Decimal("inf") if re.fullmatch(r"[-+]?[0-9]+(\.[0-9]*)?[eE][-+]?[0-9]+", str(value)) else None


def is_wide(value) -> bool:
    """Returns whether a value is outside the range of 64-bit integers, or infinite."""
    denoted = number(value)
    return denoted is not None and not denoted.is_nan() and not LEAST_INTEGER <= denoted <= GREATEST_INTEGER


def is_width(error: dict) -> bool:
    """Returns whether an error reports an integer outside the 64-bit range."""
    return (error["type"] == "int_parsing_size" or error["msg"].endswith(WIDTH_ENDS)) and is_wide(error.get("input"))


def same_but_width(theirs, ours) -> bool:
    """Returns whether two values are equal, with integers outside the 64-bit range rounded to a float."""
    if isinstance(theirs, list) and isinstance(ours, list):
        return len(theirs) == len(ours) and all(map(same_but_width, theirs, ours))
    if isinstance(theirs, dict) and isinstance(ours, dict):
        return theirs.keys() == ours.keys() and all(same_but_width(theirs[key], ours[key]) for key in theirs)
    if is_wide(theirs) and is_number(theirs) and is_number(ours):
        return float(theirs) == ours
    return same(theirs, ours)


def only_width(case: dict, theirs: dict, ours: dict) -> bool:
    """Returns whether the results differ only in integers outside the 64-bit range."""
    if "value" in ours:
        return "value" in theirs and (same_but_width(theirs["value"], ours["value"]) or other_member(case))
    if not any(map(is_width, errors(theirs) + errors(ours))):
        return False
    if "value" in theirs:
        # The other members of a union do not match either.
        return all(map(is_width, errors(ours))) or case["type"] in UNIONS
    places = [error["loc"] for error in errors(theirs) + errors(ours) if is_width(error)]

    def is_apart(error: dict) -> bool:
        place = error["loc"]
        if case["type"] not in UNIONS:
            return place not in places
        # If one member of a union fails, the errors of the others are reported too.
        return not any(wide[:len(place) - 1] == place[:-1] for wide in places)

    return same(list(filter(is_apart, errors(theirs))), list(filter(is_apart, errors(ours))))


def other_member(case: dict) -> bool:
    """Returns whether an integer outside the 64-bit range decides which member of a union matches."""
    if case["type"] not in ("a_or_b", "b_or_a", "a_or_dict", "dict_or_a", "models_or_dicts"):
        return False
    value = json.loads(case["input"])
    objects = value if isinstance(value, list) else [value]
    return any(is_wide(number) for one in objects if isinstance(one, dict) for number in one.values())


def is_infinite(value) -> bool:
    """Returns whether a value, or the number that a string represents, is not a finite 64-bit number."""
    denoted = number(value)
    return denoted is not None and (denoted.is_nan() or math.isinf(float(denoted)))


def without_infinity(value):
    """Returns a value with `null` in place of numbers that are not finite."""
    if isinstance(value, list):
        return [without_infinity(part) for part in value]
    if isinstance(value, dict):
        return {key: without_infinity(part) for key, part in value.items()}
    return None if isinstance(value, float) and not math.isfinite(value) else value


def only_infinity(theirs: dict, ours: dict) -> bool:
    """Returns whether the results differ only in numbers that are not finite."""
    if "value" in ours:
        return "value" in theirs and same(theirs["value"], without_infinity(ours["value"]))
    found = [error["input"] for error in errors(ours) if error["type"] == "finite_number"]
    return bool(found) and all(map(is_infinite, found))


def exact(case: dict):
    """Returns the input of a case with numbers as decimals."""
    return json.loads(case["input"], parse_float=decimal.Decimal)


def exceeds_decimal(value) -> bool:
    """Returns whether a number exceeds the digits or the exponent of `Decimal`."""
    denoted = number(value)
    if denoted is None or not denoted.is_finite():
        return denoted is not None
    _, digits, exponent = denoted.normalize(decimal.Context(prec=10_000)).as_tuple()
    return len(digits) > 38 or not -128 <= exponent <= 127


def is_multiple(case: dict) -> bool:
    """Returns whether the number of a case is an exact multiple."""
    return decimal.Context(prec=10_000).remainder(number(exact(case)), number(case["rules"]["multiple_of"])) == 0


def same_moment(_case: dict, theirs: dict, ours: dict) -> bool:
    """Returns whether both are the same moment; without an offset, a moment is in UTC."""
    try:
        first, second = (datetime.datetime.fromisoformat(result["value"]) for result in (theirs, ours))
        first, second = (
            moment if moment.tzinfo else moment.replace(tzinfo=datetime.timezone.utc) for moment in (first, second)
        )
        tolerance = datetime.timedelta(0) if first.year < 2255 else MOMENT_TOLERANCE
        return abs(first - second) <= tolerance
    except (KeyError, TypeError, ValueError, OverflowError):
        return False


def same_decimal(_case: dict, theirs: dict, ours: dict) -> bool:
    """Returns whether both are the same decimal number."""
    try:
        return decimal.Decimal(theirs["value"]) == decimal.Decimal(ours["value"])
    except (KeyError, TypeError, ValueError, decimal.InvalidOperation):
        return False


def without(key: str, result: dict) -> list[dict]:
    """Returns the errors of a result without one of their members."""
    return [{name: value for name, value in error.items() if name != key} for error in errors(result)]


def blurred(result: dict) -> dict:
    """Returns a result without the messages of UUID errors."""
    return {
        **result,
        **({"errors": [
            {"type": error["type"], "loc": error["loc"], "msg": ""} if error["type"] == "uuid_parsing" else error
            for error in errors(result)
        ]} if "errors" in result else {}),
    }


DIFFERENCES: list[Difference] = [
    Difference("integers have 64 bits, and the error reports the range", only_width),
    Difference(
        "numbers are finite, as in JSON",
        lambda case, theirs, ours: only_infinity(theirs, ours),
    ),
    Difference(
        "moments are in UTC, also without an offset; Date has the precision of a Double",
        lambda case, theirs, ours: case["type"] in MOMENTS and same_moment(case, theirs, ours),
    ),
    Difference(
        "a moment that is in the year 0 or 10,000 in UTC cannot be written in UTC",
        lambda case, theirs, ours: case["type"] in MOMENTS and types(theirs) <= BOUND_ERRORS and "errors" in ours
        and any("outside of the years" in error["msg"] for error in errors(ours))
        and (case["type"] != "datetime" or len(errors(ours)) == 1),
    ),
    Difference(
        "Decimal does not keep trailing zeros and is written without an exponent",
        lambda case, theirs, ours: case["type"] in DECIMALS and same_decimal(case, theirs, ours),
    ),
    Difference(
        "Decimal has up to 38 digits",
        lambda case, theirs, ours: case["type"] in DECIMALS and exceeds_decimal(exact(case))
        and ("decimal_max_digits" in types(ours) or case["type"] == "decimal_or_float" and is_number(ours.get("value"))
             and "value" in theirs and float(theirs["value"]) == ours["value"]),
    ),
    Difference(
        "the digits of numbers are ASCII",
        lambda case, theirs, ours: bool(re.search("[\u0660-\u0669]", case["input"]))
        or "\\u066" in case["input"],
    ),
    Difference(
        "the input of an error is the original value, not the converted one",
        lambda case, theirs, ours: case["type"] == "timedelta" and bool(errors(theirs))
        and types(theirs) <= BOUND_ERRORS and same(without("input", theirs), without("input", ours)),
    ),
    Difference(
        "a dictionary with too many entries is rejected before its entries are decoded",
        lambda case, theirs, ours: case["type"].startswith("dict_") and types(ours) == {"too_long"},
    ),
    Difference(
        "the message about the length of, or the position in, a UUID in braces or with a prefix",
        lambda case, theirs, ours: "uuid" in case["type"] and "uuid_parsing" in types(ours)
        and ("{" in case["input"] or "urn:" in case["input"] or len(case["input"]) > 40)
        and (are_alike(case, blurred(theirs), blurred(ours)) or only_width(case, blurred(theirs), blurred(ours))),
    ),
    Difference(
        "the message about an email address in brackets",
        lambda case, theirs, ours: case["type"] == "email" and "[" in case["input"] and types(theirs) == types(ours),
    ),
    Difference(
        "the message about a host with a misplaced colon",
        lambda case, theirs, ours: case["type"] == "url" and re.search("//([^/]*@)?:", case["input"]) is not None
        and types(theirs) == types(ours),
    ),
    Difference(
        "Decimal has the digits of the input, not those of the nearest float",
        lambda case, theirs, ours: case["type"] == "decimal" and "value" in theirs and "value" in ours
        and float(theirs["value"]) == float(ours["value"]),
    ),
    Difference(
        "a numeric tag is reported as in the input",
        lambda case, theirs, ours: case["type"] == "pet" and types(theirs) == types(ours) == {"union_tag_invalid"}
        and same([error["input"] for error in errors(theirs)], [error["input"] for error in errors(ours)]),
    ),
    Difference(
        "a set is decoded as a whole before its length is checked",
        lambda case, theirs, ours: case["type"] == "set_int" and types(theirs) == {"too_long"} and "errors" in ours,
    ),
    Difference(
        "multiples are exact, not limited by the precision of Python's float",
        lambda case, theirs, ours: case["type"] in ("float", "decimal") and "multiple_of" in case["rules"]
        and ("multiple_of" in types(ours)) != is_multiple(case),
    ),
    Difference(
        "a sign or two underscores after leading zeros are not part of an integer",
        lambda case, theirs, ours: bool(re.search("0_*[-+]|0__", case["input"])) and "int_parsing" in types(ours),
    ),
    Difference(
        "the year 0 is reported before other errors",
        lambda case, theirs, ours: case["type"] in ("date", "dict_date_int", *MOMENTS) and "errors" in theirs
        and any("year 0 " in error["msg"] for error in errors(ours)),
    ),
    Difference(
        "networks have no zone",
        lambda case, theirs, ours: case["type"] == "ipv6network" and "%" in case["input"] and "ip_v6_network" in types(ours),
    ),
    Difference(
        "canonically equivalent dictionary keys are the same String in Swift, and an error",
        lambda case, theirs, ours: "value" in theirs
        and any("canonically equivalent" in error["msg"] for error in errors(ours)),
    ),
    Difference(
        "strings contain no NUL",
        lambda case, theirs, ours: "\\u0000" in case["input"] and any("NUL" in error["msg"] for error in errors(ours)),
    ),
    Difference(
        "a duration beyond the range of Python's timedelta is an error, not an exception",
        lambda case, theirs, ours: case["type"] == "timedelta" and "failure" in theirs and types(ours) == {"time_delta_parsing"},
    ),
]


def are_alike(case: dict, theirs: dict, ours: dict) -> bool:
    """Returns whether both have the same value, or the same errors."""
    if case["type"].startswith("set_") and "value" in theirs and "value" in ours:
        # Sets are unordered.
        return sorted(theirs["value"]) == sorted(ours["value"])
    if "value" in theirs:
        return "value" in ours and same(theirs["value"], ours["value"])
    return "errors" in theirs and "errors" in ours and same(theirs["errors"], ours["errors"])


def is_number(value) -> bool:
    """Returns whether a value is a number; in Python, a boolean is an int."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def same(first, second) -> bool:
    """Returns whether two JSON values are equal, with numbers compared by value."""
    if is_number(first) and is_number(second):
        return first == second
    if isinstance(first, list) and isinstance(second, list):
        return len(first) == len(second) and all(same(one, other) for one, other in zip(first, second))
    if isinstance(first, dict) and isinstance(second, dict):
        return first.keys() == second.keys() and all(same(first[key], second[key]) for key in first)
    return type(first) is type(second) and first == second


def difference(case: dict, theirs: dict, ours: dict) -> str | None:
    """Returns the reason for a difference: empty if the results are alike, `None` if the difference is not listed."""
    if are_alike(case, theirs, ours):
        return ""
    return next((listed.reason for listed in DIFFERENCES if listed.explains(case, theirs, ours)), None)
