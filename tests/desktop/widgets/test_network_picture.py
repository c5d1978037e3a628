# SPDX-License-Identifier: Apache-2.0
"""The picture of somebody's people: nobody overlaps, nobody is cut off, and ears get what eyes get."""

import math
from itertools import combinations

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from desktop.theme.current import current
from desktop.theme.stylesheet import apply_theme
from desktop.widgets.network_arrangement import Measure, Supporter
from desktop.widgets.network_picture import MOST_RINGS, NetworkPicture
from desktop.widgets.words import Words
from tests.desktop.widgets.gallery import FIVE_PEOPLE, MANY_PEOPLE, NETWORK_WORDS

SHORT = [Supporter(f"Ann {place}") for place in range(MOST_RINGS)]
LONG = [Supporter(f"Community mental health team number {place}") for place in range(MOST_RINGS)]


def arranged(supporters, width, person="Mina"):
    return Measure(QFont(), person, supporters).arrange(width)


def room_of(ring):
    """What a ring and its words cover."""
    return QRectF(
        ring.middle - QPointF(ring.width, ring.width) / 2, ring.middle + QPointF(ring.width, ring.width) / 2
    )


def touching(one, other):
    rings = math.hypot(*(one.middle - other.middle).toTuple()) < (one.width + other.width) / 2
    mixed = room_of(one).intersects(other.words) or room_of(other).intersects(one.words)
    inside = room_of(one).contains(one.words) and room_of(other).contains(other.words)
    return rings or (not inside and (mixed or one.words.intersects(other.words)))


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [240, 380, 640, 1100])
@pytest.mark.parametrize("people", [SHORT, LONG], ids=["short", "long"])
def test_up_to_twelve_never_overlap_and_stay_inside(qapp, people, width, scale):
    apply_theme(qapp, "light", scale)
    for count in range(MOST_RINGS + 1):
        shown = arranged(people[:count], width)
        assert len(shown.rings) == count
        for one, other in combinations((shown.person, *shown.rings), 2):
            assert not touching(one, other), (count, one, other)
        for ring in (shown.person, *shown.rings):
            covered = room_of(ring).united(ring.words)
            assert covered.left() >= 0, (count, ring)
            assert covered.right() <= width, (count, ring)
            assert covered.top() >= 0, (count, ring)
            assert covered.bottom() <= shown.height, (count, ring)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [380, 640, 1100])
@pytest.mark.parametrize("people", [SHORT, LONG, FIVE_PEOPLE], ids=["short", "long", "five"])
def test_every_word_is_there_and_has_room(qapp, people, width, scale):
    apply_theme(qapp, "light", scale)
    shown = arranged(people, width)
    small = QFont()
    small.setPixelSize(current().px("text_small"))
    metrics = QFontMetricsF(small)
    for ring in shown.rings:
        assert " ".join(ring.lines) == ring.supporter.words
        across = max(map(metrics.horizontalAdvance, ring.lines))
        assert across <= ring.words.width()
        if room_of(ring).contains(ring.words):
            # 0.85: above and below the letters a line is empty.
            assert math.hypot(across, len(ring.lines) * metrics.height() * 0.85) < ring.width
        assert len(ring.lines) * metrics.height() <= ring.words.height() + 1


def test_no_ring_is_larger_than_another(qapp):
    shown = arranged([Supporter("Mum"), Supporter("Rukhsana"), Supporter("GP", service=True)], 420)
    assert len({ring.width for ring in shown.rings}) == 1
    assert not shown.runs_down


def test_five_people_stand_around_as_in_a_circle_of_chairs(qapp):
    shown = arranged(FIVE_PEOPLE, 420)
    first, second, third, fourth, fifth = (ring.middle - shown.person.middle for ring in shown.rings)
    assert (first.x() < 0, first.y() < 0) == (True, True)
    assert second.toTuple() == pytest.approx((-first.x(), first.y()))
    assert third.toTuple() == pytest.approx((-fifth.x(), fifth.y()))
    assert fourth.x() == pytest.approx(0)
    assert fourth.y() > 0


def test_it_runs_downwards_where_large_words_have_no_room_around(qapp):
    apply_theme(qapp, "light", 2.0)
    shown = arranged(SHORT, 300)
    assert shown.runs_down
    places = [ring.middle.y() for ring in (shown.person, *shown.rings)]
    assert places == sorted(places)


def test_nobody_yet_is_the_person_alone(shown):
    picture = shown(NetworkPicture("Mina", (), NETWORK_WORDS), 420, 400)
    assert picture.picture.accessibleDescription() == NETWORK_WORDS.caption
    assert picture.grab().toImage().pixelColor(210, picture.picture.height() // 2) == current().colour(
        "person_words"
    )


