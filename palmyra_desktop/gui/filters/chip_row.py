"""The filters in force as chips, each removable, above the list."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget
from typing_extensions import override

from palmyra_desktop.domain.criteria import Criteria, FacetChoice
from palmyra_desktop.domain.shown import filtered_dates
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.widgets.buttons import LinkButton
from palmyra_desktop.gui.widgets.chip import Chip
from palmyra_desktop.i18n import N_, _, format_number, ngettext

if TYPE_CHECKING:
    from palmyra_desktop.services.archive import Archive

_SHOWN_VALUES = 2


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter in words, and the criteria without it."""

    field: str
    value: str
    without: Criteria


class ChipRow(QWidget):
    """Shows the workspace's filters; what does not fit is in a menu behind "+2"."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Show the filters in force."""
        super().__init__(parent)
        self.setObjectName("chip_row")
        self.setAccessibleName(_("Filters in force"))
        self._context = context
        self._filters: tuple[Filter, ...] = ()
        self._chips: list[Chip] = []
        self._layout = QHBoxLayout(self)
        self._rest = LinkButton(context.theme, "", parent=self)
        self._rest.setObjectName("more_filters")
        self._clear = LinkButton(context.theme, _("Clear"), parent=self)
        self._clear.setObjectName("clear_chips")
        self._layout.addWidget(self._rest)
        self._layout.addWidget(self._clear)
        self._layout.addStretch(1)
        self._rest.clicked.connect(self._on_rest_clicked)
        self._clear.clicked.connect(context.workspace.clear_filters)
        context.workspace.criteria_changed.connect(self._on_criteria_changed)
        context.theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._on_criteria_changed(context.workspace.criteria)

    def _on_theme_changed(self) -> None:
        px = self._context.theme.px
        self._layout.setContentsMargins(px(16), 0, px(8), 0)
        self._layout.setSpacing(px(6))
        self._fit()

    def _on_criteria_changed(self, criteria: Criteria) -> None:
        archive = self._context.archive

        def work(job: Job) -> tuple[Criteria, tuple[Filter, ...]]:
            return criteria, filters_in_force(archive, criteria)

        self._context.tasks.read(work, self._on_described, key="chips")

    def _on_described(self, answer: tuple[Criteria, tuple[Filter, ...]]) -> None:
        self._filters = answer[1]
        for chip in self._chips:
            self._layout.removeWidget(chip)
            chip.deleteLater()
        self._chips = [self._chip(found) for found in self._filters]
        for place, chip in enumerate(self._chips):
            self._layout.insertWidget(place, chip)
        self._fit()

    def _chip(self, found: Filter) -> Chip:
        chip = Chip(self._context.theme, found.field, found.value, self)
        chip.setMaximumWidth(self._context.theme.px(340))
        chip.removed.connect(self._on_removed)
        return chip

    def _on_removed(self) -> None:
        chip = self.sender()
        place = next(number for number, one in enumerate(self._chips) if one is chip)
        self._context.workspace.set_criteria(self._filters[place].without)

    def _on_rest_clicked(self) -> None:
        menu = QMenu(self)
        hidden = [number for number, chip in enumerate(self._chips) if chip.isHidden()]
        for number in hidden:
            found = self._filters[number]
            words = _("Remove {field}: {value}").format(field=found.field, value=found.value)
            menu.addAction(words).setData(number)
        chosen = menu.exec(self._rest.mapToGlobal(self._rest.rect().bottomLeft()))
        menu.deleteLater()
        if chosen is not None:
            self._context.workspace.set_criteria(self._filters[chosen.data()].without)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show the chips there is room for, at least one."""
        room = self.width() - self._context.theme.px(150)
        hidden = 0
        for number, chip in enumerate(self._chips):
            room -= min(chip.sizeHint().width(), chip.maximumWidth()) + self._layout.spacing()
            chip.setVisible(number == 0 or room >= 0)
            hidden += chip.isHidden()
        self._rest.setText(_("+{count}").format(count=format_number(hidden)))
        self._rest.setVisible(hidden > 0)
        self._clear.setVisible(bool(self._chips))


_SCOPES = {"titles": N_("Titles"), "fields": N_("Text"), "texts": N_("Source texts")}


def filters_in_force(archive: "Archive", criteria: Criteria) -> tuple[Filter, ...]:
    """Return each filter of the criteria in words; called in a worker."""
    from palmyra_desktop.services.describing import choice_labels  # brings SQLAlchemy

    labels, found = choice_labels(archive, criteria), []
    if criteria.text.strip():
        without = replace(criteria, text="")
        found.append(Filter(_(_SCOPES[criteria.scope.value]), criteria.text.strip(), without))
    for choice in criteria.facets:
        if choice.facet in labels:
            found += _of_choice(criteria, choice, *labels[choice.facet])
    if criteria.ids is not None:
        count = len(criteria.ids)
        words = ngettext("{count} record", "{count} records", count).format(count=format_number(count))
        found.append(Filter(_("Only these"), words, replace(criteria, ids=None)))
    if criteria.dates:
        field, _colon, words = filtered_dates(criteria.dates).partition(": ")
        found.append(Filter(field, words, replace(criteria, dates=None)))
    return tuple(found)


def _of_choice(
    criteria: Criteria, choice: FacetChoice, label: str, values: dict[object, str]
) -> list[Filter]:
    found = []
    if choice.taken:
        without = criteria.with_choice(FacetChoice(choice.facet, (), choice.excluded))
        found.append(Filter(label, _several([values.get(key, str(key)) for key in choice.taken]), without))
    if choice.excluded:
        without = criteria.with_choice(FacetChoice(choice.facet, choice.taken, ()))
        field = _("{facet}, not").format(facet=label)
        found.append(Filter(field, _several([values.get(key, str(key)) for key in choice.excluded]), without))
    return found


def _several(values: list[str]) -> str:
    words = ", ".join(values[:_SHOWN_VALUES])
    more = len(values) - _SHOWN_VALUES
    return _("{values} +{count}").format(values=words, count=format_number(more)) if more > 0 else words
