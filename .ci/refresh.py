"""Refreshes decks that other programs have saved: python-pptx and LibreOffice.

Such a deck is not stale for that; with a changed record the figures about it are renewed, the charts have their workbooks, and every
part that no figure stands in keeps its bytes.
"""

import io
import json
import pathlib
import shutil
import subprocess
import sys
import zipfile

import openpyxl
from pptx import Presentation

from demonstration import changed

faults = []


def expect(holds, message):
    if not holds:
        faults.append(message)


def refresh(citeplot, project, deck, *options):
    run = subprocess.run([citeplot, "-C", project, "deck", "--refresh", deck, "--format", "json", "--quiet", *options], capture_output=True, text=True)
    return run.returncode, json.loads(run.stdout)[0]


def parts(deck):
    with zipfile.ZipFile(deck) as package:
        return {name: package.read(name) for name in package.namelist()}


def charts(deck):
    return dict(charts_of(Presentation(deck)))


def edited(deck, path):
    """The deck with a workbook that openpyxl has opened and saved: a format, a width, a note, a sheet of the user's."""
    presentation = Presentation(deck)
    presentation.save(path)
    chart = next(chart for name, chart in charts_of(presentation) if name == "citeplot:bars")
    part = chart.part.chart_workbook.xlsx_part
    book = openpyxl.load_workbook(io.BytesIO(part.blob))
    sheet = book["Chart"]
    sheet.column_dimensions["A"].width = 44
    sheet["B3"].number_format = "0.00"
    sheet.cell(row=4, column=sheet.max_column + 2).value = "my note"
    sheet.cell(row=sheet.max_row + 3, column=1).value = "below"
    book.create_sheet("Mine")["A1"] = "=Chart!B3"
    saved = io.BytesIO()
    book.save(saved)
    part._blob = saved.getvalue()
    presentation.save(path)


def kept(deck):
    """What a refresh has left of the user's in that workbook."""
    chart = next(chart for name, chart in charts_of(Presentation(deck)) if name == "citeplot:bars")
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    sheet = book["Chart"]
    values = [cell.value for row in sheet.iter_rows() for cell in row]
    expect(sheet.column_dimensions["A"].width == 44, "the width of a column is lost")
    expect(sheet["B3"].number_format == "0.00", "a number format is lost")
    expect("my note" in values and "below" in values, "a note is lost")
    expect("Mine" in book.sheetnames and book["Mine"]["A1"].value == "=Chart!B3", "a sheet is lost")
    expect(26 in values and 24 not in values, f"the workbook says {values}")


def charts_of(presentation):
    for slide in presentation.slides:
        for group in slide.shapes:
            for shape in group.shapes if group.shape_type == 6 else [group]:
                if getattr(shape, "has_chart", False) and shape.has_chart:
                    yield shape.name.split("@")[0], shape.chart


def main(citeplot, project, deck, folder):
    folder.mkdir(parents=True, exist_ok=True)
    saved = {"openpyxl": folder / "openpyxl.pptx", "untouched": folder / "untouched.pptx", "python-pptx": folder / "python.pptx", "LibreOffice": folder / "libreoffice" / deck.name}
    shutil.copy(deck, saved["untouched"])
    Presentation(deck).save(saved["python-pptx"])
    edited(deck, saved["openpyxl"])
    subprocess.run(["soffice", "--headless", "--convert-to", "pptx", deck, "--outdir", saved["LibreOffice"].parent], check=True, capture_output=True)
    newer = changed(project, folder)
    for program, path in saved.items():
        code, said = refresh(citeplot, project, path, "--check")
        stale = [figure["chart"] for figure in said["figures"] if figure["state"] != "current"]
        expect(code == 0 and not stale, f"{program}: {stale} are stale before anything has changed")
        before = parts(path)
        code, said = refresh(citeplot, newer, path)
        renewed = {figure["chart"] for figure in said["figures"] if figure["state"] == "renewed"}
        expect(code == 0 and renewed == {"bars", "dots", "table"}, f"{program}: {renewed} are renewed")
        after = parts(path)
        expect(set(before) <= set(after), f"{program}: parts are missing")
        touched = {name for name in before if before[name] != after[name]}
        allowed = ("ppt/slides/", "ppt/notesSlides/", "ppt/charts/", "ppt/embeddings/", "[Content_Types].xml")
        expect(all(name.startswith(allowed) for name in touched), f"{program}: {sorted(touched)} changed")
        if program == "openpyxl":
            kept(path)
        chart = charts(path)["citeplot:bars"]
        values = [value for plot in chart.plots for series in plot.series for value in series.values]
        expect(26 in values and 24 not in values, f"{program}: the chart shows {values}")
        expect(chart.part.chart_workbook.xlsx_part is not None, f"{program}: the chart has no workbook")
        code, said = refresh(citeplot, newer, path, "--check")
        expect(code == 0 and said["state"] == "current", f"{program}: a refreshed deck is stale")
        subprocess.run(["soffice", "--headless", "--convert-to", "pdf", path, "--outdir", folder / "pdf"], check=True, capture_output=True)
    print(f"{deck.name}: refreshed after {', '.join(saved)}, {len(faults)} faults")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


sys.exit(main(*map(pathlib.Path, sys.argv[1:])))
