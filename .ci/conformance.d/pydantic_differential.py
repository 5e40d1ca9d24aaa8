"""Decodes the same inputs with Pydantic and Swiftlet, and compares the values and the errors.

Pydantic validates as in FastAPI: parsed JSON in Python mode, or the strings of a parameter. Forms are sent to FastAPI's test
client, because FastAPI extracts the fields of a model itself. The deliberate differences are listed in
`pydantic_differences.py`, each with its reason. CONFORMANCE_SEED selects other random cases.
"""

import datetime
import decimal
import enum
import json
import os
import subprocess
import urllib.parse
import uuid
from collections import Counter
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import Annotated, Any, Literal, Optional, Union

from fastapi import FastAPI, Form
from fastapi.testclient import TestClient
from pydantic import (
    AnyUrl, Base64Bytes, Base64UrlBytes, BaseModel, ConfigDict, EmailStr, Field, StringConstraints, TypeAdapter,
    ValidationError,
)
from pydantic.networks import IPvAnyAddress
from pydantic_core import to_jsonable_python
from typing_extensions import TypeAliasType

from pydantic_cases import FORM_TYPES, cases
from pydantic_differences import DIFFERENCES, difference

SHOWN = 40


class Color(enum.Enum):
    """An enumeration of strings."""

    red = "red"
    green = "green"
    blue = "blue"


class Level(enum.IntEnum):
    """An enumeration of integers."""

    low = 1
    high = 2


class Address(BaseModel):
    """A nested model."""

    street: str = Field(min_length=1)
    zip: Optional[int] = None


class Person(BaseModel):
    """A model with constraints, defaults and nested values."""

    name: str = Field(min_length=2, max_length=10)
    age: int = Field(18, ge=0, le=150)
    tags: list[str] = Field([], max_length=2)
    address: Optional[Address] = None
    color: Color = Color.red


class Strict(BaseModel):
    """A model that rejects unknown keys."""

    model_config = ConfigDict(extra="forbid")
    x: int
    y: int = 1


class Open(BaseModel):
    """A model that keeps unknown keys."""

    model_config = ConfigDict(extra="allow")
    x: int


class Counts(BaseModel):
    """A model that keeps unknown keys with integer values."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, int]
    x: int


class A(BaseModel):
    """A member of unions."""

    x: int
    y: int = 1


class B(BaseModel):
    """Another member of unions."""

    x: int
    z: str = ""


class Cat(BaseModel):
    """A model with a tag."""

    kind: Literal["cat"]
    lives: int


class Dog(BaseModel):
    """Another model with a tag."""

    kind: Literal["dog"]
    name: str


Tree = TypeAliasType("Tree", Union[int, list["Tree"], dict[str, "Tree"]])

TYPES = {
    "int": int, "float": float, "decimal": decimal.Decimal, "str": str, "bool": bool, "any": Any, "uuid": uuid.UUID,
    "datetime": datetime.datetime, "date": datetime.date, "time": datetime.time, "timedelta": datetime.timedelta,
    "email": EmailStr, "url": AnyUrl, "ipv4": IPv4Address, "ipv6": IPv6Address, "ip": IPvAnyAddress,
    "ipv4network": IPv4Network, "ipv6network": IPv6Network,
    "base64": Base64Bytes, "base64url": Base64UrlBytes,
    "color": Color, "level": Level, "order": Literal["asc", "desc"], "version": Literal[1, 2],
    "optional_int": Optional[int], "list_int": list[int], "list_str": list[str], "set_int": set[int],
    "dict_str_int": dict[str, int], "dict_int_int": dict[int, int], "dict_uuid_int": dict[uuid.UUID, int],
    "dict_date_int": dict[datetime.date, int], "dict_color_int": dict[Color, int], "dict_level_int": dict[Level, int],
    "dict_order_any": dict[Literal["asc", "desc"], Any],
    "person": Person, "strict": Strict, "open": Open, "counts": Counts,
    "pet": Annotated[Union[Cat, Dog], Field(discriminator="kind")], "list_person": list[Person],
    "int_or_str": Union[int, str], "str_or_int": Union[str, int], "int_or_float": Union[int, float],
    "float_or_int": Union[float, int], "bool_or_int": Union[bool, int], "uuid_or_str": Union[uuid.UUID, str],
    "date_or_datetime": Union[datetime.date, datetime.datetime], "time_or_int": Union[datetime.time, int],
    "decimal_or_float": Union[decimal.Decimal, float], "color_or_int": Union[Color, int],
    "level_or_str": Union[Level, str], "order_or_bool": Union[Literal["asc", "desc"], bool],
    "a_or_b": Union[A, B], "b_or_a": Union[B, A], "a_or_dict": Union[A, dict[str, int]],
    "dict_or_a": Union[dict[str, int], A], "lists": Union[list[int], list[str]],
    "set_or_list": Union[set[int], list[int]], "models_or_dicts": Union[list[A], list[dict[str, int]]],
    "tree": Tree, "optional_union": Optional[Union[int, str]], "list_union": list[Union[int, bool]],
}

STRING_RULES = {"strip_whitespace", "to_lower"}
TEMPORAL = {"datetime", "date", "time", "timedelta"}


FORM = {"content-type": "application/x-www-form-urlencoded"}


def forms() -> TestClient:
    """Returns the test client of an app that decodes models from forms and returns them."""
    app = FastAPI()

    def endpoint(body):
        return body

    for name in FORM_TYPES:
        endpoint.__annotations__ = {"body": Annotated[TYPES[name], Form()]}
        app.post(f"/{name}", response_model=TYPES[name])(endpoint)
    return TestClient(app)


class Judge:
    """Pydantic, with an adapter for each type and its constraints."""

    def __init__(self):
        self.adapters = {}
        self.forms = forms()

    def adapter(self, name: str, rules: dict) -> TypeAdapter:
        """Returns the adapter for a type with constraints."""
        key = (name, json.dumps(rules, sort_keys=True))
        if key not in self.adapters:
            base = TYPES[name]
            if name in TEMPORAL or name == "decimal":
                bound = TypeAdapter(base)
                rules = {
                    rule: bound.validate_python(value) if rule in ("ge", "gt", "le", "lt", "multiple_of") else value
                    for rule, value in rules.items()
                }
            notes = []
            own = {rule: rules[rule] for rule in rules if rule in STRING_RULES}
            if own:
                notes.append(StringConstraints(**own))
            others = {rule: rules[rule] for rule in rules if rule not in STRING_RULES}
            if others:
                notes.append(Field(**others))
            for note in notes:
                base = Annotated[base, note]
            self.adapters[key] = TypeAdapter(base)
        return self.adapters[key]

    def decide(self, case: dict) -> dict:
        """Returns FastAPI's result for a case: `{"value": …}` or `{"errors": […]}`."""
        if case.get("form") == "fields":
            body = urllib.parse.urlencode([tuple(field) for field in json.loads(case["input"])])
            response = self.forms.post(f'/{case["type"]}', content=body, headers=FORM)
            if response.status_code == 200:
                return {"value": response.json()}
            return {"errors": [{**error, "loc": error["loc"][1:]} for error in response.json()["detail"]]}
        adapter = self.adapter(case["type"], case["rules"])
        try:
            value = adapter.validate_python(json.loads(case["input"]), from_attributes=True)
        except ValidationError as error:
            return {"errors": [self.shown(one) for one in error.errors(include_url=False)]}
        except OverflowError as error:
            return {"failure": str(error)}
        return {"value": json.loads(adapter.dump_json(value, by_alias=True)), "python": value}

    @staticmethod
    def shown(error: dict) -> dict:
        """Returns an error as in FastAPI's response."""
        error = {**error, "loc": list(error["loc"])}
        if isinstance(error.get("ctx", {}).get("error"), Exception):
            error["ctx"] = {**error["ctx"], "error": {}}
        return to_jsonable_python(plain(error), fallback=repr)


