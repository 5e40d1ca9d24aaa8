"""The documentation page with a large document."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from large_document import large_document


class _Stream:
    """A server whose response is an endless event stream."""

    def __init__(self):
        self.ended = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            """Sends an event every 50 milliseconds until the client is gone."""

            def do_GET(self):
                """Responds with the stream."""
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.send_header("Access-Control-Allow-Origin", "*")
                self.end_headers()
                try:
                    for number in range(600):
                        self.wfile.write(f"data: {number}\n\n".encode())
                        time.sleep(0.05)
                except OSError:
                    outer.ended.set()

            def log_message(self, *_):
                """Logs nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


# Functions for the expressions below, and the errors of the page.
HELPERS = """
window.problems = [];
addEventListener('error', (event) => problems.push(event.message));
addEventListener('unhandledrejection', (event) => problems.push(String(event.reason)));
window.found = async (find) => {
  for (let round = 0; round < 200 && !find(); round += 1) await new Promise((done) => setTimeout(done, 25));
  return find();
};
window.open1 = (id) => {
  const article = document.getElementById(id);
  if (article.querySelector('h3 button').ariaExpanded !== 'true') article.querySelector('h3 button').click();
  return article;
};
window.visible = (node) => Boolean(node) && node.checkVisibility();
window.shown = () => [...document.querySelectorAll('article')].filter((one) => visible(one)).map((one) => one.id);
window.filterBy = (text) => {
  const filter = document.querySelector('input[type=search]');
  filter.value = text;
  filter.dispatchEvent(new Event('input'));
  return shown();
};
// The least contrast of visible text to its background, with the text.
window.leastContrast = () => {
  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const luminance = (color) => channels(color).slice(0, 3).map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
  const background = (node) => {
    const color = node ? getComputedStyle(node).backgroundColor : 'rgb(255, 255, 255)';
    return channels(color)[3] === 0 ? background(node.parentElement) : color;
  };
  return [...document.querySelectorAll('main *')]
    .filter((node) => visible(node) && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
    .map((node) => {
      const [low, high] = [luminance(getComputedStyle(node).color), luminance(background(node))].sort((a, b) => a - b);
      return [(high + 0.05) / (low + 0.05), node.textContent.slice(0, 40)];
    })
    .reduce((least, one) => (one[0] < least[0] ? one : least));
};
"""
MARKDOWN = """
(() => {
  const text = document.querySelector('header .text');
  const parts = ['h3', 'li li', 'td.end code', 'blockquote', 'strong', 'a[href="https://example.com/guide"]'];
  return [parts.filter((part) => !text.querySelector(part)), text.textContent.includes('snake_case_names'),
    window.attacked ?? 'safe', document.querySelectorAll('main img, main script, a[href^="javascript"]').length];
})()
"""
# The milliseconds that long Markdown without structure takes.
LONG_MARKDOWN = """
['\\n'.repeat(300000), '['.repeat(300000), '[a]('.repeat(50000), '> '.repeat(100000), '**a '.repeat(50000), '|'.repeat(100000)]
  .map((text) => {
    const start = performance.now();
    markdown(text);
    return Math.round(performance.now() - start);
  })
"""
UNION = """
(() => {
  const article = open1('add');
  const [choice, area] = article.querySelectorAll('select[aria-label=Example], textarea');
  const values = [...choice.options].map((option) => {
    choice.value = option.value;
    choice.dispatchEvent(new Event('change'));
    return [option.textContent, JSON.parse(area.value)];
  });
  const example = [...article.querySelectorAll('.response pre')].map((one) => one.textContent);
  const schema = article.querySelector('form .schema').textContent;
  return { values, example, schema, accepted: [...article.querySelectorAll('.field option')].map((one) => one.textContent) };
})()
"""
RECURSION = """
(async () => {
  const article = open1('value');
  for (let level = 0; level < 6; level += 1) {
    for (const details of article.querySelectorAll('details')) details.open = true;
    await new Promise((done) => setTimeout(done, 20));
  }
  return [article.querySelector('form .schema').textContent, problems];
})()
"""
LINKS = """
(async () => {
  filterBy('events');
  const isFiltered = shown().join() === 'events';
  navigator.clipboard.writeText = async (text) => { window.copied = text; };
  [...open1('add').querySelectorAll('button')].find((one) => one.textContent === 'Copy link').click();
  open1('add').querySelector('a[href="#schemas/Cat"]').click();
  const schema = document.getElementById('schemas/Cat');
  const isOpen = Boolean(await found(() => schema.open && visible(schema) && schema.textContent.includes('lives')));
  location.hash = '#put59';
  const isFocused = Boolean(await found(() => document.activeElement?.closest('article')?.id === 'put59'));
  const contents = [...document.querySelectorAll('nav a')].map((link) => link.textContent);
  document.querySelector('nav a[href="#tag%2Fpets"]').click();
  const section = await found(() => location.hash === '#tag%2Fpets' && document.getElementById('tag/pets'));
  await found(() => Math.abs(section.getBoundingClientRect().top) < 40);
  const top = Math.round(section.getBoundingClientRect().top);
  return { isFiltered, isOpen, isFocused, contents, copied: window.copied, top };
})()
"""
STREAM = """
(async () => {
  const article = open1('events');
  const cancel = [...article.querySelectorAll('.buttons button')].find((one) => one.textContent === 'Cancel');
  article.querySelector('form').requestSubmit();
  await found(() => article.querySelector('.result')?.textContent.includes('data: 2'));
  const isCancelable = visible(cancel);
  cancel.click();
  await found(() => article.querySelector('.result').textContent.includes('Canceled'));
  return [isCancelable, article.querySelector('.result').textContent, visible(cancel)];
})()
"""
METHODS = """
[...new Set(['get', 'put', 'post', 'delete', 'patch']
  .map((method) => getComputedStyle(document.querySelector(`article .method.${method}`)).color))].length
"""
UNNAMED = """
[...document.querySelectorAll('button, a, input, select, textarea')].filter((node) => !node.textContent.trim()
  && !node.getAttribute('aria-label') && !node.labels?.length).map((node) => node.outerHTML)
"""


