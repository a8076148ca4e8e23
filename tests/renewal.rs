//! What a refresh keeps and what it renews: the user's formats, edited texts, decks that other programs have saved.

#[path = "support/packed.rs"]
mod packed;
#[path = "support/parts.rs"]
mod parts;

use std::path::Path;
use std::sync::Arc;

use citeplot::build::{Build, DeckRequest, FigureCache};
use citeplot::diag::Report;
use citeplot::model::{Locale, Text};
use citeplot::project::recipe::{Aspect, ChartKind, DeckRecipe, SlideForm, SlideRecipe};
use citeplot::project::{self, Project};
use citeplot::publish::ooxml::{
    self, AsShapes, Found, Loss, Refreshed, Refresher, SlideOf, State, TextPart, TextRenewal, TextState,
};
use citeplot::source::{Located, Spot};
use packed::packed;
use parts::parts;
use sha2::{Digest, Sha256};

const SLIDE: &str = "ppt/slides/slide2.xml";
const CHART: &str = "ppt/charts/citeplot-chart1.xml";

fn demo() -> Project {
    let (project, report) = project::read(Path::new("tests/demo"));
    assert!(!report.has_errors(), "{report:?}");
    project
}

/// The demonstration with another number behind the bars.
fn changed() -> Project {
    with_value(demo(), "plans-work-alba", "26")
}

fn with_value(mut project: Project, claim: &str, value: &str) -> Project {
    let claim = project.datasets[0].claims.iter_mut().find(|c| c.id.value == claim).expect("the claim");
    claim.value.value = value.parse().expect("a value");
    project
}

fn recipe(chart: &str, title: Option<&str>) -> DeckRecipe {
    let mut recipe = DeckRecipe::of_charts("talk", Text::Plain("Talk".to_owned()), [chart].into_iter());
    if let [SlideRecipe::Chart { title: own, .. }] = recipe.slides.as_mut_slice() {
        *own = title.map(|t| Text::Plain(t.to_owned()));
    }
    recipe
}

/// A deck of one chart: title slide, chart, references.
fn deck(project: &Project, recipe: &DeckRecipe) -> Vec<u8> {
    let mut report = Report::new();
    let request = DeckRequest { recipe, locale: Locale::En };
    let deck = Build::new(project).decks(&[request], &mut report).pop().unwrap_or_else(|| panic!("{report:?}"));
    ooxml::pptx(&deck, None).expect("a deck")
}

fn bars() -> Vec<u8> {
    deck(&demo(), &recipe("bars", None))
}

fn refreshed(bytes: &[u8], project: &Project) -> Refreshed {
    titled(bytes, project, &[])
}

fn titled(bytes: &[u8], project: &Project, titles: &[&str]) -> Refreshed {
    let build = Build::new(project);
    let figures = FigureCache::new(&build);
    let draw = |found: &Found| figures.renewed(found).map(Arc::unwrap_or_clone);
    let given = |_: &SlideOf<'_>| titles.iter().map(|t| (*t).to_owned()).collect();
    Refresher::new(&draw).titled(&given).refresh(bytes, &|_, _| {}).expect("readable")
}

fn text(bytes: &[u8], name: &str) -> String {
    String::from_utf8(parts(bytes)[name].clone()).expect("text")
}

fn edited(bytes: &[u8], name: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut all = parts(bytes);
    let old = text(bytes, name);
    let new = change(&old);
    assert_ne!(old, new, "{name} is edited");
    all.insert(name.to_owned(), new.into_bytes());
    packed(&all)
}

fn said(refreshed: &Refreshed, part: TextPart) -> Vec<&TextState> {
    refreshed.texts.iter().filter(|t: &&TextRenewal| t.part == part).map(|t| &t.state).collect()
}

#[test]
fn a_number_is_changed_in_place_and_the_formats_of_the_user_stay() {
    let theirs = edited(&bars(), CHART, |chart| {
        // Another gap, another colour, a longer axis, a legend, no labels at the end of bars for one series.
        let chart = chart.replace("<c:gapWidth val=\"", "<c:gapWidth val=\"3");
        let chart = chart
            .replace("<a:schemeClr val=\"accent2\"/>", "<a:srgbClr val=\"ABCDEF\"/>")
            .replace("<c:min val=\"0\"/>", "<c:min val=\"-7\"/>");
        chart.replace("<c:plotVisOnly", "<c:legend><c:legendPos val=\"r\"/></c:legend><c:plotVisOnly")
    });
    assert_eq!(refreshed(&theirs, &demo()).renewals[0].state, State::Current, "formats are no data");
    let new = refreshed(&theirs, &changed());
    assert_eq!(new.renewals[0].state, State::Renewed);
    let (was, is) = (text(&theirs, CHART), text(&new.bytes, CHART));
    for kept in ["ABCDEF", "<c:min val=\"-7\"/>", "<c:legendPos val=\"r\"/>", "<c:gapWidth val=\"3"] {
        assert_eq!(is.matches(kept).count(), was.matches(kept).count(), "{kept}");
    }
    assert!(is.contains("<c:v>26</c:v>") && is.contains("<a:t>26%</a:t>") && !is.contains("<a:t>24%</a:t>"));
    let again = refreshed(&new.bytes, &changed());
    assert!(again.bytes == new.bytes && again.texts.is_empty());
    // The old numbers come back, and with them the chart as it was.
    assert!(text(&refreshed(&new.bytes, &demo()).bytes, CHART) == was);
}

