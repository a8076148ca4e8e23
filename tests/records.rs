//! The short forms of records: each claim keeps all that a full one has, and a fault points at its own cell.

use citeplot::check::{
    self,
    comparability::{self, Nearness},
};
use citeplot::diag::Report;
use citeplot::model::{Dataset, Operator};
use citeplot::project::{self, config::Config};
use citeplot::source::Sources;

/// A made-up report on commuting in three waves and two towns, with its topline as a second document.
const DATASET: &str = r#"
id    = "commuting"
title = "Getting to work"
quote_lang = "en"

[[document]]
work = "transit2024"

[[document]]
work = "topline2024"

[[group]]
id    = "under-30"
label = "Under 30"
n     = { wave-2023 = 214, wave-2024 = 198 }

[[group]]
id      = "women-under-30"
label   = "Women under 30"
part_of = "under-30"
aliases = ["young women"]

[[place]]
id    = "northport"
label = { en = "Northport", tr = "Kuzey Limanı" }

[[question]]
id      = "main-mode"
label   = "Main way to work"
wording = "verbatim"

[[question.response]]
id       = "bus"
label    = "Bus"
polarity = "neutral"
aliases  = ["city bus"]

[[question.response]]
id       = "tram"
label    = "Tram"
polarity = "neutral"

[[question.response]]
id       = "public-transport"
label    = "Public transport (net)"
polarity = "neutral"
sum_of   = ["bus", "tram"]

[[survey]]
id          = "wave-2022"
label       = "Commuter Survey 2022"
series      = "commuter-survey"
place       = "northport"
conducted_by = "Office of Transit"
population  = "Employed adults"
field_start = "2022-05-01"
field_end   = "2022-05-20"
n           = 1040
undisclosed = "all others"

[[survey]]
id          = "wave-2023"
extends     = "wave-2022"
label       = "Commuter Survey 2023"
field_start = "2023-05-02"
field_end   = "2023-05-21"
n           = 1012

[[survey]]
id          = "wave-2024"
extends     = "wave-2023"
label       = "Commuter Survey 2024"
field_start = "2024-05-03"
field_end   = "2024-05-22"
n           = "not-reported"
"#;

const REFERENCES: &str = "@report{transit2024, title={Getting to Work}, author={{Office of Transit}}, date={2024}}\n\
                          @report{topline2024, title={Topline}, author={{Office of Transit}}, date={2024}}\n";

fn read(claims: &str) -> (Dataset, Sources, Report) {
    project::dataset_from_texts("commuting", DATASET, claims, REFERENCES)
}

/// The faults of a text of claims: the words underlined, and the message.
fn faults(claims: &str) -> Vec<(String, String)> {
    let (_, sources, report) = read(claims);
    let said = report.iter().map(|d| {
        let words = d.spot.map_or("", |s| &sources.text(s.file)[s.start as usize..s.end as usize]);
        (words.to_owned(), d.message.clone())
    });
    said.collect()
}

#[test]
fn every_cell_of_a_table_is_a_claim_of_its_own() {
    let (dataset, sources, report) = read(
        r#"
[defaults]
document = "topline2024"
question = "main-mode"

[[table]]
table   = 3
page    = 12
rows    = "survey"
columns = "response"
signs   = { "*" = "<0.5" }
cells   = """
          | Bus | tram | city BUS
----------|-----|------|---------
wave-2022 | 31% | *    |
wave-2024 | ~30 | 12.5 | –
"""
"#,
    );
    assert!(report.is_empty(), "{report:?}");
    let claims = &dataset.claims;
    let told: Vec<(&str, String, &str)> =
        claims.iter().map(|c| (c.id.as_str(), c.value.to_string(), c.as_written.as_str())).collect();
    assert_eq!(
        told,
        [
            ("main-mode-bus-wave-2022", "31".to_owned(), "31%"),
            ("main-mode-tram-wave-2022", "<0.5".to_owned(), "*"),
            ("main-mode-bus-wave-2024", "~30".to_owned(), "~30"),
            ("main-mode-tram-wave-2024", "12.5".to_owned(), "12.5"),
        ]
    );
    let mut found = Report::new();
    check::run(&dataset, &Config::default(), &mut found);
    let accused = ["value-not-in-quote", "operator-mismatch"];
    let of_signs: Vec<_> = found.iter().filter(|d| accused.contains(&d.code.name)).collect();
    assert!(of_signs.is_empty(), "a sign states what the record says it stands for: {of_signs:?}");
    let cell = claims[3].locator.cell.as_ref().expect("a cell knows its place in the grid");
    assert_eq!((cell.row.as_str(), cell.column.as_str()), ("wave-2024", "tram"));
    assert_eq!(claims[3].locator.table.as_deref(), Some("3"));
    assert_eq!(claims[3].document.as_str(), "topline2024");
    for claim in claims {
        let written = &sources.text(claim.at.file)[claim.at.start as usize..claim.at.end as usize];
        assert_eq!(written, claim.as_written.value, "the claim points at its cell");
    }
}

