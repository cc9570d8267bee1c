"""What keeps the local cloud from running.

LocalTrouble    something a person must mend first; its text is one clear sentence
"""


class LocalTrouble(Exception):  # noqa: N818 -- what is wrong
    """The local cloud or the sandbox cannot run; the message says why and what to do."""