#[test]
fn labels_that_the_user_took_away_stay_away() {
    let theirs = edited(&bars(), CHART, |chart| {
        let mut out = String::new();
        for (at, piece) in chart.split("<c:dLbls>").enumerate() {
            out.push_str(if at == 0 { piece } else { piece.split_once("</c:dLbls>").expect("its end").1 });
        }
        out
    });
    let new = refreshed(&theirs, &changed());
    assert_eq!(new.renewals[0].state, State::Renewed);
    assert!(!text(&new.bytes, CHART).contains("dLbl>"));
}

#[test]
fn a_chart_of_another_form_is_drawn_anew_in_its_place() {
    let bytes = edited(&bars(), SLIDE, |slide| slide.replacen("<a:off x=\"508000\"", "<a:off x=\"654321\"", 1));
    let mut project = demo();
    let chart = project.recipes.iter_mut().find(|r| r.id == "bars").expect("the chart");
    chart.highlight = vec![Located { value: "alba".to_owned(), at: Spot::new(0, 0..0) }];
    let new = refreshed(&bytes, &project);
    assert_eq!(new.renewals[0].state, State::Rebuilt);
    assert!(text(&new.bytes, SLIDE).contains("<a:off x=\"654321\""), "in the old place");
    assert_eq!(refreshed(&new.bytes, &project).renewals[0].state, State::Current);
}

#[test]
fn a_chart_that_can_be_native_no_more_is_refused_with_the_reason() {
    let mut project = changed();
    project.recipes.iter_mut().find(|r| r.id == "bars").expect("the chart").kind = ChartKind::Dot;
    let bytes = bars();
    let new = refreshed(&bytes, &project);
    assert_eq!(new.renewals[0].state, State::Refused(AsShapes::Kind));
    assert_eq!(text(&new.bytes, CHART), text(&bytes, CHART));
}

#[test]
fn texts_that_citeplot_wrote_are_renewed_and_edited_ones_are_named() {
    let mut project = demo();
    let chart = project.recipes.iter_mut().find(|r| r.id == "bars").expect("the chart");
    chart.title.value = Text::Plain("Few would work in Alba".to_owned());
    chart.note = Some(Text::Plain("A note of its own.".to_owned()));
    let bytes = bars();
    let new = refreshed(&bytes, &project);
    assert_eq!(said(&new, TextPart::Title), [&TextState::Renewed]);
    assert_eq!(said(&new, TextPart::Source), [&TextState::Renewed]);
    let slide = text(&new.bytes, SLIDE);
    assert!(slide.contains("<a:t>Few would work in Alba</a:t>") && slide.contains("A note of its own."));
    let again = refreshed(&new.bytes, &project);
    assert!(again.texts.is_empty() && again.bytes == new.bytes);
    // The user's own title, in two runs.
    let theirs = edited(&bytes, SLIDE, |slide| {
        slide.replace("Most would spend a holiday in Alba", "Most</a:t></a:r><a:r><a:t> like Alba")
    });
    assert!(refreshed(&theirs, &demo()).texts.is_empty(), "nothing has changed but by the user");
    let new = refreshed(&theirs, &project);
    assert_eq!(said(&new, TextPart::Title), [&TextState::Edited]);
    assert!(text(&new.bytes, SLIDE).contains(" like Alba"));
}

#[test]
fn the_title_of_a_deck_recipe_is_renewed_from_it() {
    let bytes = deck(&demo(), &recipe("bars", Some("A title of the deck")));
    assert!(titled(&bytes, &demo(), &["A title of the deck"]).texts.is_empty());
    let new = titled(&bytes, &demo(), &["Another title of the deck"]);
    assert_eq!(said(&new, TextPart::Title), [&TextState::Renewed]);
    assert!(text(&new.bytes, SLIDE).contains("Another title of the deck"));
    // Two slides of one chart, each with a title: which was this one's is not known, unless one is the same.
    assert!(titled(&bytes, &demo(), &["One", "Two"]).texts.is_empty());
    assert!(titled(&bytes, &demo(), &["One", "A title of the deck"]).texts.is_empty());
}

#[test]
fn a_finding_that_the_data_support_no_more_is_named() {
    let title = ["31 percent would work in Borduria, a quarter in Alba"];
    let bytes = deck(&demo(), &recipe("bars", Some(title[0])));
    assert!(titled(&bytes, &demo(), &title).texts.is_empty());
    let project = with_value(demo(), "plans-work-borduria", "28");
    let new = titled(&bytes, &project, &title);
    let lost = TextState::Unsupported(vec!["31 percent".to_owned()]);
    assert_eq!(said(&new, TextPart::Title), [&lost]);
    // One that the user wrote is looked at as well.
    let theirs = edited(&bytes, SLIDE, |slide| slide.replace("31 percent would work", "Only 31 percent want to work"));
    let new = titled(&theirs, &project, &title);
    assert!(matches!(said(&new, TextPart::Title)[..], [TextState::Unsupported(_)]), "{:?}", new.texts);
}