#[test]
fn a_passage_gives_its_quote_to_each_of_its_claims() {
    let (dataset, _, report) = read(
        r#"
[[passage]]
document  = "transit2024"
quote     = "Some 44% of those under 30 take the bus, compared with nearly a third of all commuters"
paragraph = "3"
survey    = "wave-2023"
question  = "main-mode"
response  = "bus"
claims    = [
  { group = "under-30", value = "~44" },
  { value = "nearly 33", as_written = "nearly a third" },
]
"#,
    );
    assert!(report.is_empty(), "{report:?}");
    let [young, all] = dataset.claims.as_slice() else { panic!("two claims: {:?}", dataset.claims) };
    assert_eq!((young.id.as_str(), all.id.as_str()), ("main-mode-bus-under-30-wave-2023", "main-mode-bus-wave-2023"));
    assert_eq!(young.as_written.as_str(), "Some 44%", "the words are found in the quote");
    assert_eq!(young.value.operator(), Operator::About);
    assert_eq!(young.quote.value, all.quote.value);
    assert_eq!(young.locator.paragraph.as_deref(), Some("3"));
    assert_eq!(dataset.base_of(young).map(|b| b.get(citeplot::model::Locale::En)), Some("Under 30"));
    assert_eq!(dataset.respondents_of(young), Some(214), "the n of the group, not of the survey");
    assert_eq!(dataset.respondents_of(all), Some(1012));
}

#[test]
fn a_claim_can_take_back_what_its_file_says() {
    let (dataset, _, report) = read(
        r#"
[defaults]
document = "transit2024"
question = "main-mode"
response = "bus"
group    = "under-30"
survey   = "wave-2023"
page     = 4

[[claim]]
group = "none"
value = 31
quote = "31 percent take the bus"

[[claim]]
value = 44
quote = "44 percent of the young do"
"#,
    );
    assert!(report.is_empty(), "{report:?}");
    assert_eq!(dataset.claims[0].group, None);
    assert_eq!(dataset.claims[1].group.as_ref().map(|g| g.as_str()), Some("under-30"));
}

#[test]
fn a_wave_names_only_what_is_new() {
    let (dataset, _, report) = read("");
    assert!(report.is_empty(), "{report:?}");
    let wave = dataset.survey("wave-2024").expect("the wave");
    assert_eq!(wave.series.as_deref(), Some("commuter-survey"));
    assert_eq!(wave.place.as_ref().map(|p| p.as_str()), Some("northport"));
    assert_eq!(wave.geography.stated().map(|t| t.get(citeplot::model::Locale::Tr)), Some("Kuzey Limanı"));
    assert!(wave.n.is_missing(), "a wave can say that an item is not reported this time");
    assert!(wave.mode.is_missing(), "what nobody states is not reported");
    assert_eq!(wave.population.stated().map(|t| t.get(citeplot::model::Locale::En)), Some("Employed adults"));
}

#[test]
fn a_fault_in_a_grid_points_at_its_cell_or_row() {
    let found = faults(
        r#"
[defaults]
document = "topline2024"
question = "main-mode"

[[table]]
table   = 3
rows    = "survey"
columns = "response"
cells   = """
          | bus | tram
wave-2022 | 31  | many
wave-2023 | 30  | 11 | 5
"""
"#,
    );
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0], ("many".to_owned(), "the cell `many` is not a value".to_owned()));
    assert_eq!(found[1].0, "wave-2023");
    assert!(found[1].1.contains("3 cells for 2 columns"), "{}", found[1].1);
}

