"""The same app in FastAPI and in Swiftlet, under the same requests.

Compares status, body and the header fields below. Every difference must be listed in fastapi_differences.txt with its
reason. A difference that is not listed is a failure, and so is an entry that matches no difference.
"""

import base64
import fnmatch
import json
import re
import subprocess
import urllib.parse
from pathlib import Path

from fastapi.testclient import TestClient
from starlette.routing import Match

from document import validate
from fastapi_app import app
from fastapi_cases import Case, all_cases

HERE = Path(__file__).resolve().parent
FIELDS = ("content-type", "allow", "location", "www-authenticate", "set-cookie", "retry-after")
HOST = "testserver"


def event(case: Case) -> dict:
    """Returns the request as a function URL event."""
    path, _, query = case.target.partition("?")
    headers = {"host": HOST}
    cookies = []
    for name, value in case.headers:
        if name.lower() == "cookie":
            cookies += value.split("; ")
        else:
            headers[name.lower()] = value
    return {
        "version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": query, "headers": headers,
        "cookies": cookies, "body": base64.b64encode(case.body).decode(), "isBase64Encoded": True,
        "requestContext": {
            "domainName": "id.lambda-url.eu-west-1.on.aws", "stage": "$default",
            "http": {"method": case.method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1"},
        },
    }


def observed(status: int, headers: dict, body: bytes) -> dict:
    """Returns the compared parts of a response: JSON bodies parsed, locations without the origin of FastAPI's client."""
    parts = {"status": status, "body": body.decode(errors="replace")}
    if headers.get("content-type", "").startswith("application/json") and body:
        parts["body"] = json.loads(body)
    for name in FIELDS:
        parts[name] = headers.get(name)
    location = parts["location"]
    if location:
        parts["location"] = location.removeprefix(f"http://{HOST}")
    return parts


def send_to_fastapi(cases: list[Case]) -> list[dict]:
    """Sends the requests to FastAPI's test client."""
    client = TestClient(app, base_url=f"http://{HOST}", raise_server_exceptions=False, follow_redirects=False)
    # The events have no default header fields of the client either.
    client.headers.clear()
    responses = []
    for case in cases:
        client.cookies.clear()
        # As bytes, so that header values that are not ASCII stay unchanged.
        headers = [(name.encode(), value.encode()) for name, value in case.headers]
        response = client.request(case.method, case.target, headers=headers, content=case.body or None)
        responses.append(observed(response.status_code, dict(response.headers), response.content))
    return responses


def send_to_swiftlet(program: Path, cases: list[Case]) -> list[dict]:
    """Sends the requests to the program, which reads and writes one JSON value per line."""
    lines = "".join(json.dumps(event(case)) + "\n" for case in cases)
    result = subprocess.run([program], input=lines.encode(), capture_output=True, check=False, timeout=120)
    events = [json.loads(line) for line in result.stdout.splitlines()]
    if len(events) != len(cases):
        last = cases[len(events)].name if len(events) < len(cases) else "nothing"
        raise RuntimeError(f"{len(events)} responses; the program exited at {last}\n{result.stderr.decode()[-2000:]}")
    responses = []
    for response in events:
        body = response.get("body", "").encode()
        if response.get("isBase64Encoded"):
            body = base64.b64decode(body)
        headers = {name.lower(): value for name, value in response.get("headers", {}).items()}
        if response.get("cookies"):
            headers["set-cookie"] = ", ".join(response["cookies"])
        responses.append(observed(response["statusCode"], headers, body))
    return responses


def methods_of(target: str) -> set[str]:
    """Returns the methods of all FastAPI routes for a path, and those that Swiftlet adds. Empty without a route."""
    scope = {"type": "http", "method": "", "path": urllib.parse.unquote(target.partition("?")[0]), "root_path": ""}
    methods = set()
    for route in app.routes:
        if route.matches(dict(scope))[0] != Match.NONE:
            methods |= route.methods
    if "GET" in methods:
        methods.add("HEAD")
    return methods | {"OPTIONS"} if methods else methods


class Differences:
    """The known differences: a pattern of requests, a part of the response, its value in Swiftlet, and the reason."""

    def __init__(self, file: Path, responses: dict[str, dict]):
        self.entries = []
        for line in file.read_text().splitlines():
            if line.strip() and not line.startswith("#"):
                pattern, part, expected, reason = line.split("\t")
                self.entries.append((pattern, part, expected, reason))
        self.used = set()
        # FastAPI's responses by request name.
        self.responses = responses

    def explain(self, case: Case, part: str, ours: dict) -> bool:
        """Returns whether a difference is listed with Swiftlet's value."""
        for index, (pattern, name, expected, _) in enumerate(self.entries):
            if name == part and fnmatch.fnmatchcase(case.name, pattern) and self._is(ours, expected, case, part):
                self.used.add(index)
                return True
        return False

    def _is(self, ours: dict, expected: str, case: Case, part: str) -> bool:
        value = ours[part]
        methods = methods_of(case.target)
        if expected == "@methods":
            return bool(methods) and value is not None and set(value.split(", ")) == methods
        if expected == "@get":
            other = Case("GET", case.target, case.headers)
            return other.name in self.responses and value == self.responses[other.name][part]
        if expected.startswith("@routed "):
            return bool(methods) and value == json.loads(expected.removeprefix("@routed "))
        if expected.startswith("@both "):
            _, status, rest = expected.split(" ", 2)
            statuses = {ours["status"], self.responses[case.name]["status"]}
            return statuses == {int(status)} and value == json.loads(rest)
        if expected.startswith("@matches "):
            text = value if isinstance(value, str) else json.dumps(value, sort_keys=True)
            return re.fullmatch(expected.removeprefix("@matches "), text) is not None
        return json.dumps(value, sort_keys=True) == json.dumps(json.loads(expected), sort_keys=True)

    def unused(self) -> list[str]:
        """Returns the entries that matched no difference."""
        return ["\t".join(entry) for index, entry in enumerate(self.entries) if index not in self.used]


def operation_ids(document: dict):
    """Yields the operation ids of a document: of paths, webhooks and callbacks."""
    items = [*document.get("paths", {}).values(), *document.get("webhooks", {}).values()]
    while items:
        for operation in items.pop().values():
            yield operation["operationId"]
            for callback in operation.get("callbacks", {}).values():
                items += callback.values()


def run(report, paths):
    """Sends all requests to both apps, and checks the document."""
    report.part("The same app in FastAPI")
    program = paths.probe.with_name("differential")
    subprocess.run([HERE / "build-probe", program, HERE / "differential.swift"], check=True)
    compare(report, program)
    document = program.with_suffix(".json")
    document.write_bytes(subprocess.run([program, "openapi"], check=True, capture_output=True).stdout)
    validate(report, document)
    ids = list(operation_ids(json.loads(document.read_text())))
    report.check("9 operations with unique ids", len(ids) == len(set(ids)) == 9, ids)


def compare(report, program: Path):
    """Compares the responses of both apps to every request."""
    cases = all_cases()
    responses = send_to_fastapi(cases)
    known = Differences(
        HERE / "fastapi_differences.txt", {case.name: response for case, response in zip(cases, responses, strict=True)}
    )
    explained, unexplained = 0, []
    for case, theirs, ours in zip(cases, responses, send_to_swiftlet(program, cases), strict=True):
        for part in theirs:
            # Compared as text, because 1, 1.0 and True are equal in Python. The order of members is not significant.
            if json.dumps(theirs[part], sort_keys=True) == json.dumps(ours[part], sort_keys=True):
                continue
            if known.explain(case, part, ours):
                explained += 1
            else:
                unexplained.append(f"{case.name}\n  {part}\n    FastAPI:  {theirs[part]!r}\n    Swiftlet: {ours[part]!r}")
    report.check("at least 600 requests", len(cases) >= 600, len(cases))
    report.check(
        f"{len(cases)} requests have the same responses, or known differences ({explained})", not unexplained,
        f"{len(unexplained)} differences\n" + "\n".join(unexplained[:40]),
    )
    report.check("every listed difference occurs", not known.unused(), "\n".join(known.unused()))
