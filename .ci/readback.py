"""Reads figures back: each SVG in Chromium and resvg, each PDF in poppler and pypdf, each PNG in Pillow.

Every reader has to find the same words, the same claims, and nearly the same picture.
"""

import io
import json
import pathlib
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import pypdf
import resvg_py
from PIL import Image, ImageChops

SVG = "{http://www.w3.org/2000/svg}"
FONTS = [str(path) for path in sorted(pathlib.Path("assets/fonts").glob("*.ttf"))]
# Readers smooth edges in their own ways; texts that moved or went missing differ by far more.
MOST = 6.0
faults = []


def difference(a, b):
    """The mean difference of two pictures, 0 to 255, after blurring away how edges are smoothed."""
    size = (a.width // 4, a.height // 4)
    a, b = (image.convert("RGB").resize(size, Image.Resampling.BOX) for image in (a, b))
    histogram = ImageChops.difference(a, b).convert("L").histogram()
    # The worst hundredth of the picture, where a missing label would be.
    left = size[0] * size[1] // 100
    total = 0
    for value in range(255, -1, -1):
        take = min(left, histogram[value])
        total += take * value
        left -= take
    return total / max(1, size[0] * size[1] // 100) / 10


def expect(holds, message):
    if not holds:
        faults.append(message)


def chromium(svg, size):
    page = pathlib.Path("target/readback/page.html").resolve()
    picture = page.with_suffix(".png")
    picture.unlink(missing_ok=True)
    page.write_text(f"<body style='margin:0'><img style='display:block' src='file://{svg.resolve()}'>")
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--allow-file-access-from-files",
         f"--window-size={size[0]},{size[1] + 200}", f"--screenshot={picture}", f"file://{page}"],
        check=True, capture_output=True)
    return Image.open(picture).convert("RGB").crop((0, 0, *size))


def resvg(svg):
    drawn = resvg_py.svg_to_bytes(svg_string=svg.read_text(), font_files=FONTS, skip_system_fonts=True)
    return Image.open(io.BytesIO(bytes(drawn)))


def words(text):
    return "".join(text.split())


def main(folder):
    figures = sorted(folder.glob("*.svg"))
    for number, svg in enumerate(figures):
        name = svg.stem
        root = ElementTree.parse(svg).getroot()
        metadata = json.loads(root.find(f"{SVG}metadata").text)
        texts = [element.text for element in root.iter(f"{SVG}text")]
        marks = [element.get("data-claim") for element in root.iter(f"{SVG}g") if element.get("data-claim")]
        ids = [claim["id"] for claim in metadata["claims"]]
        expect(sorted(marks) == sorted(ids), f"{name}: marks and metadata differ")

        png = Image.open(svg.with_suffix(".png"))
        png.load()
        expect(json.loads(png.text["citeplot"]) == metadata, f"{name}: the PNG file carries other metadata")
        expect(png.text["Title"] == root.find(f"{SVG}title").text, f"{name}: the PNG file has another title")

        pdf = svg.with_suffix(".pdf")
        reader = pypdf.PdfReader(pdf)
        attached = json.loads(reader.attachments["claims.json"][0])
        expect(attached == metadata, f"{name}: the PDF file carries other metadata")
        tree = reader.trailer["/Root"]["/StructTreeRoot"]
        alt = alts(tree)
        expect(alt and root.find(f"{SVG}desc").text.startswith(alt[0]), f"{name}: the PDF figure has no alt text")
        read = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
        missing = [text for text in texts if words(text) not in words(read)]
        # Texts that stand side by side come out interleaved line by line; their words have to be there all the same.
        missing = [text for text in missing if not all(word in read for word in text.split())]
        expect(not missing, f"{name}: pdftotext does not find {missing[:3]}")
        subprocess.run(["pdftoppm", "-r", "96", "-png", "-singlefile", pdf, "target/readback/page"], check=True)
        page = Image.open("target/readback/page.png").convert("RGB").resize(png.size)
        found = difference(png, page)
        expect(found < MOST, f"{name}: poppler draws another picture ({found:.1f})")

        # resvg knows no embedded fonts: it gets the outlines, and the texts with the whole font, whose digits are narrower.
        outlined = folder / "paths" / svg.name
        for drawn, most in ((resvg(outlined), MOST), (resvg(svg), 3 * MOST)):
            found = difference(png, drawn)
            expect(found < most, f"{name}: resvg draws another picture ({found:.1f})")
        # A browser takes a second a figure: one in four.
        if number % 4 == 0:
            found = difference(png, chromium(svg, png.size))
            expect(found < MOST, f"{name}: Chromium draws another picture ({found:.1f})")
    outlined = sorted((folder / "house").glob("*.svg"))
    for svg in outlined:
        drawn = resvg(svg)
        found = difference(drawn, chromium(svg, drawn.size))
        expect(found < MOST, f"{svg.name}: resvg and Chromium draw other pictures ({found:.1f})")
    print(f"{len(figures)} figures in three formats, {len(outlined)} as outlines, {len(faults)} faults")
    for fault in faults:
        print(fault)
    return 1 if faults or not figures or not outlined else 0


def alts(node):
    """The alt texts of the figures in a structure tree."""
    found = []
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for kid in node:
            found += alts(kid)
    elif isinstance(node, dict):
        if "/Alt" in node:
            found.append(node["/Alt"])
        if "/K" in node:
            found += alts(node["/K"])
    return found


sys.exit(main(pathlib.Path(sys.argv[1])))
