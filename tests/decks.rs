//! Decks and pages: whole packages, figures found again and brought up to date, hostile files and texts.

#[path = "support/packed.rs"]
mod packed;
#[path = "support/parts.rs"]
mod parts;

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::path::Path;
use std::sync::Arc;

use citeplot::build::{Build, FigureCache};
use citeplot::diag::Report;
use citeplot::figure::Figure;
use citeplot::model::{Locale, Text};
use citeplot::project::recipe::{Aspect, SlideForm};
use citeplot::project::{self, Project};
use citeplot::publish;
use citeplot::publish::deck::{Deck, Slide};
use citeplot::publish::embed::{Form, embed};
use citeplot::publish::ooxml::{self, Found, State};
use packed::packed;
use parts::parts;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn demo() -> Project {
    let (project, report) = project::read(Path::new("tests/demo"));
    assert!(!report.has_errors(), "{report:?}");
    project
}

fn deck(project: &Project, locale: Locale, aspect: Aspect, form: Option<SlideForm>) -> Deck {
    let mut recipe = project.decks[0].clone();
    recipe.aspect = aspect;
    let mut report = Report::new();
    let mut deck = Build::new(project).deck(&recipe, locale, &mut report).unwrap_or_else(|| panic!("{report:?}"));
    if let Some(wanted) = form {
        for slide in &mut deck.slides {
            if let Slide::Figure { form, .. } = slide {
                *form = wanted;
            }
        }
    }
    deck
}

fn text(parts: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(parts[name].clone()).expect("text")
}

