"""The page in a real browser: sliders, numbers against `ledgerctl`, the rules of its drawings."""

import http.client
import json
import os
import re
import tempfile
import unittest
from urllib.parse import unquote, urlsplit

import desk
import devtools

PARTS = {
    "in-force": "measure in-force", "measures": "measure list", "upcoming": "measure upcoming",
    "exposure": "measure exposure", "talks": "talk list", "commitments": "commitment list",
    "conflicts": "claim conflicts", "stale": "check stale", "incomplete": "check incomplete",
    "sources": "source list", "matrix-tariffs": "claim matrix tariffs",
}
PLACES = [
    ("2018-11-15", "2018-11-15"), ("2018-11-15", None), ("2019-03-28", "2019-03-29"),
    ("2019-03-28", "2018-11-15"), ("2018-05-04", "2018-05-04"), ("2018-03-01", "2018-03-28"),
    ("2018-10-26", "2018-10-26"), ("2019-01-01", "2018-12-24"), ("2018-12-31", "2019-04-02"),
    ("2018-07-01", None), ("2018-06-30", "2018-11-16"), ("2019-06-30", None), ("2018-02-02", "2018-02-02"),
]
PATH = devtools.find()
PICTURES = os.environ.get("LEDGERD_PICTURES")


class DoorTests(unittest.TestCase):
    """`report serve`, which needs no browser."""

    @classmethod
    def setUpClass(cls):
        cls.desk = desk.Desk()
        cls.addClassCleanup(cls.desk.close)
        cls.server = cls.desk.start("report", "serve", "--known", "2018-11-15")
        cls.addClassCleanup(cls.server.stdout.close)
        cls.addClassCleanup(cls.server.wait)
        cls.addClassCleanup(cls.server.terminate)
        cls.url = urlsplit(cls.server.stdout.readline().strip())

    def get(self, path, host=None, method="GET"):
        connection = http.client.HTTPConnection("127.0.0.1", self.url.port, timeout=120)
        connection.request(method, path, headers={"Host": host or self.url.netloc})
        reply = connection.getresponse()
        body = reply.read()
        connection.close()
        return reply, body

    def test_the_page_is_there_for_who_knows_the_word(self):
        self.assertRegex(self.url.path, r"^/[0-9a-f]{32}/$")
        reply, body = self.get(self.url.path)
        self.assertEqual(reply.status, 200)
        self.assertIn(b"readers of 2018-11-15", body)
        self.assertIn("default-src 'none'", reply.headers["content-security-policy"])
        self.assertEqual(reply.headers["cache-control"], "no-store")

    def test_nobody_else_is_served(self):
        self.assertEqual(self.get("/")[0].status, 404)
        self.assertEqual(self.get(self.url.path[:-2] + "0/")[0].status in (200, 404), True)
        self.assertEqual(self.get(self.url.path, host="evil.example")[0].status, 403)
        self.assertEqual(self.get(self.url.path, method="POST")[0].status, 405)

    def test_it_ends_on_ctrl_c(self):
        other = self.desk.start("report", "serve")
        self.assertTrue(other.stdout.readline().startswith("http://127.0.0.1:"))
        other.send_signal(2)
        self.assertNotEqual(other.wait(20), 0)
        other.stdout.close()


