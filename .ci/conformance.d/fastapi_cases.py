"""The requests of the comparison with FastAPI, generated from tables of values for each input of the app."""

import json
from dataclasses import dataclass, field


@dataclass
class Case:
    """A request with a unique name."""

    method: str
    target: str
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""

    @property
    def name(self) -> str:
        """The request in one line."""
        text = f"{self.method} {self.target}"
        for name, value in self.headers:
            text += f" | {name}: {value}"
        return text + (f" | {self.body!r}" if self.body else "")


JSON = ("Content-Type", "application/json")
FORM = ("Content-Type", "application/x-www-form-urlencoded")
MULTIPART = ("Content-Type", "multipart/form-data; boundary=XX")

TEXTS = ["a", "abcdef", "", "%20", "a%20b", "%C3%A9", "%F0%9F%98%80", "null", "true", "a+b", "%2B", "a%26b", "0", "%25"]
INTEGERS = [
    "1", "0", "-1", "+1", "007", "1.0", "1.5", "1e3", "1_000", "%201", "1%20", "", "abc", "true", "null", "0x1",
    "9007199254740993", "%D9%A3", "1,2", "--1", "1.", ".5", "NaN", "101", "100",
]
FLOATS = ["1", "1.5", "-0.5", "1e3", "1E-2", ".5", "5.", "", "abc", "true", "%201.5", "1_0.5", "1,5", "0", "-0", "00.5"]
BOOLEANS = [
    "true", "false", "1", "0", "yes", "no", "on", "off", "t", "f", "y", "n", "TRUE", "False", "2", "", "oui", "%20true",
    "1.0", "tRuE",
]
ENUMS = ["small", "large", "Small", "", "medium", "0", "small%20"]
UUIDS = [
    "12345678-1234-5678-1234-567812345678", "12345678123456781234567812345678", "{12345678-1234-5678-1234-567812345678}",
    "urn:uuid:12345678-1234-5678-1234-567812345678", "12345678-1234-5678-1234-56781234567", "x", "",
    "12345678-1234-5678-1234-56781234567G", "ABCDEF12-1234-5678-1234-567812345678",
]
DATES = [
    "2024-02-29", "2023-02-29", "2024-1-1", "2024-13-01", "2024-00-01", "20240101", "2024-01-01T00:00:00",
    "2024-01-01T00:00:01", "0", "1700000000", "86400", "x", "", "0000-01-01", "9999-12-31", "10000-01-01", "2024-01-01Z",
]
PATHS = ["a", "a/b", "a/b/c.txt", "", "/", "a//b", "a/", "%20", "a%20b", "...", "a/..b", "%C3%A9/x", "a+b", "a;b=c", "a,b"]

ITEM = {"name": "pen", "price": 1.5}
VALUES = [
    "pen", "", "abcdefghijk", 1, 0, -1, 1.0, 1.5, True, False, None, [], {}, ["a"], [1], "1", "1.5", "true", "x", 101,
    {"width": 1, "height": 2}, {"width": 0}, "small", "large", 1e3, "é", "\U0001f600", 9007199254740993, [None],
]
BODIES = [
    b"", b"null", b"[]", b"{}", b"1", b'"text"', b"{", b'{"name": }', b"[1, 2", b"nul", b'{"a": 1,}', b"\xff", b" ",
    b'{"name": "pen", "price": 1.5} x', b'{"name": "pen", "price": 1, "name": "ink"}', b"\xef\xbb\xbf{}", b"[1]", b"true",
]
CONTENT_TYPES = [
    None, "application/json", "application/json; charset=utf-8", "text/plain", "application/vnd.api+json",
    "application/x-www-form-urlencoded", "APPLICATION/JSON", "text/json", "application/octet-stream", "",
]


def encoded(value) -> bytes:
    """Returns JSON text."""
    return json.dumps(value, ensure_ascii=False).encode()


def paths():
    """Path parameters, and paths without a route."""
    yield Case("GET", "/")
    for value in INTEGERS:
        yield Case("GET", f"/items/{value}")
    for kind, values in {
        "bool": BOOLEANS, "float": FLOATS, "enum": ENUMS, "uuid": UUIDS, "date": DATES, "files": PATHS, "users": TEXTS,
    }.items():
        for value in values:
            yield Case("GET", f"/{kind}/{value}")
    for path in ["/nothing", "/items", "/items/1/2", "/users/me", "/users/ME", "/USERS/me", "/slash", "/slash/", "/items/1/"]:
        yield Case("GET", path)
        yield Case("GET", path + "?a=b&c")
    for path in ["/teapot", "/gone", "/crash", "/moved", "/cookie"]:
        yield Case("GET", path)