/// Every part is well-formed, every relationship leads to a part, every part has a content type.
fn sound(bytes: &[u8]) {
    let parts = parts(bytes);
    let types = text(&parts, "[Content_Types].xml");
    for (name, content) in &parts {
        let ending = name.rsplit('.').next().expect("an ending");
        let known =
            types.contains(&format!("Extension=\"{ending}\"")) || types.contains(&format!("PartName=\"/{name}\""));
        assert!(known, "{name} has no content type");
        if !name.ends_with(".xml") && !name.ends_with(".rels") {
            continue;
        }
        let content = std::str::from_utf8(content).expect("XML is text");
        let mut reader = quick_xml::Reader::from_str(content);
        reader.config_mut().check_end_names = true;
        let mut ids: Vec<String> = Vec::new();
        loop {
            match reader.read_event().unwrap_or_else(|e| panic!("{name}: {e}")) {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                    for attribute in tag.attributes() {
                        let attribute = attribute.unwrap_or_else(|e| panic!("{name}: {e}"));
                        let value = attribute.unescape_value().expect("escaped").into_owned();
                        if tag.local_name().as_ref() == b"cNvPr" && attribute.key.as_ref() == b"id" {
                            assert!(!ids.contains(&value), "{name}: the shape id {value} stands twice");
                            ids.push(value);
                        } else if tag.local_name().as_ref() == b"Relationship" && attribute.key.as_ref() == b"Target" {
                            let base = name.replace("_rels/", "");
                            let mut folder: Vec<&str> = base.split('/').collect();
                            folder.pop();
                            value.split('/').for_each(|p| {
                                if p == ".." {
                                    {
                                        folder.pop();
                                    }
                                } else {
                                    folder.push(p);
                                }
                            });
                            assert!(parts.contains_key(&folder.join("/")), "{name}: {value} leads nowhere");
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

#[test]
fn decks_are_sound_packages_in_every_language_shape_and_form() {
    let project = demo();
    for locale in [Locale::En, Locale::Tr, Locale::Ru, Locale::Kk] {
        sound(&ooxml::pptx(&deck(&project, locale, Aspect::Wide, None), None).expect("a deck"));
    }
    for form in SlideForm::ALL {
        let deck = deck(&project, Locale::En, Aspect::Standard, Some(form));
        let first = ooxml::pptx(&deck, None).expect("a deck");
        sound(&first);
        assert!(first == ooxml::pptx(&deck, None).expect("a deck"), "the same bytes twice");
    }
}

#[test]
fn a_deck_can_be_the_template_of_another() {
    let project = demo();
    let deck = deck(&project, Locale::En, Aspect::Wide, None);
    let template = ooxml::pptx(&deck, None).expect("a deck");
    let built = ooxml::pptx(&deck, Some(&template)).expect("a deck on a template");
    sound(&built);
    assert_eq!(ooxml::found(&built).expect("readable").len(), deck.figures().count());
}

#[test]
fn html_and_pdf_decks_hold_every_figure_and_nothing_from_elsewhere() {
    let project = demo();
    let deck = deck(&project, Locale::En, Aspect::Wide, None);
    let html = publish::html(&deck);
    assert_eq!(html.matches("<section").count(), deck.slides.len() + 2);
    assert_eq!(html.matches("<svg ").count(), deck.figures().count());
    let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|r| r.split('"').next()).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id stands twice");
    for address in ["src=\"http", "href=\"http", "url(http", "@import"] {
        assert!(!html.contains(address), "{address}");
    }
    let pdf = publish::pdf(&deck).expect("a document");
    assert!(pdf.starts_with(b"%PDF-") && pdf == publish::pdf(&deck).expect("a document"));
}

fn renew<'a>(project: &'a Project, build: &'a Build<'a>) -> impl Fn(&Found) -> Option<Figure> + 'a {
    assert!(!project.recipes.is_empty());
    let figures = FigureCache::new(build);
    move |found| figures.renewed(found).map(Arc::unwrap_or_clone)
}

#[test]
fn a_fresh_deck_is_up_to_date_and_stays_as_it_is() {
    let project = demo();
    let build = Build::new(&project);
    for form in [None, Some(SlideForm::Picture)] {
        let bytes = ooxml::pptx(&deck(&project, Locale::En, Aspect::Wide, form), None).expect("a deck");
        let refreshed = ooxml::refresh(&bytes, &renew(&project, &build)).expect("readable");
        assert!(refreshed.renewals.iter().all(|r| r.state == State::Current), "{:?}", refreshed.renewals);
        assert!(refreshed.bytes == bytes);
    }
}

#[test]
fn only_what_the_records_changed_is_renewed() {
    let mut project = demo();
    let before = ooxml::pptx(&deck(&project, Locale::En, Aspect::Wide, None), None).expect("a deck");
    let claim = project.datasets[0].claims.iter_mut().find(|c| c.id.value == "plans-work-alba").expect("the claim");
    claim.value.value = "26".parse().expect("a value");
    project.recipes.retain(|r| r.id != "numbers");
    let build = Build::new(&project);
    let refreshed = ooxml::refresh(&before, &renew(&project, &build)).expect("readable");
    let state = |id: &str| refreshed.renewals.iter().find(|r| r.found.chart == id).expect("found").state;
    for (id, wanted) in [
        ("bars", State::Renewed),
        ("dots", State::Renewed),
        ("table", State::Renewed),
        ("trend", State::Current),
        ("numbers", State::Gone),
    ] {
        assert_eq!(state(id), wanted, "{id}");
    }
    sound(&refreshed.bytes);
    let (old, new) = (parts(&before), parts(&refreshed.bytes));
    assert!(old.keys().eq(new.keys()), "the same parts in the same order");
    let changed: Vec<&String> = old.keys().filter(|k| old[*k] != new[*k]).collect();
    // Bars: slide, notes, chart, workbook; dots and table: slide, notes.
    let expected = |k: &&String| {
        ["slide2.", "slide4.", "slide11.", "notes2.", "notes4.", "notes11.", "chart1."].iter().any(|p| k.contains(p))
    };
    assert!(changed.iter().all(expected) && changed.len() == 8, "{changed:?}");
    let again = ooxml::refresh(&refreshed.bytes, &renew(&project, &build)).expect("readable");
    assert!(again.bytes == refreshed.bytes);
}

#[test]
fn the_place_of_a_group_and_the_notes_of_a_user_are_kept() {
    let mut project = demo();
    let bytes = ooxml::pptx(&deck(&project, Locale::En, Aspect::Wide, None), None).expect("a deck");
    let mut own = parts(&bytes);
    // The user moves the dots, and writes notes of their own.
    let slide = text(&own, "ppt/slides/slide4.xml");
    let start = slide.find("<p:grpSpPr><a:xfrm><a:off ").expect("the group") + "<p:grpSpPr><a:xfrm>".len();
    let end = start + slide[start..].find("<a:chOff").expect("its inner place");
    let moved =
        format!("{}<a:off x=\"111\" y=\"222\"/><a:ext cx=\"333333\" cy=\"444444\"/>{}", &slide[..start], &slide[end..]);
    own.insert("ppt/slides/slide4.xml".to_owned(), moved.into_bytes());
    let notes = text(&own, "ppt/notesSlides/citeplot-notes4.xml");
    let mine = "<a:p><a:r><a:t>My own words.</a:t></a:r></a:p>";
    let notes = notes.replacen("<a:lstStyle/><a:p>", &format!("<a:lstStyle/>{mine}<a:p>"), 1);
    own.insert("ppt/notesSlides/citeplot-notes4.xml".to_owned(), notes.into_bytes());
    let theirs = packed(&own);
    let claim = project.datasets[0].claims.iter_mut().find(|c| c.id.value == "plans-work-alba").expect("the claim");
    claim.value.value = "26".parse().expect("a value");
    let build = Build::new(&project);
    let refreshed = ooxml::refresh(&theirs, &renew(&project, &build)).expect("readable");
    let new = parts(&refreshed.bytes);
    let slide = text(&new, "ppt/slides/slide4.xml");
    assert!(
        slide.contains("<a:off x=\"111\" y=\"222\"/><a:ext cx=\"333333\" cy=\"444444\"/>") && slide.contains("26%")
    );
    let notes = text(&new, "ppt/notesSlides/citeplot-notes4.xml");
    assert!(notes.contains(mine) && notes.contains("26 percent"));
}

/// The message of a file that is refused.
fn refused(bytes: &[u8]) -> String {
    let error = ooxml::found(bytes).expect_err("refused");
    assert_eq!(ooxml::pptx(&deck(&demo(), Locale::En, Aspect::Wide, None), Some(bytes)).expect_err("refused"), error);
    error.message
}

#[test]
fn files_that_are_no_presentation_are_refused() {
    assert_eq!(refused(b"not a file"), "the file is not a presentation (.pptx)");
    assert!(refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on").contains("encrypted"));
    let bytes = ooxml::pptx(&deck(&demo(), Locale::En, Aspect::Wide, None), None).expect("a deck");
    let sound = parts(&bytes);
    let with = |name: &str, content: &[u8]| {
        let mut parts = sound.clone();
        parts.insert(name.to_owned(), content.to_vec());
        packed(&parts)
    };
    let types = text(&sound, "[Content_Types].xml");
    let macros = types.replace("presentation.main+xml", "presentation.macroEnabled.main+xml");
    let error = ooxml::pptx(
        &deck(&demo(), Locale::En, Aspect::Wide, None),
        Some(&with("[Content_Types].xml", macros.as_bytes())),
    );
    assert_eq!(error.expect_err("refused").message, "the file holds macros");
    assert!(refused(&with("../../evil.xml", b"x")).contains("a part with the name"));
    assert!(refused(&with("ppt\\evil.xml", b"x")).contains("a part with the name"));
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bbbb\">]><p:sld/>";
    let error = ooxml::found(&with("ppt/slides/slide2.xml", bomb.as_bytes())).expect_err("refused").message;
    assert!(error.contains("document type"), "{error}");
    let mut none = sound.clone();
    none.remove("ppt/presentation.xml");
    assert_eq!(refused(&packed(&none)), "the file is not a presentation (.pptx)");
    // Any cut and any flipped byte is read or refused, never a panic.
    for end in (0..bytes.len()).step_by(bytes.len() / 40) {
        ooxml::found(&bytes[..end]).ok();
        let mut flipped = bytes.clone();
        flipped[end] ^= 0x55;
        ooxml::refresh(&flipped, &|_| None).ok();
    }
}

#[test]
fn a_part_that_unpacks_to_too_much_is_refused() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("[Content_Types].xml", SimpleFileOptions::default()).expect("started");
    zip.write_all(b"<Types/>").expect("written");
    zip.start_file("ppt/presentation.xml", SimpleFileOptions::default().large_file(true)).expect("started");
    let zeros = vec![0u8; 1 << 20];
    (0..300).for_each(|_| zip.write_all(&zeros).expect("written"));
    let bytes = zip.finish().expect("finished").into_inner();
    assert!(bytes.len() < 2 << 20, "a bomb is small");
    assert!(refused(&bytes).contains("unpacks to more than can be read"));
}

#[test]
fn thousands_of_slides_are_looked_through() {
    let bytes = ooxml::pptx(&deck(&demo(), Locale::En, Aspect::Wide, None), None).expect("a deck");
    let mut own = parts(&bytes);
    let (mut list, mut more) = (String::new(), String::new());
    for i in 100..5100 {
        own.insert(format!("ppt/slides/slide{i}.xml"), own["ppt/slides/slide1.xml"].clone());
        list.push_str(&format!("<p:sldId id=\"{}\" r:id=\"rIdMore{i}\"/>", 1000 + i));
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide";
        more.push_str(&format!("<Relationship Id=\"rIdMore{i}\" Type=\"{kind}\" Target=\"slides/slide{i}.xml\"/>"));
    }
    let relations = text(&own, "ppt/_rels/presentation.xml.rels");
    let relations = relations.replace("</Relationships>", &format!("{more}</Relationships>"));
    let presentation = text(&own, "ppt/presentation.xml").replace("</p:sldIdLst>", &format!("{list}</p:sldIdLst>"));
    own.insert("ppt/presentation.xml".to_owned(), presentation.into_bytes());
    own.insert("ppt/_rels/presentation.xml.rels".to_owned(), relations.into_bytes());
    assert_eq!(ooxml::found(&packed(&own)).expect("readable").len(), 13);
}

const HOSTILE: &str =
    "</a:t></p:sp><script>alert(1)</script> & \"q\" 'r' ]]> \\end{document} } #let x = 1 $x$ --> [a](b) *c* `d` @e";

/// The demonstration with hostile texts in a title and a quote.
fn hostile() -> (Project, Deck) {
    let mut project = demo();
    project.recipes.iter_mut().find(|r| r.id == "bars").expect("bars").title.value = Text::Plain(HOSTILE.to_owned());
    for claim in &mut project.datasets[0].claims {
        claim.quote.value = format!("{} {HOSTILE}", claim.quote.value);
    }
    project.decks[0].title = Text::Plain(HOSTILE.to_owned());
    let deck = deck(&project, Locale::En, Aspect::Wide, None);
    (project, deck)
}

#[test]
fn hostile_texts_are_texts_in_every_deck() {
    let (_, deck) = hostile();
    let bytes = ooxml::pptx(&deck, None).expect("a deck");
    sound(&bytes);
    assert!(text(&parts(&bytes), "ppt/slides/slide1.xml").contains("&lt;script&gt;"));
    let html = publish::html(&deck);
    assert_eq!(html.matches("<script>").count(), 1, "only our own");
    assert!(publish::pdf(&deck).is_ok());
}

#[test]
fn hostile_texts_are_texts_on_every_page() {
    let (_, deck) = hostile();
    let figure = deck.figures().next().expect("a figure");
    for form in Form::ALL {
        let pasted = embed(figure, form, "charts/x.svg");
        // In a string of Typst or JSON and an attribute of Pandoc a tag is text.
        let as_text = matches!(form, Form::Typst | Form::Quarto | Form::Oembed);
        assert!(as_text || !pasted.contains("<script>"), "{}: {pasted}", form.code());
        match form {
            Form::Latex | Form::Beamer => assert_eq!(pasted.matches("\\end{document}").count(), 0, "{pasted}"),
            Form::Typst => {
                let caption = pasted.split_once("caption: [").expect("a caption").1;
                assert!(!caption.contains(" #let") && caption.contains("\\#let"), "{pasted}");
            }
            Form::Marp => assert_eq!(pasted.matches("-->").count(), 1, "{pasted}"),
            Form::Markdown | Form::Quarto => assert!(pasted.contains("\\[a\\]\\(b\\)"), "{pasted}"),
            Form::Html | Form::HtmlPicture | Form::HtmlInline | Form::Reveal | Form::Iframe => {
                assert!(pasted.contains("&lt;script"), "{pasted}");
            }
            Form::Oembed => {
                let answer: serde_json::Value = serde_json::from_str(&pasted).expect("JSON");
                assert_eq!(answer["title"], HOSTILE);
            }
        }
    }
    // A path cannot leave its place either.
    let pasted = embed(figure, Form::Html, "x.svg\" onload=\"alert(1)");
    assert!(!pasted.contains("onload=\""), "{pasted}");
    let pasted = embed(figure, Form::Latex, "x}\\input{/etc/passwd");
    assert!(!pasted.contains("\\input"), "{pasted}");
}

/// A part of a deck with something changed in it.
fn with_part(bytes: &[u8], name: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut own = parts(bytes);
    let new = change(&text(&own, name));
    own.insert(name.to_owned(), new.into_bytes());
    packed(&own)
}

/// The first element with a name, whole.
fn element<'a>(text: &'a str, name: &str) -> &'a str {
    let start = text.find(&format!("<{name}>")).expect("the element");
    let closing = format!("</{name}>");
    // Groups hold groups: the last end tag belongs to the first start tag where all of them lie inside it.
    let end = text.rfind(&closing).expect("its end") + closing.len();
    &text[start..end]
}

/// The demonstration with another number behind the bars, the dots and the table.
fn changed() -> Project {
    let mut project = demo();
    let claim = project.datasets[0].claims.iter_mut().find(|c| c.id.value == "plans-work-alba").expect("the claim");
    claim.value.value = "26".parse().expect("a value");
    project
}

fn refreshed(bytes: &[u8], project: &Project) -> Vec<u8> {
    let build = Build::new(project);
    let refreshed = ooxml::refresh(bytes, &renew(project, &build)).expect("readable");
    sound(&refreshed.bytes);
    refreshed.bytes
}

/// The shape ids of an element moved out of the way of those of its original.
fn copied(element: &str) -> String {
    let mut out = String::new();
    for (i, piece) in element.split("<p:cNvPr id=\"").enumerate() {
        match piece.split_once('"') {
            Some((id, rest)) if i > 0 => {
                let id: u32 = id.parse().expect("a number");
                out.push_str(&format!("<p:cNvPr id=\"{}\"{rest}", id + 5000));
            }
            _ => out.push_str(piece),
        }
    }
    out
}

#[test]
fn a_figure_that_stands_twice_on_a_slide_is_renewed_twice() {
    let project = changed();
    for (form, slide, name) in [
        (None, 4, "p:grpSp"),
        (None, 2, "p:grpSp"),
        (Some(SlideForm::Picture), 4, "p:pic"),
        (None, 2, "p:graphicFrame"),
    ] {
        let bytes = ooxml::pptx(&deck(&demo(), Locale::En, Aspect::Wide, form), None).expect("a deck");
        let part = format!("ppt/slides/slide{slide}.xml");
        let twice = with_part(&bytes, &part, |slide| {
            let one = element(slide, name);
            slide.replacen(one, &format!("{one}{}", copied(one)), 1)
        });
        assert_eq!(ooxml::found(&twice).expect("readable").len(), ooxml::found(&bytes).expect("readable").len() + 1);
        let new = refreshed(&twice, &project);
        let notes = text(&parts(&new), &format!("ppt/notesSlides/citeplot-notes{slide}.xml"));
        assert_eq!(notes.matches("— citeplot").count(), 1);
        assert!(notes.contains("26 percent"));
        if name == "p:grpSp" && slide == 4 {
            assert_eq!(text(&parts(&new), &part).matches("26%").count(), 2, "both groups");
        }
        assert!(refreshed(&new, &project) == new, "a refreshed deck is up to date");
    }
}

#[test]
fn a_slide_that_is_listed_twice_is_renewed_once() {
    let bytes = ooxml::pptx(&deck(&demo(), Locale::En, Aspect::Wide, None), None).expect("a deck");
    let listed = with_part(&bytes, "ppt/presentation.xml", |text| {
        text.replace("</p:sldIdLst>", "<p:sldId id=\"900\" r:id=\"rIdSlide4\"/></p:sldIdLst>")
    });
    let new = refreshed(&listed, &changed());
    assert!(text(&parts(&new), "ppt/slides/slide4.xml").contains("26%"));
}

#[test]
fn what_a_user_put_into_a_group_stays_in_it() {
    let bytes = ooxml::pptx(&deck(&demo(), Locale::En, Aspect::Wide, None), None).expect("a deck");
    let arrow =
        "<p:sp><p:nvSpPr><p:cNvPr id=\"4001\" name=\"My arrow\"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/></p:sp>";
    let star = arrow.replace("4001", "4002").replace("My arrow", "My star");
    let theirs = with_part(&bytes, "ppt/slides/slide4.xml", |slide| {
        // One in the group, one in the group of a mark, and the whole group of the table inside it.
        let group = element(slide, "p:grpSp");
        let inner = group[1..].find("<p:grpSp>").expect("the group of a mark") + 1;
        let inner_end = inner + group[inner..].find("</p:grpSp>").expect("its end");
        let table = text(&parts(&bytes), "ppt/slides/slide11.xml");
        let end = group.len() - "</p:grpSp>".len();
        let table = copied(element(&table, "p:grpSp"));
        let new = format!("{}{star}{}{arrow}{table}</p:grpSp>", &group[..inner_end], &group[inner_end..end]);
        slide.replacen(group, &new, 1)
    });
    sound(&theirs);
    let new = refreshed(&theirs, &changed());
    let slide = text(&parts(&new), "ppt/slides/slide4.xml");
    assert!(slide.contains(arrow) && slide.contains(&star), "{slide}");
    assert_eq!(slide.matches("26%").count(), 2, "the dots and the table");
    assert_eq!(slide.matches("name=\"citeplot frame ").count(), 2);
    assert!(refreshed(&new, &changed()) == new);
}

#[test]
fn only_a_workbook_and_a_picture_are_written_over() {
    let bytes = ooxml::pptx(&deck(&demo(), Locale::En, Aspect::Wide, None), None).expect("a deck");
    for target in ["../slides/slide3.xml", "../embeddings/notes.docx", "../theme/theme1.xml"] {
        let mut own = parts(&bytes);
        own.insert("ppt/embeddings/notes.docx".to_owned(), b"my notes".to_vec());
        let types = text(&own, "[Content_Types].xml");
        let types = types.replace("<Default ", "<Default Extension=\"docx\" ContentType=\"application/x\"/><Default ");
        own.insert(
            "[Content_Types].xml".to_owned(),
            types
                .replacen(
                    "<Default Extension=\"docx\" ContentType=\"application/x\"/>",
                    "",
                    types.matches("docx").count() - 1,
                )
                .into_bytes(),
        );
        let rels = "ppt/charts/_rels/citeplot-chart1.xml.rels";
        let text = text(&own, rels).replace("../embeddings/citeplot-chart1.xlsx", target);
        own.insert(rels.to_owned(), text.into_bytes());
        let aimed = packed(&own);
        let new = parts(&refreshed(&aimed, &changed()));
        let name = target.replace("..", "ppt");
        assert!(new[&name] == parts(&aimed)[&name], "{name}");
        assert!(new["ppt/charts/citeplot-chart1.xml"] != own["ppt/charts/citeplot-chart1.xml"]);
    }
}

#[test]
fn figures_on_layouts_and_masters_are_seen() {
    let bytes = ooxml::pptx(&deck(&demo(), Locale::En, Aspect::Wide, None), None).expect("a deck");
    let dots = text(&parts(&bytes), "ppt/slides/slide4.xml");
    let group = copied(element(&dots, "p:grpSp"));
    let add = |part: &str| with_part(&bytes, part, |text| text.replace("</p:spTree>", &format!("{group}</p:spTree>")));
    for (part, place) in [
        ("ppt/slideLayouts/slideLayout2.xml", "layout `Section Header`"),
        ("ppt/slideMasters/slideMaster1.xml", "master `slideMaster1.xml`"),
    ] {
        let with = add(part);
        let found = ooxml::found(&with).expect("readable");
        let last = found.last().expect("figures");
        assert_eq!((last.place.to_string().as_str(), last.chart.as_str()), (place, "dots"));
        assert!(text(&parts(&refreshed(&with, &changed())), part).contains("26%"));
    }
}

/// What engines act on that weave a page before it is read: knitr, Jupyter, Quarto, Hugo, Jekyll.
const WOVEN: &str =
    "Alba `r file.create('x')` `{python} 1` {{< env HOME >}} {{% x %}} {% raw %} {{ 1 }} <!--rinline 1 -->";

#[test]
fn nothing_that_is_pasted_runs_when_a_page_is_woven() {
    let mut project = demo();
    let recipe = project.recipes.iter_mut().find(|r| r.id == "bars").expect("bars");
    recipe.title.value = Text::Plain(WOVEN.to_owned());
    recipe.alt = Some(Text::Plain(WOVEN.to_owned()));
    for claim in &mut project.datasets[0].claims {
        claim.quote.value = format!("{} {WOVEN}", claim.quote.value);
    }
    for dataset in &mut project.datasets {
        for entity in &mut dataset.entities {
            entity.label = Text::Plain(format!("Alba {} `r 1` {{{{< x >}}}}", entity.id.value));
        }
    }
    let deck = deck(&project, Locale::En, Aspect::Wide, None);
    let figure = deck.figures().next().expect("a figure");
    for form in Form::ALL {
        for file in ["charts/x.svg", "`r 1`{{< x >}}.svg"] {
            let pasted = embed(figure, form, file);
            let head = form.code();
            assert!(!pasted.contains('`'), "{head}: {pasted}");
            for acted in ["{{", "{%", "<!--r"] {
                assert!(!pasted.contains(acted), "{head} has {acted}: {pasted}");
            }
            // What it is about is still there.
            assert!(pasted.contains("Alba"), "{head}: {pasted}");
        }
    }
}

#[test]
fn a_presentation_with_macros_is_renewed_and_its_macros_stay() {
    let bytes = ooxml::pptx(&deck(&demo(), Locale::En, Aspect::Wide, None), None).expect("a deck");
    let mut own = parts(&bytes);
    let types = text(&own, "[Content_Types].xml");
    let types = types
        .replace(
            "openxmlformats-officedocument.presentationml.presentation.main+xml",
            "ms-powerpoint.presentation.macroEnabled.main+xml",
        )
        .replace(
            "<Default ",
            "<Default Extension=\"bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/><Default ",
        );
    let types = types.replacen(
        "<Default Extension=\"bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/>",
        "",
        types.matches("\"bin\"").count() - 1,
    );
    own.insert("[Content_Types].xml".to_owned(), types.into_bytes());
    own.insert("ppt/vbaProject.bin".to_owned(), b"macros".to_vec());
    let theirs = packed(&own);
    let new = parts(&refreshed(&theirs, &changed()));
    assert_eq!(new["ppt/vbaProject.bin"], b"macros");
    assert_eq!(new["[Content_Types].xml"], own["[Content_Types].xml"]);
    assert!(text(&new, "ppt/slides/slide4.xml").contains("26%"));
}

#[test]
fn a_figure_is_drawn_once_however_often_it_stands_in_decks() {
    let project = changed();
    let build = Build::new(&project);
    let bytes = ooxml::pptx(&deck(&demo(), Locale::En, Aspect::Wide, None), None).expect("a deck");
    let (asked, figures) = (std::cell::Cell::new(0), FigureCache::new(&build));
    let draw = |found: &Found| {
        asked.set(asked.get() + 1);
        figures.renewed(found).map(Arc::unwrap_or_clone)
    };
    let refresher = ooxml::Refresher::new(&draw);
    let last = std::cell::Cell::new((0, 0));
    for _ in 0..3 {
        refresher.refresh(&bytes, &|done, all| last.set((done, all))).expect("readable");
    }
    assert_eq!(asked.get(), 13, "a figure of each chart, and the picture");
    assert!(last.get().0 + 1 == last.get().1 && last.get().1 > 13, "{last:?}");
}

#[test]
fn no_text_of_a_slide_is_too_small_to_read() {
    let project = demo();
    for aspect in [Aspect::Wide, Aspect::Standard] {
        let own = deck(&project, Locale::En, aspect, None);
        // A figure that is too full for its size is laid out on a larger canvas.
        let full: Vec<String> = own
            .figures()
            .zip(2..)
            .filter(|(figure, _)| figure.theme.enlargement > 1.0)
            .map(|(_, number)| format!("ppt/slides/slide{number}.xml"))
            .collect();
        assert!(full.len() < 3, "{full:?}");
        for (name, content) in parts(&ooxml::pptx(&own, None).expect("a deck")) {
            if full.contains(&name) {
                continue;
            }
            let is_seen = name.starts_with("ppt/slides/slide") || name.starts_with("ppt/charts/");
            let Some(text) = std::str::from_utf8(&content).ok().filter(|_| is_seen && name.ends_with(".xml")) else {
                continue;
            };
            // Figure id and data code stand beside the source line, which may be smaller.
            for shape in text.split("<p:sp>").filter(|shape| !shape.contains("name=\"citeplot code\"")) {
                for size in shape.split(" sz=\"").skip(1).map(|rest| rest.split('"').next().expect("a size")) {
                    let Ok(size) = size.parse::<u32>() else { continue };
                    assert!(
                        size >= 1000,
                        "{aspect:?}, {name}: {size} hundredths of a point: {}",
                        &shape[..shape.len().min(200)]
                    );
                }
            }
        }
    }
}

#[test]
fn a_deck_wears_the_theme_of_its_project() {
    let mut project = demo();
    project.config.theme =
        Some(citeplot::source::Located { value: "dark".to_owned(), at: citeplot::source::Spot::new(0, 0..0) });
    let own = deck(&project, Locale::En, Aspect::Wide, None);
    let bytes = ooxml::pptx(&own, None).expect("a deck");
    let all = parts(&bytes);
    let theme = text(&all, "ppt/theme/theme1.xml");
    assert!(theme.contains("<a:lt1><a:srgbClr val=\"14181D\"/>"), "{}", &theme[..600]);
    assert!(theme.contains("typeface=\"Inter\""));
    // What stands on the slides names the colours of the scheme, so that a template's take their place.
    for name in ["ppt/charts/citeplot-chart1.xml", "ppt/slides/slide4.xml"] {
        let part = text(&all, name);
        assert!(part.contains("schemeClr val=\"tx1\"") && part.contains("schemeClr val=\"accent1\""), "{name}");
        assert!(!part.contains("1B1F24") && !part.contains("F0F3F6"), "{name}");
    }
    let html = publish::html(&own);
    assert!(html.contains("#14181d"), "the page has the ground of the theme");
    assert!(text(&all, "ppt/presentation.xml").contains("<p:defaultTextStyle>"));
    // A refresh draws in the theme of the project too.
    let build = Build::new(&project);
    let refreshed = ooxml::refresh(&bytes, &renew(&project, &build)).expect("readable");
    assert!(refreshed.renewals.iter().all(|r| r.state == State::Current), "{:?}", refreshed.renewals);
}

#[test]
fn references_hang_and_none_stands_alone_on_the_last_slide() {
    let mut own = deck(&demo(), Locale::En, Aspect::Wide, None);
    own.references = (0..8).map(|i| format!("Author, {i}. (2020). A work.")).collect();
    let all = parts(&ooxml::pptx(&own, None).expect("a deck"));
    let lists: Vec<usize> = all
        .iter()
        .filter(|(name, _)| name.starts_with("ppt/slides/slide"))
        .map(|(_, content)| String::from_utf8_lossy(content).matches("indent=\"-254000\"").count())
        .filter(|count| *count > 0)
        .collect();
    assert_eq!(lists, [4, 4]);
}

/// The ids that a page holds.
fn ids(page: &str) -> Vec<&str> {
    page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn figures_pasted_into_one_page_share_no_id() {
    let project = demo();
    let mut page = String::new();
    for locale in [Locale::En, Locale::Tr] {
        let own = deck(&project, locale, Aspect::Wide, None);
        let of = |chart: &str| own.figures().find(|f| f.id == chart).expect("a figure").clone();
        for chart in ["bars", "dots"] {
            let pasted = embed(&of(chart), Form::HtmlInline, "");
            let known = ids(&pasted);
            // What names and describes the drawing stands in it.
            let root =
                pasted.split("aria-labelledby=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a name");
            assert!(root.split(' ').all(|id| known.contains(&id)), "{root}: {known:?}");
            page.push_str(&pasted);
        }
    }
    let mut all = ids(&page);
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    assert!(all.len() == count && count > 20, "{count} ids, {} of them different", all.len());
}

#[test]
fn a_figure_on_a_slide_of_marp_fits_in_both_directions() {
    let own = deck(&demo(), Locale::En, Aspect::Standard, None);
    for figure in own.figures() {
        let pasted = embed(figure, Form::Marp, "x.svg");
        let size = |key: &str| -> f64 {
            let rest = pasted.split(key).last().expect("a size");
            rest.split(|c: char| !c.is_ascii_digit()).next().and_then(|n| n.parse().ok()).expect("a number")
        };
        let (width, height) = (size(" w:"), size(" h:"));
        assert!(width <= 1120.0 && height <= 560.0, "{}: {width} × {height}", figure.id);
        assert!((width / height - figure.scene.width / figure.scene.height).abs() < 0.02, "{}", figure.id);
    }
}