@unittest.skipUnless(PATH, "no chromium: apt-get install chromium")
class PageTests(unittest.TestCase):
    """The page as a file."""

    @classmethod
    def setUpClass(cls):
        cls.desk = desk.Desk()
        cls.addClassCleanup(cls.desk.close)
        cls.file = f"{cls.desk.folder}/report.html"
        cls.desk.ctl("report", "build", "--out", cls.file)
        with open(cls.file, encoding="utf-8") as file:
            cls.text = file.read()
        cls.browser = devtools.Browser(PATH, tempfile.gettempdir())
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        self.page = self.browser.page()
        self.page.size(1200, 900)

    def open(self, fragment=""):
        self.page.open("about:blank")
        self.page.open(f"file://{self.file}{fragment}")
        self.page.settle()

    def place(self):
        return (
            self.page.run("document.getElementById('on-text').value"),
            self.page.run("document.getElementById('known-text').value"),
        )

    def go(self, on, known):
        self.page.run(f"location.hash = '#on={on}&known={known or 'all'}'")
        self.page.settle()
        self.page.settle()
        self.assertEqual(self.place(), (on, known or "all sources"))

    def saved(self, part, kind):
        code = f"""document.querySelector('a[download="{part}.{kind}"]').href"""
        return unquote(self.page.run(code).partition(",")[2])

    def test_the_numbers_are_those_of_ledgerctl(self):
        self.open()
        for on, known in PLACES:
            self.go(on, known)
            for part, command in PARTS.items():
                answer = self.desk.answer(command, on, known)
                with self.subTest(part=part, on=on, known=known):
                    self.assertEqual(json.loads(self.saved(part, "json")), answer)
                    count = self.page.run(f"document.getElementById('{part}-count').textContent")
                    told = [row for row in answer["rows"] if row.get("row") != "total"]
                    self.assertEqual(int(count), len(told))
            measures = self.desk.answer("measure list", on, known)["rows"]
            forced = sum(row["state"] == "in_force" for row in measures)
            sentence = self.page.run("document.getElementById('sentence').textContent")
            numbers = re.search(r"knew of (\d+) of the (\d+) measures .*; (\d+) were", sentence)
            self.assertEqual((int(numbers[1]), int(numbers[3])), (len(measures), forced))
            title = self.page.run("document.querySelector('#timeline svg title').textContent")
            self.assertTrue(title.startswith(f"{forced} of "), title)
        self.assertEqual(self.page.logged(), [])

    def test_csv_is_that_of_ledgerctl(self):
        self.open()
        for on, known in PLACES[:4]:
            self.go(on, known)
            for part in ["in-force", "upcoming", "conflicts", "talks", "exposure", "stale"]:
                words = PARTS[part].split() + ["--on", on] + (["--known", known] if known else [])
                with self.subTest(part=part, on=on, known=known):
                    printed = self.desk.ctl(*words, "-o", "csv")
                    self.assertEqual(
                        self.saved(part, "csv").replace("\r\n", "\n"), printed.replace("\r\n", "\n")
                    )

    def test_the_cells_show_the_days_that_are_left(self):
        self.open("#on=2018-11-15&known=2018-11-15")
        self.assertIn("47 d", self.page.run("document.getElementById('upcoming-table').innerText"))
        self.go("2018-11-20", "2018-11-15")
        self.assertIn("42 d", self.page.run("document.getElementById('upcoming-table').innerText"))

    def test_the_keyboard_moves_the_sliders(self):
        self.open("#on=2018-11-15&known=2018-11-15")
        self.page.run("document.getElementById('on').focus()")
        self.page.key("ArrowRight", 39)
        self.page.settle()
        self.assertEqual(self.place(), ("2018-11-16", "2018-11-15"))
        self.page.key("PageUp", 33)
        self.page.settle()
        self.assertEqual(self.place(), ("2018-12-16", "2018-11-15"))
        self.page.run("document.getElementById('known').focus()")
        self.page.key("PageDown", 34)
        self.page.settle()
        self.assertEqual(self.place(), ("2018-12-16", "2018-10-15"))
        self.page.key("End", 35)
        self.page.settle()
        self.assertEqual(self.place()[1], "all sources")
        self.assertIn("known=all", self.page.run("location.hash"))

    def test_the_mouse_moves_the_sliders(self):
        self.open("#on=2018-11-15&known=2018-11-15")
        box = self.page.run(
            "(b => [b.left, b.top, b.width, b.height])"
            "(document.getElementById('on').getBoundingClientRect())"
        )
        y = box[1] + box[3] / 2
        self.page.mouse("mousePressed", box[0] + box[2] * 0.2, y)
        self.page.mouse("mouseReleased", box[0] + box[2] * 0.2, y)
        self.page.settle()
        first = self.place()
        self.assertLess(first[0], "2018-11-15")
        self.assertEqual(first[1], "2018-11-15")
        self.page.run("document.getElementById('linked').click()")
        self.page.mouse("mousePressed", box[0] + box[2] * 0.6, y)
        self.page.mouse("mouseReleased", box[0] + box[2] * 0.6, y)
        self.page.settle()
        both = self.place()
        self.assertGreater(both[0], first[0])
        self.assertEqual(both[0], both[1])

    def test_a_date_may_be_typed_and_nonsense_is_refused(self):
        self.open()
        for text, isRight in [("2018-10-26", True), ("2018-13-01", False), ("soon", False)]:
            self.page.run("document.getElementById('known-text').select()")
            self.page.run("document.getElementById('known-text').focus()")
            self.page.type(text)
            self.page.key("Enter", 13)
            self.page.run("document.getElementById('known-text').blur()")
            self.page.settle()
            fault = self.page.run("document.getElementById('fault').textContent")
            self.assertEqual(fault == "", isRight, (text, fault))
        self.assertIn("known=2018-10-26", self.page.run("location.hash"))

    def test_filters_keep_rows_that_rest_on_a_record_of_theirs(self):
        self.open("#on=2018-11-15&known=2018-11-15&source=src/cnn-20181115")
        rows = json.loads(self.saved("talks", "json"))["rows"]
        all_rows = self.desk.answer("talk list", "2018-11-15", "2018-11-15")["rows"]
        listed = self.desk.ctl(
            "record", "list", "--source", "src/cnn-20181115", "-o", "json", "--known", "2018-11-15"
        )
        mine = {row["record"] for row in json.loads(listed)["rows"]}
        self.assertEqual(rows, [row for row in all_rows if mine & set(row["records"])])
        self.assertTrue(0 < len(rows) < len(all_rows))

    def test_nothing_is_asked_of_a_network(self):
        self.open()
        self.go("2018-11-15", "2018-11-15")
        urls = [url for url in self.page.asked() if not url.startswith(("file:", "about:"))]
        self.assertEqual(urls, [])
        self.assertEqual(self.page.logged(), [])
        blocked = self.page.run(
            "fetch('https://example.org').then(() => 'let through', () => 'blocked')"
        )
        self.assertEqual(blocked, "blocked")

    def test_a_record_has_a_place_of_its_own(self):
        self.open("#r169")
        self.assertEqual(self.page.run("document.querySelector(':target').id"), "r169")
        top = self.page.run("document.getElementById('r169').getBoundingClientRect().top")
        self.assertTrue(-50 < top < 900, top)
        self.go("2018-05-04", "2018-05-04")
        self.assertTrue(self.page.run("document.getElementById('r169').hidden"))

    def test_no_label_is_cut(self):
        """Chart rule 7: what is drawn lies inside the drawing."""
        self.open()
        for on, known in PLACES:
            self.go(on, known)
            cut = self.page.run(
                """[...document.querySelectorAll('svg')].flatMap(s => {
                  const v = s.viewBox.baseVal;
                  return [...s.querySelectorAll('text')].filter(t => {
                    const b = t.getBBox();
                    return b.x < -0.5 || b.y < -0.5 || b.x + b.width > v.width + 0.5
                      || b.y + b.height > v.height + 0.5;
                  }).map(t => t.textContent);
                })"""
            )
            self.assertEqual(cut, [], (on, known))

    def test_the_rules_of_drawings(self):
        """Chart rules 1 to 6 and 8 on what is drawn."""
        self.open()
        ask = self.page.run
        for section in ["timeline", "trade"]:
            self.assertEqual(ask(f"document.querySelector('#{section} svg').getAttribute('role')"), "img")
            labelled = ask(
                f"document.querySelector('#{section} svg').getAttribute('aria-labelledby')"
                ".split(' ').map(i => document.getElementById(i).textContent.length)"
            )
            self.assertTrue(len(labelled) == 2 and min(labelled) > 20)
            self.assertTrue(ask(f"!!document.querySelector('#{section} svg + details table caption')"))
            self.assertTrue(ask(f"document.querySelectorAll('#{section} th[scope]').length > 3"))
        patterns = ask("[...document.querySelectorAll('#timeline rect[fill]')].length")
        words = ask("[...document.querySelectorAll('#timeline g text')].length")
        self.assertTrue(patterns > 3 and words > 9)
        self.assertEqual(ask("document.getElementById('on').step"), "1")
        for rule in ["prefers-reduced-motion", "prefers-color-scheme", "forced-colors"]:
            self.assertIn(rule, self.text)
        self.assertTrue(ask("[...document.querySelectorAll('#trade text')].some(t => t.textContent === '0')"))
        duplicates = ask(
            "(a => a.filter((x, i) => a.indexOf(x) !== i))"
            "([...document.querySelectorAll('[id]')].map(e => e.id))"
        )
        self.assertEqual(duplicates, [])
        unnamed = ask(
            "[...document.querySelectorAll('input,select')].filter(e => !e.labels.length"
            " && !e.getAttribute('aria-label')).length"
        )
        self.assertEqual(unnamed, 0)

    def test_it_fits_a_narrow_screen(self):
        self.page.size(400, 800)
        self.open()
        self.assertLessEqual(self.page.run("document.documentElement.scrollWidth"), 400)

    def test_without_its_script_the_newest_state_is_shown(self):
        self.page.send("Emulation.setScriptExecutionDisabled", {"value": True})
        self.page.open(f"file://{self.file}")
        shown = "getComputedStyle(document.getElementById('bar')).display"
        self.assertEqual(self.page.run(shown), "none")
        rows = self.page.run("document.querySelectorAll('#measures-table tbody').length")
        self.assertEqual(rows, len(self.desk.answer("measure list", "2019-06-30", None)["rows"]))
        code = """document.querySelector('a[download="measures.json"]').href"""
        saved = json.loads(unquote(self.page.run(code).partition(",")[2]))
        self.assertEqual(saved, self.desk.answer("measure list", "2019-06-30", None))

    def test_pictures(self):
        """Light, dark, on paper, narrow and without script; kept where LEDGERD_PICTURES says."""
        folder = PICTURES or tempfile.mkdtemp(dir=self.desk.folder)
        os.makedirs(folder, exist_ok=True)
        views = {
            "light": {}, "dark": {"prefers_color_scheme": "dark"}, "print": {"media": "print"},
            "narrow": {}, "forced": {"forced_colors": "active"}, "noscript": {},
        }
        for name, media in views.items():
            page = self.browser.page()
            page.size(400 if name == "narrow" else 1200, 900)
            page.media(**media)
            if name == "noscript":
                page.send("Emulation.setScriptExecutionDisabled", {"value": True})
            page.open(f"file://{self.file}" + ("" if name == "noscript" else "#on=2018-11-15&known=2018-11-15"))
            page.picture(f"{folder}/{name}.png", whole=False)
            self.assertGreater(os.path.getsize(f"{folder}/{name}.png"), 10_000)


if __name__ == "__main__":
    unittest.main()
