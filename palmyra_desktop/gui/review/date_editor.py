"""The editor of a date in the review of an article: EDTF, or words as the article prints them."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.errors import InvalidRecord
from palmyra_desktop.domain.fields import Field
from palmyra_desktop.domain.findings import Article
from palmyra_desktop.domain.shown import date_in_words
from palmyra_desktop.gui.forms.editor import DateEditor
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme


class ArticleDateEditor(DateEditor):
    """Reads words ("last Thursday") from the day the article was published; what they mean stands below."""

    def __init__(self, theme: "Theme", field: Field, article: Article, parent: QWidget | None = None) -> None:
        """Show an empty line."""
        super().__init__(theme, field, parent)
        self._article = article

    @override
    def value(self) -> Any:
        try:
            return super().value()
        except InvalidRecord:
            edtf = self._read()
            if edtf is None:
                raise
            return DateSpan.parse(edtf)

    def _read(self) -> str | None:
        from palmyra_desktop.services.article_import import read_date

        return read_date(self.line.text().strip(), self._article)

    @override
    def _on_edited(self) -> None:
        super()._on_edited()
        text = self.line.text().strip()
        date = self._written()
        if date is not None and date.text != text:
            self.show_note(_("{date}, written {edtf}").format(date=date_in_words(date), edtf=date.text))

    def _written(self) -> DateSpan | None:
        """Return the date that is written, None while it is none."""
        try:
            date: DateSpan | None = self.value()
        except InvalidRecord:
            return None
        return date
