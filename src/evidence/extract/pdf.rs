//! PDF files, by pdf-extract and the lopdf behind it.

use std::collections::BTreeMap;
use std::thread;

use pdf_extract::{Dictionary, Object, ObjectId};

use crate::evidence::document::{Document, ReadDocumentError, Unreadable};
use crate::evidence::extract::glyphs::Glyphs;
use crate::evidence::extract::layout::{self, Line};
use crate::evidence::extract::printed::Print;
use crate::evidence::extract::widths;
use crate::guard::caught;

/// How deep pages may inherit, and forms may hold forms.
const DEEPEST: usize = 60;

/// How many forms may be drawn in all, each as often as it is.
const MOST_FORMS: u64 = 200_000;

/// How many letters a page of text has at least; a page of a scan has none, or a stamp.
const FEWEST_LETTERS: usize = 25;

/// The stack that a file of many levels may take.
const STACK: usize = 64 << 20;

/// The text of a file, a form feed between pages; headings by the size of their letters.
///
/// # Errors
/// When the file is damaged or encrypted, or has pictures of text in place of text.
pub(in crate::evidence) fn document(bytes: &[u8]) -> Result<Document, ReadDocumentError> {
    let read = || caught(|| pages(bytes)).unwrap_or(Err(Unreadable::Damaged("PDF")));
    let read = thread::scope(|scope| {
        let worker = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, read);
        worker.map(|w| w.join().unwrap_or(Err(Unreadable::Damaged("PDF"))))
    });
    let pages = read.unwrap_or(Err(Unreadable::Damaged("PDF"))).map_err(ReadDocumentError::new)?;
    let text = || pages.lines.iter().flatten().map(|line| line.text.as_str());
    let letters: usize = text().flat_map(str::chars).filter(|c| c.is_alphabetic()).count();
    if letters == 0 || pages.pictures && letters < FEWEST_LETTERS * pages.lines.len().max(1) {
        return Err(ReadDocumentError::new(Unreadable::Scan));
    }
    if text().map(spaced_letters).sum::<usize>() * 2 > letters {
        return Err(ReadDocumentError::new(Unreadable::Spaced));
    }
    Ok(Print::of(&pages.lines))
}

/// What a file draws.
struct Pages {
    /// The lines of each page.
    lines: Vec<Vec<Line>>,
    /// Whether it has pictures.
    pictures: bool,
}

fn pages(bytes: &[u8]) -> Result<Pages, Unreadable> {
    let mut file = pdf_extract::Document::load_mem(bytes).map_err(|error| match error {
        pdf_extract::Error::Decryption(_) | pdf_extract::Error::InvalidPassword => Unreadable::Encrypted,
        _ => Unreadable::Damaged("PDF"),
    })?;
    if file.is_encrypted() {
        return Err(Unreadable::Encrypted);
    }
    if !ends(&file) {
        return Err(Unreadable::Damaged("PDF"));
    }
    widths::write_out(&mut file);
    let mut lines = Vec::new();
    for number in file.get_pages().into_keys() {
        let mut glyphs = Glyphs::default();
        pdf_extract::output_doc_page(&file, &mut glyphs, number).map_err(|_| Unreadable::Damaged("PDF"))?;
        lines.push(layout::lines(&glyphs.found));
    }
    let is_picture = |object: &Object| {
        let kind = object.as_stream().and_then(|stream| stream.dict.get(b"Subtype")).and_then(Object::as_name);
        kind.is_ok_and(|kind| kind == b"Image")
    };
    Ok(Pages { lines, pictures: file.objects.values().any(is_picture) })
}

/// Whether drawing the pages ends: no page inherits from itself, and forms within forms are not too many.
fn ends(file: &pdf_extract::Document) -> bool {
    let mut sizes = BTreeMap::new();
    let mut all = 0;
    for page in file.get_pages().into_values() {
        let Ok(dictionary) = file.get_dictionary(page) else { return false };
        let mut parent = Some(dictionary);
        for level in 0.. {
            let Some(own) = parent else { break };
            if level > DEEPEST {
                return false;
            }
            let Some(forms) = forms_drawn(file, own, &mut sizes, 0) else { return false };
            all += forms;
            parent = own.get(b"Parent").and_then(Object::as_reference).ok().and_then(|id| file.get_dictionary(id).ok());
        }
        if all > MOST_FORMS {
            return false;
        }
    }
    true
}