def plain(value):
    """Returns a value with decimals and durations encoded as in FastAPI."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    if isinstance(value, decimal.Decimal) and value.is_finite():
        return int(value) if value.as_tuple().exponent >= 0 else float(value)
    return value.total_seconds() if isinstance(value, datetime.timedelta) else value


def decode(program, generated: list[dict]) -> list[dict]:
    """Returns Swiftlet's results for the cases."""
    lines = [
        f'{{"type": {json.dumps(case["type"])}, "rules": {json.dumps(case["rules"])}, "input": {case["input"]}, '
        f'"form": {json.dumps(case.get("form"))}}}'
        for case in generated
    ]
    result = subprocess.run(
        [program], input="\n".join(lines) + "\n", capture_output=True, text=True, encoding="utf-8", check=False,
        timeout=300,
    )
    results = result.stdout.splitlines()
    if result.returncode != 0 or len(results) != len(lines):
        last = lines[len(results)] if len(results) < len(lines) else ""
        raise RuntimeError(f"Exit code {result.returncode} after {len(results)} cases, at:\n{last}\n{result.stderr}")
    return [json.loads(line) for line in results]


def compare(program, generated: list[dict]) -> tuple[Counter, list[str]]:
    """Counts the listed differences, and describes the others."""
    judge = Judge()
    listed = Counter()
    unlisted = []
    for case, ours in zip(generated, decode(program, generated)):
        theirs = judge.decide(case)
        reason = difference(case, theirs, ours)
        if reason == "":
            continue
        if reason is None:
            theirs.pop("python", None)
            unlisted.append(
                f'{case["type"]} {case.get("form", "")} {json.dumps(case["rules"])} {case["input"][:300]}\n'
                f"    Pydantic: {json.dumps(theirs)[:700]}\n    Swiftlet: {json.dumps(ours)[:700]}"
            )
        else:
            listed[reason] += 1
    return listed, unlisted


def run(report, paths):
    """Generates the cases and compares the results."""
    seed = int(os.environ.get("CONFORMANCE_SEED", "1"))
    report.part(f"The types against Pydantic, seed {seed}")
    with report.timed() as seconds:
        generated = cases(seed)
        listed, unlisted = compare(paths.types, generated)
        unused = [one.reason for one in DIFFERENCES if not listed[one.reason]]
        for reason, count in listed.most_common():
            print(f"    {count:5}  {reason}", flush=True)
        report.check("each listed difference occurs", not unused, "\n".join(unused), seconds())
        report.check(
            f"{len(generated)} inputs are decoded as Pydantic decodes them, but for {listed.total()} listed differences",
            not unlisted and len(generated) >= 20_000, "\n".join(unlisted[:SHOWN]) + f"\n{len(unlisted)} in total", seconds(),
        )
