"""The documentation page in a headless browser, through the Chrome DevTools protocol."""

import json
import subprocess
import time
import urllib.request
from pathlib import Path

import websocket

import documentation
from authorization_server import AuthorizationServer

LISTED = "[...document.querySelectorAll('article button .path')].map((path) => path.textContent).join(' ')"
# Opens the operation of a path and sends its request without input.
TRY = """
(async () => {
  const found = async (find) => {
    for (let round = 0; round < 200 && !find(); round += 1) await new Promise((done) => setTimeout(done, 50));
    return find();
  };
  const operation = await found(() => [...document.querySelectorAll('article')]
    .find((one) => one.querySelector('.method')?.textContent === 'GET' && one.querySelector('.path')?.textContent === '%s'));
  operation.querySelector('h3 button').click();
  (await found(() => operation.querySelector('form button.primary'))).click();
  await found(() => operation.querySelector('.result .status'));
  return operation.querySelector('.result').textContent;
})()
"""

# A document with links, callbacks and webhooks, which the service does not have, served to the page instead of its own.
DOCUMENT = {
    "openapi": "3.1.0", "info": {"title": "Stubbed", "version": "1"},
    "paths": {"/items": {"post": {
        "operationId": "create_item",
        "responses": {"201": {"description": "Created", "links": {"Again": {"operationId": "create_item"}}}},
        "callbacks": {"sold": {"{$request.body#/url}": {"post": {
            "operationId": "sold", "responses": {"204": {"description": "Notified"}},
        }}}},
    }}},
    "webhooks": {"restocked": {"post": {
        "operationId": "restocked", "responses": {"200": {"description": "Received"}},
        "requestBody": {"content": {"application/json": {"schema": {"type": "integer"}}}},
    }}},
}
# The title of the document that the page shows.
TITLE = "document.querySelector('h1')?.textContent ?? ''"
# Opens all operations, and returns the text of an operation and of a webhook, and the number of the webhook's forms.
OPENED = """
(() => {
  for (const button of document.querySelectorAll('article h3 button')) button.click();
  const view = (path) => [...document.querySelectorAll('article')]
    .find((one) => one.querySelector('.path').textContent === path);
  return [view('/items').textContent, view('restocked').textContent, view('restocked').querySelectorAll('form').length];
})()
"""

# Authorizes with an authorization code, opens the operation and returns the status and the curl command.
AUTHORIZE = """
(async () => {
  const found = async (find) => {
    for (let round = 0; round < 200 && !find(); round += 1) await new Promise((done) => setTimeout(done, 50));
    return find();
  };
  const dialog = document.querySelector('dialog');
  [...document.querySelectorAll('header button')].find((one) => one.textContent === 'Authorize').click();
  const form = dialog.querySelector('form');
  form.querySelector('input').value = '%s';
  form.requestSubmit();
  const status = form.querySelector('[role=status]');
  await found(() => /^Authoriz(ed|ation failed)/.test(status.textContent));
  dialog.close();
  document.querySelector('article h3 button').click();
  return [status.textContent, document.querySelector('article form').textContent];
})()
"""
# Filters the operations, and returns the paths that remain.
FILTER = """
(() => {
  const filter = document.querySelector('input[type=search]');
  filter.value = '%s';
  filter.dispatchEvent(new Event('input'));
  return [...document.querySelectorAll('article')].filter((one) => !one.hidden && one.offsetParent)
    .map((one) => one.querySelector('.path').textContent);
})()
"""


