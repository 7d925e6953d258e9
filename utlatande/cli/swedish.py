"""Click in Swedish: headings of the help, and what it says of a mistyped command."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

import click

HELP: dict[str, Any] = {"context_settings": {"help_option_names": ["-h", "--help"]}, "options_metavar": "[VAL]"}


class _Swedish:
    """The help's fixed words, for commands and groups alike."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Så här: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, and a group's commands."""
        shown = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]  # type: ignore[attr-defined]
        records = [record for param in shown if (record := param.get_help_record(ctx))]
        if records:
            with formatter.section("Val"):
                formatter.write_dl(records)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)


class Command(_Swedish, click.Command):
    """A command with Swedish help, and ``--json`` and ``--debug`` like every other."""

    def __init__(self, name: str | None, **kwargs: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(name, **HELP, **kwargs)
        if not any(param.name == "as_json" for param in self.params):
            self.params.append(
                click.Option(["--json", "as_json"], is_flag=True, help="Skriv ett JSON-objekt på stdout.")
            )
        self.params.append(
            click.Option(["--debug"], is_flag=True, expose_value=False, help="Visa hela felspåret om något går fel.")
        )

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help`` with a Swedish text."""
        return _help(super().get_help_option(ctx))


class Group(_Swedish, click.Group):
    """A group of commands with Swedish help."""

    command_class = Command

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(name, subcommand_metavar="KOMMANDO …", **HELP, **kwargs)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help`` with a Swedish text."""
        return _help(super().get_help_option(ctx))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands in the order they were made: the main job first."""
        rows = [(name, command.get_short_help_str(120)) for name, command in self.commands.items()]
        with formatter.section("Kommandon"):
            formatter.write_dl(rows)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order they were made."""
        return list(self.commands)


Group.group_class = Group


def _help(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "Visa den här hjälpen."
    return option


def usage_error(error: click.ClickException) -> str:
    """Return one Swedish line for what was mistyped, with where to look."""
    ctx = getattr(error, "ctx", None)
    where = f" Se {ctx.command_path} --help." if ctx else ""
    return f"{_what(error)}{where}"


def _what(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        near = f" Menade du {' eller '.join(error.possibilities)}?" if error.possibilities else ""
        return f"Valet {error.option_name} finns inte.{near}"
    if isinstance(error, click.BadOptionUsage):
        return f"{error.option_name} behöver ett värde efter sig."
    if isinstance(error, click.MissingParameter):
        name = error.param.make_metavar(error.ctx) if error.param and error.ctx else error.param_hint
        return f"{name} saknas."
    if isinstance(error, click.BadParameter) and error.param:
        return f"Värdet för {_name(error.param)} går inte att använda: {_expected(error.param.type, error.message)}."
    if error.message.startswith("No such command"):
        return _no_command(error)
    if error.message.startswith("Got unexpected extra argument"):
        extra = error.message.split("(", 2)[-1].rstrip(")")
        return f"För många argument: {extra}. Skriv filnamn och frågor med mellanslag inom citattecken."
    if error.message.startswith("Missing command"):
        return "Kommando saknas."
    return error.message


def _name(param: click.Parameter) -> str:
    return param.opts[0] if isinstance(param, click.Option) else param.human_readable_name


def _expected(kind: click.ParamType[Any], message: str) -> str:
    if isinstance(kind, click.IntRange):
        return f"ange ett heltal från {kind.min} till {kind.max}"
    if isinstance(kind, click.Choice):
        return f"välj bland {', '.join(kind.choices)}"
    if isinstance(kind, click.DateTime):
        return "skriv datumet som ÅÅÅÅ-MM-DD"
    if kind is click.INT:
        return "ange ett heltal"
    return message.rstrip(".")


def _no_command(error: click.ClickException) -> str:
    typed = error.message.split("'")[1]
    ctx = getattr(error, "ctx", None)
    known = list(ctx.command.commands) if ctx and isinstance(ctx.command, click.Group) else []
    near = get_close_matches(typed, known, n=1)
    hint = f" Menade du {near[0]}?" if near else ""
    return f"Kommandot {typed} finns inte.{hint}"
