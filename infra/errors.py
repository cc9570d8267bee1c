"""What stops a deployment.

DeploymentRefused     something a person must give or mend first; its text is one clear sentence
"""


class DeploymentRefused(Exception):  # noqa: N818 -- what happened
    """A deployment cannot go on; the message says why and what to do."""
