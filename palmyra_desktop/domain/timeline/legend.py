"""What the shapes of bars mean: a sample of each, with its words."""

from typing import Final

from palmyra_desktop.domain.timeline.shapes import Piece, PieceKind
from palmyra_desktop.i18n import N_

SAMPLES: Final = (
    (N_("certain"), Piece(PieceKind.BLOCK, 0, 1)),
    (N_("some time within"), Piece(PieceKind.THIN, 0, 1)),
    (N_("one of"), Piece(PieceKind.DASHED, 0, 1)),
    (N_("approximate"), Piece(PieceKind.BLOCK, 0, 1, fade_start=0.8)),
    (N_("doubtful"), Piece(PieceKind.BLOCK, 0, 1, is_hollow=True)),
    (N_("open end"), Piece(PieceKind.BLOCK, 0, 1, fade_end=1.0, arrow_end=True)),
)
"""Each word, marked for translation, with its shape, one pixel long; `stretched` draws it longer."""


def stretched(piece: Piece, x: float, length: float) -> Piece:
    """A piece one pixel long, at x and longer."""
    fade_start, fade_end = piece.fade_start * length, piece.fade_end * length
    return piece._replace(x0=x, x1=x + length, fade_start=fade_start, fade_end=fade_end)
