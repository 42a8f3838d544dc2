"""Events: who did what to whom, whether it happened, and which reports are of one happening."""
