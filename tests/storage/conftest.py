"""The founded store of the services' tests, for what lies below them."""

import pytest

from tests.services.conftest import _clock_put_back, door, founded, planted  # noqa: F401


@pytest.fixture(autouse=True)
def own_witness(tmp_path, monkeypatch):
    """Every copy of the store has its own kept checkpoints: copies must not bear witness for others."""
    folder = tmp_path / "witness"
    monkeypatch.setattr("earlyhelp.services.audit_checkpoints.checkpoint_dir", lambda: folder)
