//! A deck as one HTML file: keys, notes, print, no network.

use std::sync::Arc;

use crate::figure::Figure;
use crate::publish::deck::{Deck, Paragraph, Slide, notes};
use crate::publish::inline::with_prefix;
use crate::render::{self, escape};
use crate::style::Theme;
use crate::style::font::TextAs;

const STYLE: &str = "\
*{box-sizing:border-box}\
body{margin:0;background:var(--around);color:var(--ink);font-family:var(--face)}\
.slide{background:var(--ground);width:min(100vw,calc(100vh*var(--ratio)));aspect-ratio:var(--ratio);margin:0 auto;padding:2.2% 4%;\
display:none;flex-direction:column;justify-content:center;position:relative;overflow:hidden;container-type:inline-size}\
.slide.here{display:flex}\
.figure{justify-content:flex-start;padding:1.6% 0 0}\
.figure h2{margin:0 4.2cqw .6cqw;font-size:2.7cqw;line-height:1.2}\
h1{font-size:4.4cqw;line-height:1.15;margin:0}.first h1::after{content:'';display:block;width:10cqw;height:.5cqw;margin:1.4cqw 0;background:var(--accent)}\
.section{background:var(--accent);color:var(--on-accent)}.section h2{font-size:3.6cqw}.section .number{color:inherit}\
.subtitle{font-size:2cqw;color:var(--muted);margin:0}\
.references{justify-content:flex-start}.references h2{font-size:2.7cqw;margin:0 0 1cqw}\
.references ul{list-style:none;padding:0;margin:0}.references li{font-size:1.5cqw;margin:.7cqw 0;padding-left:2cqw;text-indent:-2cqw}\
.figure svg{width:100%;flex:1;min-height:0;display:block}.wide{flex:1;min-height:0;display:flex}.narrow{display:none}\
.pair{display:flex;flex:1;min-height:0}.half{flex:1;min-width:0;display:flex;flex-direction:column}\
.finding{margin:0 2cqw 0 4.2cqw;font-size:1.7cqw;line-height:1.25;font-weight:700;min-height:4.4cqw}.half+.half .finding{margin:0 4.2cqw 0 3cqw}\
.words{justify-content:flex-start}.words h2{font-size:2.7cqw;margin:0 0 1.6cqw}.words p,.words li{font-size:2.1cqw;line-height:1.4;margin:0 0 .8cqw}\
.words ul,.words ol{margin:0;padding-left:3cqw}.words li::marker{color:var(--accent)}\
.foot{position:absolute;left:4.2cqw;right:5cqw;bottom:.6cqw;display:flex;justify-content:space-between;font-size:1.1cqw;color:var(--muted)}\
.figure:has(.foot){padding-bottom:2.2cqw}\
.number{position:absolute;right:1.5cqw;bottom:.6cqw;font-size:1.1cqw;color:var(--muted)}\
.notes{display:none;max-width:60rem;margin:1rem auto;padding:0 1rem;font-size:.9rem;line-height:1.5}\
body.talk .slide.here+.notes{display:block}\
.help{position:fixed;left:.8rem;bottom:.5rem;font-size:.75rem;color:var(--muted)}\
:focus-visible{outline:3px solid var(--accent)}\
@media screen and (max-width:640px){.slide{width:100%;aspect-ratio:auto;min-height:100vh;padding:1rem;overflow:visible;touch-action:pan-y}\
.narrow{display:block}.wide:not(:last-child){display:none}\
.first{justify-content:center}.figure:has(.foot){padding-bottom:2.4rem}\
.figure{padding:1rem 0}.figure h2{margin:0 12px .6rem;font-size:1.2rem}h1{font-size:1.7rem}.section h2,.references h2{font-size:1.4rem}\
.subtitle{font-size:1rem}.references li{font-size:.9rem;margin:.5rem 0;padding-left:1.2rem;text-indent:-1.2rem}.number{font-size:.75rem;right:.8rem}\
.words p,.words li{font-size:1.05rem;margin:0 0 .6rem}.words h2{font-size:1.4rem;margin:0 0 .8rem}.words ul,.words ol{padding-left:1.4rem}\
.pair{flex-direction:column}.half{flex:none}.finding,.half+.half .finding{margin:0 12px .4rem;font-size:1rem;min-height:0}.half+.half{margin-top:1.4rem}\
.foot{left:1rem;right:2.4rem;font-size:.75rem}\
.figure svg{flex:none;height:auto}.help{display:none}}\
@media print{.wide{display:flex!important}.narrow{display:none!important}@page{size:var(--paper);margin:0}body{background:var(--ground)}.slide{display:flex;width:100vw;break-after:page}.notes,.help{display:none!important}}\
";

