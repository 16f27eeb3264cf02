"""What a change of a book means: properties of every review, and the cases that a person would think of first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeybook import rules
from journeybook.load import load_from
from journeybook.output.review.blocks import counts
from journeybook.review import MIRRORED, Change, Kind, Review, Side, review
from journeybook.review.gates import caught
from journeybook.review.sentences import sentence, worded

if TYPE_CHECKING:
    from journeybook.load import Known

DAY = date(2026, 11, 1)
BASE = {
    "content/book.yml": "format: 1\nlanguages: [en, pl]\n",
    "content/personas/baker.yml": "name: Hanna\n",
    "content/personas/student.yml": "name: Kuba\n",
    "content/actors/desk.yml": "title: The desk\n",
    "content/actors/billing.yml": "title: Billing\n",
    "content/evidence/talks.yml": "{title: Talks, method: interview, date: 2026-01-01}\n",
    "content/metrics/delay.yml": (
        "title: Delay\nkind: time\nunit: h\nresults:\n  - {period: 2026-01, value: 10, census: yes}\n"
    ),
    "content/promises/soon.yml": "text: Soon, I promise\nstandard: {metric: delay, at_most: 12 h}\n",
    "journeys/paying.yml": """\
title: Paying
persona: baker
status: live
expect:
  - {measure: weakest_link, at_least: -1}
  - {promise: soon, verdict: kept}
phases:
  - id: before
    title: Before
    touchpoints:
      - id: bill
        title: I get the bill
        emotion: 1
        channel: email
        owner: billing
        thinking: What a clear page
      - id: forget
        title: I forget the deadline in a busy week
        emotion: 0
        pains: [The week is too short, Nobody reminds me]
  - id: after
    title: After
    touchpoints:
      - id: reminder
        title: I open the reminder
        emotion: -1
        channel: email
        owner: billing
        keeps: [soon]
        quotes: [{text: They shout at me, evidence: talks}]
        pains: [It threatens with a court, There is no number to ring]
        next: [{to: sorry, when: I ring}]
      - id: sorry
        title: Their manager apologises
        emotion: 1
        channel: phone
        owner: desk
        frontstage: [{actor: desk, does: rings and says sorry}]
""",
    "journeys/asking.yml": (
        "title: Asking\npersona: student\nphases:\n  - title: Asking\n    touchpoints:\n"
        "      - I ask at the desk: 1\n      - I wait for an answer: -1\n"
    ),
}  # fmt: skip
PAYING = "journeys/paying.yml"


class Texts:
    """Files of a book held in memory."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = dict(files)

    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self.files, key=lambda name: name.split("/")))

    def pages(self) -> tuple[str, ...]:
        return ()

    def data(self, name: str, most: int) -> bytes | None:
        text = self.files.get(name)
        return None if text is None else text.encode()[:most]

    def mark(self, name: str) -> str:
        return self.files.get(name, "")


def side(files: Mapping[str, str], known: Known | None = None, day: date = DAY) -> Side:
    """A version of a book from its files."""
    shelf = Texts(files)
    book, problems = load_from(shelf, DAY, known)
    return Side(book, rules.checked(book, problems, lambda name: files.get(name, "")), day=day)


def edited(*pairs: tuple[str, str], file: str = PAYING, **more: str) -> dict[str, str]:
    """The book with texts of one of its files replaced."""
    text = BASE[file]
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return {**BASE, file: text, **more}


def told(files: Mapping[str, str], before: Mapping[str, str] = BASE) -> Review:
    """What a change of the book means."""
    return review(side(before), side(files))


def causes(found: Review) -> list[str]:
    """What was done."""
    return sorted(f"{c.kind} {c.subject.id} {c.field}".strip() for group in found.groups for c in group.changes)


def effects(found: Review) -> dict[str, list[str]]:
    """What follows from each."""
    return {
        f"{c.kind} {c.subject.id}": [f"{e.kind} {e.subject.id} {e.field}".strip() for e in c.effects]
        for group in found.groups
        for c in group.changes
    }


