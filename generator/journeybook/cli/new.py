"""`journeybook new`: first files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from journeybook import files
from journeybook import new as first_files
from journeybook.cli.call import Call, as_word, pass_call, program, refuse_unreadable, shown
from journeybook.model.choices import choice_meant, choice_named
from journeybook.model.schema import FILES as RECORDS
from journeybook.new import FORGES, QUESTIONS, Question
from journeybook.new.codeowners import FILES, KEYS, codeowners, handles_of, owners
from journeybook.words import Phrase, phrase, phrases

MORE = phrase("Write one more file of this kind; asks on a terminal for what is not given.")


@click.group()
def new() -> None:
    """Write first files: a book, one more thing for it, a workflow."""


@new.command("book")
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@pass_call
def new_book(call: Call, folder: Path) -> None:
    """Write a small book that builds, to be changed into your own."""
    problem = first_files.book(folder, call.language)
    if problem is not None:
        call.stop(problem, 1)
    told = phrase("A first book stands in {folder}. Look at it with: {command} -C {folder} serve",
                  folder=as_word(folder), command=program())  # fmt: skip
    call.say(told)


@new.command("ci")
@click.option("--forge", type=click.Choice(list(FORGES)), required=True, help="Where the repository lives.")
@click.option(
    "--repository",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of the repository; by default where Git keeps its own, at the book or above.",
)
@pass_call
def new_ci(call: Call, forge: str, repository: Path | None) -> None:
    """Write a workflow that checks, builds, publishes and comments, and a container to work in."""
    call.need_book()
    root, way = _in_repository(call, repository)
    written = first_files.forge(root, forge, way, call.language)
    if isinstance(written, Phrase):
        call.stop(written, 1)
    call.say(phrase("Written: {names}", names=", ".join(written) or "–"))


def _in_repository(call: Call, given: Path | None) -> tuple[Path, str]:
    """The folder of the repository, and the way from there to the book (`.` where they are one)."""
    book = call.root.resolve()
    root = (given or next((folder for folder in (book, *book.parents) if (folder / ".git").exists()), book)).resolve()
    if not book.is_relative_to(root):
        call.stop(phrase("The book is not in {folder}.", folder=shown(root)))
    return root, book.relative_to(root).as_posix()


@new.command("codeowners")
@click.option("--forge", type=click.Choice(list(FILES)), required=True, help="Where the repository lives.")
@click.option(
    "--repository",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of the repository; by default where Git keeps its own, at the book or above.",
)
@pass_call
def new_codeowners(call: Call, forge: str, repository: Path | None) -> None:
    """Write CODEOWNERS from owner and sponsor, and list who is asked to review what."""
    book, problems = call.book()
    refuse_unreadable(call, problems)
    root, way = _in_repository(call, repository)
    found = owners(book, forge)
    written = codeowners(root, found, forge, "" if way == "." else f"{way}/", call.language)
    for actor, count in found.reviewers:
        role, handles = actor.label.say(call.language), " ".join(handles_of(actor, forge)) or "–"
        counted = phrases("{count} file", "{count} files", count).say(call.language)
        call.show(f"{role} ({actor.id}): {handles}, {counted}\n")
    for actor in found.without:
        told = {"role": actor.label, "file": book.place(actor.id).file, "key": KEYS[forge][0]}
        call.say(phrase("“{role}” has no handle: write {key}: '@name' into {file}.", **told))
    for actor, typed in found.wrong:
        message = phrase("“{typed}” is no handle (@name, @organisation/team or a mail address): {file}.",
                         typed=typed[:60], file=book.place(actor.id).file)  # fmt: skip
        call.say(message)
    if isinstance(written, Phrase):
        call.stop(written, 1)
    call.say(phrase("Written: {names}", names=written))


def _thing(noun: str) -> click.Command:
    """The command that writes one more thing of a kind: an option for each question."""
    asked = first_files.questions(noun)
    options: list[click.Parameter] = [click.Argument(["first"], required=False, metavar="[NAME]")]
    options += map(_option, asked)
    options.append(click.Option(["--id", "own_id"], default="", help="Its id, if not made from the first answer."))

    @click.pass_obj
    def write(call: Call, /, first: str | None, own_id: str, **given: Any) -> None:
        book, _ = call.book()
        given[asked[0].field] = _called(call, asked[0].field, given[asked[0].field], first)
        unfit = partial(first_files.unfit, book, noun)
        answers = {question.field: _answers(call, question, given[question.field], unfit) for question in asked}
        _refuse_gaps(call, asked, answers)
        made = first_files.entity(book, call.root, noun, answers, own_id, call.language)
        if isinstance(made, Phrase):
            call.stop(made, 1)
        path = call.root / made[0]
        if path.exists():
            call.stop(phrase("{file} is there already; it is not overwritten.", file=shown(path)), 1)
        files.write(path, made[1])
        call.say(phrase("Written: {names}", names=shown(path)))

    told = (RECORDS[noun].__doc__ or "", MORE.say("en"))
    return click.Command(noun, params=options, callback=write, help="\n\n".join(told))


class Word(click.Choice[str]):
    """A word of the format, which may be typed in one of our languages, too: `pay`, „zapłacić”."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word of the format."""
        return super().convert(choice_named(value, self.choices) or value, param, ctx)


