from pathlib import Path

from audit.report.environment import audit_html
from audit.report.job import Job
from audit.report.page import report_page
from tests.bench.beside import page
from tests.report.makers import a_context, a_photo, the_audit


def test_a_browser_finds_all_that_the_page_names(tmp_path: Path) -> None:
    html = audit_html(report_page(a_context(document=the_audit())))

    file = page(Job(html, lambda sha: a_photo()), tmp_path / "beside")

    shown = file.read_text("utf-8")
    (photo,) = file.parent.glob("*.jpg")
    assert f'src="{photo.name}"' in shown
    assert "app:" not in shown
    assert "PlusJakartaSans_400Regular.ttf" in shown
