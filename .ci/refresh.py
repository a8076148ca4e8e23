"""Refreshes decks that other programs have saved: python-pptx and LibreOffice.

Such a deck is not stale for that; with a changed record the figures about it are renewed, the charts have their workbooks, and every
part that no figure stands in keeps its bytes.
"""

import json
import pathlib
import shutil
import subprocess
import sys
import zipfile

from pptx import Presentation

CLAIM = 'id         = "plans-work-alba"'
faults = []


def expect(holds, message):
    if not holds:
        faults.append(message)


def refresh(citeplot, project, deck, *options):
    run = subprocess.run([citeplot, "-C", project, "deck", "--refresh", deck, "--format", "json", "--quiet", *options], capture_output=True, text=True)
    return run.returncode, json.loads(run.stdout)[0]


def changed(project, folder):
    """The project with 26 percent where 24 stood."""
    copy = folder / "changed"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(project, copy)
    for records in copy.rglob("claims*.toml"):
        before, found, after = records.read_text().partition(CLAIM)
        if found:
            records.write_text(before + found + after.replace("24", "26", 3))
            return copy
    raise SystemExit("the demonstration has no such claim")


def parts(deck):
    with zipfile.ZipFile(deck) as package:
        return {name: package.read(name) for name in package.namelist()}


def charts(deck):
    found = {}
    for slide in Presentation(deck).slides:
        for group in slide.shapes:
            for shape in group.shapes if group.shape_type == 6 else [group]:
                if getattr(shape, "has_chart", False) and shape.has_chart:
                    found[shape.name.split("@")[0]] = shape.chart
    return found


def main(citeplot, project, deck, folder):
    folder.mkdir(parents=True, exist_ok=True)
    saved = {"untouched": folder / "untouched.pptx", "python-pptx": folder / "python.pptx", "LibreOffice": folder / "libreoffice" / deck.name}
    shutil.copy(deck, saved["untouched"])
    Presentation(deck).save(saved["python-pptx"])
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
