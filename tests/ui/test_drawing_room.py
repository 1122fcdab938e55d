"""A picture gives way before the page around it scrolls sideways, and not below what reads."""

import pytest

from earlyhelp.marks import Drawing
from ui import theme
from ui.widgets.drawing import DrawingView


@pytest.mark.parametrize(("scale", "least"), [(1.0, 0.85), (2.0, 1.3)])
def test_a_picture_at_large_text_is_pressed_before_its_page(dressed, qtbot, scale, least) -> None:
    theme.apply(dressed, "light", scale)
    view = DrawingView("Family picture")
    qtbot.addWidget(view)
    view.show_picture(Drawing(width=400, height=200, marks=(), text_twin="Two people."))
    assert view.sizeHint().width() == 400 * scale
    assert view.minimumSizeHint().width() == round(400 * least)
