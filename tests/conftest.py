import pytest
from pathlib import Path
@pytest.fixture(scope="session")
def site():
    return Path("/work/main/site")
