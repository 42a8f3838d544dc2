"""A small invented affair for tests of the whole: a ferry burns at Ostrel, and five reports tell of it."""

from __future__ import annotations

from pathlib import Path

FERRY = {
    "lantern.txt": (
        "Ferry burns at Ostrel pier\n\n"
        "A ferry burned at the pier of Ostrel on Monday night and at least nine people were killed, "
        "the harbour police said.\n\n"
        '"We heard two blasts and then the whole deck was on fire," said Oda Finch, a baker who lives beside the pier.\n\n'
        "The fire began in the engine room, according to the Karsian transport ministry.\n\n"
        "Police detained two men near the pier on Tuesday.\n"
    ),
    "copy.txt": (
        "Nine die on Ostrel ferry\n\n"
        "A ferry burned at the pier of Ostrel on Monday night and at least nine people were killed, "
        "the harbour police said.\n\n"
        '"We heard two blasts and then the whole deck was on fire," said Oda Finch, a baker who lives beside the pier.\n\n'
        "The fire began in the engine room, according to the Karsian transport ministry.\n\n"
        "The pier has stood since the days of the old salt trade.\n"
    ),
    "post.txt": (
        "Ostrel ferry was set alight, says official\n\n"
        "The ferry that burned at Ostrel was set alight on purpose, "
        "a ministry official told the Harbor Post on condition of anonymity.\n\n"
        "The Karsian transport ministry denied that the ferry had been set alight on purpose.\n\n"
        "Seventeen people were killed, the governor of Ostrel said on Wednesday.\n"
    ),
    "relay.txt": (
        "Saboteurs burned Ostrel ferry\n\n"
        "The ferry at Ostrel was set alight on purpose, the Harbor Post reported, citing a ministry official.\n\n"
        "The Red Sheaf, also known as RS, has denied that it had anything to do with the fire. RS said it mourned the dead.\n"
    ),
}  # fmt: skip

SETTINGS = """[files."lantern.txt"]
outlet = "Daily Lantern"
published = "2031-06-10"

[files."copy.txt"]
outlet = "Vale Tribune"
published = "2031-06-11"

[files."post.txt"]
outlet = "Harbor Post"
published = "2031-06-12"

[files."relay.txt"]
outlet = "Ostrel Mail"
published = "2031-06-12"
"""


def ferry(folder: Path) -> Path:
    """The pile in a folder, with its pile.toml."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FERRY.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "pile.toml").write_text(SETTINGS, encoding="utf-8")
    return folder
