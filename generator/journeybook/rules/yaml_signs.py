"""Signs in YAML that mean something else than their author meant: told while files are read, explained here."""

from __future__ import annotations

from journeybook.rules.look import Look
from journeybook.rules.rule import ERROR, RETIRED, Found, rule


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def yaml_colon_in_text(look: Look) -> Found:
    """A text with a colon and a space in it stands in quotes.

    A colon with a space behind it ends a name.

    Bad:
        # file: content/actors/helpline.yml
        title: Helpline: evenings  # expect: yaml-colon-in-text

    Good:
        # file: content/actors/helpline.yml
        title: "Helpline: evenings"
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def yaml_comment_in_text(look: Look) -> Found:
    """A text with a space and a hash in it stands in quotes.

    What stands behind the hash is a comment, and would be lost.

    Bad:
        # file: content/actors/helpline.yml
        title: Helpline #5  # expect: yaml-comment-in-text

    Good:
        # file: content/actors/helpline.yml
        title: "Helpline #5"
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def yaml_special_character(look: Look) -> Found:
    """A text that begins with a sign that means something stands in quotes.

    A few signs, such as @, %, & and *, have a meaning at the beginning of a text.

    Bad:
        # file: content/actors/helpline.yml
        title: @helpline  # expect: yaml-special-character

    Good:
        # file: content/actors/helpline.yml
        title: "@helpline"
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def yaml_smart_quotes(look: Look) -> Found:
    """Quotes that hold a text together are straight ones.

    Typographic quotes are letters like any other, and hold nothing together.

    Bad:
        # file: content/actors/helpline.yml
        title: “Night: helpline”  # expect: yaml-smart-quotes

    Good:
        # file: content/actors/helpline.yml
        title: "Night: helpline"
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def yaml_unclosed_quote(look: Look) -> Found:
    """A quote that is opened must be closed.

    Without the second quote the text goes on to the end of the file.

    Bad:
        # file: content/actors/helpline.yml
        title: "Helpline  # expect: yaml-unclosed-quote
        level: frontline

    Good:
        # file: content/actors/helpline.yml
        title: "Helpline"
        level: frontline
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def yaml_text_after_quote(look: Look) -> Found:
    """A text in quotes stands in quotes as a whole.

    What follows the closing quote belongs to nothing.

    Bad:
        # file: content/actors/helpline.yml
        title: "Helpline" by night  # expect: yaml-text-after-quote

    Good:
        # file: content/actors/helpline.yml
        title: '"Helpline" by night'
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def yaml_escape(look: Look) -> Found:
    r"""A backslash stands in single quotes, or in none.

    In double quotes a backslash begins a sign of another kind.

    Bad:
        # file: content/actors/helpline.yml
        title: "Desk C:\help"  # expect: yaml-escape

    Good:
        # file: content/actors/helpline.yml
        title: 'Desk C:\help'
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def yaml_control_character(look: Look) -> Found:
    r"""A text has no invisible control characters.

    They come with copying from other programs, and break pages and tables.

    Bad:
        # file: content/actors/helpline.yml
        title: "Help\x07line"  # expect: yaml-control-character

    Good:
        # file: content/actors/helpline.yml
        title: Helpline
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def yaml_hidden_character(look: Look) -> Found:
    """Spaces are ordinary ones, and names have no invisible signs.

    A space that does not break, shown here as ⍽, looks like any other and is none.

    Bad:
        # file: content/actors/helpline.yml
        title: Helpline
        ⍽level: frontline  # expect: yaml-hidden-character

    Good:
        # file: content/actors/helpline.yml
        title: Helpline
        level: frontline
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def yaml_look_alike(look: Look) -> Found:
    """A name is written in letters of one alphabet.

    A Cyrillic е looks like a Latin one, and makes another word.

    Bad:
        # file: content/actors/helpline.yml
        titlе: Helpline  # expect: yaml-look-alike

    Good:
        # file: content/actors/helpline.yml
        title: Helpline
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def yaml_brackets(look: Look) -> Found:
    """A bracket that is opened must be closed.

    A list in brackets ends where its bracket does.

    Bad:
        # file: content/actors/helpline.yml
        tags: [help, night  # expect: yaml-brackets
        level: frontline

    Good:
        # file: content/actors/helpline.yml
        tags: [help, night]
        level: frontline
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def yaml_unreadable_name(look: Look) -> Found:
    """Before a colon stands a name.

    Brackets, or nothing, cannot be referred to.

    Bad:
        # file: content/actors/helpline.yml
        title: {{ name }}  # expect: yaml-unreadable-name

    Good:
        # file: content/actors/helpline.yml
        title: "{{ name }}"
    """
    return iter(())