def test_ears_get_the_same_as_eyes(shown):
    picture = shown(NetworkPicture("Mina", FIVE_PEOPLE, NETWORK_WORDS), 420, 500).picture
    assert picture.accessibleName() == "My people"
    assert picture.accessibleDescription() == (
        "Solid ring: my own people. Dashed ring: services. "
        "My own people: Rukhsana (my sister), Mum, Choir (Wednesdays). "
        "Services: Sam (peer support worker), GP."
    )
    drawn = [ring.supporter.words for ring in picture.arrangement(420)[1].rings]
    assert drawn == ["Rukhsana", "Mum", "Choir", "Sam", "GP"]


def listed(picture):
    return [label.text() for label in picture.list.findChildren(Words)]


def test_the_list_opens_and_closes_by_keyboard(shown, qtbot):
    picture = shown(NetworkPicture("Mina", FIVE_PEOPLE, NETWORK_WORDS), 420, 700)
    assert not picture.list.isVisible()
    assert picture.button.accessibleName() == "Show as a list"
    picture.button.setFocus()
    qtbot.keyClick(picture.button, Qt.Key.Key_Return)
    assert picture.list.isVisible()
    assert picture.button.accessibleName() == "Hide the list"
    titles = listed(picture)
    assert titles[0::2] == ["My own people", "Services"]
    assert [line.replace("\u2068", "").replace("\u2069", "") for line in titles[1].split("\n")] == [
        "Rukhsana, my sister",
        "Mum",
        "Choir, Wednesdays",
    ]
    qtbot.keyClick(picture.button, Qt.Key.Key_Space)
    assert not picture.list.isVisible()


def test_more_than_the_picture_holds_are_in_a_list_that_is_open(shown):
    picture = shown(NetworkPicture("Mina", MANY_PEOPLE, NETWORK_WORDS), 700, 1000)
    assert len(picture.picture.arrangement(700)[1].rings) == MOST_RINGS
    assert picture.list.isVisible()
    everything = "\n".join(listed(picture))
    for one in MANY_PEOPLE:
        assert one.words in everything
        assert one.words in picture.picture.accessibleDescription()


def test_names_are_never_read_as_markup(shown):
    people = (Supporter("<b>Al</b>", "<img src='x'>"),)
    picture = shown(NetworkPicture("Mina", people, NETWORK_WORDS), 420, 500)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in picture.list.findChildren(Words))


def inked(picture, ring, width):
    """How much of the way around a ring is painted in its line's colour, 0 to 1."""
    image = picture.grab().toImage()
    x = ring.middle.x()
    if picture.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        x = width - x
    radius = (ring.width - current().px("focus")) / 2
    service = ring.supporter.service
    line = current().colour("worker_words" if service else "primary")
    ground = current().colour("worker_words_tint" if service else "primary_tint")
    turns = [math.tau * step / 720 for step in range(720)]
    met = [
        image.pixelColor(int(x + radius * math.cos(turn)), int(ring.middle.y() + radius * math.sin(turn)))
        for turn in turns
    ]
    return sum(_apart(colour, line) < _apart(colour, ground) for colour in met) / len(met)


def _apart(one, other):
    return math.dist(one.getRgb()[:3], other.getRgb()[:3])


@pytest.mark.parametrize("scheme", ["light", "dark", "high_contrast"])
def test_services_are_told_apart_by_a_broken_ring_and_not_by_colour_alone(qapp, shown, scheme):
    apply_theme(qapp, scheme)
    picture = shown(NetworkPicture("Mina", FIVE_PEOPLE, NETWORK_WORDS), 420, 500).picture
    for ring in picture.arrangement(420)[1].rings:
        share = inked(picture, ring, 420)
        assert (0.4 < share < 0.8) if ring.supporter.service else share > 0.95, (ring.supporter, share)


def test_right_to_left_is_the_mirror_image(qapp, shown):
    picture = shown(NetworkPicture("Mina", FIVE_PEOPLE, NETWORK_WORDS), 420, 500)
    picture.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    for ring in picture.picture.arrangement(420)[1].rings:
        share = inked(picture.picture, ring, 420)
        assert (0.4 < share < 0.8) if ring.supporter.service else share > 0.95, (ring.supporter, share)


def test_words_are_measured_again_when_they_grow(qapp, shown):
    picture = shown(NetworkPicture("Mina", FIVE_PEOPLE, NETWORK_WORDS), 640, 700).picture
    before = picture.heightForWidth(640)
    apply_theme(qapp, "light", 2.0)
    assert picture.heightForWidth(640) > before * 1.3
