//! Native charts against the figures that they stand for: every mark as long as the source is sure and as its wording allows.

#[path = "support/parts.rs"]
mod parts;

use std::collections::BTreeMap;
use std::path::Path;

use citeplot::build::{Build, DeckRequest};
use citeplot::diag::Report;
use citeplot::figure::{Figure, Mark, Panel};
use citeplot::model::{Locale, Operator, Text, Whole};
use citeplot::project::recipe::{Bracket, ChartKind, DeckRecipe, ReferenceLine, Remark};
use citeplot::project::{self, Project};
use citeplot::publish::deck::{Deck, Slide};
use citeplot::publish::ooxml::{self, AsShapes};
use citeplot::source::{Located, Spot};
use parts::parts;
use quick_xml::Reader;
use quick_xml::events::Event;

/// An element with its attributes and what is in it.
#[derive(Clone, Debug, Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
    inside: Vec<Element>,
}

impl Element {
    fn parse(xml: &str) -> Self {
        let mut reader = Reader::from_str(xml);
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().expect("XML") {
                Event::Start(tag) => open.push(Self::of(&tag)),
                Event::Empty(tag) => open.last_mut().expect("a root").inside.push(Self::of(&tag)),
                Event::End(_) => {
                    let done = open.pop().expect("an open element");
                    open.last_mut().expect("a root").inside.push(done);
                }
                Event::Text(text) => open.last_mut().expect("a root").text.push_str(&text.decode().expect("UTF-8")),
                Event::GeneralRef(name) => {
                    let resolved = match name.decode().expect("UTF-8").as_ref() {
                        "amp" => "&",
                        "lt" => "<",
                        "gt" => ">",
                        "quot" => "\"",
                        other => panic!("an entity `{other}`"),
                    };
                    open.last_mut().expect("a root").text.push_str(resolved);
                }
                Event::Eof => return open.pop().expect("a root"),
                Event::CData(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }

    fn of(tag: &quick_xml::events::BytesStart<'_>) -> Self {
        let attributes = tag.attributes().map(|a| {
            let a = a.expect("an attribute");
            let key = String::from_utf8_lossy(a.key.local_name().as_ref()).into_owned();
            (key, a.unescape_value().expect("escaped").into_owned())
        });
        let name = String::from_utf8_lossy(tag.local_name().as_ref()).into_owned();
        Self { name, attributes: attributes.collect(), ..Self::default() }
    }

    /// Every element of a name, however deep.
    fn all<'a>(&'a self, name: &str) -> Vec<&'a Element> {
        let own = self.inside.iter().filter(|e| e.name == name);
        let deeper = self.inside.iter().flat_map(|e| e.all(name));
        own.chain(deeper).collect()
    }

    fn one<'a>(&'a self, name: &str) -> Option<&'a Element> {
        self.all(name).into_iter().next()
    }

    fn child(&self, name: &str) -> Option<&Element> {
        self.inside.iter().find(|e| e.name == name)
    }

    fn val(&self, name: &str) -> Option<&str> {
        self.child(name)?.attributes.get("val").map(String::as_str)
    }
}

/// A series as PowerPoint shows it.
#[derive(Debug)]
struct Series {
    name: String,
    values: BTreeMap<usize, f64>,
    /// The labels that are texts of cells.
    words: BTreeMap<usize, String>,
    /// The points whose labels are their values.
    exact: Vec<usize>,
    below: BTreeMap<usize, f64>,
    above: BTreeMap<usize, f64>,
    is_patterned: bool,
}

/// The points of a cache.
fn points(reference: &Element) -> BTreeMap<usize, String> {
    let point =
        |p: &&Element| (p.attributes["idx"].parse().expect("an index"), p.child("v").expect("a value").text.clone());
    reference.all("pt").iter().map(point).collect()
}

fn numbers(reference: Option<&Element>) -> BTreeMap<usize, f64> {
    let Some(reference) = reference else { return BTreeMap::new() };
    points(reference).into_iter().map(|(i, v)| (i, v.parse().expect("a number"))).collect()
}

