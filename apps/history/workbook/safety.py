"""How large a workbook of past meetings may be, and what is said of one that is not opened.

Workbooks are looked into where uploads are; here stand only the words of faults.
"""

from files.refusals import (
    BreaksItsReader,
    DamagedFile,
    DefinesEntities,
    EncryptedFile,
    FetchesFromOutside,
    FileRefused,
    MacrosInside,
    NeedsTooMuchMemory,
    NotWhatItsNameSays,
    ObjectsInside,
    TakesTooLong,
    UnpacksTooLarge,
)

MOST_BYTES = 20 * 2**20
#: Every text of a workbook is read into memory before its first row; five thousand full rows need far less.
MOST_UNPACKED = 40 * 2**20
#: What is said of each refusal of a file, where there is nothing more to say.
SENTENCES: dict[type[FileRefused], str] = {
    UnpacksTooLarge: "unpacks to more than a workbook of past meetings can hold.",
    TakesTooLong: "takes too long to read.",
    NeedsTooMuchMemory: "takes too much memory to read.",
    EncryptedFile: "cannot be read as a workbook (it has a password).",
    DamagedFile: "cannot be read as a workbook (it is damaged, or no archive).",
    BreaksItsReader: "cannot be read as a workbook (it is damaged, or no archive).",
    DefinesEntities: "declares a document type.",
    NotWhatItsNameSays: "is no workbook.",
}
RUNS = (MacrosInside, ObjectsInside, FetchesFromOutside)


def sentence_of(refusal: FileRefused) -> str:
    """Why the file is not opened."""
    if isinstance(refusal, RUNS):
        return f"holds {refusal.found}; a workbook with macros, objects or links is not taken."
    if isinstance(refusal, DamagedFile) and refusal.found:
        return f"cannot be read as a workbook ({refusal.found})."
    return SENTENCES[type(refusal)]
