"""CSV and Excel rows: any delimiter, encoding and header, and a guess that can be corrected."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionbank.importing import Document, parse_document


def parse(text: str, name: str = "bank.csv", **more) -> Document:
    return parse_document(name, text.encode(), **more)


def told(document: Document) -> list[tuple[str, str]]:
    return [(question.prompt, question.answer) for question in document.questions]


HEADERS = [
    "Question,Answer",
    "Interview Question,Sample answer",
    "Question for the candidate,Expected Response",
    "questionText,modelAnswer",
    "Frage,Musterantwort",
    "Frage (Deutsch),Antwort (kurz)",
    "Pregunta de entrevista,Respuesta esperada",
    "Pergunta,Resposta",
    "Question,Réponse attendue",
    "Вопросы,Ответы",
    "问题,答案",
    "Front,Back",
]


@pytest.mark.parametrize("header", HEADERS)
def test_headers_in_seven_languages_and_free_words(header):
    document = parse(f"{header}\nWhat is felt?,Matted wool.\nWhat is taffeta?,A plain weave.\n")

    assert told(document) == [("What is felt?", "Matted wool."), ("What is taffeta?", "A plain weave.")]
    names = header.split(",")
    assert f"Columns: prompt = 1 '{names[0]}', answer = 2 '{names[1]}'." in document.warnings
    assert document.unaccounted == ()


def test_without_a_header_the_columns_are_told_by_what_stands_in_them():
    rows = [f"{at};Cloth;What is thing {at}?;It is a kind of cloth, number {at}.;Hard" for at in range(1, 5)]
    document = parse("\n".join(rows))
    first = document.questions[0]

    assert (first.prompt, first.answer) == ("What is thing 1?", "It is a kind of cloth, number 1.")
    assert (first.number, first.section, first.difficulty) == ("1", "Cloth", "Hard")
    assert document.warnings[0] == "Columns: number = 1, section = 2, prompt = 3, answer = 4, difficulty = 5."


def test_a_guess_is_corrected_by_name_or_number():
    text = "Question,Notes,Answer\nWhat is felt?,Matted wool.,see notes\n"

    assert told(parse(text)) == [("What is felt?", "see notes")]
    for column in ("2", "Notes", "notes"):
        corrected = parse(text, columns={"answer": column})
        assert told(corrected) == [("What is felt?", "Matted wool.")]
        assert "not taken over: 'Answer'" in corrected.warnings[0]


def test_an_answers_own_commas_escaped_quotes_hints_and_markup():
    cut = parse("question,answer\nWhat is felt?,Wool, matted, wet\n")

    assert told(cut) == [("What is felt?", "Wool, matted, wet")]
    assert any("line 2" in warning for warning in cut.warnings)
    assert told(parse('Question,Answer\n"What is \\"felt\\"?","a, b"\n')) == [('What is "felt"?', "a, b")]
    assert told(parse("sep=;\nQ;A\nWhat is felt?;Wool\n")) == [("What is felt?", "Wool")]
    anki = "#separator:tab\n#html:true\nWhat is felt?\t<b>Wool</b><br>matted\n"
    assert told(parse(anki, "notes.txt")) == [("What is felt?", "**Wool**\n\nmatted")]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251", "koi8-r", "cp866", "iso8859-5"]
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_russian_rows_in_every_usual_encoding(encoding, line_end):
    rows = ["Вопрос;Ответ"]
    rows += [f"Что такое ткань номер {at}?;Это материал, который делают из нитей." for at in range(20)]
    document = parse_document("bank.csv", line_end.join(rows).encode(encoding))

    assert [question.prompt for question in document.questions] == [row.split(";")[0] for row in rows[1:]]


@pytest.mark.parametrize(
    ("encoding", "prompt", "answer"),
    [
        ("gb18030", "什么是布料？", "布料是用纱线织成的材料，可以做衣服。"),
        ("shift_jis", "布とは何ですか？", "糸を織って作った材料で、服を作るために使います。"),
        ("big5", "什麼是布料？", "布料是用紗線織成的材料，可以做衣服。"),
        (
            "iso8859-2",
            "Co to jest tkanina? Wyjaśnij",
            "Materiał zrobiony z nici, używany do szycia odzieży męskiej.",
        ),
        ("cp1252", "Qué es la tela? Explícalo", "Un material tejido con hilos: sirve para la confección."),
    ],
)
def test_rows_in_other_code_pages(encoding, prompt, answer):
    text = "question,answer\n" + f'"{prompt}","{answer}"\n' * 12
    document = parse_document("bank.csv", text.encode(encoding))

    assert set(told(document)) == {(prompt, answer)}
    assert any("guessed" in warning for warning in document.warnings)


def test_prose_with_commas_is_no_table():
    text = "Questions, and answers about cloth\n\n1. What is felt, really?\n\nWool, matted.\n\n"
    text += "2. What is silk?\n\nThread.\n"

    assert parse(text, "notes.txt").reader != "delimited"
    assert told(parse("Thank you, all.\nWe met, we spoke.\n", "notes.md")) == []


CELL = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=30)
ROWS = st.lists(st.tuples(CELL, CELL.filter(str.strip)), min_size=1, max_size=12)


@settings(deadline=None, max_examples=80)
@given(
    rows=ROWS,
    delimiter=st.sampled_from([",", ";", "\t", "|", "^"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_any_rows_come_out_as_they_went_in(rows, delimiter, encoding, line_end):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    writer.writerow(["question", "answer"])
    writer.writerows(
        (f"Why is it so ({at}), {cell}?", f"Since {answer}") for at, (cell, answer) in enumerate(rows)
    )
    document = parse_document("bank.csv", out.getvalue().encode(encoding))

    assert [question.answer for question in document.questions] == [
        f"Since {answer}".strip() for _, answer in rows
    ]
