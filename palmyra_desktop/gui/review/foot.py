"""What is to be said of the current finding, below the list: its words, the doubt, the rule, what to do."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop.domain.review import FindingRef, Part, Review, Verdict
from palmyra_desktop.gui.review.row_delegate import link_words
from palmyra_desktop.gui.review.sorts import spans_of
from palmyra_desktop.gui.review.words import doubt_words, rule_words
from palmyra_desktop.gui.widgets.buttons import LinkButton
from palmyra_desktop.gui.widgets.labels import ElidedLabel, Label
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

_QUOTED = 160
"""Code points of a finding's words that are shown; all of them stand in the article."""


class FindingFoot(QWidget):
    """Words and links about one finding; the keys of the list do the same."""

    wanted = Signal(str)
    """What the finding is to undergo: a value of `findings_view.KEYS`."""

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Be empty until a finding is current."""
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("finding_foot")
        self._quote = Label(theme, "", "serif", "text2")
        self._doubt = Label(theme, "", "secondary", "work")
        self._rule = ElidedLabel(theme, "", "secondary", "muted")
        self._rule.setObjectName("finding_rule")
        self._doubt.setObjectName("finding_doubt")
        for label in (self._quote, self._doubt):
            label.setWordWrap(True)
        self._same = self._link("accept", _("Same"), "Enter")
        self._keep = self._link("keep", _("Keep"), "N")
        self._skip = self._link("skip", _("Skip"), "Del")
        self._correct = self._link("correct", _("Correct…"), "E")
        self._words = self._link("words", _("Use the words selected"), "W")
        self._claim = self._link("claim", _("Make a claim of them"), "C")
        self._offers_words = False
        self._lay_out()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.offer_words(False)
        self.hide()

    def _link(self, key: str, words: str, keys: str) -> LinkButton:
        link = LinkButton(self._theme, words, "secondary")
        link.setObjectName(f"{key}_finding")
        link.setProperty("what", key)
        link.setToolTip(_("{what} ({keys})").format(what=words, keys=keys))
        link.clicked.connect(self._on_clicked)
        return link

    def _lay_out(self) -> None:
        self._links = QHBoxLayout()
        for link in (self._same, self._keep, self._skip, self._correct):
            self._links.addWidget(link)
        self._links.addStretch(1)
        self._layout = QVBoxLayout(self)
        for label in (self._quote, self._doubt, self._rule):
            self._layout.addWidget(label)
        self._layout.addLayout(self._links)
        for link in (self._words, self._claim):
            self._layout.addWidget(link, 0, Qt.AlignmentFlag.AlignLeading)

    def show_finding(self, review: Review, ref: FindingRef | None) -> None:
        """Show a finding; be hidden for None."""
        self.setVisible(ref is not None)
        if ref is None:
            return
        spans = spans_of(review, ref)
        words = " ".join(review.findings.article.words(spans[0]).split()) if spans else ""
        cut = words if len(words) <= _QUOTED else f"{words[: _QUOTED - 1].rstrip()}…"
        self._quote.setText(_("“{words}”").format(words=cut) if words else "")
        self._doubt.setText(doubt_words(review, ref) if review.verdict(ref) is not Verdict.TAKEN else "")
        self._rule.setText(rule_words(review, ref))
        for label in (self._quote, self._doubt):
            label.setVisible(bool(label.text()))
        self._rule.setVisible(ref.part is not Part.SOURCE)
        self._show_links(review, ref)

    def _show_links(self, review: Review, ref: FindingRef) -> None:
        offered = dict(link_words(review, ref))
        verdict, is_source = review.verdict(ref), ref.part is Part.SOURCE
        self._same.setVisible("same" in offered and verdict is not Verdict.TAKEN)
        self._keep.setText(offered.get("keep", _("Keep")))
        self._keep.setVisible(not is_source and verdict is not Verdict.TAKEN)
        self._skip.setVisible(not is_source and verdict is not Verdict.REFUSED)
        self._words.setVisible(self._offers_words and not is_source)

    def offer_words(self, are_selected: bool) -> None:
        """Offer what can be done with words of the article, while some are selected."""
        self._offers_words = are_selected
        self._words.setVisible(are_selected)
        self._claim.setVisible(are_selected)

    def _on_clicked(self) -> None:
        self.wanted.emit(self.sender().property("what"))

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._layout.setContentsMargins(px(16), px(10), px(16), px(10))
        self._layout.setSpacing(px(4))
        self._links.setSpacing(px(14))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("panel"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))
