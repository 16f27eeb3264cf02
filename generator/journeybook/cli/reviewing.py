"""Commands of the reviewer that never tires: rules, explain, next."""

from __future__ import annotations

import click

from journeybook.cli.call import Call, pass_call, refuse_unreadable
from journeybook.load.text import text_of
from journeybook.model import Journey
from journeybook.model.close import closest
from journeybook.output.next_steps import way_text, ways_as_json, ways_text
from journeybook.output.rules import explained, rule_list, rules_as_json
from journeybook.rules import all_rules
from journeybook.rules.next_steps import way, ways
from journeybook.rules.reading import TOLD_ONLY
from journeybook.rules.run import looked_at
from journeybook.words import phrase

FORM = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to show them.")


@click.command("rules")
@FORM
@pass_call
def rules_(call: Call, form: str) -> None:
    """List the rules that check knows, family by family."""
    show = rules_as_json if form == "json" else rule_list
    call.show(show(all_rules().values(), call.language), form)


@click.command()
@click.argument("rule", metavar="RULE")
@pass_call
def explain(call: Call, rule: str) -> None:
    """Tell what a RULE is for, with an example that breaks it and one that keeps it."""
    known = all_rules()
    if rule in TOLD_ONLY:
        told = phrase("“{name}” tells of a whole file, or of the site; its message is all there is to say.", name=rule)
        call.show(f"{told.say(call.language)}\n")
        return
    if rule not in known:
        close = closest(rule, tuple(known))
        call.stop(
            phrase("There is no rule “{name}”. Did you mean “{close}”?", name=rule, close=close)
            if close
            else phrase("There is no rule “{name}”. To see all, run: journeybook rules", name=rule)
        )
    call.show(explained(known[rule], call.language))


@click.command("next")
@click.argument("journey", required=False, metavar="[ID]")
@FORM
@pass_call
def next_(call: Call, journey: str | None, form: str) -> None:
    """Show how far the journeys, or one of them, have come, and what to do next, with YAML ready to paste."""
    book, problems = call.book()
    refuse_unreadable(call, problems)
    look = looked_at(book, all_rules(), text_of(call.root))
    one = book.get(journey) if journey else None
    if journey and not isinstance(one, Journey):
        call.stop(phrase("There is no journey “{journey}” in this book.", journey=journey))
    found = [way(look, one)] if isinstance(one, Journey) else ways(look)
    if form == "json":
        click.echo(ways_as_json(found, call.language), nl=False)
    elif isinstance(one, Journey):
        call.show(way_text(found[0], call.language))
    else:
        call.show(ways_text(found, call.language))
