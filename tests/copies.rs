//! Slides of a deck that were copied: each copy has a chart, a workbook and notes of its own, which are looked at once, and comes
//! out as if it stood alone.

#[path = "support/packed.rs"]
mod packed;
#[path = "support/parts.rs"]
mod parts;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use citeplot::build::{Build, DeckRequest, FigureCache};
use citeplot::diag::Report;
use citeplot::model::{Locale, Text};
use citeplot::project::recipe::{DeckRecipe, SlideForm, SlideRecipe};
use citeplot::project::{self, Project};
use citeplot::publish::ooxml::{self, Found, Refreshed, State};
use packed::packed;
use parts::parts;

/// The claim behind the second of the charts that is hedged.
const UPRIGHT: &str = "trust-alba-2019";

type Parts = BTreeMap<String, Vec<u8>>;

/// A native chart, a native chart with shapes over its plot, shapes, and a picture: on slides 2 to 5.
const CHARTS: [&str; 4] = ["bars", "bars-upright", "dots", "table"];

fn demo() -> Project {
    let (project, report) = project::read(Path::new("tests/demo"));
    assert!(!report.has_errors(), "{report:?}");
    project
}

/// The demonstration with other numbers behind all four: one exact where it was exact, one exact where it was hedged.
fn changed() -> Project {
    let mut project = demo();
    for claim in &mut project.datasets[0].claims {
        if ["plans-work-alba", UPRIGHT].contains(&claim.id.value.as_str()) {
            claim.value.value = "26".parse().expect("a value");
        }
    }
    project
}

fn recipe(charts: &[&str]) -> DeckRecipe {
    let mut recipe = DeckRecipe::of_charts("talk", Text::Plain("Talk".to_owned()), charts.iter().copied());
    for slide in &mut recipe.slides {
        if let SlideRecipe::Chart { chart, form, .. } = slide
            && chart.value == "table"
        {
            *form = Some(SlideForm::Picture);
        }
    }
    recipe
}

fn deck() -> Parts {
    let project = demo();
    let mut report = Report::new();
    let request = DeckRequest { recipe: &recipe(&CHARTS), locale: Locale::En };
    let deck = Build::new(&project).decks(&[request], &mut report).pop().unwrap_or_else(|| panic!("{report:?}"));
    parts(&ooxml::pptx(&deck, None).expect("a deck"))
}

fn refreshed(parts: &Parts, project: &Project) -> Refreshed {
    let build = Build::new(project);
    let figures = FigureCache::new(&build);
    let draw = |found: &Found| figures.renewed(found).map(Arc::unwrap_or_clone);
    ooxml::refresh(&packed(parts), &draw).expect("readable")
}

fn text(parts: &Parts, name: &str) -> String {
    String::from_utf8(parts[name].clone()).expect("text")
}

fn relations_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').expect("a folder");
    format!("{folder}/_rels/{name}.rels")
}

/// Copies a part with what it leads to, but for what slides share. The names of copies end with `-` and a mark.
fn copy(all: &mut Parts, part: &str, mark: &str) {
    let named = |part: &str| {
        let (stem, ending) = part.rsplit_once('.').expect("an ending");
        format!("{stem}-{mark}.{ending}")
    };
    let new = named(part);
    if all.contains_key(&new) {
        return;
    }
    let mut content = all[part].clone();
    if part.starts_with("ppt/slides/") {
        // As the id that PowerPoint gives each slide, so that no two are the same.
        content.extend(format!("<!-- {mark} -->").into_bytes());
    }
    all.insert(new.clone(), content);
    let types = text(all, "[Content_Types].xml");
    if let Some(kind) = types.split("<Override ").find(|o| o.contains(&format!("\"/{part}\""))) {
        let kind = kind.split("/>").next().expect("a type").replace(part, &new);
        let types = types.replace("</Types>", &format!("<Override {kind}/></Types>"));
        all.insert("[Content_Types].xml".to_owned(), types.into_bytes());
    }
    let Some(relations) = all.get(&relations_of(part)).cloned() else { return };
    let mut relations = String::from_utf8(relations).expect("text");
    for target in relations.clone().split("Target=\"../").skip(1).map(|rest| rest.split('"').next().expect("a target"))
    {
        if !["slideLayouts/", "notesMasters/", "media/"].iter().any(|shared| target.starts_with(shared)) {
            copy(all, &format!("ppt/{target}"), mark);
            relations = relations.replace(&format!("\"../{target}\""), &format!("\"../{}\"", named(target)));
        }
    }
    all.insert(relations_of(&new), relations.into_bytes());
}