fn series(chart: &Element) -> Vec<Series> {
    let read = |ser: &&Element| {
        let errors = ser.child("errBars");
        let labels = ser.child("dLbls").map(|l| l.all("dLbl")).unwrap_or_default();
        let index = |l: &Element| l.val("idx").and_then(|i| i.parse::<usize>().ok()).expect("an index");
        Series {
            name: points(ser.child("tx").expect("a name"))[&0].clone(),
            values: numbers(ser.child("val").or_else(|| ser.child("yVal"))),
            words: labels.iter().filter_map(|l| Some((index(l), l.one("fld")?.child("t")?.text.clone()))).collect(),
            exact: labels.iter().filter(|l| l.val("showVal") == Some("1")).map(|l| index(l)).collect(),
            below: numbers(errors.and_then(|e| e.child("minus"))),
            above: numbers(errors.and_then(|e| e.child("plus"))),
            is_patterned: ser.child("spPr").is_some_and(|s| s.one("pattFill").is_some()),
        }
    };
    chart.all("ser").iter().map(read).collect()
}

/// The cells of the first sheet of a workbook, by their names.
fn cells(book: &[u8]) -> BTreeMap<String, String> {
    let parts = parts(book);
    let text = |name: &str| String::from_utf8(parts[name].clone()).expect("text");
    let shared = Element::parse(&text("xl/sharedStrings.xml"));
    let shared: Vec<String> =
        shared.all("si").iter().map(|s| s.all("t").iter().map(|t| t.text.clone()).collect()).collect();
    let sheet = Element::parse(&text("xl/worksheets/sheet1.xml"));
    let cell = |c: &&Element| {
        let value = c.child("v").map(|v| v.text.clone())?;
        let is_shared = c.attributes.get("t").is_some_and(|t| t == "s");
        let value = if is_shared { shared[value.parse::<usize>().expect("an index")].clone() } else { value };
        Some((c.attributes["r"].clone(), value))
    };
    sheet.all("c").iter().filter_map(cell).collect()
}

fn project(path: &str) -> Project {
    let (project, report) = project::read(Path::new(path));
    assert!(!report.has_errors(), "{report:?}");
    project
}

/// A deck of every chart of a project, native where that can be.
fn deck(project: &Project, locale: Locale) -> Deck {
    let charts = project.recipes.iter().map(|r| r.id.as_str());
    let recipe = DeckRecipe::of_charts("deck", Text::Plain("Deck".to_owned()), charts);
    let mut report = Report::new();
    let mut decks = Build::new(project).decks(&[DeckRequest { recipe: &recipe, locale }], &mut report);
    decks.pop().unwrap_or_else(|| panic!("{report:?}"))
}

/// A native chart with the figure that it stands for.
struct Native {
    figure: Figure,
    chart: Element,
    /// The shapes over the plot.
    over: Option<Element>,
    book: Vec<u8>,
}

/// The native charts of a project, one for each panel of a figure, with the figure as far as that panel goes.
fn natives(path: &str, locale: Locale) -> Vec<Native> {
    natives_of(&project(path), locale)
}

fn natives_of(project: &Project, locale: Locale) -> Vec<Native> {
    let deck = deck(project, locale);
    let made = ooxml::presentation(&deck, None).expect("a deck");
    let parts = parts(&made.bytes);
    let shaped = |slide: usize| made.as_shapes.iter().any(|s| s.slide == slide);
    let figures = deck.slides.iter().enumerate().filter(|(i, _)| !shaped(i + 2)).filter_map(|(_, slide)| match slide {
        Slide::Figure { figure, .. } => Some((**figure).clone()),
        Slide::Pair { .. } | Slide::Words { .. } | Slide::Section(_) => None,
    });
    let of_panels = figures.flat_map(|figure: Figure| {
        let alone = |panel: &Panel| {
            let mut alone = figure.clone();
            alone.data.panels = vec![panel.clone()];
            alone
        };
        figure.data.panels.iter().map(alone).collect::<Vec<_>>()
    });
    of_panels
        .zip(1..)
        .map(|(figure, number)| {
            let text = &parts[&format!("ppt/charts/citeplot-chart{number}.xml")];
            let chart = Element::parse(std::str::from_utf8(text).expect("text"));
            let over = parts.get(&format!("ppt/drawings/citeplot-over{number}.xml"));
            let over = over.map(|over| Element::parse(std::str::from_utf8(over).expect("text")));
            Native { over, figure, chart, book: parts[&format!("ppt/embeddings/citeplot-chart{number}.xlsx")].clone() }
        })
        .collect()
}