#[test]
fn a_false_headline_is_named_on_every_run() {
    for form in [SlideForm::Native, SlideForm::Picture] {
        let mut project = demo();
        let chart = project.recipes.iter_mut().find(|r| r.id == "bars").expect("the chart");
        chart.title.value = Text::Plain("31 percent would work in Borduria".to_owned());
        let bytes = deck(&project, &DeckRecipe { form, ..recipe("bars", None) });
        assert!(refreshed(&bytes, &project).texts.is_empty(), "it is true");
        let project = with_value(project, "plans-work-borduria", "28");
        let lost = TextState::Unsupported(vec!["31 percent".to_owned()]);
        let mut bytes = bytes;
        for run in 1..=3 {
            let new = refreshed(&bytes, &project);
            assert_eq!(said(&new, TextPart::Title), [&lost], "run {run}, {form:?}");
            bytes = new.bytes;
        }
    }
}

#[test]
fn an_alt_text_of_the_user_that_is_out_of_date_is_named_on_every_run() {
    for chart in ["bars", "dots"] {
        let theirs = edited(&deck(&demo(), &recipe(chart, None)), SLIDE, |slide| {
            let name = slide.find(&format!("citeplot:{chart}@en#")).expect("a figure");
            let tag = slide[..name].rfind('<').expect("its tag");
            let start = tag + slide[tag..].find("descr=\"").expect("an alt text") + "descr=\"".len();
            let end = start + slide[start..].find('"').expect("its end");
            format!("{}24 percent would work in Alba{}", &slide[..start], &slide[end..])
        });
        assert!(refreshed(&theirs, &demo()).texts.is_empty(), "{chart}");
        let mut bytes = theirs;
        for run in 1..=3 {
            let project = with_value(changed(), "plans-holiday-borduria", "47");
            let project = with_value(project, "plans-study-borduria", "19");
            let new = refreshed(&bytes, &project);
            assert_eq!(said(&new, TextPart::Alt), [&TextState::Edited], "run {run}, {chart}");
            bytes = new.bytes;
        }
    }
}

/// A slide whose title has another name, as LibreOffice saves it.
fn renamed(bytes: &[u8]) -> Vec<u8> {
    edited(bytes, SLIDE, |slide| {
        let start = slide.find("citeplot-title:").expect("a title");
        let end = start + slide[start..].find('"').expect("the end of its name");
        format!("{}PlaceHolder 1{}", &slide[..start], &slide[end..])
    })
}

#[test]
fn a_title_whose_shape_was_renamed_is_read_and_renewed() {
    let fewer = with_value(demo(), "plans-work-borduria", "28");
    let title = ["31 percent would work in Borduria"];
    let bytes = renamed(&deck(&demo(), &recipe("bars", Some(title[0]))));
    let new = titled(&bytes, &demo(), &title);
    assert_eq!(said(&new, TextPart::Title), [&TextState::Unknown], "it is that of the deck, not of the chart");
    let new = titled(&new.bytes, &fewer, &title);
    let lost = TextState::Unsupported(vec!["31 percent".to_owned()]);
    assert_eq!(said(&new, TextPart::Title), [&TextState::Unknown, &lost]);
    // That of the chart, which the alt text tells.
    let bytes = renamed(&bars());
    let new = refreshed(&bytes, &demo());
    assert_eq!(said(&new, TextPart::Title), [&TextState::Restored]);
    assert!(refreshed(&new.bytes, &demo()).texts.is_empty());
    let mut project = demo();
    let chart = project.recipes.iter_mut().find(|r| r.id == "bars").expect("the chart");
    chart.title.value = Text::Plain("Few would work in Alba".to_owned());
    let new = refreshed(&bytes, &project);
    assert_eq!(said(&new, TextPart::Title), [&TextState::Renewed]);
    assert!(text(&new.bytes, SLIDE).contains("<a:t>Few would work in Alba</a:t>"));
    // One that the user typed into a box of their own, without a title.
    let own = edited(&bytes, SLIDE, |slide| {
        let slide = slide.replacen("<p:ph type=\"title\"/>", "", 1).replacen("<p:spPr/>", "", 1);
        let words = slide.replacen("Most would spend a holiday in Alba", "31 percent would work in Borduria", 1);
        let place = "<p:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"9\" cy=\"9\"/></a:xfrm></p:spPr><p:txBody>";
        words.replacen("<p:txBody>", place, 1)
    });
    assert_eq!(said(&refreshed(&own, &demo()), TextPart::Title), [&TextState::Missing]);
    assert_eq!(said(&refreshed(&own, &fewer), TextPart::Title), [&TextState::Missing, &lost]);
}

