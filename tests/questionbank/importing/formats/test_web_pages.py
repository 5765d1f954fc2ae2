"""HTML: what a reader of the page sees, and nothing else."""

import pytest

from questionbank.importing import Document, parse_document
from questionbank.importing.formats.html_markdown import html_to_markdown
from tests.questionbank.importing.spent import seconds

THREE = ("What is a loom?", "What is a shuttle?", "What is felt?")


def page(body: str) -> Document:
    return parse_document("page.html", f"<!doctype html><html><body>{body}</body></html>".encode())


SHAPES = {
    "headings": "<h3><a class='anchor' href='#x'>#</a>{0}</h3><p>It is cloth.</p><h4>Why?</h4><p>So.</p>",
    "accordion": "<h2><button class='accordion-button'>{0}</button></h2>"
    "<div class='accordion-collapse collapse' style='display:none'><p>It is cloth.</p></div>",
    "buttons": "<button class='accordion'>{0}</button><div class='panel' hidden><p>It is cloth.</p></div>",
    "classes": "<div class='faq-question'>{0}</div><div class='answer'>It is cloth.</div>",
    "folds": "<details><summary><b>{0}</b></summary><p>It is cloth.</p></details>",
    "definitions": "<dl><dt>{0}</dt><dd>It is cloth.</dd></dl>",
    "bold": "<p><strong>{0}</strong></p><p>It is cloth.</p>",
    "bold and breaks": "<b>Q. {0}</b><br>It is cloth.<br><br>",
    "items": "<li><p><b>{0}</b></p><p>It is cloth.</p></li>",
    "pairs": "<p><b>Q:</b> {0}</p><p><b>A:</b> It is cloth.</p>",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_questions_on_pages_of_every_shape(shape):
    body = "".join(SHAPES[shape].format(prompt) for prompt in THREE)
    document = page(f"<ol>{body}</ol>" if shape == "items" else body)

    assert tuple(question.prompt for question in document.questions) == THREE
    assert all("It is cloth." in question.answer for question in document.questions)
    assert document.unaccounted == ()


def test_tables_code_with_its_language_and_nested_lists_are_kept():
    text = html_to_markdown(
        "<table><tr><th>A</th><th>B|C</th></tr><tr><td>1<br>2</td><td>3</td></tr></table>"
        "<div class='highlight-source-sql'><pre>select\n\n  1</pre></div>"
        "<pre><code class='language-python'>x = '```'</code></pre>"
        "<ol start='3'><li>a<ul><li>b</li></ul></li><li>c</li></ol><p>x\n  y <code>z</code></p>"
    )

    assert "| A | B\\|C |\n| --- | --- |\n| 1 2 | 3 |" in text
    assert "```sql\nselect\n\n  1\n```" in text
    assert "````python\nx = '```'\n````" in text
    assert "3. a\n   - b\n4. c" in text
    assert text.endswith("x y `z`")


def test_menus_forms_scripts_and_hidden_parts_are_left_out():
    document = page(
        "<nav><a href='#a'>What is a menu?</a></nav><div class='cookie'>Accept?</div>"
        "<div role='navigation'>What is next?</div><p hidden>secret</p><noscript>x</noscript>"
        "<h2>What is a loom?</h2><p>A frame.</p><h2>What is felt?</h2><p>Wool.</p>"
        "<form><select><option>Which one?</option></select><p>A paragraph in a form.</p></form>"
        "<footer>All rights reserved. What is more?</footer>"
    )

    assert [question.prompt for question in document.questions] == ["What is a loom?", "What is felt?"]
    assert "secret" not in document.text and "Which one" not in document.text
    assert "A paragraph in a form." in document.text


def test_badges_beside_a_heading_and_labels_by_class_become_difficulty():
    badge = "<h3>What is a loom? <span class='badge'>Hard</span></h3><p>A frame.</p>"
    label = "<h3>What is felt?</h3><span class='difficulty'>Easy</span><p>Wool.</p>"

    assert [question.difficulty for question in page(badge + label).questions] == ["Hard", "Easy"]


HOSTILE = (
    "<script>alert(1)</script>",
    "<svg onload='alert(1)'><script>alert(2)</script><text>x</text></svg>",
    "<img src=x onerror='alert(1)'>",
    "<a href='javascript:alert(1)'>link</a>",
    "<a href=' java\nscript:alert(1)'>link</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>link</a>",
    "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='javascript:alert(1)'></object>",
    "<style>@import 'javascript:alert(1)'</style>",
    "<math><mtext><script>alert(1)</script></mtext></math>",
    "<!--<script>alert(1)</script>-->",
    "<p onclick='alert(1)'>words</p>",
    "<template><script>alert(1)</script></template>",
    "<svg><![CDATA[><script>alert(1)</script>]]></svg>",
)


@pytest.mark.parametrize("markup", HOSTILE)
def test_nothing_that_runs_survives(markup):
    text = html_to_markdown(f"<h2>What?</h2><p>Words.</p>{markup}")

    assert "alert(" not in text and "javascript:" not in text.lower() and "<svg" not in text


def test_text_about_markup_stays_text():
    assert html_to_markdown("<p>What does <code>&lt;b&gt;</code> do?</p>") == "What does `<b>` do?"
    assert html_to_markdown("a &lt; b &amp; c") == "a < b & c"


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("cp1251", "windows-1251"), ("utf-16", ""), ("utf-8", "utf-8"), ("gb18030", "gbk")],
)
def test_the_declared_encoding_counts(encoding, declared):
    text = "Что такое ткань?" if encoding != "gb18030" else "什么是布料？"
    meta = f"<meta charset='{declared}'>" if declared else ""
    data = f"<html><head>{meta}</head><body><h2>{text}</h2><p>x.</p><h2>{text}</h2><p>y.</p></body></html>"

    assert {q.prompt for q in parse_document("a.html", data.encode(encoding)).questions} == {text}


DEEP = {
    "divs": lambda n: "<div>" * n,
    "lists": lambda n: "<ul><li>" * n,
    "tables": lambda n: "<table><tr><td>x<td>" * n,
    "items": lambda n: "<ol>" + "<li>x</li>" * n,
    "rows": lambda n: "<table>" + "<tr><td>a<td>b" * n,
    "questions": lambda n: "<div class=question>What is it?</div><p>x" * n,
    "hidden": lambda n: "<p hidden>x" * n,
    "unknown": lambda n: "<soup>x</soup>" * n,
}


@pytest.mark.parametrize("shape", DEEP)
def test_the_time_for_hostile_markup_grows_with_its_size(shape):
    def spent(count: int) -> float:
        markup = DEEP[shape](count)
        return seconds(lambda: html_to_markdown(markup))

    assert spent(4000) < 40 * spent(500) + 0.2
