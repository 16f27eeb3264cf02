"""How lines of YAML stand to each other: told while files are read, explained here."""

from __future__ import annotations

from journeybook.rules.look import Look
from journeybook.rules.rule import ERROR, RETIRED, WARNING, Found, rule


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def yaml_tab(look: Look) -> Found:
    """Lines begin with spaces, never with a tab.

    A tab, shown here as ⇥, is as wide as each program likes, so that nobody knows where a line begins.

    Bad:
        # file: content/actors/helpline.yml
        title: Helpline
        ⇥level: frontline  # expect: yaml-tab

    Good:
        # file: content/actors/helpline.yml
        title: Helpline
        level: frontline
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def yaml_indentation(look: Look) -> Found:
    """What belongs together begins in the same column.

    How far a line is moved to the right says what it belongs to.

    Bad:
        # file: content/actors/helpline.yml
        title: Helpline
          level: frontline  # expect: yaml-indentation

    Good:
        # file: content/actors/helpline.yml
        title: Helpline
        level: frontline
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def yaml_missing_space(look: Look) -> Found:
    """A space stands behind a colon, and behind a hyphen.

    Without it, name and text are one word.

    Bad:
        # file: content/actors/helpline.yml
        title:Helpline  # expect: yaml-missing-space

    Good:
        # file: content/actors/helpline.yml
        title: Helpline
    """
    return iter(())


@rule(severity=WARNING, family="structure", status=RETIRED, reading=True)
def to_fill(look: Look) -> Found:
    """What an example leaves open with “…” must be written, or its line deleted.

    A book that is pasted together from examples would else count as told what nobody knows yet.

    Bad:
        # file: content/actors/helpline.yml
        title: Helpline
        summary: …  # expect: to-fill

    Good:
        # file: content/actors/helpline.yml
        title: Helpline
        summary: Answers whoever calls, day and night.
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def yaml_missing_colon(look: Look) -> Found:
    """A colon stands behind a name.

    It is what tells a name from a text.

    Bad:
        # file: content/actors/helpline.yml
        title: Helpline
        level = frontline  # expect: yaml-missing-colon

    Good:
        # file: content/actors/helpline.yml
        title: Helpline
        level: frontline
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def yaml_bullet(look: Look) -> Found:
    """An item of a list begins with a hyphen and a space.

    Bullets and dashes from other programs are part of the text.

    Bad:
        # file: content/actors/helpline.yml
        may:
          • Call back at any hour  # expect: yaml-bullet

    Good:
        # file: content/actors/helpline.yml
        may:
          - Call back at any hour
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def yaml_duplicate_key(look: Look) -> Found:
    """A name stands once in its group.

    Of two texts with one name only one can count.

    Bad:
        # file: content/actors/helpline.yml
        title: Helpline
        level: frontline
        title: Night helpline  # expect: yaml-duplicate-key

    Good:
        # file: content/actors/helpline.yml
        title: Night helpline
        level: frontline
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def yaml_merge_key(look: Look) -> Found:
    """Everything is written where it counts.

    What is taken over from elsewhere cannot be read in its place, nor changed there.

    Bad:
        # file: content/actors/helpline.yml
        title: Helpline
        <<: helpdesk  # expect: yaml-merge-key

    Good:
        # file: content/actors/helpline.yml
        title: Helpline
        level: frontline
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def yaml_anchor(look: Look) -> Found:
    """Nothing is marked to be used elsewhere in the file.

    A text that counts in two places is changed in one of them by somebody who does not know of the other.

    Bad:
        # file: content/actors/helpline.yml
        title: &help Helpline  # expect: yaml-anchor

    Good:
        # file: content/actors/helpline.yml
        title: Helpline
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def yaml_alias(look: Look) -> Found:
    """Nothing stands for something elsewhere in the file.

    What is meant should stand where it is read.

    Bad:
        # file: content/actors/helpline.yml
        title: *help  # expect: yaml-alias

    Good:
        # file: content/actors/helpline.yml
        title: Helpline
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def yaml_tag(look: Look) -> Found:
    """A book gives no instructions to programs.

    Nothing that is typed is ever run.

    Bad:
        # file: content/actors/helpline.yml
        title: !important Helpline  # expect: yaml-tag

    Good:
        # file: content/actors/helpline.yml
        title: Helpline
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def yaml_many_documents(look: Look) -> Found:
    """A file holds one thing.

    A second one, behind a line of hyphens, would have no name.

    Bad:
        # file: content/actors/helpline.yml
        title: Helpline
        ---  # expect: yaml-many-documents
        title: Night helpline

    Good:
        # file: content/actors/helpline.yml
        title: Helpline
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def yaml_top_level(look: Look) -> Found:
    """A file begins with names and what stands behind them.

    A list or a bare text does not say what it is.

    Bad:
        # file: content/actors/helpline.yml
        - Helpline  # expect: yaml-top-level

    Good:
        # file: content/actors/helpline.yml
        title: Helpline
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def yaml_empty(look: Look) -> Found:
    """A file has at least one line.

    An empty file is often one that was not saved.

    Bad:
        # file: content/actors/helpline.yml
        # to be written  # expect: yaml-empty

    Good:
        # file: content/actors/helpline.yml
        # to be written
        title: Helpline
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def yaml_conflict_marker(look: Look) -> Found:
    """Where two people changed the same lines, somebody must choose.

    Git leaves both versions in the file, between lines of its own.

    Bad:
        # file: content/actors/helpline.yml
        <<<<<<< mine  # expect: yaml-conflict-marker
        title: Helpline
        =======
        title: Night helpline
        >>>>>>> theirs

    Good:
        # file: content/actors/helpline.yml
        title: Night helpline
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def yaml_too_deep(look: Look) -> Found:
    """Lists stand in lists only a few levels deep.

    Nothing in a book is that deep; it is a mistake, or meant to break something.

    Bad:
        # file: content/actors/helpline.yml
        tags: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[help]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]  # expect: yaml-too-deep

    Good:
        # file: content/actors/helpline.yml
        tags: [help]
    """
    return iter(())
