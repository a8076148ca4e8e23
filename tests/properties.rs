//! What holds for every input: texts go round, nothing panics, lines fit, scales do not turn back.

use citeplot::figure::layout::{Scale, dodge, hatch, wrap, wrap_balanced, wrap_paragraph};
use citeplot::figure::scene::{Bounds, Point, Span};
use citeplot::language::lexicon::Reader;
use citeplot::model::{HedgeRules, Pages, PartialDate, Unit, Value};
use citeplot::project::config;
use citeplot::project::recipe::Filter;
use citeplot::render::escape;
use citeplot::style::Theme;
use citeplot::{example, project};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// The same cases on every run, and no file of counterexamples: a failing case is printed, and becomes a test of its own.
fn config(cases: u32) -> ProptestConfig {
    let rng_seed = RngSeed::Fixed(7);
    ProptestConfig { cases, failure_persistence: None, rng_seed, ..ProptestConfig::default() }
}

fn value_text() -> impl Strategy<Value = String> {
    let number =
        (0u32..1000, 0u32..3).prop_map(|(n, d)| format!("{:.*}", d as usize, f64::from(n) / 10f64.powi(d as i32)));
    let hedged = (prop_oneof!["", "~", "<", "<=", ">", ">=", "nearly "], number).prop_map(|(h, n)| format!("{h}{n}"));
    let range = (0u32..50, 50u32..100).prop_map(|(a, b)| format!("{a}-{}", b + 1));
    let word = prop_oneof![Just("majority"), Just("minority"), Just("none")].prop_map(str::to_owned);
    prop_oneof![hedged, range, word]
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn values_go_round(text in value_text()) {
        let value: Value = text.parse().expect("a value");
        prop_assert_eq!(value.to_string(), text);
    }

    #[test]
    fn any_value_that_reads_goes_round(text in "\\PC{0,12}") {
        if let Ok(value) = text.parse::<Value>() {
            prop_assert_eq!(value.to_string().parse::<Value>().expect("it was written by us"), value);
        }
    }

    #[test]
    fn page_ranges_go_round(spans in proptest::collection::vec((1u32..5000, 1u32..5000), 1..4)) {
        let text = spans.iter().map(|(a, b)| if a == b { a.to_string() } else { format!("{a}-{b}") }).collect::<Vec<_>>().join(", ");
        let pages: Pages = text.parse().expect("pages");
        prop_assert_eq!(pages.to_string(), text);
    }

    #[test]
    fn dates_go_round(year in 1000u16..3000, month in 1u8..=12, day in 1u8..=28) {
        for text in [format!("{year}"), format!("{year}-{month:02}"), format!("{year}-{month:02}-{day:02}")] {
            let date: PartialDate = text.parse().expect("a date");
            prop_assert_eq!(date.to_string(), text);
            prop_assert!(!date.is_after(date));
        }
    }

    #[test]
    fn intervals_of_percentages_stay_between_0_and_100(text in value_text()) {
        let value: Value = text.parse().expect("a value");
        let sound = value.numbers().iter().all(|n| n.value() <= 100.0);
        if let Some(interval) = HedgeRules::default().read(&value, Unit::Percent, None).interval.filter(|_| sound) {
            let high = interval.high.expect("a percentage has an upper end");
            prop_assert!(0.0 <= interval.low.value && interval.low.value <= high.value && high.value <= 100.0);
            for number in value.numbers() {
                prop_assert!(interval.low.value <= number.value() && number.value() <= high.value);
            }
        }
    }

    #[test]
    fn dodged_places_keep_their_order_and_their_distance(
        places in proptest::collection::vec(0.0f64..100.0, 1..9),
        gap in 1.0f64..10.0,
    ) {
        let moved = dodge(&places, gap, Span::new(0.0, 100.0));
        let mut order: Vec<usize> = (0..places.len()).collect();
        order.sort_by(|a, b| places[*a].total_cmp(&places[*b]));
        for pair in order.windows(2) {
            prop_assert!(moved[pair[1]] - moved[pair[0]] >= gap - 1e-9, "{moved:?}");
        }
        prop_assert!(moved.iter().all(|y| (-1e-9..=100.0 + 1e-9).contains(y)), "{moved:?}");
    }

    #[test]
    fn no_parser_panics(text in "\\PC{0,80}") {
        let _ = text.parse::<Value>();
        let _ = text.parse::<Pages>();
        let _ = text.parse::<PartialDate>();
        let _ = text.parse::<Filter>();
        for tag in ["en", "tr", "ru", "kk", "he"] {
            for found in Reader::of_tag(tag).expressions(&text) {
                prop_assert!(text.get(found.span).is_some());
            }
        }
    }

    #[test]
    fn no_file_panics_the_loader(text in "\\PC{0,200}") {
        let _ = project::dataset_from_texts("demo", &text, &text, &text);
        let _ = project::recipe_from_text("demo", &text, "demo");
        let _ = config::from_text(&text);
    }

    #[test]
    fn no_change_of_a_byte_panics_the_loader(at in 0usize..2000, byte in any::<u8>()) {
        let mut claims = example::CLAIMS.as_bytes().to_vec();
        let mut dataset = example::DATASET.as_bytes().to_vec();
        let mut references = example::REFERENCES.as_bytes().to_vec();
        for text in [&mut claims, &mut dataset, &mut references] {
            let length = text.len();
            text[at % length] = byte;
        }
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let (dataset, sources, mut report) =
            project::dataset_from_texts("demo", &text(&dataset), &text(&claims), &text(&references));
        citeplot::check::run(&dataset, &config::Config::default(), &mut report);
        report.sort(&sources);
        let _ = citeplot::diag::human::render(&report, &sources, true);
        let _ = citeplot::diag::json::render(&report, &sources);
    }

    #[test]
    fn wrapped_lines_fit_their_box(text in "[\\PC ]{0,120}", limit in 40.0f64..600.0, size in 8.0f64..30.0) {
        let theme = Theme::default();
        let style = theme.bold(size, theme.palette.foreground);
        for lines in [
            wrap(&theme, &text, style, limit),
            wrap_balanced(&theme, &text, style, limit),
            wrap_paragraph(&theme, &text, style, limit),
        ] {
            for line in &lines {
                prop_assert!(theme.measure(line, style) <= limit + 1e-6 || line.chars().count() == 1, "{line:?}");
            }
            let kept = |s: &str| s.split([' ', '\n', '\t', '\u{a0}']).collect::<String>();
            prop_assert_eq!(kept(&lines.concat()), kept(&text));
        }
    }

    #[test]
    fn scales_are_monotone_and_stay_in_their_range(a in 0.0f64..1e6, b in 0.0f64..1e6, most in 0.0f64..1e6) {
        for scale in [Scale::percent(100.0, 900.0), Scale::count(most, 100.0, 900.0), Scale::diverging(most, 100.0, 900.0)] {
            let (x, y) = (scale.x(a.min(b)), scale.x(a.max(b)));
            prop_assert!(100.0 <= x && x <= y && y <= 900.0);
            prop_assert!(scale.ticks().windows(2).all(|w| w[0] < w[1]));
            prop_assert!(scale.top() >= most.min(100.0) || scale.top() >= most);
        }
    }

    #[test]
    fn hatching_stays_in_its_box(left in 0.0f64..500.0, top in 0.0f64..500.0, wide in 0.0f64..300.0, high in 0.0f64..60.0) {
        let bounds = Bounds { left, top, right: left + wide, bottom: top + high };
        for line in hatch(&bounds, 7.0) {
            let (Point { x: x1, y: y1 }, Point { x: x2, y: y2 }) = (line.from, line.to);
            for (x, y) in [(x1, y1), (x2, y2)] {
                prop_assert!(left - 1e-6 <= x && x <= left + wide + 1e-6, "{x}");
                prop_assert!(top - 1e-6 <= y && y <= top + high + 1e-6, "{y}");
            }
        }
    }

    #[test]
    fn escaped_text_holds_no_markup(text in "\\PC{0,60}|[<>&\"'\u{0}-\u{1f}]{0,20}") {
        let escaped = escape(&text);
        prop_assert!(!escaped.contains(['<', '>', '"']));
        prop_assert!(!escaped.chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
    }
}
