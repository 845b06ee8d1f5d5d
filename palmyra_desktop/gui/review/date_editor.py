"""The editor of a date in the review of an article: EDTF, or words as the article prints them."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from palmyra_desktop.domain.dates import DateSpan, InvalidDate
from palmyra_desktop.domain.fields import Field
from palmyra_desktop.domain.findings import Article
from palmyra_desktop.domain.written_dates import read_written
from palmyra_desktop.gui.forms.editor import DateEditor

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme


class ArticleDateEditor(DateEditor):
    """Reads words ("last Thursday") from the day the article was published; what they mean stands below."""

    def __init__(self, theme: "Theme", field: Field, article: Article, parent: QWidget | None = None) -> None:
        """Show an empty line."""
        super().__init__(theme, field, parent)
        self._article = article

    @override
    def _said(self, text: str) -> DateSpan:
        from palmyra_desktop.services.article_import import read_date

        try:
            return read_written(text)
        except InvalidDate:
            edtf = read_date(text, self._article)
            if edtf is None:
                raise
            return DateSpan.parse(edtf)