#[test]
fn a_label_or_a_mark_that_was_changed_by_hand_is_seen() {
    let bytes = deck(&demo(), &recipe("dots", None));
    let label = edited(&bytes, SLIDE, |slide| slide.replacen("<a:t>24%</a:t>", "<a:t>99%</a:t>", 1));
    // The first mark, a dot of a claim, elsewhere; or not there at all.
    let mark = |slide: &str| {
        let start = slide.find("name=\"claim-").expect("a mark");
        let shape = start + slide[start..].find("<p:sp>").expect("its shape");
        shape..shape + slide[shape..].find("</p:sp>").expect("its end") + "</p:sp>".len()
    };
    let moved = edited(&bytes, SLIDE, |slide| {
        let mark = mark(slide);
        let at = mark.start + slide[mark.clone()].find("<a:off x=\"").expect("a place") + "<a:off x=\"".len();
        format!("{}1{}", &slide[..at], &slide[at..])
    });
    let deleted = edited(&bytes, SLIDE, |slide| slide.replacen(&slide[mark(slide)], "", 1));
    for theirs in [label, moved, deleted] {
        let new = refreshed(&theirs, &demo());
        assert_eq!(new.renewals[0].state, State::Renewed);
        assert!(!text(&new.bytes, SLIDE).contains("99%"));
        assert_eq!(refreshed(&new.bytes, &demo()).renewals[0].state, State::Current);
    }
    // The group as a whole may stand anywhere, in any size, with places that a program has rounded.
    let whole = edited(&bytes, SLIDE, |slide| {
        let group = slide.find("<p:grpSp>").expect("a group");
        let at = group + slide[group..].find("<a:off x=\"").expect("a place");
        let end = at + slide[at..].find("<a:chOff").expect("its end");
        let place = "<a:off x=\"77\" y=\"99\"/><a:ext cx=\"5000000\" cy=\"2000000\"/>";
        let rounded = slide[end..].replacen("<a:off x=\"50", "<a:off x=\"49", 1);
        format!("{}{place}{rounded}", &slide[..at])
    });
    assert_eq!(refreshed(&whole, &demo()).renewals[0].state, State::Current);
}

#[test]
fn figures_that_cannot_be_renewed_are_named_with_the_reason() {
    let states = |bytes: &[u8]| refreshed(bytes, &changed()).renewals.iter().map(|r| r.state).collect::<Vec<_>>();
    let dots = deck(&demo(), &recipe("dots", None));
    let renamed = edited(&dots, SLIDE, |slide| slide.replace("name=\"citeplot:dots@en#", "name=\"My plot "));
    assert_eq!(states(&renamed), [State::Lost(Loss::Renamed)]);
    assert_eq!(refreshed(&renamed, &changed()).renewals[0].found.chart, "dots", "its title tells which it is");
    let ungrouped = edited(&dots, SLIDE, |slide| {
        let start = slide.find("<p:grpSp>").expect("a group");
        let inside = start + slide[start..].find("</p:grpSpPr>").expect("its head") + "</p:grpSpPr>".len();
        let end = slide.rfind("</p:grpSp>").expect("its end");
        format!("{}{}{}", &slide[..start], &slide[inside..end], &slide[end + "</p:grpSp>".len()..])
    });
    assert_eq!(states(&ungrouped), [State::Lost(Loss::Ungrouped)]);
    let broken = edited(&bars(), "ppt/slides/_rels/slide2.xml.rels", |rels| rels.replace("citeplot-chart1", "chart99"));
    assert_eq!(states(&broken), [State::Lost(Loss::Part)]);
    let removed = edited(&dots, SLIDE, |slide| {
        let (start, end) =
            (slide.find("<p:grpSp>").expect("a group"), slide.rfind("</p:grpSp>").expect("its end") + 10);
        format!("{}{}", &slide[..start], &slide[end..])
    });
    assert_eq!(states(&removed), [State::Lost(Loss::Absent)]);
}

#[test]
fn a_picture_that_was_written_anew_is_known_by_its_name() {
    let bytes = deck(&demo(), &DeckRecipe { form: SlideForm::Picture, ..recipe("bars", None) });
    // Without metadata: the chunk of text has another name.
    let mut all = parts(&bytes);
    all.remove("ppt/media/citeplot-image1.svg");
    let png = all.get_mut("ppt/media/citeplot-image1.png").expect("a picture");
    let at = png.windows(4).position(|w| w == b"iTXt").expect("metadata");
    png[at..at + 4].copy_from_slice(b"zzZz");
    let theirs = packed(&all);
    let new = refreshed(&theirs, &changed());
    assert_eq!(new.renewals[0].state, State::Renewed);
    let back = refreshed(&new.bytes, &demo());
    let picture = |deck: &[u8]| parts(deck)["ppt/media/citeplot-image1.png"].clone();
    assert!(picture(&back.bytes) == picture(&bytes), "it knows its size again");
    // A photograph of it cannot be.
    all.insert("ppt/media/citeplot-image1.png".to_owned(), b"\xff\xd8\xff\xe0 JFIF".to_vec());
    assert_eq!(refreshed(&packed(&all), &changed()).renewals[0].state, State::Lost(Loss::Picture));
}

#[test]
fn a_deck_keeps_its_theme_when_that_of_the_project_changes() {
    let dark = |mut project: Project| {
        project.config.theme = Some(Located { value: "dark".to_owned(), at: Spot::new(0, 0..0) });
        project
    };
    for chart in ["bars", "dots", "likert-stacked"] {
        let bytes = deck(&demo(), &recipe(chart, None));
        assert!(refreshed(&bytes, &dark(demo())).bytes == bytes, "{chart}");
        let change = |project| with_value(with_value(project, "plans-work-alba", "26"), "view-alba-bad", "11");
        let (light, new) = (refreshed(&bytes, &change(demo())), refreshed(&bytes, &change(dark(demo()))));
        assert!(new.bytes != bytes && new.bytes == light.bytes, "{chart}");
        let dark_deck = deck(&dark(demo()), &recipe(chart, None));
        assert!(dark_deck != bytes && refreshed(&dark_deck, &demo()).bytes == dark_deck, "{chart}");
    }
}

