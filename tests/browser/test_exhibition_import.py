"""Sixty exhibitors come in as a table with three bad lines, beside those of the sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.desk_ways import become_organiser
from tests.browser.looking import PHONE

if TYPE_CHECKING:
    from tests.browser.conftest import Come
    from tests.browser.looking import Visitor
    from tests.running import RunningChamber

HEAD = "exhibitor,name_en,name_zh-hans,hall,booth,links,website,published,exhibit_title_en,exhibit_published\n"


def _table() -> str:
    lines = [
        f"kiln-{n},Imported Kiln {n},引进的窑{n},Kiln Hall,K{n},models; kilns,,yes,Kiln number {n},yes\n"
        for n in range(60)
    ]
    lines[3] = "Kiln 3!,Imported Kiln 3,,,,,,,,\n"
    lines[20] = "kiln-20,Imported Kiln 20,,,,,not an address,,,\n"
    lines[41] = "kiln-41,Imported Kiln 41,,,,,,perhaps,,\n"
    return HEAD + "".join(lines)


def _choose(organiser: Visitor, text: str) -> None:
    organiser.go("/desk/exhibition/import/")
    organiser.require_access()
    file = {"name": "exhibitors.csv", "mimeType": "text/csv", "buffer": text.encode()}
    organiser.page.locator("main input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    organiser.press("Show what would change")
    expect(organiser.page.get_by_role("heading", name="What the import would change")).to_be_visible()
    organiser.require_access()


def test_sixty_exhibitors_with_three_bad_lines_are_imported(chamber: RunningChamber, come: Come) -> None:
    organiser, visitor = come(), come(**PHONE)
    become_organiser(organiser, chamber)

    _choose(organiser, _table())
    faults = organiser.page.get_by_role("table", name="Faults").locator("tbody tr")
    expect(faults).to_have_count(3)
    expect(faults.nth(1)).to_contain_text("not an address")
    expect(organiser.page.get_by_text("New halls").locator("..")).to_contain_text("Kiln Hall")
    organiser.press("Make 116 changes")  # 57 exhibitors, 57 exhibits, a hall, a link
    expect(organiser.page.get_by_text("57 exhibitors were made, 0 were changed")).to_be_visible()
    expect(organiser.page.get_by_text("3 lines were left out.")).to_be_visible()

    visitor.go("/exhibition/?search=Imported+Kiln+59")
    visitor.require_access()
    expect(visitor.page.get_by_role("link", name="Imported Kiln 59")).to_be_visible()

    _choose(organiser, _table().replace("Imported Kiln 59", "Mended Kiln 59"))
    row = organiser.page.get_by_role("table", name="Changes of exhibitors and exhibits").locator("tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Imported Kiln 59 → Mended Kiln 59")
