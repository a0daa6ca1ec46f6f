"""What the store of documents asks of the apps above it."""

from collections.abc import Iterator

from kernel.audit.seals import Broken
from kernel.ports import Port

#: The approved texts whose rows no longer hold the words that were approved.
texts_changed: Port[[], Iterator[Broken]] = Port("texts_changed")