const SCRIPT: &str = "\
(()=>{const s=[...document.querySelectorAll('.slide')];let i=0;\
const go=n=>{i=Math.max(0,Math.min(s.length-1,n));s.forEach((e,k)=>e.classList.toggle('here',k===i));\
history.replaceState(null,'','#'+(i+1));s[i].focus({preventScroll:true})};\
addEventListener('keydown',e=>{if(e.ctrlKey||e.metaKey||e.altKey)return;\
if(['ArrowRight','ArrowDown','PageDown',' ','Enter'].includes(e.key))go(i+1);\
else if(['ArrowLeft','ArrowUp','PageUp','Backspace'].includes(e.key))go(i-1);\
else if(e.key==='Home')go(0);else if(e.key==='End')go(s.length-1);\
else if(e.key==='n')document.body.classList.toggle('talk');\
else if(e.key==='f')document.documentElement.requestFullscreen?.();else return;e.preventDefault()});\
let x=0,y=0;addEventListener('touchstart',e=>{x=e.changedTouches[0].clientX;y=e.changedTouches[0].clientY},{passive:true});\
addEventListener('touchend',e=>{const d=e.changedTouches[0].clientX-x,v=e.changedTouches[0].clientY-y;\
if(Math.abs(d)>40&&Math.abs(d)>2*Math.abs(v))go(d<0?i+1:i-1)},{passive:true});\
addEventListener('hashchange',()=>go((parseInt(location.hash.slice(1),10)||1)-1));\
go((parseInt(location.hash.slice(1),10)||1)-1)})();\
";

/// The colours and the font of a deck.
fn look(theme: &Theme) -> String {
    let palette = &theme.palette;
    let accent = palette.series[0];
    format!(
        "--ground:{};--ink:{};--muted:{};--around:{};--accent:{accent};--on-accent:{};--face:{}",
        palette.background,
        palette.foreground,
        palette.muted,
        palette.grid,
        theme.text_on(accent),
        theme.fonts.family().replace(['<', '{', '}', ';'], "")
    )
}

/// A figure in the page, with a prefix before its ids; once more for narrow screens, of which one is shown.
fn drawn(figure: &Figure, narrow: Option<&Arc<Figure>>, prefix: &str) -> String {
    let svg = |figure: &Figure, prefix: &str| {
        with_prefix(&render::svg(&figure.scene, TextAs::Embedded), &figure.scene, prefix)
    };
    match narrow {
        None => svg(figure, prefix),
        Some(narrow) => format!(
            "<div class=\"wide\">{}</div><div class=\"narrow\">{}</div>",
            svg(figure, prefix),
            svg(narrow, &format!("{prefix}n-"))
        ),
    }
}

/// The paragraphs of a slide of words, points in lists.
fn paragraphs(body: &[Paragraph]) -> String {
    let kind = |p: &Paragraph| match p {
        Paragraph::Plain(_) => None,
        Paragraph::Bullet(_) => Some("ul"),
        Paragraph::Numbered(..) => Some("ol"),
    };
    let run = |run: &[Paragraph]| match kind(&run[0]) {
        None => run.iter().map(|p| format!("<p>{}</p>", escape(p.words()))).collect(),
        Some(list) => {
            let items: String = run.iter().map(|p| format!("<li>{}</li>", escape(p.words()))).collect();
            format!("<{list}>{items}</{list}>")
        }
    };
    body.chunk_by(|a, b| kind(a) == kind(b)).map(run).collect()
}

