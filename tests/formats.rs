//! SVG, PNG and PDF files, read back.

use std::io::Cursor;
use std::ops::Range;
use std::path::Path;

use base64::Engine as _;
use citeplot::build::{BuildOptions, FigureFormat, RenderOptions, figures, files};
use citeplot::diag::Report;
use citeplot::figure::Figure;
use citeplot::figure::scene::Weight;
use citeplot::project::{self, Project};
use citeplot::render;
use citeplot::style::font::{Face, FontError, Fonts, TextAs};

fn demo() -> (Project, Vec<Figure>) {
    let (project, _) = project::read(Path::new("tests/demo"));
    let wanted = BuildOptions::new().only("trend").only("bars").theme("house");
    let drawn = figures(&project, &wanted, &mut Report::new());
    assert_eq!(drawn.len(), 8);
    (project, drawn)
}

/// The fonts in an SVG file, by family and weight.
fn fonts(svg: &str) -> Vec<(String, u16, Vec<u8>)> {
    let mut found = Vec::new();
    for rule in svg.split("@font-face{").skip(1) {
        let between = |a: &str, b: &str| rule.split_once(a).and_then(|(_, r)| r.split_once(b)).expect("a rule").0;
        let bytes = base64::engine::general_purpose::STANDARD.decode(between("base64,", ")")).expect("base64");
        found.push((
            between("font-family:'", "'").to_owned(),
            between("font-weight:", ";").parse().expect("a weight"),
            bytes,
        ));
    }
    found
}

#[test]
fn embedded_fonts_hold_every_character_at_its_measured_width() {
    let (_, figures) = demo();
    for figure in &figures {
        let svg = render::svg(&figure.scene, TextAs::Embedded);
        let embedded = fonts(&svg);
        assert_eq!(embedded.len(), 2, "{}", figure.id);
        for text in figure.scene.texts() {
            let weight = if text.style.weight == Weight::Bold { 700 } else { 400 };
            let (family, _, bytes) = embedded.iter().find(|f| f.1 == weight).expect("both weights");
            assert!(svg.contains(&format!("font-family=\"{family}, ")), "{family}");
            let face = ttf_parser::Face::parse(bytes, 0).expect("a font");
            let measured = Fonts::bundled();
            for c in text.text.chars() {
                let glyph = face.glyph_index(c).unwrap_or_else(|| panic!("`{c}` of {} is not in its font", figure.id));
                let advance = f64::from(face.glyph_hor_advance(glyph).expect("an advance"));
                let expected = measured.width(&c.to_string(), 1.0, text.style.weight);
                assert!((advance / f64::from(face.units_per_em()) - expected).abs() < 1e-6, "{c}");
            }
        }
    }
}

#[test]
fn digits_are_as_wide_as_one_another() {
    let fonts = Fonts::bundled();
    for weight in [Weight::Regular, Weight::Bold] {
        let widths: Vec<f64> = ('0'..='9').map(|d| fonts.width(&d.to_string(), 100.0, weight)).collect();
        assert!(widths.windows(2).all(|pair| pair[0] == pair[1]), "{widths:?}");
    }
}

#[test]
fn outlines_replace_every_text_and_keep_its_words() {
    let (_, figures) = demo();
    let scene = &figures[0].scene;
    let svg = render::svg(scene, TextAs::Paths);
    assert!(!svg.contains("<text") && !svg.contains("@font-face"));
    for text in scene.texts() {
        assert!(svg.contains(&format!("aria-label=\"{}\"", render::escape(&text.text))), "{}", text.text);
    }
    // Text of the system has neither outlines nor fonts.
    let svg = render::svg(scene, TextAs::System);
    assert!(svg.contains("<text") && !svg.contains("@font-face") && !svg.contains("aria-label=\""));
}

#[test]
fn png_files_have_their_size_and_say_what_they_show() {
    let (_, figures) = demo();
    let scene = &figures[0].scene;
    for scale in [1.0, 2.0, 3.0] {
        let bytes = render::png(scene, scale).expect("a picture");
        let mut reader = png::Decoder::new(Cursor::new(&bytes)).read_info().expect("a PNG file");
        let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
        reader.next_frame(&mut pixels).expect("pixels");
        let info = reader.info();
        assert_eq!((info.width, info.height), ((scene.width * scale) as u32, (scene.height * scale) as u32));
        let text = |key: &str| {
            let chunk = info.utf8_text.iter().find(|t| t.keyword == key).unwrap_or_else(|| panic!("no {key}"));
            chunk.get_text().expect("text")
        };
        assert_eq!(text("Title"), scene.title);
        assert_eq!(text("Description"), scene.description);
        assert_eq!(text("Software"), "citeplot");
        assert_eq!(text("citeplot"), scene.metadata);
        let metadata: serde_json::Value = serde_json::from_str(&text("citeplot")).expect("JSON");
        assert_eq!(metadata["claims"].as_array().expect("claims").len(), figures[0].claims.len());
        // The ground is that of the theme, and something stands on it.
        assert_eq!(&pixels[..3], [0xfb, 0xf7, 0xef]);
        assert!(pixels.chunks_exact(3).filter(|p| *p != [0xfb, 0xf7, 0xef]).count() > 1000);
    }
    assert!(render::png(scene, 1000.0).is_err());
}