def queries():
    """Query parameters, alone and combined."""
    for value in TEXTS:
        yield Case("GET", f"/items/1?q={value}")
    yield Case("GET", "/items/1?q=a&q=b")
    yield Case("GET", "/items/0?q=toolong")
    yield Case("GET", "/items/1?q")
    yield Case("GET", "/items/1?Q=a")
    for name, values in {"limit": INTEGERS, "flag": BOOLEANS, "ratio": FLOATS, "size": ENUMS}.items():
        for value in values:
            yield Case("GET", f"/search?{name}={value}")
    for value in TEXTS:
        yield Case("GET", f"/search?tag={value}&tag=x")
    yield Case("GET", "/search?limit=a&flag=b&ratio=c&size=d")
    yield Case("GET", "/search?tag=1&limit=5&flag=on&ratio=0.25&size=large")
    yield Case("GET", "/search?limit=1&limit=2")
    for value in INTEGERS:
        yield Case("GET", f"/paging?limit={value}&after=x")
    yield Case("GET", "/paging?other=1")
    yield Case("GET", "/paging")


def fields():
    """Header fields, cookies and dependencies."""
    for value in ["abc", "ab", "toolongtoken", "a b c", "a,b"]:
        yield Case("GET", "/headers", [("X-Token", value)])
    yield Case("GET", "/headers")
    for value in ["1", "x", "1.5", "-3", "true"]:
        yield Case("GET", "/headers", [("X-Token", "abc"), ("X-Count", value)])
    for value in ["0", "off", "maybe", "TRUE"]:
        yield Case("GET", "/headers", [("x-token", "abc"), ("x-flag", value)])
    yield Case("GET", "/headers", [("X_Token", "abc")])
    for value in [
        "session=a", "session=", "session=a; visits=2", "session=a; visits=x", "visits=1", "session", "Session=a",
        "session=a=b", " session = a ", "session=a;visits=3", "session=a%20b", "other=1; session=b",
    ]:
        yield Case("GET", "/cookies", [("Cookie", value)])
    yield Case("GET", "/cookies")
    for value in ["1", "0", "-1", "x", "1.0"]:
        for query in ["n=1", "n=x", ""]:
            yield Case("GET", f"/tenant?{query}", [("X-Tenant", value)])
    yield Case("GET", "/tenant")
    yield Case("GET", "/tenant?n=1")


def bodies():
    """JSON bodies."""
    for name in ["name", "price", "count", "is_offer", "tags", "note", "size", "dimensions"]:
        for value in VALUES:
            yield Case("POST", "/items", [JSON], encoded({**ITEM, name: value}))
    for body in BODIES:
        for path in ["/items", "/two", "/numbers", "/map", "/embedded"]:
            yield Case("POST", path, [JSON], body)
    for kind in CONTENT_TYPES:
        yield Case("POST", "/items", [] if kind is None else [("Content-Type", kind)], encoded(ITEM))
    yield Case("POST", "/items", [JSON], encoded({"price": 1}))
    yield Case("POST", "/items", [JSON], encoded({**ITEM, "extra": 1}))
    for value in VALUES:
        yield Case("POST", "/two", [JSON], encoded({"item": ITEM, "importance": value}))
        yield Case("POST", "/two", [JSON], encoded({"item": value, "importance": 1}))
        yield Case("POST", "/embedded", [JSON], encoded({"count": value}))
        yield Case("POST", "/numbers", [JSON], encoded([1, value]))
        yield Case("POST", "/map", [JSON], encoded({"a": value}))
    yield Case("POST", "/numbers", [JSON], encoded([1, 2, 3, 4]))
    strict = {"id": UUIDS[0], "email": "ada@example.com", "day": "2024-02-29"}
    yield Case("POST", "/strict", [JSON], encoded(strict))
    yield Case("POST", "/strict", [JSON], encoded({**strict, "more": 1}))
    for value in UUIDS + [1, None]:
        yield Case("POST", "/strict", [JSON], encoded({**strict, "id": value}))
    for value in DATES + [0, 86400, 1.5, None, "2024-01-01 "]:
        yield Case("POST", "/strict", [JSON], encoded({**strict, "day": value}))
    for value in ["a@b", "a b@example.com", "a@example.com ", "A@EXAMPLE.com", "a@@example.com", "", 1, None, "@example.com"]:
        yield Case("POST", "/strict", [JSON], encoded({**strict, "email": value}))
    for value in INTEGERS:
        yield Case("PUT", f"/items/{value}?dry={value}", [JSON], encoded(ITEM))
        yield Case("DELETE", f"/items/{value}")


