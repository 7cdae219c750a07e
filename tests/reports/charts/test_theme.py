"""What a theme promises to charts: each style exists in light and dark, and can be seen."""

import pytest

from pilotage.reports.charts.theme import STYLES, Theme, config, tokens

MARKS = ("accent", "neutral", "plan", "limit", "center", "signal", "todo-edge", "doing-edge", "done-edge", "done")
TEXTS = ("label", "label-strong", "label-accent", "label-faint")


def luminance(color: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", Theme)
def test_marks_and_text_can_be_seen(theme: Theme) -> None:
    ground, styles = tokens(theme)["surface"], config(theme)["style"]
    seen = {name: contrast(styles[name]["color"], ground) for name in MARKS}
    assert {name: value for name, value in seen.items() if value < 3} == {}
    assert {name for name in TEXTS if contrast(styles[name]["color"], ground) < 4.5} == set()
    axis = config(theme)["axis"]
    assert contrast(axis["labelColor"], ground) >= 4.5
    assert min(contrast(color, ground) for color in config(theme)["range"]["category"]) >= 3


@pytest.mark.parametrize("theme", Theme)
def test_labels_can_be_read_on_the_areas_of_work(theme: Theme) -> None:
    styles = config(theme)["style"]
    assert contrast(styles["label-strong"]["color"], styles["todo"]["color"]) >= 4.5
    assert contrast(styles["label-strong"]["color"], styles["doing"]["color"]) >= 4.5


@pytest.mark.parametrize("theme", Theme)
def test_every_style_is_there_and_none_besides(theme: Theme) -> None:
    assert tuple(config(theme)["style"]) == STYLES


def test_no_style_borrows_the_colors_of_a_status() -> None:
    for theme in Theme:
        status = {tokens(theme)[name] for name in ("on", "at", "off", "critical")}
        assert not status & {style.get("color") for style in config(theme)["style"].values()}


def test_dark_is_another_theme_with_the_same_names() -> None:
    light, dark = tokens(Theme.LIGHT), tokens(Theme.DARK)
    assert set(light) == set(dark)
    assert light["surface"] != dark["surface"]
    assert not any(value.startswith("var(") for value in [*light.values(), *dark.values()])