#[test]
fn pdf_files_are_tagged_and_carry_their_claims() {
    let (_, figures) = demo();
    let bytes = render::pdf(&figures[0].scene).expect("a document");
    assert!(bytes.starts_with(b"%PDF-1."));
    let text = String::from_utf8_lossy(&bytes);
    for part in ["/StructTreeRoot", "/Figure", "/Alt", "/EmbeddedFile", "claims.json", "/Lang"] {
        assert!(text.contains(part), "{part}");
    }
    assert!(!text.contains("/CreationDate"), "no clock");
}

#[test]
fn every_format_gives_the_same_bytes_twice() {
    let (project, figures) = demo();
    for &format in FigureFormat::ALL {
        for text in TextAs::ALL {
            let kept: Vec<Figure> = figures[..2].iter().cloned().map(|figure| figure.with_text(text)).collect();
            let drawing = RenderOptions::new(format).scale(1.0);
            let first = files(&project, &kept, &drawing).expect("drawn");
            let second = files(&project, &kept, &drawing).expect("drawn");
            assert!(first == second, "{format:?} {text:?}");
        }
    }
}

#[test]
fn a_font_that_is_none_is_refused_and_a_sound_one_is_named() {
    assert!(Face::new(&b"not a font"[..]).is_err());
    assert!(Face::new(&b"wOF2...."[..]).expect_err("packed").to_string().contains("WOFF"));
    assert!(Face::new(&b"ttcf...."[..]).expect_err("several").to_string().contains("collection"));
    let bytes = std::fs::read("assets/fonts/Inter-Bold.ttf").expect("the bundled font");
    // Any cut of a sound file is read or refused, but never a panic.
    for end in (0..bytes.len()).step_by(9973) {
        Face::new(bytes[..end].to_vec()).ok();
    }
    assert_eq!(Face::new(bytes).expect("sound").name(), "Inter");
}

/// Pseudo-random numbers, the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).expect("below a usize")
    }
}

/// Where the tables of a font stand that a shaper follows, by their tags.
fn tables(font: &[u8]) -> Vec<(&str, Range<usize>)> {
    let number = |at: usize| u32::from_be_bytes(font[at..at + 4].try_into().expect("four bytes")) as usize;
    let count = usize::from(u16::from_be_bytes([font[4], font[5]]));
    let record = |i: usize| {
        let at = 12 + i * 16;
        let tag = std::str::from_utf8(&font[at..at + 4]).expect("a tag");
        (tag, number(at + 8)..number(at + 8) + number(at + 12))
    };
    let shaping = |tag: &str| ["GSUB", "GPOS", "GDEF", "cmap", "hhea", "head"].contains(&tag);
    (0..count).map(record).filter(|(tag, _)| shaping(tag)).collect()
}

/// Sets texts of several scripts with a font, when it is not refused.
fn set_with(font: Vec<u8>) -> Result<(), FontError> {
    let face = std::sync::Arc::new(Face::new(font)?);
    let fonts = Fonts::new(Some(&[face.clone(), face]), &[]);
    for text in ["اشهد A1 לא", "शक्ति fi 1/2", "กำ ffi", "Əğç — ≈ 55%"] {
        fonts.glyphs(text, Weight::Regular);
        fonts.width(text, 16.0, Weight::Bold);
    }
    Ok(())
}

#[test]
fn a_font_with_damaged_tables_is_refused_or_used_and_never_a_panic() {
    let sound = std::fs::read("assets/fonts/Inter-Regular.ttf").expect("the bundled font");
    let tables = tables(&sound);
    // Far outside the file: the reader of tables asserts that nothing is, in builds that check such things.
    let mut bytes = sound.clone();
    let map = tables.iter().find(|(tag, _)| *tag == "cmap").expect("a font has a map of characters").1.start;
    bytes[map + 48] = 0xff;
    assert!(set_with(bytes) == Err(FontError::Damaged) || cfg!(not(debug_assertions)));
    let mut dice = Dice(11);
    for _ in 0..30 {
        let mut bytes = sound.clone();
        for _ in 0..=dice.below(6) {
            let table = &tables[dice.below(tables.len())].1;
            let reach = if dice.below(2) == 0 { table.len().min(400) } else { table.len() };
            bytes[table.start + dice.below(reach)] = [0, 0xff, 0x7f, 0x80, 1][dice.below(5)];
        }
        set_with(bytes).ok();
    }
}