#[test]
fn unknown_heads_of_a_grid_are_reported_at_the_head() {
    let claims = r#"
[[table]]
document = "topline2024"
question = "main-mode"
table   = 3
rows    = "survey"
columns = "response"
cells   = """
          | bus | tramm
wave-2022 | 31  | 4
"""
"#;
    let (dataset, sources, mut report) = read(claims);
    assert!(report.is_empty(), "{report:?}");
    check::run(&dataset, &Config::default(), &mut report);
    let unknown: Vec<&str> = report
        .iter()
        .filter(|d| d.message.contains("tramm"))
        .filter_map(|d| d.spot)
        .map(|s| &sources.text(s.file)[s.start as usize..s.end as usize])
        .collect();
    assert_eq!(unknown, ["tramm"]);
}

#[test]
fn words_that_are_not_found_once_have_to_be_named() {
    let record = |quote: &str| {
        format!(
            "[[claim]]\ndocument = \"transit2024\"\nquestion = \"main-mode\"\nresponse = \"bus\"\npage = 3\n\
             value = 31\nquote = \"{quote}\"\n"
        )
    };
    assert_eq!(faults(&record("31 percent take the bus")), []);
    let twice = faults(&record("31 percent take the bus, and 31 percent the tram"));
    assert_eq!(twice.len(), 1, "{twice:?}");
    assert!(twice[0].1.contains("more than once"), "{}", twice[0].1);
    let never = faults(&record("a few take the bus"));
    assert_eq!(never.len(), 1, "{never:?}");
    assert!(never[0].1.contains("does not state"), "{}", never[0].1);
}

#[test]
fn surveys_that_extend_each_other_in_a_ring_are_reported() {
    let dataset = r#"
id = "d"
title = "D"
document = "w"
[[survey]]
id = "a"
label = "A"
extends = "b"
undisclosed = "all others"
[[survey]]
id = "b"
label = "B"
extends = "a"
[[survey]]
id = "c"
label = "C"
extends = "nowhere"
"#;
    let (_, _, report) = project::dataset_from_texts("d", dataset, "", "@book{w, title={W}, date={2020}}");
    let messages: Vec<&str> = report.iter().map(|d| d.message.as_str()).collect();
    assert!(messages.iter().any(|m| m.contains("the survey `a` extends itself: a → b → a")), "{messages:?}");
    assert!(messages.iter().any(|m| m.contains("there is no survey `nowhere` to extend")), "{messages:?}");
    assert_eq!(messages.len(), 2, "{messages:?}");
}

#[test]
fn a_large_file_of_short_forms_is_read_like_a_small_one() {
    let head = "[defaults]\ndocument = \"transit2024\"\nquestion = \"main-mode\"\nresponse = \"bus\"\npage = 4\n\n";
    let passage = |i: usize| {
        format!(
            "[[passage]]\nquote = \"{i} take the bus\"\nclaims = [{{ id = \"c-{i}\", value = {i}, unit = \"count\" }}]\n\n"
        )
    };
    let text: String = std::iter::once(head.to_owned()).chain((1..2000).map(passage)).collect();
    let (dataset, _, report) = read(&text);
    assert!(report.is_empty(), "{:?}", report.iter().next());
    assert_eq!(dataset.claims.len(), 1999);
    assert!(dataset.claims.iter().all(|c| c.response.value == "bus" && c.locator.page.is_some()));
}

/// Two claims of waves, groups and places, and what keeps them apart.
fn apart(dataset: &str, claims: &str) -> Vec<String> {
    let (dataset, _, report) = project::dataset_from_texts("commuting", dataset, claims, REFERENCES);
    assert!(report.is_empty(), "{report:?}");
    let [a, b] = dataset.claims.as_slice() else { panic!("two claims") };
    let found = comparability::differences(&dataset, a, b, Nearness::Axis);
    found.iter().map(ToString::to_string).collect()
}

fn two(first: &str, second: &str) -> String {
    let claim = |about: &str, value: u32| format!("[[claim]]\nvalue = {value}\nquote = \"{value} percent\"\n{about}\n");
    format!(
        "[defaults]\ndocument = \"transit2024\"\nquestion = \"main-mode\"\nresponse = \"bus\"\npage = 1\n{}{}",
        claim(first, 31),
        claim(second, 44)
    )
}

