"""Every measure by its id: its name, its unit and its formula in words."""

from __future__ import annotations

from msgspec import Struct

from journeybook.words import Phrase, phrase


class Measure(Struct, frozen=True):
    """What a measure is called, what it counts in, how it comes about, and with how many decimals it is shown.

    Without `digits` a percentage has one decimal, none where its interval is wide.
    """

    name: Phrase
    unit: str
    formula: Phrase
    digits: int | None = None


_COST = phrase(
    "Sum of importance × emotion below 0 over the touchpoints a cause stands behind; importance not stated is 3"
)

MEASURES: dict[str, Measure] = {
    # emotion
    "mean": Measure(
        phrase("Mean emotion"),
        "emotion",
        phrase("Sum of emotion × importance / sum of importance; where none is stated, importance is 3"),
    ),
    "weakest_link": Measure(
        phrase("Weakest link"),
        "emotion",
        phrase("Lowest emotion; among equals a moment of truth, then the more important touchpoint, then the earlier"),
    ),
    "peak_end": Measure(
        phrase("Peak and end"),
        "emotion",
        phrase("(Most intense emotion + last emotion) / 2; of two equally intense ones the negative (Kahneman)"),
    ),
    "largest_drop": Measure(
        phrase("Largest drop"),
        "emotion",
        phrase("Lowest of: emotion − emotion of the touchpoint before, and emotion − emotion on coming to it"),
    ),
    "spoiler": Measure(
        phrase("Spoilers"),
        "touchpoints",
        phrase("Touchpoints at {bad} or below in a journey whose mean emotion is above 0"),
    ),
    "cause_cost": Measure(phrase("Cost of causes"), "", _COST),
    **{
        f"cause_cost_{driver}": Measure(name, "", _COST)
        for driver, name in {
            "human": phrase("Cost of causes in people"),
            "process": phrase("Cost of causes in processes"),
            "product": phrase("Cost of causes in products"),
            "technology": phrase("Cost of causes in technology"),
            "policy": phrase("Cost of causes in policies"),
            "place": phrase("Cost of causes in places"),
        }.items()
    },
    "spill_over": Measure(
        phrase("Spill-over to the brand"),
        "",
        phrase(
            "Change of attitude to the brand / change of attitude to the place; "
            "over several touchpoints weighted by the change to the place"
        ),
    ),
    # loyalty
    "stay_share": Measure(
        phrase("Share who stay"),
        "share",
        phrase(
            "Sum of P(k bad experiences) × share who stay after k; P from the failure rates (Poisson–binomial). "
            "A scenario: it assumes that failures are independent and that customers stay as the tolerance says"
        ),
    ),
    "exposure": Measure(
        phrase("Yearly value exposed"),
        "",
        phrase("Customers × yearly value of one × (1 − share who stay); a scenario"),
    ),
    "nps": Measure(
        phrase("Net Promoter Score"),
        "points",
        phrase("% of 9 and 10 − % of 0 to 6; 95% interval by adjusted Wald (Rocks 2016)"),
    ),
    "csat": Measure(
        phrase("Satisfied customers"),
        "share",
        phrase("Answers in the top two boxes / all answers; 95% interval by Wilson"),
    ),
    "csat_mean": Measure(
        phrase("Mean satisfaction"), "", phrase("Mean of the answers on their scale; 95% interval by Student’s t")
    ),
    "ces": Measure(
        phrase("Customer Effort Score"), "", phrase("Mean on 1 … 7, higher is easier; 95% interval by Student’s t")
    ),
    "ces_share": Measure(
        phrase("Customers who found it easy"),
        "share",
        phrase("Answers of 5 to 7 / all answers; 95% interval by Wilson"),
    ),
    "rate": Measure(
        phrase("Latest rate"), "share", phrase("Cases that count / all cases; 95% interval by Wilson where n is known")
    ),
    "latest": Measure(
        phrase("Latest result"), "", phrase("The latest result; 95% interval by Student’s t where n and sd are known")
    ),
    "change": Measure(
        phrase("Change"),
        "",
        phrase("Latest − the one before; z = difference / √(SE² + SE²); a change only where z is past ±1.96"),
    ),
    # promises
    "promise_result": Measure(phrase("Result"), "", phrase("The result that decides, with its 95% interval")),
    "promise_share": Measure(
        phrase("Results that meet the standard"),
        "share",
        phrase(
            "Results that meet the standard / results, a total without its parts of the same time; "
            "95% interval by Wilson"
        ),
    ),
    "promises_kept": Measure(phrase("Promises kept"), "promises", phrase("Promises with this verdict")),
    "promises_at_risk": Measure(phrase("Promises at risk"), "promises", phrase("Promises with this verdict")),
    "promises_broken": Measure(phrase("Promises broken"), "promises", phrase("Promises with this verdict")),
    "promises_unmeasured": Measure(phrase("Promises unmeasured"), "promises", phrase("Promises with this verdict")),
    "shortfall": Measure(
        phrase("Short of the standard"),
        "",
        phrase("Standard − result (or result − standard where less is better), at least 0; of the worst result"),
    ),
    "let_down": Measure(
        phrase("Customers let down"),
        "",
        phrase(
            "Customers it is made to × share of cases short of the standard. "
            "A scenario: it assumes one case for each customer"
        ),
    ),
    # north
    "distance_to_north": Measure(
        phrase("Distance to true north"),
        "share",
        phrase(
            "(Ideal − actual) / (ideal − baseline): 100% where we began, 0% at the ideal; "
            "more than 100% is further off than where we began, less than 0% is past the ideal"
        ),
    ),
    "opportunity": Measure(phrase("Opportunity"), "of 100", phrase("½ value to customers + ½ value to the company")),
    "focus": Measure(
        phrase("Focus"),
        "share",
        phrase("Effort of open actions that support a critical objective / of all open actions"),
        0,
    ),
    "prized": Measure(
        phrase("Share of what is prized"),
        "share",
        phrase("Weight of the value / weights of all this persona prizes"),
        0,
    ),
    "attention": Measure(
        phrase("Share of our effort"),
        "share",
        phrase(
            "Effort of open actions for promises that answer the value / for all that this persona prizes; "
            "an action that serves several is shared among them"
        ),
        0,
    ),
    # loops
    "open_days": Measure(phrase("Age of open actions"), "days", phrase("Median of the days since they were opened")),
    "decision_days": Measure(
        phrase("Time to decide"), "days", phrase("Median of the days from asking for a decision to deciding")
    ),
    "waiting_days": Measure(
        phrase("Wait for a decision"), "days", phrase("Median of the days since the open decisions were asked for")
    ),
    # flow
    "first_pass_yield": Measure(
        phrase("First-pass yield"), "share", phrase("Product of (1 − failure rate) over the touchpoints that have one")
    ),
    "value_added": Measure(
        phrase("Time worth its while"),
        "share",
        phrase("Duration of the touchpoints that add value / all durations and waits"),
    ),
    # coverage
    "listening": Measure(
        phrase("Listening"),
        "share",
        phrase(
            "Touchpoints with a complete listening post / all touchpoints; "
            "complete: method, question, frequency, time to answer and owner"
        ),
        0,
    ),
    "evidenced": Measure(
        phrase("Evidenced"),
        "share",
        phrase("Touchpoints that cite evidence other than an assumption / all touchpoints"),
        0,
    ),
    "promised": Measure(
        phrase("Promised"), "share", phrase("Touchpoints where a promise is made or must be kept / all touchpoints"), 0
    ),
    "owned": Measure(phrase("Owned"), "share", phrase("Touchpoints with an owner / all touchpoints"), 0),
    "acted": Measure(
        phrase("Acted on"),
        "share",
        phrase("Touchpoints at {bad} or below that an action, not dropped, addresses / all at {bad} or below"),
        0,
    ),
    "areas": Measure(phrase("Areas met"), "of 5", phrase("Of sales, product, brand, marketing and service, those met")),
    "stages": Measure(
        phrase("Stages told"), "of 9", phrase("Of the nine stages from notice to leave, those a journey reaches")
    ),
    "context": Measure(
        phrase("Context told"), "of 6", phrase("Of the six context factors, those told of the journey or its persona")
    ),
    "heart": Measure(
        phrase("HEART measured"),
        "of 5",
        phrase("Of happiness, engagement, adoption, retention and task success, those with a metric that has a result"),
    ),
    "canvas": Measure(phrase("Canvas filled"), "of 8", phrase("Of the canvas’s eight elements, those filled in")),
    # readiness
    "empathy": Measure(
        phrase("Empathy"),
        "share",
        phrase("Touchpoints whose feeling is backed by a quote or by evidence that listens / all touchpoints"),
        0,
    ),
    "client_centricity": Measure(
        phrase("Customer at the centre"),
        "of 4",
        phrase(
            "Of the customer’s goal, the start, an outcome for the customer and a benefit in every action, those told"
        ),
    ),
    "every_level": Measure(
        phrase("Every level"),
        "of 3",
        phrase("Of front line, CX people and management, those who serve, answer for it, hear the answers or act"),
    ),
    "coherent_values": Measure(
        phrase("Coherent values"),
        "share",
        phrase("Of what the persona prizes, that which a promise kept here answers and a brand value stands behind"),
        0,
    ),
    "rung": Measure(
        phrase("Rung reached"),
        "of 5",
        phrase("Of mapped, heard, shared, acted and rewarded, those reached one after another (after Satmetrix)"),
    ),
}


def measure_of(figure: str) -> Measure:
    """The measure that a figure's id names; behind a colon stands the part it speaks of: `csat:Łódź`."""
    return MEASURES[figure.partition(":")[0]]