AFTER = "  - id: after\n    title: After\n    touchpoints:\n"
RETITLED = ("      - id: bill\n        title: I get the bill\n", "      - title: I receive the bill\n")
BY_POINT = edited(
    ("census: yes}\n", "census: yes}\n  - {period: 2026-01, value: 20, census: yes, touchpoint: paying/sorry}\n"),
    file="content/metrics/delay.yml",
    **{PAYING: BASE[PAYING].replace("        owner: desk\n", "        owner: desk\n        keeps: [soon]\n")},
)
LATE_HERE = "  - {period: 2026-02, value: 30, census: yes, touchpoint: paying/reminder}\n"
"""A promise that is broken at one touchpoint, and a result by which it is at the other, too."""

EDITS = {
    "emotion": edited(("emotion: -1\n", "emotion: -2\n")),
    "owner": edited(("owner: desk", "owner: billing")),
    "moved": edited((AFTER, ""), ("      - id: sorry", f"{AFTER}      - id: sorry")),
    "result": edited(("value: 10", "value: 20"), file="content/metrics/delay.yml"),
    "words": edited(("What a clear page", "What a very clear page")),
    "gone": {name: text for name, text in BASE.items() if name != "journeys/asking.yml"},
    "renamed": {name.replace("asking", "questions"): text for name, text in BASE.items()},
    "language": edited(("title: Paying", "title: {en: Paying, pl: Płacenie}")),
    "broken": edited(("persona: baker", "persona baker")),
    "several": edited(
        ("emotion: -1\n", "emotion: 0\n"), ("title: Before", "title: Earlier"), ("[soon]", "[]"), RETITLED
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_review_the_other_way_round_is_the_mirror_image(name: str) -> None:
    one, other = told(EDITS[name]), told(BASE, EDITS[name])
    assert facts(one, mirrored=True) == facts(other)
    assert list(one.changes), "an edit that nothing is said of mirrors nothing"


def facts(found: Review, mirrored: bool = False) -> list[tuple[object, ...]]:
    """Kind, field and both sides of all that is told, but for what only time's arrow tells."""
    return sorted((_fact(change, mirrored) for change in found.changes if change.kind is not Kind.UNPROVEN), key=repr)


def _fact(change: Change, mirrored: bool) -> tuple[object, ...]:
    kind = MIRRORED.get(change.kind, change.kind) if mirrored else change.kind
    sides = (change.after, change.before) if mirrored else (change.before, change.after)
    worse = (not change.worse if change.worse is not None else None) if mirrored else change.worse
    return (kind, change.field, *(each and repr(each.raw) for each in sides), worse)


@pytest.mark.parametrize("name", EDITS)
def test_nothing_is_said_of_what_is_the_same(name: str) -> None:
    assert list(told(EDITS[name], EDITS[name]).changes) == []


WORD = st.sampled_from(["bill", "mail", "shop", "queue", "answer", "reminder", "phone", "ring", "late", "kind"])
TITLE = st.lists(WORD, min_size=1, max_size=4).map(lambda words: "I " + " ".join(words))
POINT = st.fixed_dictionaries(
    {"title": TITLE},
    optional={
        "emotion": st.sampled_from([-2, -1, -0.5, 0, 1, 1.5, 2]),
        "channel": st.sampled_from(["web", "phone", "store"]),
        "owner": st.sampled_from(["desk", "billing"]),
        "thinking": TITLE,
        "pains": st.lists(TITLE, max_size=3, unique=True),
        "keeps": st.sampled_from([["soon"]]),
    },
)
JOURNEY = st.lists(st.lists(POINT, min_size=1, max_size=4), min_size=1, max_size=3)


def written(phases: list[list[dict[str, object]]], turned: bool = False, commented: bool = False) -> dict[str, str]:
    """A book with one journey, its keys in this order or the other, with comments or without."""
    lines = ["title: Any", "persona: baker", "phases:"]
    for number, points in enumerate(phases):
        lines += [f"  - title: 'Phase {number}'", "    touchpoints:"]
        for point in points:
            pairs = list(point.items())[:: -1 if turned else 1]
            lines += [
                f"      {' ' if place else '-'} {key}: {_typed(value, turned)}"
                for place, (key, value) in enumerate(pairs)
            ]
            lines += ["        # a comment"] if commented else []
    return {**BASE, "journeys/any.yml": "\n".join(lines) + "\n"}


def _typed(value: object, turned: bool) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_typed(each, turned) for each in value) + "]"
    return f"'{value}'" if turned else str(value)


@settings(max_examples=25, deadline=None)
@given(JOURNEY)
def test_order_of_keys_comments_and_quotation_marks_mean_nothing(phases: list[list[dict[str, object]]]) -> None:
    assert list(told(written(phases, turned=True, commented=True), written(phases)).changes) == []


@settings(max_examples=25, deadline=None)
@given(JOURNEY, JOURNEY)
def test_any_change_mirrors(one: list[list[dict[str, object]]], other: list[list[dict[str, object]]]) -> None:
    forth, back = told(written(other), written(one)), told(written(one), written(other))
    assert facts(forth, mirrored=True) == facts(back)


def test_short_form_and_written_out_are_the_same() -> None:
    short = "title: A\npersona: baker\nphases:\n  One:\n    - I ask: 1\n    - I wait: -1\n"
    long = (
        "title: {en: A}\npersona: baker\nstate: as_is\nphases:\n  - title: One\n    id: one\n    touchpoints:\n"
        "      - {title: {en: I ask}, emotion: '1', id: i-ask}\n      - {emotion: −1.0, title: I wait}\n"
    )
    assert list(told({**BASE, "journeys/a.yml": long}, {**BASE, "journeys/a.yml": short}).changes) == []


def test_what_follows_is_told_under_its_cause() -> None:
    found = told(EDITS["emotion"])
    assert causes(found) == ["emotion paying/reminder emotion"]
    assert effects(found)["emotion paying/reminder"][:2] == ["expect paying weakest_link", "measure paying mean"]
    assert "unproven paying/reminder emotion" in effects(found)["emotion paying/reminder"]


def test_a_broken_promise_is_told_first_and_under_the_result_that_breaks_it() -> None:
    found = told({**EDITS["result"], PAYING: EDITS["words"][PAYING].replace("owner: desk", "owner: billing")})
    assert [group.subject.id for group in found.groups] == ["delay", "paying"]
    assert effects(found)["result delay"] == ["verdict soon", "expect paying promise.soon"]
    assert [subject.id for subject in found.touched(lambda group: group.journeys)] == ["paying"]


def test_a_result_that_has_changed_is_told_with_its_time_and_share() -> None:
    delay, plain = "content/metrics/delay.yml", "  - {period: 2026-01, value: 10, census: yes}\n"
    counted = "  - {period: 2026-02, successes: 1496, n: 1600, persona: student}\n"
    old = edited((plain, plain + counted), file=delay)
    new = edited((plain, counted.replace("1496", "1440") + plain.replace("10", "11")), file=delay)
    assert [sentence(c).say() for c in told(new, old).changes if c.kind is Kind.RESULT] == [
        "Results · Successes (2026-02, Kuba): 1,496 (93.5%) → 1,440 (90.0%)",
        "Results · Result (2026-01): 10 h → 11 h",
    ]
    assert [c.worse for c in told(new, old).changes if c.kind is Kind.RESULT] == [True, True]
    rare = ("title: Delay\nkind: time\nunit: h\n", "title: Delay\nkind: rate\nbetter: lower\n")
    less = [edited(rare, (plain, each), file=delay) for each in (counted, counted.replace("1496", "1440"))]
    assert [c.worse for c in told(less[1], less[0]).changes if c.kind is Kind.RESULT] == [False]
    later = edited((plain, plain + counted.replace("2026-02", "2026-03")), file=delay)
    assert [sentence(c).say() for c in told(later, old).changes] == ["Results · Period: 2026-02 → 2026-03"]
    assert facts(told(new, old), mirrored=True) == facts(told(old, new))


HERE = {**BY_POINT, "content/metrics/delay.yml": BY_POINT["content/metrics/delay.yml"] + LATE_HERE}


def test_a_verdict_at_one_touchpoint_is_told_under_its_cause_though_the_promise_stands_as_it_did() -> None:
    found = told(HERE, BY_POINT)
    assert effects(found) == {"result delay": ["verdict paying/reminder keeps"]}
    (change,) = (change for change in found.changes if change.kind is Kind.VERDICT)
    assert sentence(change).say() == "promise “Soon, I promise” at “I open the reminder”: kept → broken"
    assert (caught(found, "broken-promise"), caught(found, "promise-at-risk")) == (False, True)
    assert (counts(found)["broken"], counts(found)["verdicts"]) == (0, 1)
    assert facts(found, mirrored=True) == facts(told(BY_POINT, HERE))
    assert list(told(HERE, HERE).changes) == []


def test_a_breach_at_one_touchpoint_moves_the_verdict_there_and_at_no_other() -> None:
    breach = "        breaks: [{promise: soon, evidence: [talks]}]\n"
    seen = {**BY_POINT, PAYING: BY_POINT[PAYING].replace("        quotes: [", breach + "        quotes: [")}
    verdicts = {
        cause: [each for each in all_ if "verdict" in each] for cause, all_ in effects(told(seen, BY_POINT)).items()
    }
    assert verdicts == {"promise paying/reminder": ["verdict paying/reminder keeps"]}
    assert facts(told(seen, BY_POINT), mirrored=True) == facts(told(BY_POINT, seen))


def test_a_feeling_with_a_new_study_is_proven() -> None:
    study = "{title: More talks, method: diary, date: 2026-10-01}\n"
    proven = edited(
        ("emotion: -1\n", "emotion: -2\n        evidence: [more]\n"), **{"content/evidence/more.yml": study}
    )
    assert Kind.UNPROVEN in {change.kind for change in told(EDITS["emotion"]).changes}
    assert Kind.UNPROVEN not in {change.kind for change in told(proven).changes}


SPLIT = edited(
    (
        "      - id: reminder\n        title: I open the reminder\n        emotion: -1\n",
        "      - {id: threat, title: I read the threat, emotion: -2, channel: email, owner: billing,\n"
        "         quotes: [{text: They shout at me, evidence: talks}], pains: [It threatens with a court]}\n"
        "      - id: reminder\n        title: I open the reminder\n        emotion: -1\n",
    ),
    ("        quotes: [{text: They shout at me, evidence: talks}]\n", ""),
    ("[It threatens with a court, There", "[There"),
)


def test_split_and_merged() -> None:
    assert causes(told(SPLIT)) == ["split paying/reminder"]
    assert causes(told(BASE, SPLIT)) == ["merged paying/reminder"]
    (change,) = (change for change in told(SPLIT).changes if change.kind is Kind.SPLIT)
    assert [other.id for other in change.others] == ["paying/threat", "paying/reminder"]
    assert sentence(change).say() == ("split into “I read the threat”, “I open the reminder” (felt −1, now −2, −1)")


def test_moved_to_another_journey() -> None:
    point = BASE[PAYING][BASE[PAYING].index("      - id: sorry") :]
    asking = BASE["journeys/asking.yml"] + point
    files = edited((point, ""), ("        next: [{to: sorry, when: I ring}]\n", ""), **{"journeys/asking.yml": asking})
    found = [each for each in causes(told(files)) if "measure" not in each]
    assert found == ["changed paying/reminder next", "moved asking/sorry journey"]


def test_a_renamed_touchpoint_changes_nothing_that_refers_to_it() -> None:
    files = edited(
        ("      - id: sorry\n        title: Their manager", "      - id: says-sorry\n        title: Their own manager"),
        ("to: sorry", "to: says-sorry"),
    )
    assert causes(told(files)) == ["renamed paying/says-sorry title"]


def test_a_phase_that_moves_takes_its_touchpoints_along() -> None:
    first, second = BASE[PAYING].split("  - id: after\n")
    head, phase = first.split("  - id: before\n")
    files = {**BASE, PAYING: f"{head}  - id: after\n{second}  - id: before\n{phase}"}
    assert [each for each in causes(told(files)) if "measure" not in each] == ["moved paying/before"]


def test_formerly_tells_of_a_rename_whatever_else_has_changed() -> None:
    text = "formerly: [asking]\ntitle: Something else\npersona: student\nphases:\n  Other:\n    - All is new: 1\n"
    files = {name: each for name, each in BASE.items() if name != "journeys/asking.yml"} | {"journeys/other.yml": text}
    assert "renamed other id" in causes(told(files))
    assert not [each for each in causes(told(files)) if each in {"removed asking", "added other"}]


def test_evidence_ages_between_two_days() -> None:
    old, new = side(BASE, day=date(2027, 12, 1)), side(BASE, day=date(2028, 6, 1))
    assert [(c.kind, c.subject.id) for c in review(old, new).changes] == [(Kind.AGED, "talks")]
    assert list(review(new, old).changes) == []


def counted(standard: str, *results: str) -> dict[str, str]:
    """The book with counts of kept cases, held against a standard."""
    rows = "".join(f"  - {{{each}}}\n" for each in results)
    return {
        **BASE,
        "content/promises/soon.yml": f"text: Soon, I promise\nstandard: {{metric: delay, {standard}}}\n",
        "content/metrics/delay.yml": f"title: Delay\nkind: time\nunit: h\nresults:\n{rows}",
    }


JANUARY, MAY, JULY = (f"period: 2026-0{month}, successes: 90, n: 100" for month in (1, 5, 7))


def test_counts_made_against_a_limit_that_is_another_now_are_told_under_its_change() -> None:
    new = counted("at_most: 6 h, share: 90 %", JANUARY, MAY, JULY)
    found = review(side(counted("at_most: 12 h, share: 90 %", JANUARY, MAY)), side(new)).changes
    ((cause, effect),) = [(c, e) for c in found for e in c.effects if e.kind is Kind.RECOUNT]
    assert (cause.subject.id, cause.field, effect.after and effect.after.raw) == (
        "soon",
        "standard.at_most",
        "2026-05-31",
    )
    told = sentence(effect).say("en")
    assert told == "the limit is another now: results up to May 31, 2026 were counted against the old one"


@pytest.mark.parametrize(
    ("standard", "results"),
    [
        ("at_most: 720 min, share: 90 %", [JANUARY]),
        ("at_most: 12 h, share: 95 %", [JANUARY]),
        ("at_most: 6 h, share: 90 %", ["period: 2026-01, successes: 70, n: 100"]),
        ("at_most: 6 h", [JANUARY]),
    ],
    ids=["the same limit", "another share", "counted anew", "values are compared themselves"],
)
def test_counts_against_the_limit_of_today_are_not_told_of(standard: str, results: list[str]) -> None:
    old, new = side(counted("at_most: 12 h, share: 90 %", JANUARY)), side(counted(standard, *results))
    changes = review(old, new).changes
    assert Kind.RECOUNT not in {each.kind for change in changes for each in (change, *change.effects)}


SWIFT = {name.replace("promises/soon", "promises/swift"): text for name, text in BASE.items()}
KEPT_AS_SWIFT = BASE[PAYING].replace("keeps: [soon]", "keeps: [swift]")


@pytest.mark.parametrize(
    ("files", "cause"),
    [
        ({**SWIFT, PAYING: KEPT_AS_SWIFT}, "renamed swift"),
        (SWIFT, "renamed swift"),
        ({name: text for name, text in BASE.items() if name != "content/promises/soon.yml"}, "removed soon"),
    ],
)
def test_a_test_that_still_names_a_promise_by_its_old_id_can_no_longer_be_answered(
    files: dict[str, str], cause: str
) -> None:
    found, back = told(files), told(BASE, files)
    assert effects(found)[cause] == ["expect paying promise.soon"]
    (change,) = (change for change in found.changes if change.kind is Kind.EXPECT)
    assert sentence(change).say().startswith("a test can no longer be answered: ")
    assert facts(found, mirrored=True) == facts(back)
    assert list(told(files, files).changes) == []


def test_a_problem_survives_moved_lines_and_other_words() -> None:
    moved = edited(
        ("title: Paying\n", "# one\n# two\ntitle: Paying\n"),
        ("There is no number to ring", "There is no number at all to ring"),
    )
    assert side(BASE).problems
    assert told(moved).problems == ()
    unknown = told(edited(("owner: desk\n", "owner: desks\n")))
    assert next((c.kind, c.field, c.subject.id) for c in unknown.problems) == (
        Kind.PROBLEM,
        "unknown-reference",
        "paying",
    )


def test_other_words_in_a_promise_are_more_than_wording() -> None:
    said = edited(("Soon, I promise", "Soon, I say"), file="content/promises/soon.yml")
    assert causes(told(said)) == ["promise soon text"]
    described = edited(("title: Paying", "title: To pay"))
    assert {c.kind for c in told(described).changes} == {Kind.REWORDED}


def test_a_text_reworded_in_another_language_is_shown_in_that_one() -> None:
    before = {**BASE, "content/promises/soon.yml": "text: {en: Soon, pl: Niedługo}\n"}
    (change,) = told({**BASE, "content/promises/soon.yml": "text: {en: At once, pl: Niedługo}\n"}, before).changes
    assert [worded(change).say(code) for code in ("en", "pl")] == ["Words: Soon → At once", "Słowa: Soon → At once"]


def test_what_has_an_id_inside_a_thing_is_called_what_readers_call_it() -> None:
    book = "format: 1\nlanguages: [en, pl]\nbrand: {name: A, values: [{id: plain, title: Plain words}]}\n"
    book += "objectives: [{id: stay, statement: Bakers stay}]\n"
    before = {**BASE, "content/book.yml": book}
    serves = ("status: live\n", "status: live\nsupports: [stay]\n")
    after = edited(serves, ("        thinking: What", "        shows: [plain]\n        thinking: What"))
    said = {sentence(change).say("en") for change in told({**after, "content/book.yml": book}, before).changes}
    assert {"Objectives: “Bakers stay” is new", "Values shown: “Plain words” is new"} <= said


def test_a_long_text_is_shown_from_where_it_differs() -> None:
    long = "Every week on the same day the same van stops in front of the same door. " * 9
    before = {**BASE, "content/promises/soon.yml": f"text: {long}It waits.\n"}
    (change,) = told({**BASE, "content/promises/soon.yml": f"text: {long}It hoots.\n"}, before).changes
    shown = "Words: … in front of the same door. It waits. → … in front of the same door. It hoots."
    assert worded(change).say("en") == shown


def test_a_promise_that_is_new_and_broken_meets_the_gate() -> None:
    new = {**BASE, "content/promises/now.yml": "text: Now\nstandard: {metric: delay, at_most: 1 h}\n"}
    assert caught(told(new), "broken-promise")
    assert caught(told(EDITS["result"]), "broken-promise")
    assert not caught(told(BASE, new), "broken-promise")