fn everywhere() -> Vec<Native> {
    ["tests/demo", "tests/shapes", "."].iter().flat_map(|path| natives(path, Locale::En)).collect()
}

/// Whether only a bound is known, so that no part of a bar is sure.
fn is_bound(mark: &Mark) -> bool {
    matches!(mark.operator, Operator::Majority | Operator::Minority | Operator::Below | Operator::AtMost)
}

fn name(figure: &Figure, mark: &Mark) -> String {
    let label = &figure.data.series[mark.series].label;
    if label.is_empty() { figure.data.unit.code().to_owned() } else { label.clone() }
}

const ALLOWED: &str = "what the wording allows";

#[test]
fn bars_are_solid_as_far_as_the_source_is_sure_and_patterned_as_far_as_its_wording_allows() {
    let mut seen = 0;
    for native in everywhere().iter().filter(|n| n.figure.data.kind == ChartKind::Bar) {
        let all = series(&native.chart);
        for mark in native.figure.data.marks() {
            let what = format!("{}: {}", native.figure.id, mark.claim());
            let (sure, allowed) = (name(&native.figure, mark), format!("{} – {ALLOWED}", name(&native.figure, mark)));
            let own = |row: &usize| {
                let value = |name: &str| all.iter().find(|s| s.name == name).and_then(|s| s.values.get(row)).copied();
                let before = value("before").unwrap_or(0.0);
                let low = before + value(&sure).unwrap_or(0.0);
                (low, low + value(&allowed).unwrap_or(0.0), value(&sure))
            };
            let labelled: Vec<usize> =
                all.iter().flat_map(|s| s.words.iter().filter(|(_, w)| **w == mark.label).map(|(i, _)| *i)).collect();
            let wanted = (mark.low(), mark.high().unwrap_or(100.0));
            let row = labelled.iter().find(|row| {
                let (low, high, solid) = own(row);
                (low - wanted.0).abs() < 1e-6 && (high - wanted.1).abs() < 1e-6 && (solid.is_none() || !is_bound(mark))
            });
            let row = *row.unwrap_or_else(|| panic!("{what} is not drawn as {wanted:?}: {all:#?}"));
            let allowed = all.iter().find(|s| s.name == allowed);
            assert!(allowed.is_none_or(|s| s.is_patterned), "{what}: a hedge is not patterned");
            // Error bars are for chance alone, and start where the sure part ends.
            let errors = all.iter().find_map(|s| Some((s.below.get(&row)?, s.above.get(&row)?)));
            match mark.margin {
                None => assert_eq!(errors, None, "{what}"),
                Some(margin) => {
                    let (below, above) = errors.unwrap_or_else(|| panic!("{what}: no margin of error"));
                    assert!((below - (mark.low() - margin.low).max(0.0)).abs() < 1e-5, "{what}");
                    assert!((above - (margin.high - mark.low())).abs() < 1e-5, "{what}");
                }
            }
            seen += 1;
        }
    }
    assert!(seen > 30, "{seen} bars");
}

