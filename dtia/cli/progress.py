"""Which step of a long command runs, and how long the work has taken."""

from __future__ import annotations

import time

from dtia.i18n import Lang, text


class Progress:
    """Say on the terminal which step runs, and how long the work has taken."""

    def __init__(self, lang: Lang) -> None:
        from rich.console import Console

        self.lang = lang
        self.console = Console(stderr=True)
        self.status = self.console.status("")
        self.start = time.monotonic()

    def __enter__(self) -> Progress:
        self.status.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.status.stop()

    def __call__(self, step: str, **values: str) -> None:
        self.console.print(self.pass_by(step, **values), highlight=False, markup=False)

    def pass_by(self, step: str, **values: str) -> str:
        """Show a step of many only while it runs; return its line."""
        from rich.markup import escape

        seconds = time.monotonic() - self.start
        line = f"{seconds:5.1f} s  {text(f'cli.step_{step}', self.lang, **values)}"
        # Names of notebooks and files are no markup.
        self.status.update(escape(line))
        return line
