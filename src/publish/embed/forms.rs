//! The forms, one function each.

use crate::figure::{CitedPlace, Figure};
use crate::language::citation;
use crate::language::phrases::{fill, words};
use crate::model::{Locale, Locator, Pages};
use crate::publish::embed::escape::{
    self, comment, destination, html as escaped, latex as tex, latex_path, line, markdown as md, pandoc, pandoc_key,
    typst as typ, typst_string,
};
use crate::render::svg;
use crate::style::Size;
use crate::style::font::TextAs;

pub(crate) fn markdown(figure: &Figure, file: &str) -> String {
    let (alt, title, source) = (md(&figure.alt), md(&figure.title), md(&figure.captions.source));
    format!("![{alt}]({})\n\n**{title}** {source}\n", destination(file))
}

fn figcaption(figure: &Figure) -> String {
    format!(
        "  <figcaption><strong>{}</strong> {}</figcaption>\n",
        escaped(&figure.title),
        escaped(&figure.captions.source)
    )
}

pub(crate) fn html(figure: &Figure, file: &str) -> String {
    let (width, height) = (figure.scene.width, figure.scene.height);
    format!(
        "<figure id=\"{}\" lang=\"{}\">\n  <img src=\"{}\" alt=\"{}\" width=\"{width}\" height=\"{height}\" \
         style=\"max-width:100%;height:auto\">\n{}</figure>\n",
        escaped(&figure.id),
        figure.locale,
        escaped(&destination(file)),
        escaped(&figure.alt),
        figcaption(figure)
    )
}

/// The widest screens for a size, CSS px.
const SCREENS: [(Size, u16); 2] = [(Size::Column, 480), (Size::Half, 800)];

pub(crate) fn html_picture(figure: &Figure, file: &str) -> String {
    let stem = file.strip_suffix(".slide.svg").or_else(|| file.strip_suffix(".svg")).unwrap_or(file);
    let path = |size: Size| escaped(&destination(&format!("{stem}.{}.svg", size.code())));
    let source = |(size, widest): &(Size, u16)| {
        format!("    <source media=\"(max-width: {widest}px)\" srcset=\"{}\">\n", path(*size))
    };
    let sources: String = SCREENS.iter().map(source).collect();
    format!(
        "<figure id=\"{}\" lang=\"{}\">\n  <picture>\n{sources}    <img src=\"{}\" alt=\"{}\" style=\"width:100%;height:auto\">\n  \
         </picture>\n{}</figure>\n",
        escaped(&figure.id),
        figure.locale,
        path(Size::Slide),
        escaped(&figure.alt),
        figcaption(figure)
    )
}

pub(crate) fn html_inline(figure: &Figure) -> String {
    let drawn = escape::svg(&svg(&figure.scene, TextAs::Embedded));
    format!("<figure lang=\"{}\">\n{drawn}{}</figure>\n", figure.locale, figcaption(figure))
}

pub(crate) fn iframe(figure: &Figure, file: &str) -> String {
    let (width, height) = (figure.scene.width, figure.scene.height);
    format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" \
         style=\"border:0;max-width:100%\"></iframe>\n",
        escaped(&destination(file)),
        escaped(&figure.alt)
    )
}

pub(crate) fn oembed(figure: &Figure, file: &str) -> String {
    let answer = serde_json::json!({
        "type": "rich",
        "version": "1.0",
        "title": figure.title,
        "provider_name": "citeplot",
        "width": figure.scene.width,
        "height": figure.scene.height,
        "html": iframe(figure, file).trim_end(),
    });
    format!("{}\n", escape::json(&format!("{answer:#}")))
}

/// Private characters that stand for the places of a phrase while it is escaped.
const CITED: &str = "\u{e000}";
const DOCUMENT: &str = "\u{e001}";

/// The source line in another language's citations: `cite` sets a work with its pages, or the document with a place.
fn source(figure: &Figure, cite: &dyn Fn(&str, &str) -> String, escape: &dyn Fn(&str) -> String) -> String {
    let words = words(figure.locale);
    let chain = |place: &CitedPlace| {
        let document = cite(&place.document, &locator(&place.locators, figure.locale));
        let cited: Vec<String> = place
            .works
            .iter()
            .map(|w| cite(&w.key, &w.pages.as_ref().map(ToString::to_string).unwrap_or_default()))
            .collect();
        match cited.is_empty() {
            true => document,
            false => {
                // The phrase is escaped with marks for its places, which no escape touches and no key holds.
                let phrase = escape(&fill(words.as_cited_in, &[("cited", CITED), ("document", DOCUMENT)]));
                phrase.replace(CITED, &words.list(&cited)).replace(DOCUMENT, &document)
            }
        }
    };
    let chains: Vec<String> = figure.captions.places.iter().map(chain).collect();
    let head = if chains.len() > 1 { words.sources } else { words.source };
    format!("{} {}{}", escape(head), chains.join("; "), words.stop())
}