#[test]
fn parts_of_a_whole_are_as_long_as_they_are_for_certain_and_meet_in_patterned_zones() {
    let (mut rests, mut zones) = (0, 0);
    for native in everywhere().iter().filter(|n| n.figure.data.kind == ChartKind::Stacked) {
        let all = series(&native.chart);
        let id = &native.figure.id;
        for (row, own) in native.figure.data.rows().enumerate() {
            let marks: Vec<&Mark> = own.marks().collect();
            let whole = Whole::of(&marks.iter().map(|m| m.share).collect::<Vec<_>>());
            let length = |name: &str| all.iter().find(|s| s.name == name).and_then(|s| s.values.get(&row)).copied();
            for (at, mark) in marks.iter().enumerate() {
                let sure = whole.sure(at).map(|(from, to)| to - from);
                let drawn = length(&name(&native.figure, mark));
                let same = drawn.zip(sure).map_or(drawn == sure, |(a, b)| (a - b).abs() < 1e-5);
                assert!(same, "{id}: {} is drawn as {drawn:?}, not {sure:?}", mark.claim());
                let worded = all.iter().filter(|s| s.words.get(&row) == Some(&mark.label)).count();
                let exact = all.iter().find(|s| s.name == name(&native.figure, mark) && s.exact.contains(&row));
                // A label that follows the value of its point is that of an exact claim whose point is its value.
                assert!(exact.is_none_or(|s| (s.values[&row] - mark.value).abs() < 1e-6), "{id}: {}", mark.claim());
                assert!(worded > 0 || exact.is_some(), "{id}: no label for {}", mark.claim());
            }
            let patterned: f64 = all.iter().filter(|s| s.is_patterned).filter_map(|s| s.values.get(&row)).sum();
            let expected: f64 = whole.zones().iter().map(|z| z.to - z.from).sum();
            assert!((patterned - expected).abs() < 1e-5, "{id}: {patterned} percent are patterned, not {expected}");
            zones += usize::from(expected > 0.0);
            let drawn: f64 = all.iter().filter_map(|s| s.values.get(&row)).sum();
            let silent = all.iter().find(|s| s.name == "not reported").and_then(|s| s.words.get(&row));
            match whole.rest() {
                None => assert!((drawn - whole.last().high).abs() < 1e-5 && silent.is_none(), "{id}"),
                Some(rest) => {
                    assert!((drawn - 100.0).abs() < 1e-5, "{id}: {drawn} percent");
                    let words = silent.expect("the rest is named");
                    assert_eq!(words.contains('–'), rest.high > rest.low, "{id}: `{words}`");
                    rests += 1;
                }
            }
        }
    }
    assert!(rests > 3 && zones > 2, "{rests} rests, {zones} rows with zones");
}

#[test]
fn a_hedged_part_is_no_longer_than_it_is_for_certain_where_the_others_fill_the_rest() {
    let all = natives("tests/report", Locale::En);
    let native = all.iter().find(|n| n.figure.id == "ways-over-time").expect("a stacked chart");
    let all = series(&native.chart);
    let length = |name: &str| all.iter().find(|s| s.name == name).and_then(|s| s.values.get(&2)).copied();
    // The others add up to 92 and it is about 7: no source states 8.
    assert_eq!((length("On foot"), length("On foot – what the wording allows")), (Some(5.0), Some(4.0)));
}

#[test]
fn decimal_signs_are_those_of_the_figure_on_any_machine() {
    let mut seen = 0;
    for native in natives("tests/developers", Locale::Tr) {
        let all = series(&native.chart);
        for mark in native.figure.data.marks().filter(|m| m.label.contains(',')) {
            let is_worded = all.iter().any(|s| s.words.values().any(|words| *words == mark.label));
            assert!(is_worded, "{}: no label is `{}`", native.figure.id, mark.label);
            seen += 1;
        }
    }
    assert!(seen > 3, "{seen} labels with decimals");
}

#[test]
fn the_label_of_a_line_stands_off_the_error_bar_above_it() {
    let all = natives("tests/shapes", Locale::En);
    let native = all.iter().find(|n| n.figure.id == "bus-trend").expect("a trend");
    let side = |line: &str, wave: &str| {
        let own = native.chart.all("ser").into_iter().find(|s| points(s.child("tx").expect("a name"))[&0] == line);
        let labels = own.expect("a line").child("dLbls").expect("labels").all("dLbl");
        let label = labels.into_iter().find(|l| l.val("idx") == Some(wave)).expect("a label");
        label.val("dLblPos").map(str::to_owned)
    };
    // In 2019 Daily stands a little above Weekly, in 2020 Weekly above Daily.
    assert_eq!(side("Weekly", "0").as_deref(), Some("b"));
    assert_eq!(side("Daily", "1").as_deref(), Some("b"));
    assert_eq!(side("Daily", "0").as_deref(), Some("t"));
}

