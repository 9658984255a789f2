#!/usr/bin/python3
"""The report's page in a real, headless Chromium: what it shows, what it does, and that it loads nothing.

    report_test.py PYLONCTL PROJECT [--shots FOLDER]

Small manifests come from tests/golden/diff; when PROJECT has artifacts with attribution, the same tests run over
these too. --shots writes screenshots (light, dark, phone, map) to look at. Exit code 77: no Chromium or no selenium here.
"""
import argparse
import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

try:
    from selenium import webdriver
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
except ImportError:
    sys.exit(77)

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
GOLDEN = Path(__file__).resolve().parent.parent / "golden/diff/with_symbols.in"


def browser(width=1400, height=1000, dark=False):
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    # Tests run as root in containers, where Chromium's own sandbox cannot start.
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(service=webdriver.chrome.service.Service(DRIVER), options=options)
    # Not --window-size: a window has a least width, a phone has not.
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                           {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500})
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
    return driver


def number(text):
    return int(text.replace(",", "").replace("\u2212", "-"))


class Page:
    """One page in one browser, and what there is to see on it."""

    def __init__(self, path, **settings):
        self.driver = browser(**settings)
        self.driver.get(path.as_uri())

    def close(self):
        self.driver.quit()

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def texts(self, selector):
        script = "return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent)"
        return self.driver.execute_script(script, selector)

    def cells(self):
        script = "return [...document.querySelectorAll('.cell')].map((e) => e.getAttribute('aria-label'))"
        return self.driver.execute_script(script)

    def press(self, key):
        self.driver.switch_to.active_element.send_keys(key)

    def focused(self):
        return self.driver.switch_to.active_element.get_attribute("aria-label")

    def background(self):
        return self.driver.execute_script("return getComputedStyle(document.body).backgroundColor")

    def picture(self, selector):
        """One part of the page as PNG, all of it however high, with a margin."""
        box = self.driver.execute_script("return document.querySelector(arguments[0]).getBoundingClientRect().toJSON()", selector)
        clip = {"x": box["x"] - 16, "y": box["y"] - 12, "width": box["width"] + 32, "height": box["height"] + 24, "scale": 1}
        shot = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"clip": clip, "captureBeyondViewport": True})
        return base64.b64decode(shot["data"])

    def requests(self):
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]


