"""What Word's styles say about a run of text and a paragraph, inheritance resolved."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from corpus.formats.word_xml import W, switch, value


@dataclass(frozen=True, slots=True)
class Look:
    """How a run shows: its font, whether in capitals, whether at all. None: not said here."""

    font: str | None = None
    capitals: bool | None = None
    hidden: bool | None = None

    def over(self, base: Look) -> Look:
        """This look, with what it does not say taken from ``base``."""
        return Look(
            self.font if self.font is not None else base.font,
            self.capitals if self.capitals is not None else base.capitals,
            self.hidden if self.hidden is not None else base.hidden,
        )


@dataclass(frozen=True, slots=True)
class ListPlace:
    """A paragraph's place in a list: either may be unsaid. ``style`` is where it was read."""

    list_id: str | None = None
    level: int | None = None
    style: str | None = None


class Styles:
    """The styles of one document."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else root.findall(W + "style")
        self._styles = {style.get(W + "styleId", ""): style for style in found}
        self._default = next(
            (
                style.get(W + "styleId")
                for style in found
                if style.get(W + "type") == "paragraph"
                and style.get(W + "default") in {"1", "true"}
            ),
            None,
        )
        defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault")
        self._base = Look() if defaults is None else look_of(defaults)
        self._looks: dict[str, Look] = {}

    def look(self, run: etree._Element, paragraph_style: str | None) -> Look:
        """The look of a run in a paragraph of a style."""
        look = look_of(run)
        if (character := value(run, "rPr/rStyle")) is not None:
            look = look.over(self._look_of_style(character))
        style = paragraph_style or self._default
        return look.over(self._look_of_style(style) if style else self._base).over(self._base)

    def list_place(self, style: str | None) -> ListPlace:
        """The place in a list that a paragraph style gives, itself or by what it is based on."""
        place = ListPlace()
        for ancestor in self._chain(style or self._default):
            element = self._styles[ancestor]
            list_id = place.list_id or value(element, "pPr/numPr/numId")
            level = value(element, "pPr/numPr/ilvl")
            known = place.level if place.level is not None or level is None else int(level)
            read_at = place.style or (ancestor if list_id is not None else None)
            place = ListPlace(list_id, known, read_at)
        return place

    def name(self, style: str | None) -> str:
        """The name of a style in Word's own language (``toc 1``), lower case."""
        element = self._styles.get(style or "")
        return "" if element is None else (value(element, "name") or "").lower()

    def _look_of_style(self, style: str) -> Look:
        if style not in self._looks:
            look = Look()
            for ancestor in self._chain(style):
                look = look.over(look_of(self._styles[ancestor]))
            self._looks[style] = look
        return self._looks[style]

    def _chain(self, style: str | None) -> list[str]:
        """A style and those it is based on, nearest first; a circle ends where it closes."""
        chain: list[str] = []
        while style is not None and style in self._styles and style not in chain:
            chain.append(style)
            style = value(self._styles[style], "basedOn")
        return chain


def look_of(element: etree._Element) -> Look:
    """What an element's own run properties say."""
    properties = element.find(W + "rPr")
    if properties is None:
        return Look()
    fonts = properties.find(W + "rFonts")
    font = None if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi")
    return Look(font, switch(properties, "caps"), switch(properties, "vanish"))