/// One file of HTML that needs nothing else. Swipes, arrow keys, space and page keys turn the slides, Home and End go to the ends, n
/// shows the notes, f fills the screen; printing gives a page a slide.
pub fn html(deck: &Deck) -> String {
    let (ratio, paper) = match deck.aspect {
        crate::project::recipe::Aspect::Wide => ("16/9", "13.333in 7.5in"),
        crate::project::recipe::Aspect::Standard => ("4/3", "10in 7.5in"),
    };
    let lang = deck.locale.tag();
    let look = look(&deck.theme);
    let title = escape(&deck.title);
    let foot = match deck.has_foot() {
        true => format!(
            "<div class=\"foot\"><span>{}</span><span>{}</span></div>",
            escape(&deck.footer),
            escape(&deck.date)
        ),
        false => String::new(),
    };
    let help = if deck.has_foot() { "" } else { "<div class=\"help\" aria-hidden=\"true\">← → · n · f</div>\n" };
    let mut body = String::new();
    let mut number = 0;
    let mut slide = |class: &str, label: &str, inside: &str, notes: &[String]| {
        number += 1;
        let here = if number == 1 { " here" } else { "" };
        body.push_str(&format!(
            "<section class=\"slide {class}{here}\" tabindex=\"-1\" aria-roledescription=\"slide\" aria-label=\"{number}: {}\">{inside}<div class=\"number\" aria-hidden=\"true\">{number}</div></section>\n",
            escape(label)
        ));
        if !notes.is_empty() {
            let lines: String = notes.iter().map(|n| format!("<p>{}</p>", escape(n))).collect();
            body.push_str(&format!("<aside class=\"notes\">{lines}</aside>\n"));
        }
    };
    let date = match deck.date.is_empty() {
        true => String::new(),
        false => format!("<p class=\"subtitle\">{}</p>", escape(&deck.date)),
    };
    let head = format!("<h1>{title}</h1><p class=\"subtitle\">{}</p>{date}", escape(&deck.subtitle));
    slide("first", &deck.title, &head, &[]);
    let mut narrow = deck.narrow.iter();
    for (index, entry) in deck.slides.iter().enumerate() {
        match entry {
            Slide::Section(title) => slide("section", title, &format!("<h2>{}</h2>", escape(title)), &[]),
            Slide::Figure { figure, title, .. } => {
                let svg = drawn(figure, narrow.next(), &format!("s{index}-"));
                slide("figure", title, &format!("<h2>{}</h2>{svg}{foot}", escape(title)), &notes(figure));
            }
            Slide::Pair { title, figures, .. } => {
                let mut half = |(side, figure): (usize, &Arc<Figure>)| {
                    let svg = drawn(figure, narrow.next(), &format!("s{index}-{side}-"));
                    format!("<div class=\"half\"><p class=\"finding\">{}</p>{svg}</div>", escape(&figure.title))
                };
                let halves: String = figures.iter().enumerate().map(&mut half).collect();
                let inside = format!("<h2>{}</h2><div class=\"pair\">{halves}</div>{foot}", escape(title));
                let said: Vec<String> = figures.iter().flat_map(|f| notes(f)).collect();
                slide("figure", title, &inside, &said);
            }
            Slide::Words { title, body } => {
                let inside = format!("<h2>{}</h2>{}{foot}", escape(title), paragraphs(body));
                slide("words", title, &inside, &[]);
            }
        }
    }
    if !deck.references.is_empty() {
        let head = deck.words().references;
        let lines: String = deck.references.iter().map(|r| format!("<li>{}</li>", escape(r))).collect();
        slide("references", head, &format!("<h2>{head}</h2><ul>{lines}</ul>{foot}"), &[]);
    }
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"generator\" content=\"citeplot\">\n<title>{title}</title>\n<style>:root{{--ratio:{ratio};--paper:{paper};{look}}}{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n{help}<script>{SCRIPT}</script>\n</body>\n</html>\n"
    )
}