def check(report, browser, url: str, show):
    """Checks the page with the document, which `show` opens."""
    with _Stream() as stream:
        document = large_document(stream.url)
        # The policy of the users service allows no other origin.
        browser.call("Page.setBypassCSP", enabled=True)
        browser.call("Page.enable")
        helpers = browser.call("Page.addScriptToEvaluateOnNewDocument", source=HELPERS)["identifier"]
        script = show(browser, url, document)
        _list(report, browser, document)
        _schemas(report, browser)
        links = browser.evaluate(LINKS)
        report.check(
            "links open operations and schemas that the filter hides, and the contents lead to each tag",
            links["isFiltered"] and links["isOpen"] and links["isFocused"] and abs(links["top"]) < 40
            and {"pets", "events", "group5", "Schemas"} <= set(links["contents"])
            and links["copied"] == f"{url}/docs#add", links,
        )
        is_cancelable, text, remains = browser.evaluate(STREAM)
        report.check(
            "a stream is shown while it arrives, and can be canceled",
            is_cancelable and "data: 2" in text and "Canceled" in text and not remains and stream.ended.wait(10), text,
        )
        _access(report, browser)
        problems = browser.evaluate("problems")
        report.check("the page reports no error", problems == [], problems)
        for identifier in (helpers, script):
            browser.call("Page.removeScriptToEvaluateOnNewDocument", identifier=identifier)
        browser.call("Page.setBypassCSP", enabled=False)


