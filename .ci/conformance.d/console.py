"""The console of `serve` in a headless browser: sending, editing and saving invocations, and its protection."""

import json
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from browser import Browser
from fixtures import VARIABLES, environment
from tool import Tool

# Collects the errors of the page, and what it copies.
WATCH = """
window.problems = [];
addEventListener('error', (event) => problems.push(event.message));
addEventListener('unhandledrejection', (event) => problems.push(String(event.reason)));
document.addEventListener('securitypolicyviolation', (event) => problems.push(`${event.violatedDirective} ${event.blockedURI}`));
navigator.clipboard.writeText = async (text) => { window.copied = text; };
"""
LISTED = "[...document.querySelectorAll('#list a')].map((link) => link.textContent)"
# Fills the fields of the form by their label, and sends it; returns the text of the result and of the field errors.
SEND = """
(async (fields) => {
  for (const [name, value] of Object.entries(fields)) {
    const label = [...document.querySelectorAll('#content label')]
      .find((one) => one.querySelector('.name')?.textContent === name);
    document.getElementById(label.htmlFor).value = value;
  }
  const result = document.querySelector('#content .result');
  result.replaceChildren();
  document.querySelector('#content form').requestSubmit();
  for (let round = 0; round < 200 && !result.childElementCount; round += 1) await new Promise((done) => setTimeout(done, 50));
  return [result.textContent, ...[...document.querySelectorAll('.field-error')].map((one) => one.textContent)].join('\\n');
})(%s)
"""
# The controls without an accessible name.
UNNAMED = """
[...document.querySelectorAll('button, a, input, select, textarea')].filter((node) => !node.textContent.trim()
  && !node.getAttribute('aria-label') && !node.labels?.length).map((node) => node.outerHTML)
"""
# Opens the longest label of the timeline, and returns it, its visible text, and the widths of the timeline and its container.
TIMELINE = """
(() => {
  const labels = [...document.querySelectorAll('.timeline .label')].sort((a, b) => b.textContent.length - a.textContent.length);
  labels[0].querySelector('summary').click();
  const { scrollWidth, clientWidth } = document.querySelector('.timeline').parentElement;
  const isCut = [...labels[0].querySelectorAll('summary')].some((one) => one.scrollWidth > one.clientWidth);
  return [labels[0].textContent, isCut ? '' : labels[0].innerText, scrollWidth, clientWidth];
})()
"""
ATTACK = "<img src=x onerror=window.attacked=1><script>window.attacked=1</script>"


class Page:
    """The console's page."""

    def __init__(self, browser: Browser, url: str):
        self.browser, self.url = browser, url
        browser.call("Page.enable")
        browser.call("Page.addScriptToEvaluateOnNewDocument", source=WATCH)
        browser.call("Page.navigate", url=f"{url}/_swiftlet")
        self.wait("document.querySelector('#state')?.className === 'live'")

    def wait(self, condition: str, seconds: float = 30) -> bool:
        """Waits until a condition holds; returns whether it does."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.browser.evaluate(f"Boolean({condition})") is True:
                return True
            time.sleep(0.05)
        return False

    def open(self, view: str, condition: str) -> bool:
        """Opens a view and waits for a part of it; returns whether it appears."""
        self.browser.evaluate(f"location.hash = {json.dumps(view)}")
        shown = f"document.querySelector('#content').dataset.view === {json.dumps(view.removeprefix('#/'))}"
        return self.wait(f"{shown} && {condition}")

    def send(self, endpoint: str, fields: dict) -> str:
        """Sends the form of an endpoint; returns its result."""
        if not self.open(f"#/new/endpoint/{endpoint}", "document.querySelector('#content form')"):
            return "The form did not appear."
        return str(self.browser.evaluate(SEND % json.dumps(fields)))

    def listed(self) -> list[str]:
        """Returns the texts of the list, latest first."""
        return self.browser.evaluate(LISTED)

    def press(self, key: str):
        """Presses a key."""
        self.browser.evaluate("document.activeElement.blur()")
        for kind in ("keyDown", "keyUp"):
            self.browser.call("Input.dispatchKeyEvent", type=kind, key=key, text=key if kind == "keyDown" else "")

    def open_latest(self) -> bool:
        """Opens the latest invocation."""
        view = self.browser.evaluate("document.querySelector('#list a').click(), location.hash")
        return self.open(view, "document.querySelector('.timeline')")


def fetch(url: str, method: str = "GET", body: bytes | None = None, **headers) -> tuple[int, str]:
    """Sends a request; returns the status and the body."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, data=body, method=method, headers=names)
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def check(report, program: str, paths, folder: Path):
    """The page shows invocations live, sends them, and saves them; other origins have no access."""
    with Tool(paths, "serve", folder) as tool, Browser(program, folder / "console") as browser:
        page = Page(browser, tool.url)
        _forms(report, page)
        _live(report, page)
        _actions(report, page, paths, folder)
        _attacks(report, page)
        _layout(report, page)
        problems = browser.evaluate("problems")
        report.check("the page reports no error and violates no security policy", problems == [], problems)
        _other_origins(report, tool.url)
        interrupted = tool.interrupt()
        report.check("serve stops while the page is open", interrupted == 0, tool.output()[-2000:])
    with Tool(paths, "serve", folder, "--no-console") as tool:
        report.check("--no-console disables it", fetch(f"{tool.url}/_swiftlet")[0] == 404)
    _token(report, paths, folder)


