from xml.etree import ElementTree

from django.template import Context, Template
from django.utils import translation


def draw(tag: str, **context: object) -> ElementTree.Element:
    html = Template("{% load ground_figures %}" + tag).render(Context(context)).strip()
    picture = ElementTree.fromstring(html[html.index("<svg") :])
    assert not [element for element in picture.iter() if "style" in element.attrib]
    return picture


def words(picture: ElementTree.Element) -> str:
    title = picture.find("title")
    assert title is not None and title.text
    return title.text


def of_class(picture: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [element for element in picture.iter() if element.get("class") == name]


def test_ratings_are_dots_and_the_mean_a_plumb_line_through_them():
    picture = draw("{% scale_dots values 1 4 %}", values=[2, 3, 3])
    assert words(picture) == "3 ratings from 1 to 4: 2, 3, 3; mean 2.67"
    assert len(of_class(picture, "dot")) == 3
    (plumb,) = of_class(picture, "plumb")
    assert plumb.get("x1") == plumb.get("x2") == "100.44"


def test_a_criterion_that_was_not_assessed_is_said_and_not_drawn():
    picture = draw("{% scale_dots values %}", values=[None, 4, None])
    assert words(picture) == "1 rating from 1 to 4: 4; mean 4.00; 2 not assessed"
    assert len(of_class(picture, "dot")) == 1


def test_no_ratings_have_no_mean():
    picture = draw("{% scale_dots values %}", values=[None])
    assert words(picture) == "No ratings yet; 1 not assessed"
    assert not of_class(picture, "dot") + of_class(picture, "plumb") + of_class(picture, "mean")


def test_the_mean_at_the_lowest_point_of_a_scale_from_zero_is_drawn():
    assert of_class(draw("{% scale_dots values 0 3 %}", values=[0, 0]), "plumb")


def test_an_interval_is_a_dot_on_a_line_with_a_reference_at_zero():
    picture = draw("{% interval_bar -0.6 -0.3 0.1 -1.5 1.5 %}")
    assert words(picture) == "-0.3, interval -0.6 to 0.1, on an axis from -1.5 to 1.5"
    (value,), (reference,) = of_class(picture, "value"), of_class(picture, "reference")
    assert (value.get("cx"), reference.get("x1")) == ("81.6", "100")


def test_an_interval_that_leaves_the_axis_ends_in_an_arrow():
    (inside,) = of_class(draw("{% interval_bar -1 0 1 -1.5 1.5 %}"), "range")
    (outside,) = of_class(draw("{% interval_bar -9 0 9 -1.5 1.5 %}"), "range")
    assert "l-4 4" not in inside.get("d", "")
    assert "M8 11m4-4l-4 4 4 4" in outside.get("d", "") and "M192 11m-4-4l4 4-4 4" in outside.get("d", "")


def test_a_measure_that_is_not_known_says_so():
    picture = draw("{% interval_bar low value high -1 1 reference=None %}", low=None, value=None, high=None)
    assert words(picture) == "Too little data"
    assert not of_class(picture, "value") + of_class(picture, "reference")


def test_coordinates_keep_their_point_in_languages_that_write_a_comma():
    with translation.override("de"):
        picture = draw("{% interval_bar -0.6 -0.3 0.1 -1.5 1.5 %}")
    assert of_class(picture, "value")[0].get("cx") == "81.6"
