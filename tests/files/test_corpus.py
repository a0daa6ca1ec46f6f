"""What may become an attachment: hostile files are refused by name, ordinary files of offices pass."""

from io import BytesIO

import pytest

from files import inspection as uploads
from files import refusals
from tests.files.corpus.hostile import HOSTILE
from tests.files.corpus.ordinary import ORDINARY

MOST = 50 * 2**20
#: Those that say what was found.
NAMING = (refusals.FetchesFromOutside, refusals.MacrosInside, refusals.ObjectsInside, refusals.ActivePdf)


@pytest.mark.rule("A11")
def test_the_corpus_has_sixty_kinds_of_either() -> None:
    assert len(HOSTILE) >= 60
    assert len(ORDINARY) >= 60


@pytest.mark.parametrize("case", ORDINARY)
def test_an_ordinary_file_passes(case: str) -> None:
    name, content = ORDINARY[case]

    known = uploads.inspected(name, BytesIO(content), most=MOST)

    assert (known.name, known.size) == (name, len(content))


@pytest.mark.rule("A11")
@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_by_name(case: str) -> None:
    name, made, refusal = HOSTILE[case]
    content = made if isinstance(made, bytes) else made()

    with pytest.raises(refusal) as told:
        uploads.inspected(name, BytesIO(content), most=MOST)

    assert told.value.status == 400
    assert str(told.value.sentence).endswith("。")
    if isinstance(told.value, NAMING):
        assert told.value.found
        assert told.value.found in str(told.value.sentence)
