"""What is wrong with a command as it was typed, in words, and how it is used."""

from __future__ import annotations

import re

from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoSuchOption,
    UsageError,
)
from typer.core import TyperGroup

from dtia.i18n import Lang, text

NOT_ONE = re.compile(r"'(.*)' is not one of (.*)\.")
NO_COMMAND = re.compile(r"No such command '(.*?)'")
EXTRA = re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)")


def said(error: UsageError, lang: Lang) -> str:
    """Word a fault of use in one sentence, and say how to get help."""
    command = error.ctx.command_path if error.ctx else "dtia"
    return f"{command}: {_fault(error, lang)}\n{text('usage.help', lang, command=command)}"


def _fault(error: UsageError, lang: Lang) -> str:
    if isinstance(error, MissingParameter):
        return text("usage.missing", lang, name=_name(error))
    if isinstance(error, BadParameter):
        wrong = NOT_ONE.search(error.message)
        if wrong:
            values = wrong[2].replace("'", "")
            return text("usage.not_one", lang, name=_name(error), value=wrong[1], values=values)
        return text("usage.bad", lang, name=_name(error), reason=error.message)
    if isinstance(error, NoSuchOption):
        near = ", ".join(sorted(error.possibilities or []))
        key = "usage.no_option_near" if near else "usage.no_option"
        return text(key, lang, name=error.option_name, near=near)
    if isinstance(error, BadOptionUsage):
        return text("usage.needs_value", lang, name=error.option_name)
    if unknown := NO_COMMAND.search(error.message):
        commands = error.ctx.command if error.ctx else None
        known = ", ".join(commands.commands if isinstance(commands, TyperGroup) else [])
        return text("usage.no_command", lang, name=unknown[1], known=known)
    if extra := EXTRA.search(error.message):
        return text("usage.extra", lang, names=extra[1])
    return error.format_message()


def _name(error: BadParameter) -> str:
    """Return an option as it is typed, or the name of an argument."""
    options = error.param.opts if error.param else []
    return max(options, key=len, default="")
