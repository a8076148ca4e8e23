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


def stretches(root):
    """From where to where each row is drawn, series by series: solid, then patterned."""
    found = {}
    before = {}
    for series in root.iter(f"{C}ser"):
        name = series.find(f"{C}tx").find(f".//{C}v").text
        patterned = series.find(f"{C}spPr/{A}pattFill") is not None
        unseen = series.find(f"{C}spPr/{A}noFill") is not None
        for row, value in numbers(series.find(f"{C}val")).items():
            if patterned:
                low, _ = found.get((row, name.split(" – ")[0]), (before.get(row, 0), None))
                found[row, name.split(" – ")[0]] = (low, value)
            elif unseen:
                if name == "before":
                    before[row] = value
            else:
                found[row, name] = (value, 0)
    return [(low, low + more) for low, more in found.values()]


def over(part):
    """How many lines and texts stand over a chart's plot."""
    drawing = [rel.target_part for rel in part.rels.values() if rel.reltype.endswith("/chartUserShapes")]
    return sum(part.blob.count(b"<cdr:relSizeAnchor") for part in drawing)


def chart(name, part, claims):
    """Every claim is drawn from the least to the greatest value that its wording allows; nothing else is."""
    root = part._element
    names = {v.text for t in root.iter(f"{C}tx") for v in t.iter(f"{C}v")}
    if root.find(f".//{C}barChart") is not None and "room" not in names:
        # Parts of wholes: what is sure of one is what the others leave, so only their sum is checked here.
        rows = {}
        for series in root.iter(f"{C}ser"):
            for row, value in numbers(series.find(f"{C}val")).items():
                rows[row] = rows.get(row, 0) + value
        expect(all(98 < total < 102 for total in rows.values()), f"{name}: rows add up to {rows}")
        found = wanted = []
    elif root.find(f".//{C}barChart") is not None:
        found = sorted(stretches(root))
        wanted = sorted((c["low"], c["high"] if c["high"] is not None else 100.0) for c in claims)
    else:
        lines = [s for s in root.iter(f"{C}ser") if s.find(f"{C}spPr/{A}ln/{A}solidFill") is not None and s.find(f"{C}marker/{C}size") is not None]
        found = sorted(value for s in lines for value in numbers(s.find(f"{C}yVal")).values())
        wanted = sorted(c["low"] for c in claims)
        expect(all(c["low"] == c["high"] for c in claims), f"{name}: a hedged value on a line")
    expect(len(found) == len(wanted) and found == wanted, f"{name}: the chart shows {found}, the claims say {wanted}")
    for series in root.iter(f"{C}ser"):
        worded = [label for label in series.iter(f"{C}dLbl") if label.find(f".//{A}fld") is not None]
        ranged = any(element.tag.endswith("}datalabelsRange") for element in series.iter())
        expect(not worded or ranged, f"{name}: a label that no cell stands behind")


def main(deck, folder):
    known = figures(folder)
    presentation = Presentation(deck)
    seen, panels = 0, {}
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
            expect(shape.name.split("#")[1].split(" ")[0] == metadata["code"], f"{name}: another data code")
            alt = shape._element.xpath(".//p:cNvPr")[0].get("descr")
            expect(alt and title.rstrip(".") in alt, f"{name}: the alt text is {alt!r}")
            notes = slide.notes_slide.notes_text_frame.text
            for claim in metadata["claims"]:
                expect(" ".join(claim["quote"].split()) in notes, f"{name}: the notes lack the quote of {claim['id']}")
            # The alt text of a panel starts with its head.
            expect(alt in notes or (" panel " in shape.name and alt.partition(": ")[2] in notes), f"{name}: the notes lack the alt text")
            for work in metadata["citations"]:
                expect(work["title"] in notes, f"{name}: the notes lack the reference of {work['id']}")
            right, bottom = shape.left + shape.width, shape.top + shape.height
            expect(shape.left >= 0 and right <= presentation.slide_width + 9 and bottom <= presentation.slide_height + 9, f"{name}: off the slide")
            if shape.has_chart:
                panel = shape.name.split(" panel ")
                if len(panel) > 1:
                    # Each panel has its own claims; together they are those of the figure.
                    own = shape.chart.part.chart_workbook.xlsx_part.blob
                    with zipfile.ZipFile(__import__("io").BytesIO(own)) as sheets:
                        strings = sheets.read("xl/sharedStrings.xml").decode()
                    metadata = {**metadata, "claims": [c for c in metadata["claims"] if c["id"] in strings]}
                    panels[id] = panels.get(id, set()) | {c["id"] for c in metadata["claims"]}
                chart(name, shape.chart.part, metadata["claims"])
                expect(id != "bars-upright" or over(shape.chart.part) >= 2, f"{name}: the reference line is not over the plot")
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
    for id, claims in panels.items():
        expect(claims == {c["id"] for c in known[id][0]["claims"]}, f"{id}: the panels show {sorted(claims)}")
    print(f"{deck.name}: {len(presentation.slides)} slides, {seen} figures, {len(faults)} faults")
    for fault in faults:
        print(fault)
    return 1 if faults or not seen else 0


sys.exit(main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])))