def _list(report, browser, document: dict):
    count = sum(len(item) for item in document["paths"].values())
    listed, collected = browser.evaluate("[document.querySelectorAll('article').length, namedWords.size]")
    report.check(
        f"the page lists {count} operations without reading their schemas", listed == count and collected == 0,
        f"{listed} operations, {collected} schemas",
    )
    missing, has_names, attacked, unsafe = browser.evaluate(MARKDOWN)
    report.check(
        "Markdown has headings, lists, tables, quotations and links, and HTML in it remains text",
        not missing and has_names and attacked == "safe" and unsafe == 0, f"{missing}, {has_names}, {attacked}, {unsafe}",
    )
    times = browser.evaluate(LONG_MARKDOWN)
    report.check("long Markdown takes linear time", max(times) < 5000, times)
    header = browser.evaluate("document.querySelector('header > .notes').textContent")
    report.check(
        "the header links to the terms of service, the contact and further documentation",
        all(text in header for text in ("Terms of service", "Support", "The handbook")), header,
    )
    # `Thing3` refers to `Thing4`, and so on, up to `Thing1`.
    by_member, by_path = browser.evaluate("[filterBy('field17').length, filterBy('/things7')]")
    report.check(
        "the filter finds members of schemas that others refer to",
        by_member == 300 and by_path == [f"{method}7" for method in ("get", "put", "post", "delete", "patch")],
        f"{by_member}, {by_path}",
    )
    browser.evaluate("filterBy('')")


def _schemas(report, browser):
    union = browser.evaluate(UNION)
    values = dict(union["values"])
    tags = {name: value.get("kind") for name, value in values.items()}
    report.check(
        "each choice of a union has an example with its tag",
        tags == {"Cat": "cat", "Dog": "hound"} and 'if kind is "hound"' in union["schema"], union,
    )
    example = json.loads(union["example"][0])
    report.check(
        "examples omit read-only members in requests and write-only members in responses",
        "secret" in values["Cat"] and "id" not in values["Cat"] and "id" in example and "secret" not in example, union,
    )
    report.check(
        "a response of several content types shows the example of each, and one can be requested",
        "kind,lives" in union["example"] and union["accepted"] == ["*/*", "application/json", "text/csv"], union,
    )
    schema, problems = browser.evaluate(RECURSION)
    report.check(
        "a recursive union can be opened at each level",
        schema.count("at most 7 characters") > 4 and problems == [], f"{schema}\n{problems}",
    )


def _access(report, browser):
    browser.evaluate("document.activeElement.blur(), scrollTo(0, 0)")
    for key in ("/", "Tab"):
        for kind in ("keyDown", "keyUp"):
            browser.call("Input.dispatchKeyEvent", type=kind, key=key, code=key if key == "Tab" else "",
                         windowsVirtualKeyCode=9 if key == "Tab" else 191, text=key if kind == "keyDown" and key == "/" else "")
    focused = browser.evaluate("document.activeElement.textContent")
    report.check("the slash selects the filter, and the next control follows it", focused == "Authorize", focused)
    scopes = browser.evaluate("[...document.querySelectorAll('dialog .scope')].map((one) => one.textContent)")
    report.check("the scopes of OAuth 2.0 have descriptions", scopes == ["read Read all pets."], scopes)
    unnamed = browser.evaluate(UNNAMED)
    report.check("all controls have accessible names", unnamed == [], unnamed)
    for scheme in ("light", "dark"):
        browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        ratio, text = browser.evaluate("leastContrast()")
        methods = browser.evaluate(METHODS)
        report.check(f"{scheme}: text has a contrast of 4.5, and methods their colors", ratio >= 4.5 and methods == 5,
                     f"{ratio} of “{text}”, {methods} colors")
    browser.call("Emulation.setEmulatedMedia", features=[])
    browser.call("Emulation.setDeviceMetricsOverride", width=360, height=740, deviceScaleFactor=1, mobile=True)
    widths = browser.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    browser.call("Emulation.clearDeviceMetricsOverride")
    report.check("the page fits a narrow screen", widths[0] <= widths[1], widths)