#[test]
fn a_language_that_the_project_has_no_more_is_named() {
    let bytes = bars();
    let mut project = changed();
    project.config.locales = vec![Locale::Tr];
    let build = Build::new(&project);
    let figures = FigureCache::new(&build);
    let draw = |found: &Found| figures.renewed(found).map(Arc::unwrap_or_clone);
    let speaks = |tag: &str| tag == "tr";
    let new = Refresher::new(&draw).speaking(&speaks).refresh(&bytes, &|_, _| {}).expect("readable");
    assert_eq!(new.renewals[0].state, State::Lost(Loss::Language));
    assert!(new.bytes == bytes);
}

#[test]
fn alt_texts_and_notes_of_the_user_are_kept() {
    let theirs = edited(&bars(), SLIDE, |slide| {
        let start = slide.find("descr=\"").expect("an alt text") + "descr=\"".len();
        let end = start + slide[start..].find('"').expect("its end");
        format!("{}My own alt text{}", &slide[..start], &slide[end..])
    });
    let notes = "ppt/notesSlides/citeplot-notes2.xml";
    let theirs = edited(&theirs, notes, |text| text.replace("Not reported by the source", "I say: not reported"));
    assert!(refreshed(&theirs, &demo()).texts.iter().all(|t| t.part == TextPart::Notes));
    let new = refreshed(&theirs, &changed());
    assert!(text(&new.bytes, SLIDE).contains("descr=\"My own alt text\""));
    assert!(text(&new.bytes, notes).contains("I say: not reported"));
    assert_eq!(said(&new, TextPart::Notes), [&TextState::Edited]);
}

/// The digest that a name tells of the words of its shape.
fn digest(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    Sha256::digest(words.as_bytes()).iter().map(|b| format!("{b:02x}")).collect::<String>()[..7].to_owned()
}

#[test]
fn the_list_of_references_is_renewed() {
    let references = "ppt/slides/slide3.xml";
    let bytes = bars();
    let written = text(&bytes, references);
    assert!(written.contains("Example, A. (2024)") && refreshed(&bytes, &demo()).bytes == bytes);
    // As the deck of a project that cited another work.
    let earlier = "Earlier, E. (2020). Another work.";
    let theirs = edited(&bytes, references, |slide| {
        let name = slide.find("citeplot-references:all@en#").expect("an origin") + "citeplot-references:all@en#".len();
        let slide = format!("{}{}{}", &slide[..name], digest(earlier), &slide[name + 7..]);
        let first = slide[name..].find("<a:p>").expect("a list") + name;
        let last = first + slide[first..].find("</p:txBody>").expect("its end");
        format!("{}<a:p><a:r><a:t>{earlier}</a:t></a:r></a:p>{}", &slide[..first], &slide[last..])
    });
    let new = refreshed(&theirs, &demo());
    assert_eq!(said(&new, TextPart::References), [&TextState::Renewed]);
    let list = text(&new.bytes, references);
    assert!(list.contains("Example, A. (2024)") && list.contains("Pollster, B. (2024)") && !list.contains("Earlier"));
    // One that the user has edited is left, and named once it is out of date.
    let own = edited(&bytes, references, |slide| slide.replace("Example, A. (2024)", "Sample, A. (2024)"));
    assert!(refreshed(&own, &demo()).texts.is_empty());
    let own = edited(&theirs, references, |slide| slide.replace("Another work", "My favourite"));
    assert_eq!(said(&refreshed(&own, &demo()), TextPart::References), [&TextState::Edited]);
}

#[test]
fn a_deck_that_lost_its_workbook_gets_it_again() {
    // As LibreOffice saves charts: without workbook, relationship and our extension, with other names of ranges.
    let mut all = parts(&bars());
    all.remove("ppt/embeddings/citeplot-chart1.xlsx");
    all.remove("ppt/charts/_rels/citeplot-chart1.xml.rels");
    let mut bytes = packed(&all);
    bytes = edited(&bytes, CHART, |chart| {
        let end = chart.find("<c:externalData").expect("a workbook");
        let kept = chart[..end].replace("Chart!$", "label ").replace("<c:v>24</c:v>", "<c:v>24.0000000001</c:v>");
        format!("{kept}</c:chartSpace>")
    });
    bytes = edited(&bytes, "[Content_Types].xml", |types| {
        let start = types.find("<Default Extension=\"xlsx\"").expect("a type");
        let end = start + types[start..].find("/>").expect("its end") + 2;
        format!("{}{}", &types[..start], &types[end..])
    });
    assert_eq!(refreshed(&bytes, &demo()).renewals[0].state, State::Current, "it says the same");
    assert!(refreshed(&bytes, &demo()).bytes == bytes);
    let new = refreshed(&bytes, &changed());
    assert_eq!(new.renewals[0].state, State::Renewed);
    let rels = text(&new.bytes, "ppt/charts/_rels/citeplot-chart1.xml.rels");
    let book = "ppt/embeddings/citeplot-renewed1.xlsx";
    assert!(rels.contains(book) && parts(&new.bytes).contains_key(book), "{rels}");
    assert!(text(&new.bytes, CHART).contains("<c:externalData r:id=\"rIdCiteplot\">"));
    assert!(text(&new.bytes, "[Content_Types].xml").contains("Extension=\"xlsx\""));
    assert_eq!(refreshed(&new.bytes, &changed()).renewals[0].state, State::Current);
}

