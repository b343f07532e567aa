"""The notebooks through a kernel, from top to bottom."""

from __future__ import annotations

import nbformat
import pytest

from support.kernel import SHOWN, form_shown
from support.project import MANUALS, ROOT

# The report runs every notebook; these show each kind of output in a kernel.
RUN = (
    "01_coverage", "04_digital_economy", "05_payment_accounts", "09_dti", "province_profile",
)  # fmt: skip
NOTEBOOKS = [*(ROOT / "notebooks" / f"{name}.ipynb" for name in RUN), *MANUALS.values()]


def test_the_notebooks_that_run_in_a_kernel_show_every_kind_of_output():
    called = {
        form_shown(cell.source)
        for path in NOTEBOOKS
        for cell in nbformat.read(path, as_version=4).cells
        if cell.cell_type == "code"
    }
    assert called - {None} == set(SHOWN)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_top_to_bottom(notebook, project, kernel):
    opened = nbformat.read(project / "notebooks" / notebook.name, as_version=4)
    kernel(opened, project / "notebooks")
    cells = [cell for cell in opened.cells if cell.cell_type == "code"]
    said = [output for cell in cells for output in cell.outputs if "data" not in output]
    assert said == []  # neither an error nor a warning
    called = [(form_shown(cell.source), cell.outputs) for cell in cells]
    assert any(form for form, _ in called)
    for form, outputs in called:
        assert len(outputs) == bool(form)
        if form:
            assert SHOWN[form] in outputs[0].data