/// Copies the slides of the four figures to the end of the deck.
fn copy_all(all: &mut Parts, mark: &str) {
    for number in 2..2 + CHARTS.len() {
        copy(all, &format!("ppt/slides/slide{number}.xml"), mark);
        let (part, relations) = ("ppt/presentation.xml", "ppt/_rels/presentation.xml.rels");
        let id = format!("<p:sldId id=\"{}{number}\" r:id=\"rId{mark}{number}\"/></p:sldIdLst>", 1000 + all.len());
        let new = text(all, part).replace("</p:sldIdLst>", &id);
        all.insert(part.to_owned(), new.into_bytes());
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide";
        let link = format!(
            "<Relationship Id=\"rId{mark}{number}\" Type=\"{kind}\" Target=\"slides/slide{number}-{mark}.xml\"/></Relationships>"
        );
        let new = text(all, relations).replace("</Relationships>", &link);
        all.insert(relations.to_owned(), new.into_bytes());
    }
}

/// The deck with so many copies of the four slides.
fn with_copies(count: usize) -> Parts {
    let mut all = deck();
    (0..count).for_each(|at| copy_all(&mut all, &format!("copy{at}")));
    all
}

#[test]
fn what_copies_share_is_unpacked_once() {
    for (project, is_current, edited_slides) in [(demo(), true, 0), (changed(), false, 4)] {
        let [few, many] = [2, 5].map(|count| refreshed(&with_copies(count), &project));
        assert_eq!(many.renewals.len(), 4 * 6);
        assert!(many.renewals.iter().all(|r| (r.state == State::Current) == is_current), "{:?}", many.renewals);
        // Of each copy: four slides with what they lead to, what the two charts lead to; again the slides that are edited.
        let each = 4 + 4 + 2 + edited_slides;
        assert_eq!(many.unpacked - few.unpacked, 3 * each);
    }
}

#[test]
fn each_copy_comes_out_as_if_it_stood_alone() {
    let project = changed();
    let (alone, among) = (refreshed(&deck(), &project), refreshed(&with_copies(3), &project));
    let (alone, among) = (parts(&alone.bytes), parts(&among.bytes));
    let mut compared = 0;
    for (name, content) in &among {
        let Some((stem, mark)) = name.split_once("-copy") else { continue };
        if name.contains("_rels/") {
            continue;
        }
        let ending = mark.trim_start_matches(|c: char| c.is_ascii_digit());
        let mut expected = alone[&format!("{stem}{ending}")].clone();
        if name.starts_with("ppt/slides/") {
            expected.extend(format!("<!-- copy{} -->", mark.trim_end_matches(ending)).into_bytes());
        }
        assert!(*content == expected, "{name}");
        compared += 1;
    }
    // Slides, notes, charts, workbooks, shapes over a chart.
    assert_eq!(compared, 3 * (4 + 4 + 2 + 2 + 1));
}

#[test]
fn copies_that_the_user_changed_are_judged_by_themselves() {
    let change = |all: &mut Parts, name: &str, old: &str, new: &str| {
        let before = text(all, name);
        let after = before.replacen(old, new, 1);
        assert_ne!(before, after, "{name}");
        all.insert(name.to_owned(), after.into_bytes());
    };
    let mut theirs = with_copies(3);
    // Of the first copy the workbook is lost, of the second the chart is made smaller, of the third the notes are edited.
    change(
        &mut theirs,
        "ppt/charts/_rels/citeplot-chart1-copy0.xml.rels",
        "relationships/package",
        "relationships/other",
    );
    change(&mut theirs, "ppt/slides/slide2-copy1.xml", "<a:ext cx=\"", "<a:ext cx=\"1");
    change(&mut theirs, "ppt/notesSlides/citeplot-notes2-copy2.xml", "percent", "per cent");
    let project = changed();
    let new = refreshed(&theirs, &project);
    assert_eq!(new.texts.iter().filter(|t| t.state == ooxml::TextState::Edited).count(), 1, "{:?}", new.texts);
    let new = parts(&new.bytes);
    let chart = |at: &str| text(&new, &format!("ppt/charts/citeplot-chart1{at}.xml"));
    assert_eq!(chart(""), chart("-copy2"));
    for at in ["", "-copy0", "-copy1", "-copy2"] {
        assert!(chart(at).contains("<c:v>26</c:v>"), "{at}");
        let notes = text(&new, &format!("ppt/notesSlides/citeplot-notes2{at}.xml"));
        assert_eq!(notes.contains("per cent"), at == "-copy2", "{at}");
    }
    assert!(new.contains_key("ppt/embeddings/citeplot-renewed1.xlsx"), "a workbook for the chart that had none");
    assert!(text(&new, "ppt/charts/_rels/citeplot-chart1-copy0.xml.rels").contains("citeplot-renewed1.xlsx"));
}