#[test]
fn groups_are_compared_by_all_that_they_show() {
    // The number stays, its label changes: the name of an entity.
    let bytes = deck(&demo(), &recipe("dots", None));
    assert_eq!(refreshed(&bytes, &demo()).renewals[0].state, State::Current);
    let mut project = demo();
    project.datasets[0].entities[0].label = Text::Plain("Albany".to_owned());
    let new = refreshed(&bytes, &project);
    assert_eq!(new.renewals[0].state, State::Renewed);
    assert!(text(&new.bytes, SLIDE).contains("Albany"));
    assert_eq!(refreshed(&new.bytes, &project).renewals[0].state, State::Current);
}

#[test]
fn a_group_on_a_slide_of_4_to_3_stays_laid_out_for_it() {
    let recipe = DeckRecipe { aspect: Aspect::Standard, ..recipe("dots", None) };
    let bytes = deck(&demo(), &recipe);
    let new = refreshed(&bytes, &demo());
    assert_eq!(new.renewals[0].state, State::Current);
    assert!(new.bytes == bytes);
}

#[test]
fn a_picture_that_is_an_svg_alone_is_found() {
    let mut recipe = recipe("bars", None);
    recipe.form = SlideForm::Picture;
    let bytes = edited(&deck(&demo(), &recipe), SLIDE, |slide| slide.replace("<a:blip r:embed=\"rId10\">", "<a:blip>"));
    let new = refreshed(&bytes, &changed());
    assert_eq!(new.renewals[0].state, State::Renewed);
}

#[test]
fn crops_turns_and_animations_stay() {
    let mut recipe = recipe("bars", None);
    recipe.form = SlideForm::Picture;
    let bytes = edited(&deck(&demo(), &recipe), SLIDE, |slide| {
        let slide = slide.replace("<a:stretch>", "<a:srcRect l=\"1000\" b=\"2000\"/><a:stretch>");
        let slide = slide.replace("<p:spPr><a:xfrm>", "<p:spPr><a:xfrm rot=\"600000\">");
        slide.replace(
            "</p:sld>",
            "<p:timing><p:tnLst><p:par><p:cTn id=\"1\" nodeType=\"tmRoot\"/></p:par></p:tnLst></p:timing></p:sld>",
        )
    });
    let new = refreshed(&bytes, &changed());
    assert_eq!(new.renewals[0].state, State::Renewed);
    let without_alt = |slide: &str| {
        let start = slide.find(" descr=\"").expect("an alt text");
        let end = start + 8 + slide[start + 8..].find('"').expect("its end");
        format!("{}{}", &slide[..start], &slide[end..])
    };
    let name =
        |slide: &str| slide.split("citeplot:bars@en#").map(|p| p.get(7..).unwrap_or(p).to_owned()).collect::<String>();
    let (was, is) = (text(&bytes, SLIDE), text(&new.bytes, SLIDE));
    assert_eq!(name(&without_alt(&was)).len(), name(&without_alt(&is)).len());
    for kept in ["<a:srcRect l=\"1000\" b=\"2000\"/>", "rot=\"600000\"", "<p:timing>"] {
        assert!(is.contains(kept), "{kept}");
    }
}

#[test]
fn a_chart_that_was_pasted_into_another_deck_is_renewed() {
    // The frame alone, out of its group, under another id, with parts of other names, as a program pastes it.
    let mut all = parts(&bars());
    for (old, new) in [
        (CHART, "ppt/charts/chart7.xml"),
        ("ppt/embeddings/citeplot-chart1.xlsx", "ppt/embeddings/Microsoft_Excel_Worksheet.xlsx"),
        ("ppt/charts/_rels/citeplot-chart1.xml.rels", "ppt/charts/_rels/chart7.xml.rels"),
    ] {
        let content = all.remove(old).expect("the part");
        all.insert(new.to_owned(), content);
    }
    let rename = |text: &str| {
        text.replace("citeplot-chart1.xlsx", "Microsoft_Excel_Worksheet.xlsx")
            .replace("citeplot-chart1.xml", "chart7.xml")
    };
    for name in ["[Content_Types].xml", "ppt/slides/_rels/slide2.xml.rels", "ppt/charts/_rels/chart7.xml.rels"] {
        let new = rename(std::str::from_utf8(&all[name]).expect("text")).into_bytes();
        all.insert(name.to_owned(), new);
    }
    let bytes = edited(&packed(&all), SLIDE, |slide| {
        let start = slide.find("<p:graphicFrame>").expect("a frame");
        let end = slide.find("</p:graphicFrame>").expect("its end") + "</p:graphicFrame>".len();
        let (group, last) =
            (slide.find("<p:grpSp>").expect("a group"), slide.rfind("</p:grpSp>").expect("its end") + 10);
        format!("{}{}{}", &slide[..group], &slide[start..end], &slide[last..])
    });
    let new = refreshed(&bytes, &changed());
    assert_eq!(new.renewals[0].state, State::Renewed);
    assert!(text(&new.bytes, "ppt/charts/chart7.xml").contains("<c:v>26</c:v>"));
    let book = "ppt/embeddings/Microsoft_Excel_Worksheet.xlsx";
    assert_ne!(parts(&new.bytes)[book], parts(&bytes)[book], "with its workbook");
}