/// How many forms the resources of a page or a form bring, with those within them; none when they are nested too deeply.
fn forms_drawn(
    file: &pdf_extract::Document,
    owner: &Dictionary,
    sizes: &mut BTreeMap<ObjectId, u64>,
    depth: usize,
) -> Option<u64> {
    if depth > DEEPEST {
        return None;
    }
    let inner = |dictionary: &Dictionary, key: &[u8]| -> Option<Dictionary> {
        let value = dictionary.get(key).ok()?;
        let (_, value) = file.dereference(value).ok()?;
        value.as_dict().ok().cloned()
    };
    let objects = inner(owner, b"Resources").and_then(|resources| inner(&resources, b"XObject")).unwrap_or_default();
    let mut drawn: u64 = 0;
    for (_, object) in &objects {
        let Ok(id) = object.as_reference() else { continue };
        let Ok(Object::Stream(stream)) = file.get_object(id) else { continue };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Image") {
            continue;
        }
        let within = match sizes.get(&id) {
            Some(known) => *known,
            None => forms_drawn(file, &stream.dict, sizes, depth + 1)?,
        };
        sizes.insert(id, within);
        drawn = drawn.saturating_add(within).saturating_add(1);
    }
    (drawn <= MOST_FORMS).then_some(drawn)
}