#[test]
fn what_a_source_does_not_report_is_a_word_and_no_number() {
    let natives = natives(".", Locale::En);
    let native = natives.iter().find(|n| n.figure.id == "opinion-of-russia-and-china").expect("a chart");
    let all = series(&native.chart);
    let row = all.iter().find_map(|s| s.words.iter().find(|(_, w)| *w == "not reported")).map(|(row, _)| *row);
    let row = row.expect("a gap is named");
    let drawn: Vec<&str> = all.iter().filter(|s| s.values.contains_key(&row)).map(|s| s.name.as_str()).collect();
    assert_eq!(drawn, ["room"], "only the unseen place of the words stands in its row");
}

#[test]
fn a_chart_remembers_what_its_workbook_says() {
    for native in everywhere() {
        let cells = cells(&native.book);
        let references = ["numRef", "strRef", "datalabelsRange"].iter().flat_map(|name| native.chart.all(name));
        let mut seen = 0;
        for reference in references {
            let range = &reference.child("f").expect("a range").text;
            let names = range.strip_prefix("Chart!").expect("a sheet").replace('$', "");
            let (first, last) = names.split_once(':').unwrap_or((&names, &names));
            let column = first.trim_end_matches(|c: char| c.is_ascii_digit());
            let row = |cell: &str| {
                cell.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse::<usize>().expect("a row")
            };
            assert!(last.starts_with(column), "{range} is one column");
            let known = points(reference);
            for (index, row) in (row(first)..=row(last)).enumerate() {
                let cell = cells.get(&format!("{column}{row}"));
                assert_eq!(known.get(&index), cell, "{}: {range}, row {row}", native.figure.id);
            }
            seen += 1;
        }
        assert!(seen > 3, "{}: {seen} ranges", native.figure.id);
    }
}

#[test]
fn series_stand_side_by_side_in_the_workbook_and_claims_keep_their_words() {
    let natives = natives("tests/demo", Locale::En);
    let native = natives.iter().find(|n| n.figure.id == "bars").expect("a chart");
    let columns: Vec<String> = native
        .chart
        .all("val")
        .iter()
        .map(|v| v.one("f").expect("a range").text["Chart!$".len()..].split('$').next().expect("a column").to_owned())
        .collect();
    let expected: Vec<String> = ('B'..).take(columns.len()).map(String::from).collect();
    assert_eq!(columns, expected, "without a gap, from the names of the rows on");
    let cells = cells(&native.book);
    let column = |head: &str| {
        let found = cells.iter().find(|(name, text)| name.ends_with('1') && name.len() == 2 && *text == head);
        found.map(|(name, _)| name[..1].to_owned()).unwrap_or_else(|| panic!("no column `{head}`"))
    };
    let majority = cells.iter().find(|(_, text)| *text == "majority").expect("an operator").0[1..].to_owned();
    let at = |head: &str| cells.get(&format!("{}{majority}", column(head))).map(String::as_str);
    assert_eq!((at("op"), at("value"), at("low"), at("high")), (Some("majority"), None, Some("50"), Some("100")));
    assert_eq!(at("as_written"), Some("a majority"));
}

#[test]
fn waves_stand_at_their_dates_in_order() {
    let natives = natives("tests/shapes", Locale::En);
    let native = natives.iter().find(|n| n.figure.id == "bus-trend").expect("a chart");
    let x = numbers(native.chart.one("xVal"));
    let days: Vec<f64> = x.values().copied().collect();
    assert!(days.windows(2).all(|pair| pair[0] < pair[1]) && days.len() == 5, "{days:?}");
    assert!(days.iter().all(|d| (43_000.0..46_000.0).contains(d)), "days as Excel counts them: {days:?}");
    let all = series(&native.chart);
    let ticks = all.iter().find(|s| s.name == "waves").expect("ticks");
    assert_eq!(ticks.words.values().collect::<Vec<_>>(), ["2019", "2020", "2021", "2022", "2023"]);
    let names = all.iter().find(|s| s.name == "names").expect("names at the ends of lines");
    assert_eq!(names.words.len(), native.figure.data.series.len());
}

#[test]
fn upright_bars_stand_and_lying_ones_lie() {
    let natives = natives("tests/shapes", Locale::En);
    let way = |id: &str| {
        let native = natives.iter().find(|n| n.figure.id == id).expect("a chart");
        native.chart.one("barChart").and_then(|b| b.val("barDir")).map(str::to_owned)
    };
    assert_eq!(way("net-over-time").as_deref(), Some("col"));
    assert_eq!(way("fifteen-services").as_deref(), Some("bar"));
}