def _forms(report, page: Page):
    login = page.send("login", {"username": "admin@example.com", "password": "password123"})
    report.check("the form of an endpoint sends a request", login.startswith("200"), login)
    rejected = page.send("create_user", {"email": "ada", "name": "a", "password": "password123"})
    report.check(
        "validation errors are next to their fields",
        "valid email address" in rejected and "at least 2 characters" in rejected and rejected.startswith("422"), rejected,
    )
    me = page.send("get_current_user", {})
    report.check("the form has the token of the login", me.startswith("200"), me)
    appears = page.open("#/new/source/sqs", "document.querySelector('#content form')")
    result = page.browser.evaluate(SEND % "{}") if appears else ""
    report.check("the form of an event source sends its sample", "batchItemFailures" in str(result), result)


def _live(report, page: Page):
    before = len(page.listed())
    fetch(f"{page.url}/health")
    appears = page.wait(f"document.querySelectorAll('#list a').length === {before + 1}")
    report.check("a request of another client appears at once", appears and "/health" in page.listed()[0], page.listed())


def _actions(report, page: Page, paths, folder: Path):
    me = page.send("get_current_user", {})
    report.check("an invocation has its queries", page.open_latest() and "SELECT" in str(
        page.browser.evaluate("document.querySelector('.timeline').textContent")), me)
    shown = str(page.browser.evaluate("document.querySelector('#content').textContent"))
    report.check("credentials are masked", "Bearer ******" in shown and "eyJ" not in shown, shown)
    page.press("v")
    report.check("and shown on request", page.wait("document.querySelector('#content').textContent.includes('Bearer eyJ')"))
    page.press("c")
    page.wait("window.copied")
    command = str(page.browser.evaluate("copied"))
    result = subprocess.run(["bash", "-c", command], check=False, capture_output=True, text=True, timeout=20)
    report.check("the copied curl command works", "200 OK" in result.stdout, f"{command}\n{result.stdout}{result.stderr}")
    page.browser.evaluate("window.copied = undefined")
    page.press("a")
    page.wait("window.copied")
    command = str(page.browser.evaluate("copied"))
    report.check("the aws command has the event", command.startswith("aws lambda invoke") and "rawPath" in command, command)
    before = len(page.listed())
    page.press("r")
    sent = page.wait(f"document.querySelectorAll('#list a').length === {before + 1}")
    report.check("an invocation is sent again", sent and "200" in page.listed()[0], page.listed())
    page.wait("document.querySelector('#content h2')")
    page.press("s")
    page.wait("document.querySelector('dialog form')")
    page.browser.evaluate("document.querySelector('dialog form').requestSubmit()")
    saved = page.wait("document.querySelector('dialog pre')")
    report.check("an invocation is saved", saved, page.browser.evaluate("document.querySelector('dialog')?.textContent"))
    page.browser.evaluate("document.querySelector('dialog').close()")
    files = sorted(path.name for path in (folder / "events/console").rglob("*.json"))
    variables = {**VARIABLES, "RATE_LIMIT": "off", "DATABASE_URL": f"sqlite:{folder}/replay.sqlite3"}
    replay = subprocess.run(
        [paths.users, "replay", *environment(variables), folder / "events/console"],
        check=False, capture_output=True, text=True, timeout=60,
    )
    report.check("and passes a replay with its login", replay.returncode == 0 and len(files) == 4,
                 f"{files}\n{replay.stdout}{replay.stderr}")


