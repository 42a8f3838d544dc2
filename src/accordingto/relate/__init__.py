"""Many articles -> the links between them: who is one, what is one event, which reports are one report, where they disagree."""
