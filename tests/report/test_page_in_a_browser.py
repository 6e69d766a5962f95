"""The HTML page: what it must not hold, and in headless Chromium that its links jump and its console is silent."""

import contextlib
import json
import re
import shutil
import socket
import subprocess
import time
import urllib.request
from html.parser import HTMLParser

import pytest

from search.report.content import content
from search.report.page import page

EVIL = 'It cost Acme 30 million euros, <img src=x onerror=alert(1)> </style><script>alert(2)</script> "they" said.'


class _Reading(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.tags, self.loads = [], [], set(), []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        for name, value in attributes:
            if name == "id":
                self.ids.append(value)
            if name == "href":
                self.links.append(value)
            if name in ("src", "style", "srcset", "data") or name.startswith("on"):
                self.loads.append((tag, name))


@pytest.fixture(scope="module")
def told(seeds):
    return page(content(seeds, "en"))


def test_every_link_leads_somewhere_on_the_page_and_every_identifier_is_unique(told):
    read = _Reading(told)
    assert read.links
    assert {link.removeprefix("#") for link in read.links} <= set(read.ids)
    assert len(read.ids) == len(set(read.ids))


def test_the_page_loads_and_runs_nothing(told):
    read = _Reading(told)
    assert not read.tags & {"script", "link", "img", "iframe", "object", "base", "form"}
    assert not read.loads
    assert "default-src &#x27;none&#x27;" in told
    assert not re.search(r"@import|url\(", told)


def test_article_text_cannot_become_markup(compared):
    text = page(content(compared(EVIL, EVIL.replace("30", "50"), sources=("<u>", "<s>")), "en"))
    assert not _Reading(text).tags & {"script", "img", "u", "s"}
    assert "&lt;script&gt;alert(2)&lt;/script&gt;" in text


def test_every_statement_is_marked_in_its_article_and_every_quantity_has_a_picture(told, seeds):
    read = _Reading(told)
    for quantity in seeds.quantities:
        assert all(f"s{statement}" in read.ids for statement in quantity.statements)
    assert told.count("<svg ") == len(seeds.quantities)


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """A session of chromedriver, by WebDriver's own protocol: a function that sends one command."""
    driver, chromium = shutil.which("chromedriver"), shutil.which("chromium")
    if driver is None or chromium is None:
        pytest.skip("there is no Chromium with its driver here")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([driver, f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def send(method, path, body=None):
        data = json.dumps(body or {}).encode() if method == "POST" else None
        request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data, method=method)
        request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.loads(answer.read())["value"]

    try:
        for _ in range(100):
            with contextlib.suppress(OSError):
                if send("GET", "/status")["ready"]:
                    break
            time.sleep(0.1)
        flags = [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--window-size=1300,900",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={tmp_path_factory.mktemp('chromium')}",
        ]  # fmt: skip
        wanted = {"goog:chromeOptions": {"binary": chromium, "args": flags}, "goog:loggingPrefs": {"browser": "ALL"}}
        session = send("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]
        yield lambda method, path, body=None: send(method, f"/session/{session}{path}", body)
        send("DELETE", f"/session/{session}")
    finally:
        process.terminate()
        process.wait(20)


@pytest.mark.parametrize("story", ["seeds", "earthquake"])
def test_in_chromium_links_jump_both_ways_and_the_console_is_silent(browser, tmp_path, request, story):
    comparison = request.getfixturevalue(story)
    file = tmp_path / "report.html"
    file.write_text(page(content(comparison, "en")), "utf-8")
    browser("POST", "/url", {"url": file.as_uri()})

    def run(script, *arguments):
        return browser("POST", "/execute/sync", {"script": script, "args": arguments})

    in_view = "const r=document.querySelector(arguments[0]).getBoundingClientRect(); return r.top>=0&&r.top<innerHeight"
    statement = comparison.quantities[-1].statements[-1]
    assert not run(in_view, f"#s{statement}")
    for clicked, target in (
        (f'.place[href="#s{statement}"]', f"#s{statement}"),
        (f"a#s{statement}", f"#q{len(comparison.quantities)}"),
    ):
        run("document.querySelector(arguments[0]).click()", clicked)
        assert run("return location.hash") == target
        assert run(in_view, target), f"{clicked} did not bring {target} into view"
    assert run("return document.documentElement.scrollWidth <= innerWidth")
    assert run("return getComputedStyle(document.querySelector('.chart .dot')).fill") != "rgb(0, 0, 0)"
    assert browser("POST", "/se/log", {"type": "browser"}) == []
