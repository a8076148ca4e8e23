//! What `scan` lists and what it leaves out, sentence by sentence; the corpus measures whole texts.

use citeplot::evidence::{Document, Figure, Format, scan};

/// The statements of a text as `words: op value unit kind`.
fn read(text: &str) -> Vec<String> {
    shown(&Document::new(text, Format::Text))
}

fn shown(document: &Document) -> Vec<String> {
    let one = |s: &citeplot::evidence::Statement| {
        let figure = match s.figure {
            Figure::One(n) => n.to_string(),
            Figure::Two(low, high) => format!("{low} {high}"),
        };
        format!("{}: {} {figure} {} {}", &document.text[s.span.clone()], s.operator, s.unit.code(), s.kind.code())
    };
    scan(document, None).iter().map(one).collect()
}

#[test]
fn numbers_that_are_no_statements_are_left_out() {
    for text in [
        "In 2017 and again on 14 March 2019 the council met.",
        "See pages 12 and 45, Table 3, Figures 4 and section 2.1.",
        "The survey of 1,004 adults was conducted by telephone (n = 1,004).",
        "The difference is significant (p < 0.05; t(410) = 2.45; 95% CI).",
        "The margin of error is plus or minus 3.1 percentage points.",
        "People aged 18 to 34 and those over 65 were asked about ages 12 to 17.",
        "It costs $25 million, or 3 dollars a head, 12 kilometres away.",
        "They rated it on a 5-point scale; the mean was 3.4.",
        "In the second half of the 20th century it took half an hour.",
        "The two-thirds majority of the majority leader was the most important.",
        "Article 5 of Law 1244, COVID-19, G20, http://example.org/2024/60%25",
    ] {
        assert_eq!(read(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn marks_of_notes_prices_and_denominators_are_no_statements() {
    let plain = "Some 61% of nurses agreed.1 Only 30%2 of doctors did. Then 20% left.3 And 10% came.";
    assert_eq!(
        read(plain),
        [
            "Some 61%: ~ 61 percent share",
            "30%: = 30 percent share",
            "20%: = 20 percent share",
            "10%: = 10 percent share"
        ]
    );
    let document = Document::new(plain, Format::Text);
    let sentences: Vec<&str> = scan(&document, None).iter().map(|s| &plain[s.sentence.clone()]).collect();
    assert_eq!(sentences[0], "Some 61% of nurses agreed.1", "{sentences:?}");
    assert_eq!(read("It rose to $4.50, or 12% more."), ["12%: = 12 percent change"]);
    assert_eq!(read("Deaths per 1,000 live births were few; a test with 80% power."), Vec::<String>::new());
    assert_eq!(read("A law needs a 2/3 vote. Half as many came."), Vec::<String>::new());
}

#[test]
fn shortened_hedges_and_units_are_read() {
    assert_eq!(read("In the north c. 15% of farms closed."), ["c. 15%: ~ 15 percent share"]);
    assert_eq!(read("Of the farms, ca. 15 percent closed."), ["ca. 15 percent: ~ 15 percent share"]);
    assert_eq!(read("Turnout was 61.2pc in May; 3 PC makers left."), ["61.2pc: = 61.2 percent share"]);
    assert_eq!(
        read("Trust is high in Alba (62%), Borduria (58) and Syldavia (55)."),
        ["62%: = 62 percent share", "58: = 58 percent share", "55: = 55 percent share"]
    );
}

#[test]
fn endings_of_place_close_a_turkish_fraction() {
    assert_eq!(
        read("Bu araştırmaya göre ailelerin onda dokuzunda televizyon bulunuyor ve izleniyor."),
        ["onda dokuzunda: ~ 90 percent proportion"]
    );
}

#[test]
fn tables_with_decimal_commas_are_read() {
    let shares = |text: &str| -> Vec<String> {
        let found = shown(&Document::new(text, Format::Markdown));
        found.iter().map(|s| s.split(": ").nth(1).unwrap_or_default().to_owned()).collect()
    };
    let rows = "\n\n| Ilçe | 2021 | 2023 |\n|---|---|---|\n| Merkez | 30,6 | %31,05 |\n| Kuzey | 8,1 | 9,2 |\n";
    let wanted = ["= 30.6 percent share", "= 31.05 percent share", "= 8.1 percent share", "= 9.2 percent share"];
    assert_eq!(shares(&format!("Tablo 1. İlçelere göre oranlar (yüzde){rows}")), wanted);
    assert_eq!(shares(&format!("Table 1. Shares by district (%){rows}")), wanted);
    assert_eq!(shares(&format!("Таблица 1. Доли по районам, в процентах{rows}")), wanted);
    let counted = "Table 1 (%)\n\n| Town | Share | n |\n|---|---|---|\n| Alba | 30,6 | 1,204 |\n";
    assert_eq!(shares(counted), ["= 30.6 percent share"]);
}

#[test]
fn a_line_of_empty_cells_is_read_at_once() {
    let started = std::time::Instant::now();
    assert_eq!(read(&"|".repeat(20_000)), Vec::<String>::new());
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
}

#[test]
fn changes_are_told_from_shares() {
    assert_eq!(read("Trust rose by 12 percent."), ["12 percent: = 12 percent change"]);
    assert_eq!(read("Trust rose to 12 percent."), ["12 percent: = 12 percent share"]);
    assert_eq!(read("Trust fell 4 percentage points."), ["4 percentage points: = 4 points change"]);
    assert_eq!(read("A 15-point lead."), ["15-point: = 15 points change"]);
    assert_eq!(read("Complaints more than doubled."), ["more than doubled: > 2 times change"]);
    assert_eq!(
        read("It grew from 26 percent to 38 percent."),
        ["26 percent: = 26 percent share", "38 percent: = 38 percent share"]
    );
}

#[test]
fn counts_are_of_people_and_things() {
    assert_eq!(read("It has over 120 members."), ["over 120: > 120 count count"]);
    assert_eq!(read("Some 3.4 million people left."), ["Some 3.4 million: ~ 3400000 count count"]);
    assert_eq!(read("The number of cases fell to 312."), ["312: = 312 count count"]);
}

#[test]
fn lists_share_the_unit_at_their_end() {
    assert_eq!(read("Yes, no and unsure had 41, 34 and 25 percent.").len(), 3);
    assert_eq!(read("On June 4, 62 percent agreed."), ["62 percent: = 62 percent share"]);
}

#[test]
fn tables_take_the_unit_of_head_caption_or_row() {
    let table = "Table 1. Support, percent\n\n| | 2019 | 2021 | n |\n|---|---|---|---|\n| Yes | 41 | <0.5 | 512 |\n";
    let document = Document::new(table, Format::Markdown);
    assert_eq!(shown(&document), ["41: = 41 percent share", "<0.5: < 0.5 percent share"]);
    assert_eq!(document.text[scan(&document, None)[0].sentence.clone()], *"Yes\t41\t<0.5\t512");
    // Nothing says what these numbers count.
    assert_eq!(read("Yes\t41\t38\nNo\t59\t62"), Vec::<String>::new());
}

#[test]
fn markup_is_taken_out_and_places_are_kept() {
    let html = "<head><title>12 facts</title></head><h2>3. Results</h2><p><b>62&nbsp;%</b> agree.<script>var a = '99%';</script></p>";
    let document = Document::new(html, Format::Html);
    assert_eq!(document.text, "3. Results\n\n62 % agree.\n");
    let found = scan(&document, None);
    assert_eq!(document.section_at(found[0].span.start), Some("3"));
    let text = Document::new("1 A\n\nOne.\u{c}2 B\n\n62% agree.", Format::Text);
    assert_eq!(text.page_at(scan(&text, None)[0].span.start), Some(2));
}

#[test]
fn the_list_of_references_states_nothing() {
    assert_eq!(read("One.\n\nREFERENCES\n\n- Simon, E. (2019). Half of it is in oil and gas.\n").len(), 0);
}

#[test]
fn a_sentence_goes_round_abbreviations_and_line_breaks() {
    let document =
        Document::new("First one. Smith et al. (2019, p. 12) say that\n62 percent agree. Next one.", Format::Text);
    let found = scan(&document, None);
    assert_eq!(document.text[found[0].sentence.clone()], *"Smith et al. (2019, p. 12) say that\n62 percent agree.");
}

#[test]
fn any_text_is_read_without_a_fault() {
    for text in [
        "",
        "%",
        "1",
        "-",
        "in the",
        "١٢٪",
        "12\u{301}%",
        "½",
        "0/0",
        "1/0",
        "every",
        "…\n\t|\t|",
        "９９%",
        "a\u{0}b 5%",
    ] {
        read(text);
    }
    read(&"9".repeat(5000));
    read(&"one hundred ".repeat(5000));
    read(&"| 1 ".repeat(5000));
    read(&"62% and ".repeat(5000));
}

#[test]
fn a_full_stop_within_a_citation_ends_no_sentence() {
    let text = "A third of them agreed (Koch. 2013), and 12 percent did not.";
    let document = Document::new(text, Format::Text);
    let sentences: Vec<&str> = scan(&document, None).iter().map(|s| &text[s.sentence.clone()]).collect();
    assert_eq!(sentences, [text, text]);
}
