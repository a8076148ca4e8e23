//! Decks and pages: whole packages, figures found again and brought up to date, hostile files and texts.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use citeplot::build::Build;
use citeplot::diag::Report;
use citeplot::figure::Figure;
use citeplot::model::{Locale, Text};
use citeplot::project::recipe::{Aspect, SlideForm};
use citeplot::project::{self, Project};
use citeplot::publish;
use citeplot::publish::deck::{Deck, Slide};
use citeplot::publish::embed::{Form, embed};
use citeplot::publish::ooxml::{self, Found, State};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

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

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a ZIP file");
    let mut parts = BTreeMap::new();
    for i in 0..zip.len() {
        let mut entry = zip.by_index(i).expect("an entry");
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("its bytes");
        parts.insert(entry.name().expect("a name").into_owned(), content);
    }
    parts
}

fn packed(parts: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name, SimpleFileOptions::default()).expect("started");
        zip.write_all(content).expect("written");
    }
    zip.finish().expect("finished").into_inner()
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
    move |found| build.renewed(found, &mut Report::new())
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
    assert_eq!(refused(&with("[Content_Types].xml", macros.as_bytes())), "the file holds macros");
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
    for i in 100..3100 {
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
            Form::Html | Form::HtmlInline | Form::Reveal | Form::Iframe => {
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
