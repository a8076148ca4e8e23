"""Opens an HTML deck at 390 and 1280 px in Chromium, slide by slide: nothing reaches beyond the screen, no text is tiny, one heading a slide.

Writes a picture of each slide at 390 px beside the deck, to be looked at.
"""

import json
import pathlib
import re
import subprocess
import sys

# A page that shows the deck in a frame of a width and tells what it finds there.
PROBE = """<!doctype html><meta charset="utf-8"><body style="margin:0"><iframe id="f" style="border:0;width:{width}px;height:{height}px"></iframe><pre id="out"></pre>
<script>
const frame = document.getElementById('f'), found = [];
frame.onload = () => setTimeout(() => {{
  const page = frame.contentDocument, view = frame.contentWindow, slides = [...page.querySelectorAll('.slide')];
  slides.forEach((slide, at) => {{
    slides.forEach((other, k) => other.classList.toggle('here', k === at));
    const shown = element => element.getClientRects().length > 0;
    const texts = [...slide.querySelectorAll('h1,h2,p,li,text')].filter(shown);
    const scale = text => text.ownerSVGElement ? text.ownerSVGElement.getScreenCTM().a : 1;
    const size = text => parseFloat(view.getComputedStyle(text).fontSize) * scale(text);
    const right = Math.max(0, ...texts.map(text => text.getBoundingClientRect().right));
    found.push({{ slide: at + 1, wide: page.documentElement.scrollWidth - page.documentElement.clientWidth, right, headings: [...slide.querySelectorAll('h1,h2,h3')].length,
      figures: [...slide.querySelectorAll('svg')].filter(shown).length, least: Math.min(99, ...texts.map(size)) }});
  }});
  document.getElementById('out').textContent = JSON.stringify(found);
}}, 300);
frame.src = {deck};
</script>"""


def chromium(*options):
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", "--virtual-time-budget=4000", *options]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main(deck):
    faults = []
    for width, height, least in [(390, 844, 8), (1280, 720, 8)]:
        probe = deck.with_suffix(f".{width}.html")
        probe.write_text(PROBE.format(width=width, height=height, deck=json.dumps(deck.resolve().as_uri())))
        dumped = chromium("--dump-dom", f"--window-size={max(width, 500)},{height}", probe.resolve().as_uri())
        found = json.loads(re.search(r'<pre id="out">(.*?)</pre>', dumped, re.S).group(1))
        for slide in found:
            where = f"{deck.name} at {width} px, slide {slide['slide']}"
            if slide["wide"] > 0 or slide["right"] > width + 1:
                faults.append(f"{where}: reaches {slide['wide']} px beyond the screen, texts to {slide['right']:.0f}")
            if slide["headings"] != 1:
                faults.append(f"{where}: {slide['headings']} headings")
            if slide["least"] < least:
                faults.append(f"{where}: a text of {slide['least']:.1f} px")
        print(f"{deck.name}: {len(found)} slides at {width} px, {sum(slide['figures'] for slide in found)} figures")
        for number in range(1, len(found) + 1) if width < 500 else []:
            page = deck.with_suffix(f".{width}-{number}.html")
            source = json.dumps(f"{deck.resolve().as_uri()}#{number}")
            page.write_text(f'<body style="margin:0"><iframe src={source} style="border:0;width:{width}px;height:{height}px"></iframe>')
            chromium(f"--screenshot={deck.with_suffix(f'.{number}.png')}", f"--window-size={max(width, 500)},{height}", page.resolve().as_uri())
            page.unlink()
    for fault in faults:
        print(fault)
    return 1 if faults else 0


sys.exit(main(pathlib.Path(sys.argv[1])))
