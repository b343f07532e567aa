"""The analyst's door: one question a line, in one language, answered for reading.

In comes what people type, out go answers: a frame, with its chart, its table and its sentences.
"""

from __future__ import annotations

from pathlib import Path

from dtia.data import Data, load
from dtia.door import asked
from dtia.door.answers import Answer, Words
from dtia.door.completion import complete
from dtia.door.on_comparisons import OnComparisons
from dtia.door.on_gaps import OnGaps
from dtia.door.on_provinces import OnProvinces
from dtia.door.on_sources import OnSources
from dtia.door.on_targets import OnTargets
from dtia.door.refusals import example, question, spoken, without_traceback
from dtia.errors import WrongQuestion, WrongValue
from dtia.folder import told
from dtia.i18n import text

__all__ = ["Answer", "Ask", "ask"]

GROUPS = (OnTargets, OnComparisons, OnGaps, OnProvinces, OnSources)


class Ask(OnTargets, OnComparisons, OnGaps, OnProvinces, OnSources):
    """Ask about the targets of provinces, in one language; `ask.help()` lists the questions.

    Each question is answered by an `Answer`: on its own it shows its table; `.chart()`, `.text()`,
    `.frame` and `.save("name.svg")` give the rest. Names of provinces and indicators need no
    accents.

    >>> ask.targets("econ.digital_share_grdp", 2030)
    """

    @question
    def help(self) -> Words:
        """List the questions, grouped, each with an example.

        Các câu hỏi, theo nhóm, mỗi câu một ví dụ.

        >>> ask.help()
        """
        lines = [text("help.intro", self.lang)]
        for group in GROUPS:
            lines.append(f"\n**{text(f'help.{group.__name__}', self.lang)}**\n")
            lines += [
                f"- `{example(method)}`: {text(f'question.{name}', self.lang)}"
                for name, method in vars(group).items()
                if getattr(method, "is_question", False)
            ]
        return Words("\n".join([*lines, "", text("help.outro", self.lang)]))

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        from difflib import get_close_matches

        near = get_close_matches(name, dir(self), n=3, cutoff=0.4)
        with spoken(self.lang):
            raise WrongQuestion("no_question", name=name, nearest=", ".join(near) or "–")

    def __call__(self, *_: object, **__: object) -> object:
        with spoken(self.lang):
            raise WrongQuestion("which_question")

    __getitem__ = __call__

    def __dir__(self) -> list[str]:
        return ["data", "lang", "help", *questions()]

    def __repr__(self) -> str:
        place = told(self.data.folder, self.lang) if self.data.folder else "–"
        return text("help.repr", self.lang, version=self.data.version, place=place)


def questions() -> list[str]:
    """Return the names of the questions, in the order of `ask.help()`."""
    return [
        name
        for group in GROUPS
        for name, method in vars(group).items()
        if getattr(method, "is_question", False)
    ]


def ask(lang: str = "vi", data: Data | str | Path | None = None) -> Ask:
    """Open the door: the questions of an analyst, in "vi" or "en".

    `data` is a data folder, or loaded `Data`; without it the nearest `data` folder at or above the
    current one is used, else the data that the package carries. Raises WrongValue for another
    language, MissingData without data.

    >>> ask = dtia.ask("vi")
    """
    tongue = asked.language(lang)
    without_traceback()
    complete()
    with spoken(tongue):
        if not isinstance(data, Data | str | Path | None):
            raise asked.wanted(data, "data")
        if isinstance(data, str | Path) and not Path(data).is_dir():
            raise WrongValue("no_data_folder", place=data)
        return Ask(data if isinstance(data, Data) else load(data), tongue)
