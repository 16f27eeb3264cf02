"""Words and faces that people write where a feeling is asked for, with what they mean from −2 to +2."""

from __future__ import annotations

_BY_FEELING: dict[float, str] = {
    2: """
        delighted, very happy, very satisfied, very good, excellent, great, amazing, love it, love, thrilled, excited,
        ecstatic, very positive, enthusiastic, wow, delight, joy, excitement, enthusiasm, euphoria,
        zachwycony, zachwycona, zachwyt, bardzo zadowolony, bardzo zadowolona, bardzo dobrze, bardzo dobry, świetnie,
        świetny, świetna, doskonale, wspaniale, euforia, entuzjazm, bardzo pozytywnie,
        begeistert, sehr zufrieden, sehr gut, ausgezeichnet, hervorragend, super, sehr positiv,
        в восторге, восторг, отлично, очень хорошо, прекрасно, очень доволен, очень довольна, супер,
        ravi, ravie, excellent, très bien, très satisfait, enchanté,
        encantado, encantada, excelente, muy bien, muy satisfecho,
        非常满意, 很好, 非常好, とても満足, 最高, 매우 만족, ++, :D, :-D, =D, <3
    """,
    1: """
        high, wysoka, wysoki, wysokie, hoch, высокий, высокая, высокое,
        happy, satisfied, good, content, positive, pleased, relieved, fine, nice, glad, confident, calm, hopeful,
        curious,
        interested, proud, relief, trust, ease, hope, curiosity, satisfaction, confidence, pride, happiness, safe,
        grateful,
        spokojnie, zaufanie, wdzięczność, satysfakcja, zainteresowanie,
        zufriedenheit, erleichterung, vertrauen, neugier, freude, доверие, любопытство, удовлетворение,
        zadowolony, zadowolona, zadowolenie, dobrze, dobry, dobra, ok, w porządku, pozytywnie, pozytywny, spokojny,
        spokojna, spokój, ulga, radość, ciekawość, zaciekawiony, zaciekawiona, pewny, pewna, nadzieja,
        zufrieden, gut, positiv, froh, erleichtert, neugierig, ruhig, glücklich,
        доволен, довольна, хорошо, хороший, спокоен, спокойна, спокойствие, радость, облегчение, интерес, позитивно,
        content, contente, satisfait, satisfaite, bien, bon, positif, soulagé,
        contento, contenta, satisfecho, satisfecha, bien, bueno, positivo,
        满意, 好, 开心, 満足, 良い, 嬉しい, 만족, 좋음, okay, +, :), :-), =), (:, easy, łatwo, leicht, легко, удобно
    """,
    0: """
        średnia, średni, średnie, средний, средняя, среднее,
        neutral, so-so, mixed, indifferent, average, medium, unsure, undecided, meh, normal,
        neutralnie, neutralny, neutralna, obojętny, obojętna, obojętnie, średnio, tak sobie, mieszane, niepewny,
        niepewna,
        niepewność, przeciętnie,
        neutral, gemischt, mittel, gleichgültig, unsicher, geht so,
        нейтрально, нейтрально-спокойный, средне, нормально, так себе, безразлично, неуверенность,
        neutre, moyen, mitigé, regular, neutro, 一般, 中立, 普通, 보통, :|, :-|, =|, 0/0, ±, +/-
    """,
    -1: """
        low, niska, niski, niskie, niedrig, низкий, низкая, низкое,
        unhappy, dissatisfied, bad, sad, annoyed, disappointed, negative, worried, confused, bored, anxious, nervous,
        stressed, tired, impatient, uneasy, uncertain, irritated, frustrated, poor, concerned, hard, difficult,
        niezadowolony, niezadowolona, niezadowolenie, źle, zły, zła, smutny, smutna, smutek, zirytowany, zirytowana,
        irytacja, rozczarowany, rozczarowana, rozczarowanie, negatywnie, negatywny, zaniepokojony, zaniepokojona,
        niepokój,
        frustration, anxiety, confusion, disappointment, worry, boredom, stress, annoyance, irritation, doubt,
        uncertainty,
        sadness, upset, lost, ashamed, shame, afraid, scared, insecure, overwhelmed,
        zdezorientowany, zagubiony, zagubiona, znudzony, stres, zestresowany, zestresowana, frustracja, sfrustrowany,
        sfrustrowana, zmęczony, zmęczona, trudno, obawa,
        unzufrieden, schlecht, traurig, genervt, enttäuscht, negativ, besorgt, verwirrt, gelangweilt, frustriert,
        gestresst,
        nervös, schwierig,
        недоволен, недовольна, плохо, грустно, раздражение, разочарование, негативно, тревога, стресс, скука, трудно,
        mécontent, mécontente, mauvais, triste, déçu, déçue, agacé, inquiet, négatif,
        descontento, malo, mal, triste, decepcionado, preocupado, negativo,
        不满意, 不好, 不满, 悪い, 不安, 불만, 나쁨, -, :(, :-(, =(, :/, :-/
    """,
    -2: """
        furious, very unhappy, very dissatisfied, very bad, terrible, awful, angry, horrible, hate it, hate,
        very negative,
        outraged, desperate, devastated, worst, anger, rage, fury, panic, despair, terrified, fear, hatred,
        strach, panika, lęk, gniew, wut, angst, panik, verzweiflung, страх, паника, гнев,
        wściekły, wściekła, wściekłość, bardzo niezadowolony, bardzo niezadowolona, bardzo źle, okropnie, fatalnie,
        złość,
        tragicznie, rozpacz, bardzo negatywnie,
        wütend, sehr unzufrieden, sehr schlecht, furchtbar, schrecklich, verzweifelt, katastrophal,
        в ярости, ярость, злость, ужасно, очень плохо, очень недоволен, отчаяние, кошмар,
        furieux, furieuse, très mécontent, très mal, terrible, en colère,
        furioso, furiosa, muy malo, muy mal, terrible, enfadado,
        非常不满意, 很差, 生气, 最悪, 怒り, 매우 불만, 최악, --, >:(, D:, :'(
    """,
}
WORDS = {
    word.casefold(): float(value)
    for value, words in _BY_FEELING.items()
    for word in (each.strip() for each in words.replace("\n", " ").split(","))
    if word
}
"""By word, in small letters."""
FACES = {
    sign: float(value)
    for value, signs in {
        2: "😀😃😄😁🤩😍🥰🥳😻❤💚🎉👏", 1: "🙂😊☺😌😉😺👍😎🤗✅", 0: "😐😶😑🤔🫤", -1: "🙁☹😟😕😒😞😔😣😖🙄👎😰😬😿⚠",
        -2: "😡😠🤬😤😭😢😩😫👿😾💔❌🔥😱",
    }.items()
    for sign in signs
}  # fmt: skip
"""By sign."""
STRONGER = frozenset(
    "very really extremely so bardzo niezwykle ogromnie sehr äußerst extrem очень крайне très muy".split()  # noqa: SIM905
)
"""Words before a feeling that make it stronger: a step further out."""
WEAKER = frozenset("slightly somewhat rather quite trochę nieco etwas leicht немного слегка un peu".split())  # noqa: SIM905
"""Words before a feeling that take half of it away."""
NUMBERS = {
    word: float(value)
    for value, words in enumerate((
        "zero null ноль zéro cero 零", "one jeden eins один un uno 一", "two dwa zwei два deux dos 二",
        "three trzy drei три trois tres 三", "four cztery vier четыре quatre cuatro 四",
        "five pięć fünf пять cinq cinco 五", "six sześć sechs шесть 六",
        "seven siedem sieben семь 七", "eight osiem acht восемь 八",
        "nine dziewięć neun девять 九", "ten dziesięć zehn десять 十",
    ))
    for word in words.split()
}  # fmt: skip
"""Numbers written as words."""
