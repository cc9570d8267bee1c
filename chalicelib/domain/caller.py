"""Who calls, and what their token allows."""

from chalicelib.domain.value import Value


class Caller(Value):
    """The verified claims of a bearer token: subject, scopes, agency codes (`*` for all).

    `posts` are those that the caller holds; None: the token says nothing of posts, so that the
    caller may take any step, as the one officer of a small commune does.
    """

    subject: str
    scopes: frozenset[str]
    agencies: frozenset[str]
    posts: frozenset[str] | None = None

    def holds(self, post: str | None) -> bool:
        """Whether the caller may do what takes this post (None: what takes none)."""
        return post is None or self.posts is None or post in self.posts