/// Places as citation programs take them: pages alone without a term, which those programs add, all else with its terms.
fn locator(locators: &[Locator], locale: Locale) -> String {
    let pages: Option<Vec<&Pages>> = locators.iter().map(only_page).collect();
    let union = |pages: Vec<&Pages>| pages.into_iter().cloned().reduce(|all, more| all.union(&more));
    match pages.and_then(union) {
        Some(pages) => pages.to_string(),
        None => citation::places(locators, locale),
    }
}

/// The pages of a place, when a citation names nothing else of it.
fn only_page(locator: &Locator) -> Option<&Pages> {
    let page = locator.page.as_ref()?;
    let bare = Locator { page: Some(page.clone()), section: locator.section.clone(), ..Locator::default() };
    (*locator == bare).then_some(page)
}

/// `\textcite[119--121]{koch-2013}`.
fn biblatex(key: &str, place: &str) -> String {
    let numbers = !place.contains(char::is_alphabetic);
    let place = tex(place);
    let place = if numbers { place.replace('-', "--") } else { place };
    let place = if place.is_empty() { place } else { format!("[{place}]") };
    format!("\\textcite{place}{{{}}}", latex_path(key))
}

pub(crate) fn latex(figure: &Figure, file: &str) -> String {
    format!(
        "\\begin{{figure}}[tbp]\n  \\centering\n  {}\n  \\caption[{title}]{{{title}. {}}}\n  \\label{{fig:{}}}\n\\end{{figure}}\n",
        graphics(figure, file, "\\linewidth"),
        source(figure, &biblatex, &tex),
        figure.id,
        title = tex(&figure.title)
    )
}

fn graphics(figure: &Figure, file: &str, width: &str) -> String {
    format!("\\includegraphics[width={width},alt={{{}}}]{{{}}}", tex(&figure.alt), latex_path(file))
}

pub(crate) fn beamer(figure: &Figure, file: &str) -> String {
    let notes: String = figure.data.marks().map(|v| format!("    \\item {}\n", tex(v.reading()))).collect();
    format!(
        "\\begin{{frame}}\n  % The title stands in the figure.\n  \\centering\n  {}\n  \\par\\vfill{{\\tiny {}}}\n  \\note{{\\begin{{itemize}}\n{notes}  \\end{{itemize}}}}\n\\end{{frame}}\n",
        graphics(figure, file, "\\linewidth,height=.86\\textheight,keepaspectratio"),
        source(figure, &biblatex, &tex)
    )
}

pub(crate) fn typst(figure: &Figure, file: &str) -> String {
    let cite = |key: &str, place: &str| {
        let supplement = if place.is_empty() { String::new() } else { format!(", supplement: [{}]", typ(place)) };
        format!("#cite(label(\"{}\"), form: \"prose\"{supplement})", typst_string(key))
    };
    format!(
        "#figure(\n  image(\"{}\", alt: \"{}\"),\n  caption: [{}. {}],\n) <fig-{}>\n",
        typst_string(file),
        typst_string(&figure.alt),
        typ(&figure.title),
        source(figure, &cite, &typ),
        figure.id
    )
}

pub(crate) fn quarto(figure: &Figure, file: &str) -> String {
    let cite = |key: &str, place: &str| match place.is_empty() {
        true => format!("@{}", pandoc_key(key)),
        false => format!("@{} [{}]", pandoc_key(key), md(place)),
    };
    let alt = pandoc(&figure.alt);
    format!(
        "![{}. {}]({}){{#fig-{} fig-alt=\"{alt}\"}}\n",
        md(&figure.title),
        source(figure, &cite, &md),
        destination(file),
        figure.id
    )
}

/// Quotes and citations of every claim, a line each.
fn notes(figure: &Figure) -> Vec<String> {
    figure.data.marks().map(|v| line(v.reading())).chain(figure.captions.note.as_deref().map(line)).collect()
}

pub(crate) fn reveal(figure: &Figure, file: &str) -> String {
    let notes: String = notes(figure).iter().map(|n| format!("    <p>{}</p>\n", escaped(n))).collect();
    format!(
        "<section lang=\"{}\">\n  <img src=\"{}\" alt=\"{}\" style=\"width:100%\">\n  <aside class=\"notes\">\n{notes}  </aside>\n</section>\n",
        figure.locale,
        escaped(&destination(file)),
        escaped(&figure.alt)
    )
}

pub(crate) fn marp(figure: &Figure, file: &str) -> String {
    let notes: String = notes(figure).iter().map(|n| format!("{}\n", comment(n))).collect();
    let alt = md(&figure.alt);
    // As large as a slide of 1280 by 720 px has room for inside its margins.
    let (width, height) = (figure.scene.width, figure.scene.height);
    let scale = (1120.0 / width).min(560.0 / height);
    let (width, height) = ((width * scale).round(), (height * scale).round());
    format!("---\n\n![{alt} w:{width} h:{height}]({})\n\n<!--\n{notes}-->\n", destination(file))
}