/// How many letters stand alone between blanks, three in a row or more: a file that places each letter by itself gives such
/// a text, in which words cannot be told.
fn spaced_letters(page: &str) -> usize {
    let (mut found, mut run) = (0, 0);
    for word in page.split_whitespace() {
        let single = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        run = if single { run + 1 } else { 0 };
        found += match run {
            0..3 => 0,
            3 => 3,
            _ => 1,
        };
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::evidence::{Document, Unreadable};

    /// A PDF file of these objects; the first is the catalogue.
    fn file(objects: &[String], trailer: &str) -> Vec<u8> {
        let mut out = String::from("%PDF-1.4\n");
        let mut starts = Vec::new();
        for (i, object) in objects.iter().enumerate() {
            starts.push(out.len());
            out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", i + 1));
        }
        let table = out.len();
        out.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
        starts.iter().for_each(|start| out.push_str(&format!("{start:010} 00000 n \n")));
        let size = objects.len() + 1;
        out.push_str(&format!("trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n"));
        out.into_bytes()
    }

    fn stream(dictionary: &str, content: &str) -> String {
        format!("<< {dictionary} /Length {} >>\nstream\n{content}\nendstream", content.len())
    }

    /// A file with one page of each content, and with forms that the pages may draw.
    fn paged(contents: &[&str], form: &str) -> Vec<u8> {
        let kids: Vec<String> = (0..contents.len()).map(|i| format!("{} 0 R", 5 + 2 * i)).collect();
        let mut objects = vec![
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            format!("<< /Type /Pages /Kids [{}] /Count {} /MediaBox [0 0 600 800] >>", kids.join(" "), contents.len()),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
            stream(
                &format!(
                    "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 4 0 R >> {form} >>"
                ),
                "q Q",
            ),
        ];
        for (i, content) in contents.iter().enumerate() {
            let resources = "<< /Font << /A 3 0 R >> /XObject << /F 4 0 R >> >>";
            objects.push(format!("<< /Type /Page /Parent 2 0 R /Contents {} 0 R /Resources {resources} >>", 6 + 2 * i));
            objects.push(stream("", content));
        }
        file(&objects, "")
    }

    /// A page with lines of text.
    fn page(lines: &[&str]) -> String {
        let shown: Vec<String> = lines.iter().map(|line| format!("({line}) Tj 0 -20 Td")).collect();
        format!("BT /A 12 Tf 50 700 Td {} ET", shown.join(" "))
    }

    /// Letters of a composite font: each is the one of ASCII, and those from `first` to `last` are `width` wide.
    fn composite(contents: &[&str], widths: &str) -> Vec<u8> {
        let map = "begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange \
            1 beginbfrange <0020> <007E> <0020> endbfrange endcmap";
        let kids: Vec<String> = (0..contents.len()).map(|i| format!("{} 0 R", 7 + 2 * i)).collect();
        let mut objects = vec![
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            format!("<< /Type /Pages /Kids [{}] /Count {} /MediaBox [0 0 600 800] >>", kids.join(" "), contents.len()),
            "<< /Type /Font /Subtype /Type0 /BaseFont /Serif /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>".to_owned(),
            format!("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Serif /FontDescriptor 5 0 R /DW 500 /W [{widths}] >>"),
            "<< /Type /FontDescriptor /FontName /Serif /Flags 4 >>".to_owned(),
            stream("", map),
        ];
        for (i, content) in contents.iter().enumerate() {
            let resources = "<< /Font << /A 3 0 R >> >>";
            objects.push(format!("<< /Type /Page /Parent 2 0 R /Contents {} 0 R /Resources {resources} >>", 8 + 2 * i));
            objects.push(stream("", content));
        }
        file(&objects, "")
    }

    /// A text in the letters of a composite font.
    fn coded(text: &str) -> String {
        let codes: String = text.chars().map(|c| format!("{:04X}", u32::from(c))).collect();
        format!("<{codes}>")
    }

    fn without_forms(contents: &[&str]) -> Vec<u8> {
        let text = String::from_utf8(paged(contents, "")).expect("ASCII");
        // The same length, so that the table of places holds.
        text.replace("/XObject << /F 4 0 R >>", "/Xobject << /F 4 0 R >>").into_bytes()
    }

    #[test]
    fn the_text_of_a_file_is_read_page_by_page() {
        let (first, second) = (
            page(&["About 41 percent of the adults", "came every week, it was found."]),
            page(&["Less than 4 percent never came at all."]),
        );
        let document = Document::read(&without_forms(&[&first, &second]), "report.pdf").expect("a document");
        assert_eq!(document.pages.len(), 2, "{:?}", document.text);
        let place = document.text.find("4 percent never").expect("there");
        assert_eq!(document.page_at(place), Some(2));
        assert!(document.text.contains("About 41 percent of the adults\n"), "{:?}", document.text);
    }

    #[test]
    fn letters_that_are_moved_together_stay_in_one_word() {
        // The capital is 722 wide, the figures are 250: as lists of one, and as ranges.
        let widths = "65 [722] 67 90 722 48 57 250 44 [250] 32 32 250";
        let kerned = |parts: &[(&str, i32)]| -> String {
            parts.iter().map(|(text, by)| format!("{} {by} ", coded(text))).collect()
        };
        let line = kerned(&[("T", 80), ("oday in ", 0), ("VI", 37), ("LLAGES 11", -30), (",3 percent", 0)]);
        let drawn =
            format!("BT /A 12 Tf 50 700 Td [{line}] TJ 0 -14 Td [{}] TJ ET", kerned(&[("left", -250), ("them.", 0)]));
        // The next part of a line is placed by itself, where the letters before it end.
        let placed = format!("BT /A 12 Tf 50 640 Td {} Tj 26.66 0 Td {} Tj ET", coded("CHP"), coded("4,5"));
        let document = Document::read(&composite(&[&drawn, &placed], widths), "a.pdf").expect("a document");
        assert_eq!(document.text, "Today in VILLAGES 11,3 percent\nleft them.\n\n\u{c}CHP4,5\n");
    }

    #[test]
    fn cells_that_stand_in_columns_make_rows_and_dashes_join_lines() {
        let line = "BT /A 12 Tf 50 700 Td (Of the 18\\226) Tj 0 -14 Td (24 year olds, 41% came.) Tj ET";
        let document = Document::read(&without_forms(&[line]), "a.pdf").expect("a document");
        assert_eq!(document.text, "Of the 18–24 year olds, 41% came.\n");
        let row = |y: i32, cells: [&str; 3]| -> String {
            let place = |(i, cell): (usize, &str)| format!("1 0 0 1 {} {y} Tm ({cell}) Tj ", 50 + 150 * i);
            cells.into_iter().enumerate().map(place).collect()
        };
        let rows: String =
            [(660, ["Town", "2019", "2023"]), (640, ["Alba", "41.5", "30"]), (620, ["Syldavia", "8", "9.2"])]
                .into_iter()
                .map(|(y, cells)| row(y, cells))
                .collect();
        let drawn = format!("BT /A 12 Tf 1 0 0 1 50 680 Tm (Table 1. Shares \\(percent\\)) Tj {rows} ET");
        let document = Document::read(&without_forms(&[&drawn]), "a.pdf").expect("a document");
        assert!(document.text.contains("Town\t2019\t2023\nAlba\t41.5\t30\nSyldavia\t8\t9.2\n"), "{:?}", document.text);
        let found = crate::evidence::scan(&document, None);
        assert_eq!(found.len(), 4, "{found:?}");
    }

    #[test]
    fn heads_and_numbers_of_pages_are_known_and_headings_by_their_size() {
        let page = |number: u32, lines: &[&str]| -> String {
            let shown: String = lines.iter().map(|line| format!("({line}) Tj 0 -14 Td ")).collect();
            // Head and foot are drawn first.
            format!(
                "BT /A 9 Tf 200 780 Td (Farms of the north) Tj ET BT /A 9 Tf 300 20 Td ({number}) Tj ET \
                 BT /A 16 Tf 50 720 Td (Part {number} of it) Tj ET BT /A 12 Tf 50 690 Td {shown} ET"
            )
        };
        let first =
            page(11, &["Of all the farms of the north that were asked in spring,", "about 61 percent of those"]);
        let second = page(12, &["who own them keep sheep; the others had nothing to say on", "the matter at all."]);
        let second = second.replace("BT /A 16 Tf 50 720 Td (Part 12 of it) Tj ET ", "");
        let document = Document::read(&without_forms(&[&first, &second]), "a.pdf").expect("a document");
        assert_eq!((document.printed, document.pages.len(), document.guessed), (Some(10), 2, true));
        assert!(document.text.contains("about 61 percent of those\n\u{c}who own them"), "{:?}", document.text);
        assert!(!document.text.contains("Farms of"), "{:?}", document.text);
        let headings: Vec<&str> = document.headings.iter().map(|h| h.title.as_str()).collect();
        assert_eq!(headings, ["Part 11 of it"]);
    }

    #[test]
    fn raised_numbers_call_notes_and_begin_them() {
        let drawn = "BT /A 12 Tf 50 700 Td (Nearly 30 percent of all herds) Tj 7 Tf 5 Ts (4) Tj 0 Ts 12 Tf ( are small.) Tj ET \
            BT /A 6 Tf 50 103 Td (4) Tj /A 9 Tf 5 -3 Td (Those of 12 sheep or fewer.) Tj ET";
        let drawn = drawn.replace(" 7 Tf", " /A 7 Tf").replace(" 12 Tf (", " /A 12 Tf (");
        let document = Document::read(&without_forms(&[&drawn]), "a.pdf").expect("a document");
        assert!(document.text.contains("all herds are small."), "{:?}", document.text);
        let note = &document.footnotes[0];
        assert_eq!((note.number.as_str(), &document.text[note.span.clone()]), ("4", "Those of 12 sheep or fewer."));
    }

    #[test]
    fn a_file_of_one_sentence_is_no_picture() {
        let document = Document::read(&without_forms(&[&page(&["12% of us left."])]), "a.pdf").expect("a document");
        assert_eq!(document.text, "12% of us left.\n");
    }

    #[test]
    fn files_that_cannot_be_read_say_why() {
        let refused = |bytes: &[u8]| Document::read(bytes, "a.pdf").expect_err("refused").kind;
        let text = page(&["About 41 percent of the adults came every week."]);
        assert_eq!(refused(b"%PDF-1.7\n\xff"), Unreadable::Damaged("PDF"));
        assert_eq!(refused(b"nothing"), Unreadable::Damaged("PDF"));
        assert_eq!(refused(&without_forms(&["q 600 0 0 800 0 0 cm Q"])), Unreadable::Scan);
        assert_eq!(
            refused(&without_forms(&[&page(&["A b o u t 4 1 p e r c e n t o f t h e a d u l t s c a m e"])])),
            Unreadable::Spaced
        );
        // A form that draws itself, and a font that is none.
        assert_eq!(refused(&paged(&[&text], "")), Unreadable::Damaged("PDF"));
        let no_font = String::from_utf8(without_forms(&[&text])).expect("ASCII").replace("/BaseFont", "/Basefont");
        assert_eq!(refused(no_font.as_bytes()), Unreadable::Damaged("PDF"));
        let locked = file(
            &["<< /Type /Catalog >>".to_owned(), "<< /Filter /Standard /V 1 /R 2 /O (12345678901234567890123456789012) /U (12345678901234567890123456789012) /P -4 >>".to_owned()],
            "/Encrypt 2 0 R /ID [(1234567890123456) (1234567890123456)]",
        );
        assert_eq!(refused(&locked), Unreadable::Encrypted);
    }
}