class ReportTests:
    """Over self.manifest (a dict), its page self.path, and whether the page has a difference."""

    compared = False

    @classmethod
    def setUpClass(cls):
        cls.page = Page(cls.path)
        cls.addClassCleanup(cls.page.close)

    def setUp(self):
        for log in ("browser", "performance"):
            self.page.driver.get_log(log)
        self.page.driver.refresh()

    def test_nothing_is_loaded_and_nothing_complains(self):
        # Chromium asks for a favicon of http pages only; a file asks for itself.
        self.assertEqual(self.page.requests(), [self.path.as_uri()])
        self.assertEqual(self.page.driver.get_log("browser"), [])
        policy = self.page.one("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
        self.assertTrue(policy.startswith("default-src 'none'"))
        self.assertNotRegex(self.path.read_text(), r"(src|href)=|url\(|@import")

    def test_the_numbers_are_the_manifests(self):
        file = self.manifest["file"]
        shown = [number(text) for text in self.page.driver.execute_script(
            "return [...document.querySelectorAll('#sizes dd')].map((e) => e.firstChild.textContent)")]
        compressed = file["compressed"]
        self.assertEqual(shown, [file["bytes"], compressed["gzip"], compressed["brotli"], compressed["zstd"]])
        self.assertEqual(self.page.one("#identity .digest").text, file["sha256"])
        self.assertIn("\u2713", self.page.one("#check").text)
        wanted = {row["name"]: (row["code"], row["data"], row["code"] + row["data"] + row["other"])
                  for row in self.manifest["attribution"]["rows"]}
        columns = [self.page.texts(f"#row-table tbody .c-{key}") for key in ("name", "code", "data", "bytes")]
        table = {name: tuple(map(number, numbers)) for name, *numbers in zip(*columns)}
        self.assertEqual(table, wanted)
        self.assertEqual(number(self.page.texts("#row-table tfoot .c-bytes")[0]), file["bytes"])
        self.assertEqual(sum(row[2] for row in table.values()), file["bytes"])

    def test_a_click_zooms_and_escape_goes_back(self):
        before = self.page.cells()
        first = self.page.one(".cell")
        name = first.find_element(By.CSS_SELECTOR, ".name").text
        first.click()
        self.assertEqual(self.page.texts("#path li")[1:], [name])
        self.assertNotEqual(self.page.cells(), before)
        self.page.press(Keys.ESCAPE)
        self.assertEqual(len(self.page.texts("#path li")), 1)
        self.assertEqual(self.page.cells(), before)
        self.assertTrue(self.page.focused().startswith(name + ": "), "the cell that was left is in focus")

    def test_the_keyboard_does_what_the_mouse_does(self):
        self.page.driver.execute_script("document.querySelector('.cell').focus()")
        start = self.page.focused()
        self.page.press(Keys.ARROW_RIGHT)
        self.assertNotEqual(self.page.focused(), start)
        self.page.press(Keys.ARROW_LEFT)
        self.assertEqual(self.page.focused(), start)
        outline = self.page.driver.execute_script("return getComputedStyle(document.activeElement).outlineStyle")
        self.assertEqual(outline, "solid")
        self.page.press(Keys.ENTER)
        self.assertEqual(len(self.page.texts("#path li")), 2)
        self.page.press(Keys.ENTER)
        self.assertEqual(len(self.page.texts("#path li")), 3)
        self.page.press(Keys.ESCAPE)
        self.page.press(Keys.ESCAPE)
        self.assertEqual(self.page.focused(), start)
        # One stop for the tabulator key, however many cells.
        self.assertEqual(len(self.page.all(".cell[tabindex='0']")), 1)

    def test_the_cells_of_a_level_add_up(self):
        total = sum(number(label.rsplit(": ", 1)[1].split(" bytes")[0]) for label in self.page.cells())
        self.assertLessEqual(total, self.manifest["file"]["bytes"])
        self.assertGreater(total, 0.98 * self.manifest["file"]["bytes"], "all but what is too small to draw")

    def test_search_finds_and_sums(self):
        name, row = self.searched, self.row_bytes(self.searched)
        self.page.one("#search").send_keys(name)
        names = self.page.texts("#row-table tbody .c-name")
        self.assertIn(name, names)
        self.assertLess(len(names), len(self.manifest["attribution"]["rows"]))
        self.assertRegex(self.page.one("#found").text, r"^\d[\d,]* match(es)?, [\d,]+ bytes")
        self.assertGreaterEqual(number(self.page.one("#found").text.split(", ", 1)[1].split(" bytes")[0]), row)
        self.assertGreater(len(self.page.all(".dim")), 0)
        self.page.one("#search").send_keys(Keys.ESCAPE)
        self.assertEqual(len(self.page.texts("#row-table tbody .c-name")), len(self.manifest["attribution"]["rows"]))
        self.assertEqual(self.page.all(".dim"), [])

    def test_the_table_sorts_and_opens_the_map(self):
        self.page.one("th.c-name button").click()
        names = self.page.texts("#row-table tbody .c-name")
        self.assertEqual(names, sorted(names, key=lambda name: (name.lower(), name)))
        self.page.one("th.c-bytes button").click()
        sizes = [number(text) for text in self.page.texts("#row-table tbody .c-bytes")]
        self.assertEqual(sizes, sorted(sizes, reverse=True))
        self.assertEqual(self.page.one("th.c-bytes").get_attribute("aria-sort"), "descending")
        row = self.page.one("#row-table tbody .link")
        name = row.text
        row.click()
        self.assertEqual(self.page.texts("#path li")[-1], name)

    def test_dark_and_light(self):
        light = self.page.background()
        self.page.one("#theme").click()
        dark = self.page.background()
        self.assertNotEqual(dark, light)
        by_system = Page(self.path, dark=True)
        self.addCleanup(by_system.close)
        self.assertEqual(by_system.background(), dark)
        by_system.one("#theme").click()
        self.assertEqual(by_system.background(), light)

    def test_a_phone_need_not_scroll_sideways(self):
        phone = Page(self.path, width=375, height=812)
        self.addCleanup(phone.close)
        width, inner = phone.driver.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
        self.assertEqual((width, inner), (375, 375))
        self.assertGreater(len(phone.cells()), 2)

    def test_the_difference_adds_up(self):
        self.assertEqual(self.page.one("#diff").is_displayed(), self.compared)
        if not self.compared:
            return
        parts = [number(text.replace("+", "")) for text in self.page.texts("#split-table tbody .number")]
        together = number(self.page.texts("#split-table tfoot .number")[0].replace("+", ""))
        self.assertEqual(sum(parts), together)
        self.assertEqual(together, self.manifest["file"]["bytes"] - self.other["file"]["bytes"])
        self.assertIn("residual 0", self.page.texts("#split-table tfoot")[0])
        self.assertGreater(len(self.page.all(".cell.new, .cell.grown, .cell .grown, .cell .new")), 0)
        self.page.one("#colour [value=group]").click()
        self.assertEqual(self.page.all(".cell.new, .cell.grown"), [])

    def row_bytes(self, name):
        return next(row["code"] + row["data"] + row["other"]
                    for row in self.manifest["attribution"]["rows"] if row["name"] == name)


def write_side(folder, side):
    """A manifest and its symbols, as a build would leave them."""
    folder.mkdir()
    symbols = "# pylon symbols 1\n" + "".join(line + "\n" for line in side["symbols"])
    (folder / "symbols.tsv").write_text(symbols)
    side["facts"]["attribution"]["symbols"] = hashlib.sha256(symbols.encode()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(side["facts"]))
    return side["facts"]


def define_tests(arguments, scratch):
    def report(name, *operands):
        path = scratch / f"{name}.html"
        subprocess.run([arguments.pylonctl, "--project", arguments.project, "report", *operands, "-o", path], check=True)
        return path

    def case(name, **members):
        return type(name, (ReportTests, unittest.TestCase), members)

    pair = json.loads(GOLDEN.read_text())
    small, large = write_side(scratch / "small", pair["before"]), write_side(scratch / "large", pair["after"])
    files = [scratch / name / "manifest.json" for name in ("small", "large")]
    cases = [
        case("Small", manifest=small, path=report("small", files[0]), searched="wasi-libc"),
        case("SmallCompared", manifest=large, other=small, compared=True, path=report("both", files[1], files[0]),
             searched="wasi-libc"),
    ]
    real = {variant: Path(arguments.project) / "artifacts" / variant / "manifest.json" for variant in ("lean", "fat")}
    if all(file.exists() for file in real.values()):
        lean, fat = (json.loads(real[variant].read_text()) for variant in ("lean", "fat"))
        path = report("fat", "fat", "lean")
        cases += [
            case("Lean", manifest=lean, path=report("lean", "lean"), searched="unicodedata"),
            case("FatAgainstLean", manifest=fat, other=lean, compared=True, path=path, searched="unicodedata",
                 test_the_page_is_not_too_large=lambda self: self.assertLess(self.path.stat().st_size, 2_000_000)),
        ]
    return cases


def take_screenshots(folder, scratch):
    for page in sorted(scratch.glob("*.html")):
        for name, settings in (("light", {}), ("dark", {"dark": True}), ("phone", {"width": 375, "height": 812})):
            shown = Page(page, **settings)
            shown.driver.save_screenshot(str(folder / f"{page.stem}-{name}.png"))
            shown.close()
        # The map alone; that of fat against lean is README's picture, docs/report.png.
        shown = Page(page, width=1160, height=900)
        (folder / f"{page.stem}-map.png").write_bytes(shown.picture("#bytes"))
        shown.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pylonctl")
    parser.add_argument("project")
    parser.add_argument("--shots", type=Path)
    arguments = parser.parse_args()
    if not CHROMIUM or not DRIVER:
        return 77
    with tempfile.TemporaryDirectory() as scratch:
        suite = unittest.TestSuite()
        for case in define_tests(arguments, Path(scratch)):
            suite.addTests(unittest.defaultTestLoader.loadTestsFromTestCase(case))
        passed = unittest.TextTestRunner(verbosity=2).run(suite).wasSuccessful()
        if arguments.shots:
            take_screenshots(arguments.shots, Path(scratch))
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