#[test]
fn groups_are_told_apart() {
    let both = "survey = \"wave-2023\"";
    let found = apart(DATASET, &two(&format!("{both}\ngroup = \"under-30\""), both));
    assert_eq!(found, ["groups differ (`under-30`, `all respondents`)"]);
}

#[test]
fn waves_that_were_not_done_alike_are_no_waves() {
    let waves = two("survey = \"wave-2022\"", "survey = \"wave-2023\"");
    assert_eq!(apart(DATASET, &waves), ["waves differ (`wave-2022`, `wave-2023`)"]);
    let unlike = DATASET.replace(
        "label       = \"Commuter Survey 2023\"",
        "label = \"Commuter Survey 2023\"\npopulation = \"Residents aged 16 or over\"\nmode = \"online\"",
    );
    assert_eq!(
        apart(&unlike, &waves),
        [
            "waves differ (`wave-2022`, `wave-2023`)",
            "the surveys of one series differ in population (`Employed adults`, `Residents aged 16 or over`)",
        ],
        "a mode that only one of them reports is no difference"
    );
}

#[test]
fn one_wave_in_two_places_differs_in_place_only() {
    let dataset = format!(
        "{DATASET}\n[[place]]\nid = \"southport\"\nlabel = \"Southport\"\n\n[[survey]]\nid = \"south-2023\"\n\
         extends = \"wave-2023\"\nlabel = \"South\"\nplace = \"southport\"\npopulation = \"Employed adults in the south\"\n"
    );
    let found = apart(&dataset, &two("survey = \"wave-2023\"", "survey = \"south-2023\""));
    assert_eq!(found, ["places differ (`northport`, `southport`)"]);
}

/// The codes of the rules on shares of one question in one survey.
fn rules(shares: &[(&str, &str)]) -> Vec<&'static str> {
    let head = "[defaults]\ndocument = \"transit2024\"\nquestion = \"main-mode\"\nsurvey = \"wave-2023\"\npage = 1\n";
    let claim = |(response, value): &(&str, &str)| {
        format!(
            "[[claim]]\nresponse = \"{response}\"\nvalue = \"{value}\"\nas_written = \"x\"\nquote = \"x {value}\"\n"
        )
    };
    let (dataset, _, mut report) = read(&format!("{head}{}", shares.iter().map(claim).collect::<String>()));
    assert!(report.is_empty(), "{report:?}");
    check::run(&dataset, &Config::default(), &mut report);
    let of_interest = ["parts-exceed-whole", "net-differs-from-parts", "unreported-rest"];
    report.iter().map(|d| d.code.name).filter(|c| of_interest.contains(c)).collect()
}

#[test]
fn nets_are_held_to_their_parts_and_not_counted_twice() {
    assert_eq!(
        rules(&[("bus", "60"), ("tram", "40"), ("public-transport", "100")]),
        [""; 0],
        "no share is counted twice"
    );
    assert_eq!(rules(&[("bus", "60"), ("tram", "39"), ("public-transport", "100")]), [""; 0], "within rounding");
    assert_eq!(rules(&[("bus", "~60"), ("tram", "38"), ("public-transport", "100")]), [""; 0], "within the hedge");
    assert_eq!(
        rules(&[("bus", "60"), ("tram", "30"), ("public-transport", "100")]),
        ["net-differs-from-parts", "unreported-rest"]
    );
    assert_eq!(rules(&[("bus", "60"), ("public-transport", "100")]), [""; 0], "a part beside its net is no rest");
}

#[test]
fn a_claim_needs_no_place_in_a_document_that_numbers_nothing() {
    let claims = "[[claim]]\nid = \"a\"\nquestion = \"trust\"\nresponse = \"trusts\"\nvalue = 61\nquote = \"61 percent trust it\"\n";
    let faults = |dataset: &str| {
        let (dataset, _, report) = project::dataset_from_texts("demo", dataset, claims, citeplot::example::REFERENCES);
        (dataset.claims.len(), report.iter().map(|d| d.code.name).collect::<Vec<_>>())
    };
    let plain = citeplot::example::DATASET;
    assert_eq!(faults(plain), (1, vec!["missing-key"]));
    let unnumbered = plain.replacen("quote_lang", "numbered = false\nquote_lang", 1);
    assert_eq!(faults(&unnumbered), (1, vec![]));
}
