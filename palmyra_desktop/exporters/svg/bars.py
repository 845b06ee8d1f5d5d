"""The pieces of a bar as SVG: the same shapes as on screen, of which each reads without colour."""

from palmyra_desktop.domain.timeline.shapes import Piece, PieceKind, Sizes
from palmyra_desktop.exporters.svg.page import SvgPage

_OUTLINE = 1.4
_DASH, _SPACE = 3.6, 2.8
_GHOST_HEIGHT = 0.7
"""Of a date that is claimed otherwise, beside a bar's."""
_THIN_OPACITY, _OPEN_OPACITY, _OPEN_FAINT = 0.5, 0.55, 0.15


def draw_piece(page: SvgPage, piece: Piece, x: float, middle: float, sizes: Sizes) -> None:
    """Draw a piece whose x counts from x, its middle at y."""
    piece = piece._replace(x0=piece.x0 + x, x1=piece.x1 + x)
    match piece.kind:
        case PieceKind.BLOCK:
            _block(page, piece, middle, sizes.bar)
        case PieceKind.THIN:
            _block(page, piece, middle, sizes.thin, 1.0 if piece.is_hollow else _THIN_OPACITY)
            _ends(page, piece, middle, sizes, max(1.5, sizes.thin / 2.2))
        case PieceKind.DASHED:
            _dashed(page, piece, middle, sizes)
            _ends(page, piece, middle, sizes, max(2.0, sizes.least / 2))
        case PieceKind.JOIN:
            page.rect(piece.x0, round(middle), piece.x1 - piece.x0, 1, "bar")
        case PieceKind.GHOST:
            height = sizes.bar * _GHOST_HEIGHT
            page.rect(piece.x0, middle - height / 2, piece.x1 - piece.x0, height, "ghost")
    _arrows(page, piece, middle, sizes.bar / 4)


def _block(page: SvgPage, piece: Piece, middle: float, height: float, opacity: float = 1.0) -> None:
    top, length = middle - height / 2, piece.x1 - piece.x0
    paint = _paint(page, piece, opacity)
    if not piece.is_hollow:
        page.rect(piece.x0, top, length, height, paint, min(2.0, height / 2, length / 2))
        return
    for y in (top, top + height - _OUTLINE):
        page.rect(piece.x0, y, length, _OUTLINE, paint)
    for x in (piece.x0, piece.x1 - _OUTLINE):
        page.rect(x, top, _OUTLINE, height, paint)


def _dashed(page: SvgPage, piece: Piece, middle: float, sizes: Sizes) -> None:
    paint = _paint(page, piece)
    count = int((piece.x1 - piece.x0) // (_DASH + _SPACE)) + 1
    for number in range(count):
        x = piece.x0 + number * (_DASH + _SPACE)
        length = min(_DASH, piece.x1 - x)
        for y in (middle - sizes.bar / 2, middle + sizes.bar / 2 - _OUTLINE):
            page.rect(x, y, length, _OUTLINE, paint)


def _ends(page: SvgPage, piece: Piece, middle: float, sizes: Sizes, thickness: float) -> None:
    """The brackets around a time that is known to lie between."""
    top = middle - sizes.bar / 2
    if not piece.fade_start:
        page.rect(piece.x0, top, thickness, sizes.bar, "bar")
    if not piece.fade_end:
        page.rect(piece.x1 - thickness, top, thickness, sizes.bar, "bar")


def _paint(page: SvgPage, piece: Piece, opacity: float = 1.0) -> str:
    goes_on = piece.arrow_start or piece.arrow_end
    if not (piece.fade_start or piece.fade_end):
        return "bar" if opacity == 1.0 else "bar thin"
    faint = opacity * _OPEN_FAINT if goes_on else 0.0
    full = opacity * _OPEN_OPACITY if goes_on else opacity
    return page.fade(piece.x0, piece.x1, piece.fade_start, piece.fade_end, (full, faint), "fade")


def _arrows(page: SvgPage, piece: Piece, middle: float, reach: float) -> None:
    for is_there, tip, way in (
        (piece.arrow_start, piece.x0 + reach, -1),
        (piece.arrow_end, piece.x1 - reach, 1),
    ):
        if is_there:
            back = tip - way * reach
            page.polyline(((back, middle - reach), (tip, middle), (back, middle + reach)), "arrow")