const OVER: &str = "ppt/drawings/citeplot-over1.xml";

#[test]
fn lines_over_bars_move_with_the_data_and_shapes_of_the_user_stay() {
    let mut project = demo();
    let bytes = deck(&project, &recipe("bars-upright", None));
    assert_eq!(refreshed(&bytes, &project).renewals[0].state, State::Current);
    let theirs = edited(&bytes, OVER, |over| {
        let own = over.find("<cdr:relSizeAnchor").expect("a shape");
        let end = over.find("</cdr:relSizeAnchor>").expect("its end") + "</cdr:relSizeAnchor>".len();
        let copy = over[own..end].replace("name=\"citeplot over ", "name=\"My line ");
        over.replace("</c:userShapes>", &format!("{copy}</c:userShapes>"))
    });
    assert_eq!(refreshed(&theirs, &project).renewals[0].state, State::Current, "a line of the user's is no change");
    let chart = project.recipes.iter_mut().find(|r| r.id == "bars-upright").expect("the chart");
    chart.reference_lines[0].value.value = "25".parse().expect("a number");
    let new = refreshed(&theirs, &project);
    assert_eq!(new.renewals[0].state, State::Renewed);
    let over = text(&new.bytes, OVER);
    assert!(over.contains("My line ") && over != text(&theirs, OVER));
    assert_eq!(refreshed(&new.bytes, &project).renewals[0].state, State::Current);
    // A chart whose lines another program dropped gets them again.
    let chart = project.recipes.iter_mut().find(|r| r.id == "bars").expect("the chart");
    chart.reference_lines = vec![project::recipe::ReferenceLine {
        value: Located { value: "50".parse().expect("a number"), at: Spot::new(0, 0..0) },
        label: None,
    }];
    let new = refreshed(&bars(), &project);
    assert_eq!(new.renewals[0].state, State::Renewed);
    let added = parts(&new.bytes).keys().find(|p| p.starts_with("ppt/drawings/")).cloned().expect("a new part");
    assert!(text(&new.bytes, "[Content_Types].xml").contains(&added));
    assert!(text(&new.bytes, "ppt/charts/_rels/citeplot-chart1.xml.rels").contains(&added));
    assert!(text(&new.bytes, CHART).contains("<c:userShapes "));
    assert_eq!(refreshed(&new.bytes, &project).renewals[0].state, State::Current);
}

#[test]
fn each_panel_is_renewed_and_another_number_of_panels_is_refused() {
    let bytes = deck(&demo(), &recipe("facets", None));
    let states = |refreshed: &Refreshed| refreshed.renewals.iter().map(|r| r.state).collect::<Vec<_>>();
    assert_eq!(states(&refreshed(&bytes, &demo())), [State::Current]);
    let new = refreshed(&bytes, &with_value(demo(), "trust-alba-graustark-2019", "39"));
    assert_eq!(states(&new), [State::Renewed], "a figure is one, however many charts it is made of");
    assert!(text(&new.bytes, "ppt/charts/citeplot-chart2.xml").contains("<c:v>39</c:v>"));
    let slide = text(&new.bytes, SLIDE);
    assert!(slide.contains(" panel 1/2\"") && slide.contains(" panel 2/2\""), "each frame knows its panel");
    let mut project = demo();
    let chart = project.recipes.iter_mut().find(|r| r.id == "facets").expect("the chart");
    chart.select.value = "question_id = \"trust\" and survey_id in [\"ruritania-2019\"]".parse().expect("a filter");
    let new = refreshed(&bytes, &project);
    assert_eq!(states(&new), [State::Refused(AsShapes::Panels)]);
}

const BOOK: &str = "ppt/embeddings/citeplot-chart1.xlsx";

/// A part of the workbook of the first chart.
fn of_book(deck: &[u8], part: &str) -> String {
    text(&parts(deck)[BOOK], part)
}