#[test]
fn figures_that_powerpoint_has_no_chart_for_are_shapes_and_it_is_said_why() {
    let made = ooxml::presentation(&deck(&project("tests/demo"), Locale::En), None).expect("a deck");
    let why = |chart: &str| made.as_shapes.iter().find(|s| s.chart == chart).map(|s| s.why);
    assert_eq!(why("bars"), None);
    assert_eq!(why("bars-upright"), None);
    assert_eq!(why("trend"), Some(AsShapes::Bands));
    assert_eq!(why("trend-muted"), Some(AsShapes::Bands));
    assert_eq!(why("facets"), None);
    assert_eq!(why("dots"), Some(AsShapes::Kind));
}

#[test]
fn changes_that_go_both_ways_from_zero_are_shapes() {
    let made = ooxml::presentation(&deck(&project("tests/shapes"), Locale::En), None).expect("a deck");
    let why = |chart: &str| made.as_shapes.iter().find(|s| s.chart == chart).map(|s| s.why);
    assert_eq!(why("change-in-trust"), Some(AsShapes::BothWays));
    assert_eq!(why("fifteen-services"), None);
}

/// A chart of the demonstration with lines, remarks and differences.
fn with_more(id: &str, remarks: &[(&str, &str)], brackets: &[[&str; 2]], lines: &[f64]) -> Project {
    let mut project = project("tests/demo");
    let at = Spot::new(0, 0..0);
    let located = |id: &str| Located { value: id.to_owned(), at };
    project.recipes.retain(|r| r.id == id);
    let recipe = project.recipes.first_mut().expect("the chart");
    let remark = |(claim, text): &(&str, &str)| Remark { claim: located(claim), text: Text::Plain((*text).to_owned()) };
    recipe.remarks = remarks.iter().map(remark).collect();
    recipe.brackets = brackets.iter().map(|[from, to]| Bracket { from: located(from), to: located(to) }).collect();
    let line = |value: &f64| {
        let value = Located { value: value.to_string().parse().expect("a number"), at };
        ReferenceLine { value, label: None }
    };
    recipe.reference_lines = lines.iter().map(line).collect();
    project
}

/// From where to where a chart's plot reaches across, in shares of its width.
fn across(chart: &Element) -> (f64, f64) {
    let layout = chart.one("plotArea").and_then(|p| p.one("manualLayout")).expect("a layout");
    let read = |name: &str| layout.val(name).and_then(|v| v.parse::<f64>().ok()).expect("a number");
    (read("x"), read("x") + read("w"))
}

fn axis_end(chart: &Element) -> f64 {
    chart.one("max").and_then(|m| m.attributes["val"].parse().ok()).expect("an end")
}

#[test]
fn reference_lines_stand_over_native_bars_at_their_values() {
    for lines in [&[50.0][..], &[33.3, 50.0]] {
        let natives = natives_of(&with_more("bars", &[], &[], lines), Locale::En);
        let [native] = natives.as_slice() else { panic!("one chart") };
        let over = native.over.as_ref().expect("lines over the plot");
        let (left, right) = across(&native.chart);
        let end = axis_end(&native.chart);
        for line in lines {
            let x = left + (right - left) * line / end;
            let number = |corner: &Element| corner.one("x").and_then(|x| x.text.parse::<f64>().ok()).expect("a number");
            let is_there =
                |a: &&&Element| a.one("cxnSp").is_some() && (number(a.one("from").expect("a corner")) - x).abs() < 1e-3;
            assert!(over.all("relSizeAnchor").iter().any(|a| is_there(&a)), "no line at {line}");
        }
        let words: Vec<&str> = over.all("t").iter().map(|t| t.text.as_str()).collect();
        assert_eq!(words.len(), lines.len(), "{words:?}");
        assert!(native.chart.one("userShapes").is_some(), "the chart knows its shapes");
    }
}

