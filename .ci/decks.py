"""Reads decks back with python-pptx: every chart's values, error bars and labels, every alt text and note, every picture.

The truth is the metadata of the SVG figures, which the same program wrote, but through another way.
"""

import json
import pathlib
import sys
import xml.etree.ElementTree as ElementTree
import zipfile

from pptx import Presentation

SVG = "{http://www.w3.org/2000/svg}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
faults = []


def expect(holds, message):
    if not holds:
        faults.append(message)


def figures(folder):
    found = {}
    # The figures of the first language have no language in their names.
    for svg in sorted(path for path in folder.glob("*.svg") if "." not in path.stem):
        root = ElementTree.parse(svg).getroot()
        found[svg.stem] = (json.loads(root.find(f"{SVG}metadata").text), root.find(f"{SVG}title").text)
    return found


def shapes(parent):
    for shape in parent:
        yield shape
        if shape.shape_type == 6:
            yield from shapes(shape.shapes)


def numbers(element):
    cache = element.find(f"{C}numRef/{C}numCache")
    return {int(point.get("idx")): float(point.find(f"{C}v").text) for point in cache.iter(f"{C}pt")}


def bounds(claim):
    """The number that stands for a claim, and how far its wording reaches down and up."""
    value = claim["value"] if claim["value"] is not None else {"majority": 50, "minority": 50}.get(claim["op"], claim["low"])
    high = value if claim["high"] is None else claim["high"]
    return value, value - claim["low"], high - value


def chart(name, part, claims):
    """Every point has a claim with its value, its reach and its words."""
    points = []
    root = part._element
    for series in root.iter(f"{C}ser"):
        values = series.find(f"{C}val")
        values = numbers(values if values is not None else series.find(f"{C}yVal"))
        labels = {}
        for label in series.iter(f"{C}dLbl"):
            labels[int(label.find(f"{C}idx").get("val"))] = "".join(t.text for t in label.iter(f"{A}t"))
        plus, minus = {}, {}
        bars = series.find(f"{C}errBars")
        if bars is not None:
            plus, minus = numbers(bars.find(f"{C}plus")), numbers(bars.find(f"{C}minus"))
        patterned = {int(point.find(f"{C}idx").get("val")) for point in series.iter(f"{C}dPt") if point.find(f".//{A}pattFill") is not None}
        # The unreported rest has no words: it is no claim.
        points += [(value, minus.get(i, 0), plus.get(i, 0), i in patterned, bars is not None) for i, value in values.items() if i in labels]
        expect(all(labels[i].strip() for i in labels), f"{name}: a point without words")
    stacked = root.find(f".//{C}grouping") is not None and root.find(f".//{C}grouping").get("val") == "stacked"
    wanted = sorted(bounds(claim) for claim in claims)
    found = sorted(point[:3] for point in points)
    if stacked:
        wanted, found = [w[:1] for w in wanted], [f[:1] for f in found]
    same = len(wanted) == len(found) and all(abs(a - b) < 1e-6 for w, f in zip(wanted, found) for a, b in zip(w, f))
    expect(same, f"{name}: the chart shows {found}, the claims say {wanted}")
    hedged = sum(1 for claim in claims if claim["low"] != claim["high"])
    if root.find(f".//{C}barChart") is not None:
        expect(sum(point[3] for point in points) == hedged, f"{name}: patterns and hedges differ")


def main(deck, folder):
    known = figures(folder)
    presentation = Presentation(deck)
    seen = 0
    for number, slide in enumerate(presentation.slides, 1):
        expect(slide.shapes.title is not None and slide.shapes.title.text.strip(), f"slide {number}: no title")
        expect(any(s.is_placeholder and s.placeholder_format.type == 13 for s in slide.shapes), f"slide {number}: no number")
        for shape in shapes(slide.shapes):
            if not shape.name.startswith("citeplot:") or shape.name.endswith(" group"):
                continue
            seen += 1
            name = f"slide {number}, {shape.name}"
            id = shape.name[len("citeplot:"):].split("@")[0]
            metadata, title = known[id]
            expect(shape.name.split("#")[1] == metadata["code"], f"{name}: another data code")
            alt = shape._element.xpath(".//p:cNvPr")[0].get("descr")
            expect(alt and title.rstrip(".") in alt, f"{name}: the alt text is {alt!r}")
            notes = slide.notes_slide.notes_text_frame.text
            for claim in metadata["claims"]:
                expect(" ".join(claim["quote"].split()) in notes, f"{name}: the notes lack the quote of {claim['id']}")
            expect(alt in notes, f"{name}: the notes lack the alt text")
            for work in metadata["citations"]:
                expect(work["title"] in notes, f"{name}: the notes lack the reference of {work['id']}")
            right, bottom = shape.left + shape.width, shape.top + shape.height
            expect(shape.left >= 0 and right <= presentation.slide_width + 9 and bottom <= presentation.slide_height + 9, f"{name}: off the slide")
            if shape.has_chart:
                chart(name, shape.chart.part, metadata["claims"])
                book = shape.chart.part.chart_workbook.xlsx_part.blob
                with zipfile.ZipFile(__import__("io").BytesIO(book)) as sheets:
                    strings = sheets.read("xl/sharedStrings.xml").decode()
                for claim in metadata["claims"]:
                    expect(claim["id"] in strings, f"{name}: the workbook lacks {claim['id']}")
            elif shape.shape_type == 13:
                expect(metadata["figure"].encode() in shape.image.blob, f"{name}: the picture does not say what it is")
            else:
                marks = {s.name for s in shapes(shape.shapes) if s.name.startswith("claim-")}
                expect(marks == {f"claim-{c['id']}" for c in metadata["claims"]}, f"{name}: marks and claims differ")
    print(f"{deck.name}: {len(presentation.slides)} slides, {seen} figures, {len(faults)} faults")
    for fault in faults:
        print(fault)
    return 1 if faults or not seen else 0


sys.exit(main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])))