def part(name: str, value: str, filename: str | None = None, kind: str | None = None) -> str:
    """Returns a part of a multipart body."""
    disposition = f'form-data; name="{name}"' + ("" if filename is None else f'; filename="{filename}"')
    type_ = "" if kind is None else f"Content-Type: {kind}\r\n"
    return f"--XX\r\nContent-Disposition: {disposition}\r\n{type_}\r\n{value}\r\n"


def forms():
    """Forms, urlencoded and multipart."""
    for text in [
        "username=ada&password=secret", "username=ada&password=abc", "username=&password=secret", "username=ada", "",
        "username=ada&password=secret&remember=on", "username=ada&password=secret&remember=maybe",
        "username=a+b&password=%C3%A9%C3%A9%C3%A9%C3%A9", "username=ada&username=bob&password=secret", "&&", "username",
        "password=secret&username=ada&other=1", "USERNAME=ada&password=secret",
    ]:
        yield Case("POST", "/login", [FORM], text.encode())
        yield Case("POST", "/login", [], text.encode())
    for value in INTEGERS:
        yield Case("POST", "/fields", [FORM], f"a={value}&b=x&b=y".encode())
    for text in ["a=1&b=", "a=1&b=&b=x", "a=1&b=x", "a=1", "b=x", "a=1&a=2"]:
        yield Case("POST", "/fields", [FORM], text.encode())
    yield Case("POST", "/login", [JSON], encoded({"username": "ada", "password": "secret"}))
    yield Case("POST", "/login", [MULTIPART], (part("username", "ada") + part("password", "secret") + "--XX--\r\n").encode())
    for name, kind, value in [
        ("a.txt", "text/plain", "hello"), ("a.txt", None, ""), ("ä.txt", "text/plain", "x"), ("a b.txt", "text/csv", "x"),
        ("", "application/octet-stream", ""), ("../a", "text/plain", "x"), (None, None, "text"), ("a;b.txt", "a/b", "x"),
    ]:
        for note in [None, "hi", ""]:
            body = part("file", value, name, kind) + ("" if note is None else part("note", note)) + "--XX--\r\n"
            yield Case("POST", "/upload", [MULTIPART], body.encode())
    many = part("files", "1", "a") + part("files", "2", "b")
    yield Case("POST", "/uploads", [MULTIPART], (many + "--XX--\r\n").encode())
    yield Case("POST", "/uploads", [MULTIPART], (part("files", "1", "a") + "--XX--\r\n").encode())
    yield Case("POST", "/uploads", [MULTIPART], b"--XX--\r\n")
    yield Case("POST", "/uploads", [FORM], b"files=a")
    yield Case("POST", "/upload", [MULTIPART], b"no multipart at all")
    yield Case("POST", "/upload", [("Content-Type", "multipart/form-data")], (many + "--XX--\r\n").encode())
    yield Case("POST", "/upload", [MULTIPART], b"")


def methods():
    """Methods that a path does not support."""
    for path in ["/", "/items/1", "/items", "/nothing", "/slash", "/users/me", "/files/a/b"]:
        for method in ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE"]:
            yield Case(method, path)


def credentials():
    """Credentials."""
    for path in ["/bearer", "/oauth", "/basic", "/maybe"]:
        yield Case("GET", path)
        for value in [
            "Bearer abc", "bearer abc", "BEARER abc", "Bearer", "Bearer ", "Bearer a b", "Basic YWRhOnNlY3JldA==", "Token abc",
            "Basic YWRh", "Basic ???", "basic YWRhOg==", "Basic OmE=", "Basic YTpiOmM=", "", "Basic", "Bearer  abc",
        ]:
            yield Case("GET", path, [("Authorization", value)])
    for case in ["abc", "", "a b"]:
        yield Case("GET", "/key/header", [("X-API-Key", case)])
        yield Case("GET", "/key/query?api_key=" + case.replace(" ", "%20"))
        yield Case("GET", "/key/cookie", [("Cookie", f"key={case}")])
    for path in ["/key/header", "/key/query", "/key/cookie"]:
        yield Case("GET", path)


def all_cases() -> list[Case]:
    """Returns every request once."""
    cases = {}
    for group in (paths, queries, fields, bodies, forms, methods, credentials):
        for case in group():
            cases.setdefault(case.name, case)
    return list(cases.values())
