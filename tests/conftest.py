"""What every test shares: hypothesis settles its profile once, and no test reads the user's environment."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("zvit", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("zvit")


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No ZVIT_ setting of the machine reaches a test."""
    import os

    for name in [name for name in os.environ if name.startswith("ZVIT_")]:
        monkeypatch.delenv(name)
