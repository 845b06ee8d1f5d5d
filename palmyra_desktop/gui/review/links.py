"""The editor of names in a finding: those of the article come first, then the records of the archive."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from palmyra_desktop.domain.fields import Field
from palmyra_desktop.domain.reference import Link
from palmyra_desktop.domain.review import Review
from palmyra_desktop.domain.text import name_key
from palmyra_desktop.gui.forms.links import LinksEditor
from palmyra_desktop.gui.review.corrections import named

if TYPE_CHECKING:
    from palmyra_desktop.gui.context import Context


class NamesEditor(LinksEditor):
    """Links to names of the article, which have no record yet: their ids are negative, -1 minus the place."""

    def __init__(
        self,
        context: "Context",
        field: Field,
        review: Review,
        with_roles: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Offer the names found in the article of a review."""
        super().__init__(context, field, with_roles, parent=parent)
        self._found = tuple(
            named(review, place)
            for place, entity in enumerate(review.findings.entities)
            if entity.kind in field.links_to
        )
        self._records = {one.record_id for one in review.findings.entities}

    @override
    def _on_suggested(self, links: tuple[Link, ...]) -> None:
        typed = name_key(self.line.text())
        near = tuple(link for link in self._found if typed and typed in name_key(link.title))
        super()._on_suggested((*near, *(link for link in links if link.id not in self._records)))
