"""The review of one article: the text on one side, what was found in it on the other, both linked."""

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QVBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop.domain.review import FindingRef, Part, Review, Verdict
from palmyra_desktop.gui.notice import Notice
from palmyra_desktop.gui.pages import Cover
from palmyra_desktop.gui.review.article_view import ArticleView
from palmyra_desktop.gui.review.chips import SortChips
from palmyra_desktop.gui.review.deciding import Deciding
from palmyra_desktop.gui.review.findings_view import KEYS, FindingsView, takes
from palmyra_desktop.gui.review.foot import FindingFoot
from palmyra_desktop.gui.review.form import FindingForm
from palmyra_desktop.gui.review.head import ReviewHead
from palmyra_desktop.gui.review.words import counted, summary
from palmyra_desktop.gui.widgets.segmented import Segment, Segmented
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.gui.context import Context

_WIDTH, _SHARE = 434, 0.42
"""Of the findings: pixels of the design, and the most of a small window."""


class ReviewPage(Cover):
    """Lets a reader decide what of an article comes into the archive; writes nothing itself."""

    add_wanted = Signal(object)
    """Review, as decided."""
    record_wanted = Signal(int)
    """The id of a source that is there already and is to be looked at instead."""

    def __init__(
        self,
        context: "Context",
        review: Review,
        number: int = 1,
        total: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        """Show a review, the `number`th of several."""
        super().__init__(parent)
        self._context, self._theme = context, context.theme
        self._deciding = Deciding(review)
        self._number, self._total = number, total
        self.setObjectName("review_page")
        self.setAccessibleName(_("Review what was found"))
        self.head = ReviewHead(self._theme, self)
        self.notice = Notice(self._theme, self)
        self.chips = SortChips(self._theme, self)
        self.article = ArticleView(self._theme, review, self)
        self.filter = Segmented(
            self._theme, _("Which findings"), (Segment("all", _("All")), Segment("open", _("To decide")))
        )
        self.findings = FindingsView(self._theme, review, self)
        self.foot = FindingFoot(self._theme, self)
        self._lay_out()
        self._connect()
        self._tell_already()
        self._show(next((ref for ref in self.findings.model_.refs if ref.part is not Part.SOURCE), None))
        self.findings.scrollToTop()
        self.setFocusProxy(self.findings)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self.chips)
        left.addWidget(self.article, 1)
        self._side = QWidget(self)
        self._side.setObjectName("findings_side")
        right = QVBoxLayout(self._side)
        self._filter_row = QHBoxLayout()
        self._filter_row.addWidget(self.filter)
        self._filter_row.addStretch(1)
        right.addLayout(self._filter_row)
        right.addWidget(self.findings, 1)
        right.addWidget(self.foot)
        body = QHBoxLayout()
        body.addLayout(left, 1)
        body.addWidget(self._side)
        layout = QVBoxLayout(self)
        for one in (left, right, body, layout):
            one.setContentsMargins(0, 0, 0, 0)
            one.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.notice)
        layout.addLayout(body, 1)
        body.setSpacing(1)  # where the line between the two is painted
        self._on_theme_changed()
        tab_order = (self.chips, self.article, self.filter, self.findings, self.foot, self.head)
        for before, after in pairwise(tab_order):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.head.add_wanted.connect(self._on_add)
        self.head.cancel_wanted.connect(self._on_cancel)
        self.chips.hidden_changed.connect(self._on_sorts_changed)
        self.filter.chosen_changed.connect(self._on_sorts_changed)
        self.article.finding_clicked.connect(self._on_finding_clicked)
        self.article.selectionChanged.connect(self._on_selection_changed)
        self.article.installEventFilter(self)
        self.findings.current_moved.connect(self._on_current_moved)
        self.findings.key_taken.connect(self.act)
        self.findings.doubleClicked.connect(self._on_double_clicked)
        self.findings.delegate.toggled.connect(self._on_toggled)
        self.findings.delegate.link_clicked.connect(self._on_link_clicked)
        self.foot.wanted.connect(self.act)
        self._theme.changed.connect(self._on_theme_changed)
        for keys, slot in (
            ("Ctrl+Return", self._on_add),
            ("Ctrl+Enter", self._on_add),
            ("Esc", self._on_cancel),
            (QKeySequence.StandardKey.Undo, self._on_step_back),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    @property
    def review(self) -> Review:
        """The review as it stands."""
        return self._deciding.review

    def act(self, what: str) -> None:
        """Do to the current finding what a key or a link means."""
        ref = self.findings.current
        if what == "claim":
            self._add_claim()
        elif what == "words" and ref is not None:
            self._use_words(ref)
        elif what == "correct" and ref is not None:
            self._correct(ref)
        elif ref is not None:
            self._decide(ref, what)

    def _decide(self, ref: FindingRef, what: str) -> None:
        """Decide on a finding; from one that was open go on to the next that is."""
        was_open = self.review.verdict(ref) is Verdict.OPEN
        match what:
            case "accept" | "same":
                self._deciding.accept(ref)
            case "keep":
                self._deciding.decide(ref, Verdict.TAKEN)
            case "skip":
                self._deciding.decide(ref, Verdict.REFUSED)
        self._go_on(ref, was_open)

    def _go_on(self, ref: FindingRef, was_open: bool) -> None:
        self._show(self._deciding.next_open(ref, self.findings.model_.refs) if was_open else ref)

    def _show(self, ref: FindingRef | None) -> None:
        """Show the review as it stands, and go to a finding; to the first where that is not shown."""
        hidden, only_open = self.chips.hidden, self.filter.chosen == "open"
        self.findings.model_.show_review(self.review, only_open, hidden)
        self.article.show_review(self.review, hidden)
        self.chips.show_review(self.review)
        self.head.show_review(self.review, self._number, self._total)
        self.filter.set_count("all", len(self.review.verdicts))
        self.filter.set_count("open", counted(self.review)[1])
        refs = self.findings.model_.refs
        self.findings.make_current(ref if ref in refs else next(iter(refs), None))
        if not refs:
            self._on_current_moved(None)

    def _tell_already(self) -> None:
        if not self.review.already:
            return
        there = self.review.already[0]
        words = _("{reason} “{title}”. Added again, this becomes a source of its own.")
        if there.is_same_text:
            words = _("{reason} “{title}”. What was taken from it before is left out here.")
        self.notice.tell(
            words.format(reason=there.reason, title=there.title),
            _("Cancel and show it"),
            self._on_record_wanted,
        )

    def _on_record_wanted(self) -> None:
        self.record_wanted.emit(self.review.already[0].record_id)

    def _on_current_moved(self, ref: FindingRef | None) -> None:
        self.article.light(ref)
        self.foot.show_finding(self.review, ref)

    def _on_finding_clicked(self, ref: FindingRef) -> None:
        if ref not in self.findings.model_.refs:
            self.filter.choose("all")
        self.findings.make_current(ref)

    def _on_selection_changed(self) -> None:
        self.foot.offer_words(self.article.textCursor().hasSelection())

    def _on_sorts_changed(self) -> None:
        self._show(self.findings.current)

    def _on_double_clicked(self) -> None:
        self.act("correct")

    def _on_toggled(self, ref: FindingRef) -> None:
        self._decide(ref, "skip" if self.review.verdict(ref) is Verdict.TAKEN else "accept")

    def _on_link_clicked(self, ref: FindingRef, what: str) -> None:
        self.findings.make_current(ref)
        self.act(what)

    def _on_step_back(self) -> None:
        """Take back the last decision."""
        if self._deciding.step_back():
            self._show(self.findings.current)

    def _on_add(self) -> None:
        if self.head.add.isEnabled():
            self.add_wanted.emit(self.review)

    def _on_cancel(self) -> None:
        self.ask_to_leave()

    def _correct(self, ref: FindingRef) -> None:
        form = FindingForm(self._context, self.review, ref, self)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.entered.connect(self._on_entered)
        form.open()

    def _on_entered(self, ref: FindingRef, values: dict[str, Any]) -> None:
        was_open = self.review.verdict(ref) is Verdict.OPEN
        self._deciding.correct(ref, values)
        self._go_on(ref, was_open)

    def _use_words(self, ref: FindingRef) -> None:
        span = self.article.selected
        if span is None:
            self._ask_for_words()
        else:
            self.article.drop_selection()
            self._deciding.give_words(ref, span)
            self._show(ref)

    def _add_claim(self) -> None:
        """Make a claim of the words selected, and ask who says so."""
        span = self.article.selected
        if span is None:
            self._ask_for_words()
            return
        self.article.drop_selection()
        ref = self._deciding.add_claim(span)
        self._show(ref)
        self._correct(ref)

    def _ask_for_words(self) -> None:
        self._context.workspace.say(
            _("Select words in the article first, with the mouse or Shift and the arrows.")
        )

    @property
    @override
    def summary(self) -> str:
        return summary(self.review)

    @property
    @override
    def is_touched(self) -> bool:
        return self.review.is_touched

    @override
    def ask_to_leave(self, and_then: Callable[[], object] | None = None) -> None:
        if not self.is_touched:
            super().ask_to_leave(and_then)
            return
        box = QMessageBox(self)
        box.setObjectName("leave_review_question")
        box.setWindowTitle(_("Review what was found"))
        box.setText(_("What you decided about this article is not saved yet."))
        leave = box.addButton(_("Discard it"), QMessageBox.ButtonRole.DestructiveRole)
        leave.setObjectName("discard_review")
        leave.clicked.connect(self.left)
        if and_then is not None:
            leave.clicked.connect(and_then)
        keep = box.addButton(_("Go on reviewing"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of the list work in the article, too."""
        if isinstance(event, QKeyEvent) and takes(event):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.act(KEYS[event.key()])
                return True
        return super().eventFilter(watched, event)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._filter_row.setContentsMargins(px(16), px(6), px(16), px(6))
        self._fit()
        self.update()

    def _fit(self) -> None:
        self._side.setFixedWidth(min(self._theme.px(_WIDTH), round(self.width() * _SHARE)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("raised"))
        side = self._side.geometry()
        edge = side.right() + 1 if self._theme.is_rtl else side.left() - 1
        painter.fillRect(edge, side.top(), 1, side.height(), self._theme.color("line"))
