"""How commands end: each fault in words, with an exit code that says whose it is.

0 fine; 1 the data have problems; 2 wrong use, a notebook that fails, or a place that cannot be
written; 130 stopped.
"""

from __future__ import annotations

import errno
import io
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import pairwise
from typing import Any, NoReturn

import typer
from typer._click.exceptions import NoArgsIsHelpError, UsageError
from typer.core import TyperGroup

from dtia.cli.usage import said
from dtia.errors import DtiaError, InvalidData
from dtia.files import reason
from dtia.i18n import LANGS, Lang, text


class Commands(TyperGroup):
    """The commands of dtia, each of which ends in words and a code."""

    lang: Lang = "vi"

    def main(self, *args: Any, **extra: Any) -> Any:
        # Windows would take a name such as m[1] for a pattern.
        extra["windows_expand_args"] = False
        try:
            return super().main(*args, **extra)
        except Exception:  # a slip of dtia itself, which is no problem of the data
            with suppress(OSError):
                traceback.print_exc()
            sys.exit(2)

    def make_context(self, info_name: str | None, args: list[str], *rest: Any, **extra: Any) -> Any:
        _speak_unicode()
        self.lang = _lang(args)
        with _worded(self.lang):
            return super().make_context(info_name, args, *rest, **extra)

    def invoke(self, ctx: Any) -> Any:
        with _worded(self.lang):
            return super().invoke(ctx)


@contextmanager
def _worded(lang: Lang) -> Iterator[None]:
    try:
        yield
    except (KeyboardInterrupt, typer.Abort) as stopped:
        _end(130, text("cli.stopped", lang), stopped)
    except NoArgsIsHelpError:
        raise
    except UsageError as error:
        _end(2, said(error, lang), error)
    except InvalidData as error:
        count = text("check.count", lang, n=len(error.problems))
        _end(1, "\n".join([*map(str, error.problems), count]), error)
    except DtiaError as error:
        _end(2, error.said(lang), error)
    except MemoryError as error:
        _end(2, text("cli.no_memory", lang), error)
    except OSError as error:
        _end(2, _said(error, lang), error)
    except SystemExit as end:  # rich ends the program where nobody reads its lines
        _end(2, "", end)


def _said(error: OSError, lang: Lang) -> str:
    """Word a fault of the system: of a file, or of the output, where nobody may be reading on."""
    if error.filename is not None:
        return text("error.system", lang, place=error.filename, reason=reason(error)[lang])
    if error.errno == errno.EPIPE:
        return ""
    return text("cli.no_output", lang, error=reason(error)[lang])


def _end(code: int, words: str, cause: BaseException) -> NoReturn:
    with suppress(OSError):
        if words:
            typer.echo(words, err=True)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            # What could not be written is dropped, or Python would try once more at its end.
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    raise typer.Exit(code) from cause


def _lang(args: list[str]) -> Lang:
    """Return the language asked for, also where the arguments cannot be understood."""
    named = " ".join(args).replace("--lang=", "--lang ").split()
    return next((lang for lang in LANGS if ("--lang", lang) in pairwise(named)), "vi")


def _speak_unicode() -> None:
    # A console or a redirect on Windows may not know Vietnamese letters.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
