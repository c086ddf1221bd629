"""Types into a real shell on a terminal of its own, and says what stands on the line after Tab.

Usage: type.py SHELL LINE [WORD...]     SHELL: bash, zsh, fish

`ledgerctl` is looked for in PATH. LINE is typed behind a prompt, then Tab; when every WORD has
appeared on the screen the shell is left, exit code 0. While they have not, Tab is typed again: on
a busy machine the daemon may not answer in the time that Tab leaves it. If they never do, what was
on the screen is printed, exit code 1.
"""

import os
import pty
import re
import select
import sys
import time

SHELLS = {
    "bash": (
        ["bash", "--norc", "--noprofile", "-i"],
        "PS1='ready> '; source <(ledgerctl completion bash)\n",
    ),
    "zsh": (
        ["zsh", "-f", "-i"],
        "PS1='ready> '; autoload -U compinit; compinit -u -D; . <(ledgerctl completion zsh)\n",
    ),
    "fish": (
        ["fish", "--no-config", "-i"],
        "function fish_prompt; echo 'ready> '; end; ledgerctl completion fish | source\n",
    ),
}
PATIENCE = 20
PATIENCE_FOR_TAB = 4


class Screen:
    """What a program on a terminal of its own has written."""

    def __init__(self, arguments):
        child, self.terminal = pty.fork()
        if child == 0:
            os.environ["TERM"] = "xterm"
            os.execvp(arguments[0], arguments)
        self.child = child
        self.text = ""

    def type(self, text):
        self.text = ""
        os.write(self.terminal, text.encode())

    def shows(self, words, patience=PATIENCE):
        """Reads until every word has appeared, or patience ends."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if all(word in self.plain() for word in words):
                return True
            ready, _, _ = select.select([self.terminal], [], [], 0.1)
            if not ready:
                continue
            try:
                self.text += os.read(self.terminal, 65536).decode(errors="replace")
            except OSError:
                return False
        return False

    def plain(self):
        """The text without colours and moves of the cursor."""
        text = re.sub(r"\x1b\][^\x07\x1b]*(\x07|\x1b\\)", "", self.text)
        text = re.sub(r"\x1b[\[(][0-9;?>=]*[ -/]*[@-~]", "", text)
        return re.sub(r"\x1b[=>78]|[\x00-\x08\x0e-\x1a]", "", text)

    def close(self):
        os.kill(self.child, 9)
        os.waitpid(self.child, 0)


def main():
    shell, line, words = sys.argv[1], sys.argv[2], sys.argv[3:]
    arguments, setup = SHELLS[shell]
    screen = Screen(arguments)
    try:
        time.sleep(0.5)
        screen.type(setup)
        ready = screen.shows(["ready> "])
        # A shell that still reads its script would take what is typed for a part of it.
        time.sleep(1)
        screen.type(line)
        for _ in range(PATIENCE // PATIENCE_FOR_TAB):
            os.write(screen.terminal, b"\t")
            if ready and screen.shows(words, PATIENCE_FOR_TAB):
                return 0
        print(screen.plain())
        return 1
    finally:
        screen.close()


if __name__ == "__main__":
    sys.exit(main())
