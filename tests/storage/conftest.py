"""The founded store of the services' tests, for what lies below them."""

from tests.services.conftest import door, founded, planted  # noqa: F401