class Browser:
    """A browser with one page."""

    def __init__(self, program: str, folder: Path):
        profile = folder / "profile"
        self.process = subprocess.Popen(
            [
                program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--no-first-run", "--remote-debugging-port=0", f"--user-data-dir={profile}", "about:blank",
            ],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        port = self._port(profile / "DevToolsActivePort")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list", timeout=20) as response:
            page = next(target for target in json.load(response) if target["type"] == "page")
        self.socket = websocket.create_connection(page["webSocketDebuggerUrl"], timeout=60, suppress_origin=True)
        self.number = 0

    def call(self, method: str, **parameters):
        """Calls a method of the protocol and returns its result."""
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.recv())
            if message.get("id") == self.number:
                return message["result"]

    def evaluate(self, script: str):
        """Evaluates a script and returns its value."""
        # With a user gesture, because browsers block windows that are not opened by one.
        result = self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True, userGesture=True
        )
        return result["result"].get("value", result)

    def _port(self, file: Path) -> int:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                return int(file.read_text().splitlines()[0])
            except (OSError, IndexError, ValueError):
                time.sleep(0.1)
        raise RuntimeError("The browser did not start.")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def check(report, program: str, url: str, folder: Path):
    """The page lists every operation, a request sent from it receives its response, and all parts of a document are shown."""
    with urllib.request.urlopen(f"{url}/api/v1/openapi.json", timeout=20) as response:
        document = json.load(response)
    paths = list(document["paths"])
    with Browser(program, folder) as browser:
        browser.call("Page.navigate", url=f"{url}/docs")
        deadline = time.monotonic() + 30
        text, missing = "", paths
        while missing and time.monotonic() < deadline:
            text = str(browser.evaluate(LISTED))
            missing = [path for path in paths if path not in text.split()]
            time.sleep(0.1)
        report.check(f"the page lists {len(paths)} paths", not missing and bool(paths), f"missing: {missing}\n{text}")
        shown = str(browser.evaluate(TRY % "/health"))
        report.check("a request sent from the page receives its response", "200" in shown and '"ok"' in shown, shown)
        # `refresh_token` is a field of a body, `size` a query parameter.
        by_field, by_parameter = browser.evaluate(FILTER % "refresh_token"), browser.evaluate(FILTER % "size")
        report.check(
            "the filter finds parameters and members of bodies",
            "/api/v1/auth/refresh" in by_field and "/api/v1/users" in by_parameter and "/health" not in by_parameter,
            f"{by_field}\n{by_parameter}",
        )
        _authorize(report, browser, url)
        _show(browser, url, DOCUMENT)
        operation, webhook, forms = browser.evaluate(OPENED)
        report.check(
            "the page shows links, callbacks and webhooks, and has no form for requests that the app sends",
            "create_item" in operation and "{$request.body#/url}" in operation and "Notified" in operation
            and "integer" in webhook and "Received" in webhook and forms == 0,
            f"{operation}\n{webhook}\n{forms}",
        )
        documentation.check(report, browser, url, _show)


def _authorize(report, browser: Browser, url: str):
    """The page obtains a token with an authorization code and PKCE, and sends it."""
    with AuthorizationServer("docs") as server:
        flow = {"authorizationUrl": f"{server.url}/authorize", "tokenUrl": f"{server.url}/token", "scopes": {}}
        document = {
            "openapi": "3.1.0", "info": {"title": "Authorization", "version": "1"},
            "paths": {"/notes": {"get": {"security": [{"login": []}], "responses": {}}}},
            "components": {"securitySchemes": {"login": {"type": "oauth2", "flows": {"authorizationCode": flow}}}},
        }
        # The policy of the users service allows no other origin; unit tests check that token URLs are allowed.
        browser.call("Page.setBypassCSP", enabled=True)
        script = _show(browser, url, document)
        status, form = browser.evaluate(AUTHORIZE % "docs")
        browser.call("Page.removeScriptToEvaluateOnNewDocument", identifier=script)
        browser.call("Page.setBypassCSP", enabled=False)
        report.check(
            "the page authorizes with an authorization code and PKCE",
            status == "Authorized." and f"Bearer {server.token}" in form and not server.rejected,
            f"{status}\n{form}\n{server.rejected}",
        )


def _show(browser: Browser, url: str, document: dict) -> str:
    """Opens the page with another document, and returns the identifier of the script that provides it."""
    # A block, since its constants would be those of the page otherwise.
    source = f"""{{
        const send = window.fetch;
        window.fetch = async (url, options) => String(url).endsWith('openapi.json')
          ? new Response({json.dumps(json.dumps(document))}) : send(url, options);
    }}"""
    browser.call("Page.enable")
    script = browser.call("Page.addScriptToEvaluateOnNewDocument", source=source)["identifier"]
    browser.call("Page.navigate", url=f"{url}/docs")
    deadline = time.monotonic() + 30
    while document["info"]["title"] not in str(browser.evaluate(TITLE)) and time.monotonic() < deadline:
        time.sleep(0.1)
    return script