#[test]
fn remarks_and_differences_are_rows_of_native_bars() {
    let remark = "Those who work there already are not counted.";
    let brackets = [["plans-work-borduria", "plans-work-alba"], ["plans-study-alba", "plans-study-borduria"]];
    let project = with_more("bars", &[("plans-work-alba", remark)], &brackets, &[]);
    let natives = natives_of(&project, Locale::En);
    let [native] = natives.as_slice() else { panic!("one chart") };
    let all = series(&native.chart);
    let row_of = |words: &str| all.iter().find_map(|s| s.words.iter().find(|(_, w)| *w == words).map(|(i, _)| *i));
    let last = row_of("24%").expect("the mark");
    assert!(row_of(remark).expect("the remark") > last, "below its row");
    let read = |label: &str| {
        let row = row_of(label).unwrap_or_else(|| panic!("no row says {label}"));
        let value = |name: &str| all.iter().find(|s| s.name == name).and_then(|s| s.values.get(&row)).copied();
        let above = |name: &str| all.iter().find(|s| s.name == name).and_then(|s| s.above.get(&row)).copied();
        let from = value("difference: from").expect("a start");
        let inner = from + value("difference: to").expect("a start");
        (from, above("difference: from").map(|a| from + a), inner, above("difference: to").map(|a| inner + a))
    };
    // 24 and 31 are exact: nothing is dashed. Of approximately 35 (33 to 37) and 18, 18 to 33 is for certain.
    assert_eq!(read("7 points"), (24.0, None, 24.0, Some(31.0)));
    assert_eq!(read("15–19 points"), (18.0, Some(37.0), 18.0, Some(33.0)));
    let text = parts(&native.book)["xl/worksheets/sheet1.xml"].clone();
    let text = String::from_utf8(text).expect("text");
    assert!(text.contains("<f>ABS("), "the difference of exact numbers follows them when they are edited");
}

#[test]
fn a_remark_that_is_longer_than_a_line_beside_bars_makes_shapes_of_them() {
    let long = ["a remark that goes on"; 20].join(" and on ");
    let project = with_more("bars", &[("plans-work-alba", &long)], &[], &[]);
    let made = ooxml::presentation(&deck(&project, Locale::En), None).expect("a deck");
    assert_eq!(made.as_shapes[0].why, AsShapes::Remarks);
}

#[test]
fn panels_are_charts_side_by_side_with_one_scale_and_their_heads() {
    let deck = deck(&project("tests/demo"), Locale::En);
    let figure = deck.figures().find(|f| f.id == "facets").expect("the figure");
    let natives = natives("tests/demo", Locale::En);
    let own: Vec<&Native> = natives.iter().filter(|n| n.figure.id == "facets").collect();
    assert_eq!(own.len(), figure.data.panels.len());
    let head = |n: &&Native| {
        n.chart.child("chartSpace").and_then(|c| c.child("chart")?.child("title")?.one("t")).map(|t| t.text.clone())
    };
    let heads: Vec<Option<String>> = own.iter().map(head).collect();
    assert_eq!(heads, figure.data.panels.iter().map(|p| p.head.clone()).collect::<Vec<_>>());
    assert_eq!(axis_end(&own[0].chart), axis_end(&own[1].chart));
    assert_eq!(across(&own[0].chart), across(&own[1].chart));
}

#[test]
fn a_line_breaks_where_two_waves_may_not_be_joined() {
    let mut project = project("tests/demo");
    project.recipes.retain(|r| r.id == "trend");
    let recipe = project.recipes.first_mut().expect("the chart");
    // The exact values of one subject, before and after another wording.
    let select = "question_id = \"trust\" and subject = \"borduria\" and survey_id in [\"ruritania-2019\", \"ruritania-2021\", \"ruritania-2023\"]";
    recipe.select.value = select.parse().expect("a filter");
    let natives = natives_of(&project, Locale::En);
    let [native] = natives.as_slice() else { panic!("one chart") };
    let lines: Vec<Vec<f64>> = series(&native.chart)
        .iter()
        .filter(|s| s.name == name(&native.figure, native.figure.data.marks().next().expect("a mark")))
        .map(|s| s.values.values().copied().collect())
        .collect();
    assert_eq!(lines, [vec![44.0], vec![33.0, 28.0]]);
    let over = native.over.as_ref().expect("a remark over the plot");
    assert!(over.all("t").iter().any(|t| t.text.contains("wording")), "{over:?}");
}
