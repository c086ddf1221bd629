"""A browser driven over a pipe: the DevTools protocol, messages parted by NUL, nothing installed."""

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time


def find():
    """The browser; None where there is none."""
    names = ["chromium", "chromium-browser", "google-chrome"]
    return next((path for name in names if (path := shutil.which(name))), None)


class Browser:
    """A headless browser with a profile of its own, gone when it is closed."""

    def __init__(self, path, home):
        self.home = tempfile.mkdtemp(prefix="browser-", dir=home)
        (out_read, self.out), (self.back, back_write) = os.pipe(), os.pipe()
        self.process = subprocess.Popen(
            [
                "sh", "-c", f'exec "$0" "$@" 3<&{out_read} 4>&{back_write}', path,
                "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
                f"--user-data-dir={self.home}", "--no-first-run", "--disable-background-networking",
                "--force-device-scale-factor=1", "--hide-scrollbars", "about:blank",
            ],
            pass_fds=[out_read, back_write],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"HOME": self.home, "PATH": "/usr/bin:/bin", "XDG_CONFIG_HOME": self.home},
        )
        os.close(out_read)
        os.close(back_write)
        self.rest, self.count, self.events = b"", 0, []

    def close(self):
        """Ends the browser and takes its profile away."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.out)
        os.close(self.back)
        shutil.rmtree(self.home, ignore_errors=True)

    def message(self, seconds=30):
        """The next message of the browser."""
        end = time.monotonic() + seconds
        while b"\0" not in self.rest:
            ready, _, _ = select.select([self.back], [], [], max(0, end - time.monotonic()))
            if not ready:
                raise TimeoutError("the browser says nothing")
            piece = os.read(self.back, 1 << 20)
            if not piece:
                raise EOFError("the browser has gone")
            self.rest += piece
        line, _, self.rest = self.rest.partition(b"\0")
        return json.loads(line)

    def send(self, method, params=None, session=None, seconds=30):
        """Sends a command and waits for its result; events that come meanwhile are kept."""
        self.count += 1
        command = {"id": self.count, "method": method, "params": params or {}}
        if session:
            command["sessionId"] = session
        os.write(self.out, json.dumps(command).encode() + b"\0")
        while True:
            got = self.message(seconds)
            if got.get("id") == self.count:
                if "error" in got:
                    raise RuntimeError(f"{method}: {got['error']}")
                return got["result"]
            self.events.append(got)

    def page(self):
        """A new page."""
        return Page(self)


class Page:
    """One page, with what it logged and what it asked the network for."""

    def __init__(self, browser):
        self.browser = browser
        target = browser.send("Target.createTarget", {"url": "about:blank"})["targetId"]
        attached = browser.send("Target.attachToTarget", {"targetId": target, "flatten": True})
        self.session = attached["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.send(f"{domain}.enable")

    def send(self, method, params=None):
        """Sends a command to this page."""
        return self.browser.send(method, params, self.session)

    def open(self, url):
        """Goes to an address and waits until it is loaded."""
        self.browser.events.clear()
        self.send("Page.navigate", {"url": url})
        end = time.monotonic() + 30
        while time.monotonic() < end:
            if self.run("document.readyState") == "complete":
                return
            time.sleep(0.05)
        raise TimeoutError(f"{url} was not loaded")

    def run(self, code):
        """The value of an expression in the page."""
        params = {"expression": code, "returnByValue": True, "awaitPromise": True}
        result = self.send("Runtime.evaluate", params)
        if "exceptionDetails" in result:
            raise RuntimeError(f"{code}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def settle(self):
        """Waits until the page has drawn what was changed."""
        code = "new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => r(1))))"
        self.run(code)

    def key(self, name, code=0):
        """Presses a key."""
        for kind in ["keyDown", "keyUp"]:
            self.send(
                "Input.dispatchKeyEvent",
                {"type": kind, "key": name, "code": name, "windowsVirtualKeyCode": code},
            )

    def type(self, text):
        """Types a text."""
        self.send("Input.insertText", {"text": text})

    def mouse(self, kind, x, y):
        """Moves the mouse, presses or releases its left button."""
        self.send(
            "Input.dispatchMouseEvent",
            {"type": kind, "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1},
        )

    def size(self, width, height):
        """Sets the size of the window."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.send("Emulation.setDeviceMetricsOverride", metrics)

    def media(self, media="", **features):
        """Pretends a medium and preferences, such as prefers_color_scheme='dark'."""
        listed = [{"name": k.replace("_", "-"), "value": v} for k, v in features.items()]
        self.send("Emulation.setEmulatedMedia", {"media": media, "features": listed})

    def picture(self, path, whole=True):
        """Writes what is seen to a PNG."""
        params = {"format": "png", "captureBeyondViewport": whole}
        data = self.send("Page.captureScreenshot", params)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def logged(self):
        """Errors and warnings that the page caused."""
        found = []
        for event in self.browser.events:
            params = event.get("params", {})
            if event["method"] == "Runtime.exceptionThrown":
                found.append(str(params))
            if event["method"] == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning"):
                found.append(str(params))
            if event["method"] == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
                found.append(params["entry"]["text"])
        return found

    def asked(self):
        """Every address that was asked for."""
        return [
            event["params"]["request"]["url"]
            for event in self.browser.events
            if event["method"] == "Network.requestWillBeSent"
        ]
