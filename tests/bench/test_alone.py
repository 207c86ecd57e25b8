from pathlib import Path

from audit.report.job import Job
from tests.bench.alone import printed


def no_photo(_sha256: str) -> bytes | None:
    return None


def test_a_process_prints_and_says_its_own_peak(tmp_path: Path) -> None:
    taken, file = printed(
        Job('<html lang="id"><title>x</title><h1>x</h1></html>', no_photo), tmp_path
    )

    assert file.read_bytes().startswith(b"%PDF")
    assert taken.seconds > 0.1
    assert 30 < int(taken.said) < 300
