"""How a question is refused: in one sentence, in the language of whoever asked."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from types import TracebackType
from typing import Any, ParamSpec, TypeVar

from dtia.errors import DtiaError, WrongQuestion
from dtia.i18n import Lang

P = ParamSpec("P")
R = TypeVar("R")


@contextmanager
def spoken(lang: Lang) -> Iterator[None]:
    """Let what is refused within say so in one language."""
    try:
        yield
    except DtiaError as error:
        error.lang = error.lang or lang
        raise


def question(asked: Callable[P, R]) -> Callable[P, R]:
    """Make a method a question: what it refuses, arguments that it has not included, it says in
    the language of its object."""
    signature = inspect.signature(asked)

    @wraps(asked)
    def answered(*args: P.args, **given: P.kwargs) -> R:
        own: Any = args[0]
        with spoken(own.lang):
            try:
                signature.bind(*args, **given)
            except TypeError as error:
                raise _arguments(asked, signature, given, len(args)) from error
            return asked(*args, **given)

    answered.is_question = True  # type: ignore[attr-defined]
    return answered


def _arguments(
    asked: Callable[..., Any], signature: inspect.Signature, given: dict[str, Any], n: int
) -> WrongQuestion:
    """Say which arguments a question has not, or needs, and show how it is asked."""
    known = list(signature.parameters)[1:]
    stray = [name for name in given if name not in known]
    needed = [
        name
        for place, (name, parameter) in enumerate(signature.parameters.items())
        if parameter.default is parameter.empty
        and parameter.kind is not parameter.VAR_KEYWORD
        and place >= n
        and name not in given
    ]
    key = "stray_argument" if stray else "missing_argument" if needed else "many_arguments"
    return WrongQuestion(
        key, question=asked.__name__, names=", ".join(stray or needed), known=", ".join(known),
        example=example(asked),
    )  # fmt: skip


def example(asked: Callable[..., Any]) -> str:
    """Return the example of a docstring."""
    lines = inspect.getdoc(asked) or ""
    return next((line[4:] for line in lines.splitlines() if line.startswith(">>> ")), "")


def without_traceback() -> None:
    """Let an interactive Python that is not IPython print what dtia refuses as a sentence."""
    before = sys.excepthook
    if not hasattr(sys, "ps1") or getattr(before, "of_dtia", False):
        return

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, DtiaError):
            print(error, file=sys.stderr)
        else:
            before(kind, error, trace)

    hook.of_dtia = True  # type: ignore[attr-defined]
    sys.excepthook = hook
