"""Makes decks of thousands of figures and measures how long `citeplot deck --refresh` takes on them.

    python3 .ci/large_deck.py CITEPLOT FOLDER FIGURES...

Twenty charts are put on a deck, and its slides copied until it holds so many figures. Each copy has what PowerPoint gives a duplicated
slide: parts of its own for the slide, its notes and its charts with their workbooks and the shapes over them, and an id of its own in the
slide. Pictures are shared. Then the deck is looked through with nothing stale, looked through with one number changed, and renewed.
"""

import os
import pathlib
import posixpath
import re
import resource
import shutil
import subprocess
import sys
import time
import zipfile

from demonstration import changed

# What copies share: the rest of what a slide leads to is copied with it.
SHARED = ("slideLayout", "image", "notesMaster")
# The charts that are drawn a second time, so that there are twenty.
AGAIN = ["bars", "dots", "slope", "table", "numbers", "facets", "trend"]


def project(folder):
    """The demonstration with twenty charts and a deck of them, two as pictures."""
    made = folder / "project"
    shutil.rmtree(made, ignore_errors=True)
    shutil.copytree("tests/demo", made, ignore=shutil.ignore_patterns("dist"))
    for chart in AGAIN:
        shutil.copy(made / "charts" / f"{chart}.toml", made / "charts" / f"{chart}-again.toml")
    charts = sorted(path.stem for path in (made / "charts").glob("*.toml"))
    assert len(charts) == 20, charts
    picture = {"slope-again", "trend-again"}
    slides = (f'[[slide]]\nchart = "{chart}"\n' + ('form = "picture"\n' if chart in picture else "") for chart in charts)
    for deck in (made / "decks").glob("*.toml"):
        deck.unlink()
    (made / "decks" / "large.toml").write_text('title = "Large"\n\n' + "\n".join(slides))
    return made


class Copier:
    """A package that slides are copied in."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.types = self.parts.pop("[Content_Types].xml").decode()
        self.counts = {}
        self.added = {}
        self.overrides = []

    def relations(self, part):
        folder, name = posixpath.split(part)
        text = self.parts.get(f"{folder}/_rels/{name}.rels", b"").decode()
        found = re.findall(r'<Relationship Id="([^"]*)" Type="[^"]*/([^"/]*)" Target="([^"]*)"', text)
        return text, [(kind, target, posixpath.normpath(posixpath.join(folder, target))) for _, kind, target in found]

    def free(self, part):
        stem, ending = re.fullmatch(r"(.*?)\d*(\.\w+)", part).groups()
        stem = stem.replace("citeplot-chart", "Microsoft_Excel_Sheet" if ending == ".xlsx" else "chart")
        self.counts[stem] = self.counts.get(stem, 10_000) + 1
        return f"{stem}{self.counts[stem]}{ending}"

    def copy(self, part, known=None):
        """Copies a part with what it leads to; `known` says what was copied already, so that notes lead back to their slide."""
        known = {} if known is None else known
        new = known[part] = self.free(part)
        text, relations = self.relations(part)
        for kind, target, leads_to in relations:
            if kind not in SHARED:
                leads_to = known.get(leads_to) or self.copy(leads_to, known)
            text = text.replace(f'Target="{target}"', f'Target="{posixpath.relpath(leads_to, posixpath.dirname(new))}"')
        if text:
            folder, name = posixpath.split(new)
            self.added[f"{folder}/_rels/{name}.rels"] = text.encode()
        content = self.parts[part]
        if part.startswith("ppt/slides/"):
            creation = f'<p:extLst><p:ext uri="{{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}}"><p14:creationId xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main" val="{len(self.added) + 1_000_000}"/></p:ext></p:extLst>'
            content = content.replace(b"</p:cSld>", creation.encode() + b"</p:cSld>")
        self.added[new] = content
        override = re.search(rf'<Override PartName="/{re.escape(part)}"[^>]*/>', self.types)
        if override:
            self.overrides.append(override[0].replace(f"/{part}", f"/{new}"))
        return new

    def write(self, path, slides):
        ids = "".join(f'<p:sldId id="{10_000 + at}" r:id="rIdCopy{at}"/>' for at in range(len(slides)))
        leads = "".join(
            f'<Relationship Id="rIdCopy{at}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide" Target="{slide[4:]}"/>'
            for at, slide in enumerate(slides))
        def put(name, text, before):
            self.parts[name] = self.parts[name].decode().replace(before, text + before).encode()
        put("ppt/presentation.xml", ids, "</p:sldIdLst>")
        put("ppt/_rels/presentation.xml.rels", leads, "</Relationships>")
        types = self.types.replace("</Types>", "".join(self.overrides) + "</Types>").encode()
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in {"[Content_Types].xml": types, **self.parts, **self.added}.items():
                stored = name.endswith((".xlsx", ".png"))
                package.writestr(name, content, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)


def enlarge(small, large, figures):
    """Copies the slides with a figure, all in turn, until the deck holds so many figures."""
    copier = Copier(small)
    numbers = sorted(int(n) for name in copier.parts for n in re.findall(r"^ppt/slides/slide(\d+)\.xml$", name))
    slides = [f"ppt/slides/slide{n}.xml" for n in numbers]
    slides = [slide for slide in slides if copier.relations(slide)[1] and any(kind == "notesSlide" for kind, *_ in copier.relations(slide)[1])]
    assert len(slides) == 20, slides
    copier.write(large, [copier.copy(slides[at % 20]) for at in range(figures - 20)])


def measured(label, *command, code):
    """Runs a command and says what it took."""
    start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    assert os.waitstatus_to_exitcode(status) == code, said[-2000:]
    lines = said.splitlines()
    print(f"  {label:42} {wall:7.2f} s wall {used.ru_utime:7.2f} s user {used.ru_stime:6.2f} s system {used.ru_maxrss / 1024:7.0f} MiB  {len(lines)} lines", flush=True)
    return lines


def main(citeplot, folder, *counts):
    citeplot, folder = pathlib.Path(citeplot).resolve(), pathlib.Path(folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    made = project(folder)
    newer = changed(made, folder)
    subprocess.run([citeplot, "-C", made, "deck", "large", "--locale", "en", "--out", folder, "--quiet"], check=True)
    for figures in map(int, counts):
        deck = folder / f"large-{figures}.pptx"
        enlarge(folder / "large.pptx", deck, figures)
        print(f"{figures} figures, {deck.stat().st_size / 1e6:.1f} MB")
        refresh = lambda project, deck, *more: [citeplot, "-C", project, "deck", "--refresh", deck, *more]
        lines = measured("--check, nothing stale", *refresh(made, deck, "--check"), code=0)
        assert sum("up to date" in line for line in lines) == figures, "a figure is stale before anything has changed"
        lines = measured("--check, one number changed", *refresh(newer, deck, "--check"), code=1)
        stale = sum(line.endswith("): stale") for line in lines)
        renewed = deck.with_stem(f"renewed-{figures}")
        shutil.copy(deck, renewed)
        lines = measured("refresh, one number changed", *refresh(newer, renewed), code=0)
        assert stale and sum(line.endswith("): renewed") for line in lines) == stale
        lines = measured("--check after it", *refresh(newer, renewed, "--check"), code=0)
        assert sum("up to date" in line for line in lines) == figures, "a refreshed deck is stale"
        print(f"  {stale} figures are stale")


main(*sys.argv[1:])
