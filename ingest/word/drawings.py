"""What is drawn in a paragraph: text boxes, and how large the drawings are."""

from __future__ import annotations

from ingest.package import Node
from ingest.pictures import may_hold_table
from ingest.word.names import ALTERNATE, CHOICE, FALLBACK, TEXTBOX, number


def outermost_boxes(node: Node) -> list[Node]:
    """The text boxes below ``node``, of alternatives the first that has any; boxes inside boxes belong to these."""
    found: list[Node] = []
    for child in node:
        if child.tag == TEXTBOX:
            found.append(child)
        elif child.tag == ALTERNATE:
            branches = (outermost_boxes(branch) for branch in (*child.iterfind(CHOICE), *child.iterfind(FALLBACK)))
            found.extend(next((boxes for boxes in branches if boxes), []))
        else:
            found.extend(outermost_boxes(child))
    return found


def holds_large_picture(node: Node) -> bool:
    """Whether anything drawn there is large enough to be a table's picture."""
    extents = [(number(e.get("cx")), number(e.get("cy"))) for e in node.iter("{*}extent", "{*}ext") if e.get("cx")]
    return any(may_hold_table(cx / _EMU, cy / _EMU) for cx, cy in extents)


_EMU = 12700  # of a point