def _option(question: Question) -> click.Option:
    kind = Word(question.choices) if question.choices else click.STRING
    name = "--" + question.field.replace("_", "-")
    return click.Option([name, question.field], type=kind, multiple=question.many, help=question.told.say("en"))


def _called(call: Call, field: str, given: str | None, first: str | None) -> str | None:
    """What the new thing is called: typed behind its kind, or with its option."""
    if given and first:
        twice = phrase("`{name}` stands here a second time; only one of the two can count.", name=f"--{field}")
        raise click.UsageError(twice.say(call.language))
    return given or first


def _answers(
    call: Call, question: Question, given: str | tuple[str, ...] | None, unfit: Callable[[str, str], Phrase | None]
) -> tuple[str, ...]:
    """What was given as options, else what is answered on a terminal; asked again where it will not do."""
    if given or not sys.stdin.isatty():
        return (given,) if isinstance(given, str) else given or ()
    while True:
        default = None if question.needed else ""
        answer = click.prompt(_asked(call, question), default=default, show_default=False, err=True).strip()
        word = choice_named(answer, question.choices) or answer
        if question.choices and answer and word not in question.choices:
            wrong: Phrase | None = _known(answer, question.choices)
        else:
            wrong = unfit(question.field, word) if answer else None
        if wrong is None:
            return (word,) if answer else ()
        click.echo(wrong.say(call.language), err=True)


def _known(typed: str, choices: Sequence[str]) -> Phrase:
    """Which words are known instead of the one that was typed, and first the one that was most likely meant."""
    meant, listed = choice_meant(typed, choices), ", ".join(choices)
    if meant:
        return phrase("Did you mean “{word}”? It takes one of: {listed}.", word=meant, listed=listed)
    return phrase("Write one of: {listed}.", listed=listed)


def _asked(call: Call, question: Question) -> str:
    """The question, with the words to choose from where it does not name them itself."""
    words = question.told.say(call.language).rstrip(".")
    named = all(choice in words for choice in question.choices)
    return words if named else f"{words} ({', '.join(question.choices)})"


def _refuse_gaps(call: Call, asked: Sequence[Question], answers: dict[str, tuple[str, ...]]) -> None:
    missing = [
        f"--{question.field.replace('_', '-')}" for question in asked if question.needed and not answers[question.field]
    ]
    if missing:
        call.stop(phrase("Give these as well: {options}", options=", ".join(missing)))


for each in QUESTIONS:
    new.add_command(_thing(each))