#[test]
fn only_cells_that_say_something_else_are_written_into_a_workbook_that_the_user_has_edited() {
    let deck = bars();
    // As other programs save it: a format and a width of the user's, notes beside and below the data, a sheet of their own.
    let book = edited(&parts(&deck)[BOOK], "xl/worksheets/sheet1.xml", |sheet| {
        let cols = "<cols><col min=\"1\" max=\"1\" width=\"44.5\" customWidth=\"1\"/></cols><sheetData>";
        let sheet = sheet.replacen("<sheetData>", cols, 1).replacen(
            "<row r=\"3\"",
            "<row ht=\"31\" customHeight=\"1\" r=\"3\"",
            1,
        );
        let beside = "<c r=\"ZA3\" t=\"inlineStr\"><is><t>my note</t></is></c></row>";
        let end = sheet.find("<row ht=").and_then(|at| Some(at + sheet[at..].find("</row>")?)).expect("a row");
        let sheet = format!("{}{beside}{}", &sheet[..end], &sheet[end + "</row>".len()..]);
        sheet.replacen("</sheetData>", "<row r=\"40\"><c r=\"B40\"><f>B3*2</f></c></row></sheetData>", 1)
    });
    let book = edited(&book, "xl/workbook.xml", |w| {
        w.replacen("</sheets>", "<sheet name=\"Mine\" sheetId=\"9\" r:id=\"rId99\"/></sheets>", 1)
    });
    let mut own = parts(&book);
    own.insert("xl/worksheets/mine.xml".to_owned(), b"<worksheet><sheetData/></worksheet>".to_vec());
    let mut all = parts(&deck);
    all.insert(BOOK.to_owned(), packed(&own));
    let theirs = packed(&all);
    assert_eq!(refreshed(&theirs, &demo()).renewals[0].state, State::Current);
    let new = refreshed(&theirs, &changed());
    assert_eq!(new.renewals[0].state, State::Renewed);
    let (was, is) = (of_book(&theirs, "xl/worksheets/sheet1.xml"), of_book(&new.bytes, "xl/worksheets/sheet1.xml"));
    for kept in ["width=\"44.5\"", " ht=\"31\" customHeight=\"1\"", "my note", "<c r=\"B40\"><f>B3*2</f></c>"] {
        assert!(was.contains(kept) && is.contains(kept), "{kept} is not in {is}");
    }
    assert_eq!(of_book(&new.bytes, "xl/workbook.xml"), of_book(&theirs, "xl/workbook.xml"));
    assert_eq!(of_book(&new.bytes, "xl/worksheets/mine.xml"), "<worksheet><sheetData/></worksheet>");
    assert_eq!(of_book(&new.bytes, "xl/styles.xml"), of_book(&theirs, "xl/styles.xml"));
    // Of the cells, those of the mark alone are others: its number in two columns, its bounds, its label.
    let cells = |sheet: &str| -> Vec<String> {
        sheet.split("<c ").skip(1).map(|c| c.split("</c>").next().unwrap_or_default().to_owned()).collect()
    };
    let (then, now) = (cells(&was), cells(&is));
    assert_eq!(then.len(), now.len());
    let others: Vec<&String> = now.iter().filter(|cell| !then.contains(cell)).collect();
    // Whatever stands in the row of the mark.
    let place = |cell: &String| cell.split('"').nth(1).unwrap_or_default().to_owned();
    let in_row = others.iter().all(|cell| place(cell).trim_start_matches(|c: char| c.is_ascii_uppercase()) == "11");
    assert!((3..=10).contains(&others.len()) && in_row, "{others:#?}");
    assert!(others.iter().any(|cell| cell.contains("<v>26</v>")));
    assert_eq!(refreshed(&new.bytes, &changed()).bytes, new.bytes);
}

#[test]
fn a_workbook_that_cannot_be_patched_is_written_again() {
    let deck = bars();
    let book = edited(&parts(&deck)[BOOK], "xl/workbook.xml", |w| w.replace("name=\"Claims\"", "name=\"Other\""));
    let mut all = parts(&deck);
    all.insert(BOOK.to_owned(), book);
    let new = refreshed(&packed(&all), &changed());
    assert!(of_book(&new.bytes, "xl/workbook.xml").contains("name=\"Claims\""));
}

#[test]
fn a_picture_that_is_turned_in_a_turned_group_stays_where_it_is() {
    let mut recipe = recipe("bars", None);
    recipe.form = SlideForm::Picture;
    let deck = deck(&demo(), &recipe);
    let theirs = edited(&deck, SLIDE, |slide| {
        let (start, end) = (slide.find("<p:pic>").expect("a picture"), slide.find("</p:pic>").expect("its end") + 8);
        let picture = slide[start..end].replacen("<a:xfrm>", "<a:xfrm rot=\"2700000\">", 1);
        let head = "<p:grpSp><p:nvGrpSpPr><p:cNvPr id=\"90\" name=\"Mine\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>\
            <a:xfrm rot=\"5400000\"><a:off x=\"7\" y=\"8\"/><a:ext cx=\"900\" cy=\"500\"/><a:chOff x=\"0\" y=\"0\"/>\
            <a:chExt cx=\"9000000\" cy=\"5000000\"/></a:xfrm></p:grpSpPr>";
        format!("{}{head}{picture}</p:grpSp>{}", &slide[..start], &slide[end..])
    });
    assert_eq!(refreshed(&theirs, &demo()).renewals[0].state, State::Current);
    let new = refreshed(&theirs, &changed());
    assert_eq!(new.renewals[0].state, State::Renewed);
    let places = |deck: &[u8]| {
        let slide = text(deck, SLIDE);
        let all: Vec<String> = slide
            .split("<a:xfrm")
            .skip(1)
            .map(|x| x.split("</a:xfrm>").next().unwrap_or_default().to_owned())
            .collect();
        all
    };
    assert_eq!(places(&new.bytes), places(&theirs));
    let picture = |deck: &[u8]| parts(deck)["ppt/media/citeplot-image1.svg"].clone();
    assert_ne!(picture(&new.bytes), picture(&theirs));
}