def _attacks(report, page: Page):
    fetch(f"{page.url}/health?q={urllib.request.quote(ATTACK)}", "POST", ATTACK.encode(), X_Attack=ATTACK,
          Content_Type="text/html")
    page.wait("document.querySelector('#list a').textContent.includes('img')")
    page.open_latest()
    text = str(page.browser.evaluate("document.querySelector('#content').textContent"))
    attacked = page.browser.evaluate("Boolean(window.attacked) || document.querySelectorAll('#content img').length > 0")
    report.check("the contents of a request are shown as text", attacked is False and ATTACK in text, text)


def _layout(report, page: Page):
    for view in ("#/", "#/new/endpoint/create_user", "#/new/source/sqs"):
        page.open(view, "true")
        unnamed = page.browser.evaluate(UNNAMED)
        report.check(f"all controls of {view} have a name", unnamed == [], unnamed)
    query = "[...document.querySelectorAll('#list a')].find((link) => link.textContent.includes('quer'))"
    view = page.browser.evaluate(f"{query}.click(), location.hash")
    page.open(view, "document.querySelector('.timeline .label')")
    page.browser.call("Emulation.setDeviceMetricsOverride", width=360, height=740, deviceScaleFactor=1, mobile=True)
    width = page.browser.evaluate("document.documentElement.scrollWidth")
    report.check("the page fits a phone", width == 360, width)
    statement, shown, inner, outer = page.browser.evaluate(TIMELINE)
    report.check("the timeline fits a phone, and long statements can be read", inner <= outer and shown == statement,
                 f"{statement}\n{shown}\n{inner} > {outer}")
    page.browser.call("Emulation.clearDeviceMetricsOverride")
    colors = []
    for scheme in ("light", "dark"):
        page.browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        colors.append(page.browser.evaluate("getComputedStyle(document.body).backgroundColor"))
    report.check("the page is light or dark", len(set(colors)) == 2, colors)


def _other_origins(report, url: str):
    api = f"{url}/_swiftlet/api/invocations"
    rejected = [
        fetch(api, Host="evil.example")[0], fetch(api, Origin="http://evil.example")[0],
        fetch(api, Sec_Fetch_Site="cross-site")[0], fetch(api, "POST", b"{}", Content_Type="text/plain")[0],
    ]
    report.check("requests of other origins are rejected", rejected == [403, 403, 403, 415], rejected)


def _token(report, paths, folder: Path):
    with Tool(paths, "serve", folder, "--host", "0.0.0.0") as tool:
        deadline = time.monotonic() + 20
        while "?token=" not in tool.output() and time.monotonic() < deadline:
            time.sleep(0.05)
        token = tool.output().partition("?token=")[2].split()[0]
        page = f"{tool.url}/_swiftlet"
        statuses = [
            fetch(page)[0], fetch(f"{page}?token=0")[0],
            fetch(f"{page}/api/invocations", Cookie=f"swiftlet_console={token}")[0],
            fetch(f"{page}/api/invocations?token={token}")[0],
        ]
        report.check("another address than loopback requires the token", statuses == [403, 403, 200, 403], statuses)
