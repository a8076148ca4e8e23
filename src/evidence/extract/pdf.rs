//! PDF files, by pdf-extract and the lopdf behind it.

use std::collections::BTreeMap;
use std::thread;

use pdf_extract::{Dictionary, Object, ObjectId};

use crate::evidence::document::{Document, ReadDocumentError, Unreadable};
use crate::evidence::extract::plain;
use crate::guard::caught;

/// How deep pages may inherit, and forms may hold forms.
const DEEPEST: usize = 60;

/// How many forms may be drawn in all, each as often as it is.
const MOST_FORMS: u64 = 200_000;

/// How many letters a page of text has at least; a page of a scan has none, or a stamp.
const FEWEST_LETTERS: usize = 25;

/// The stack that a file of many levels may take.
const STACK: usize = 64 << 20;

/// The text of a file, a form feed between pages.
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
    let letters: usize = pages.iter().flat_map(|page| page.chars()).filter(|c| c.is_alphabetic()).count();
    if letters < FEWEST_LETTERS * pages.len().max(1) {
        return Err(ReadDocumentError::new(Unreadable::Scan));
    }
    if pages.iter().map(|page| spaced_letters(page)).sum::<usize>() * 2 > letters {
        return Err(ReadDocumentError::new(Unreadable::Spaced));
    }
    Ok(plain::document(&pages.join("\u{c}")))
}

fn pages(bytes: &[u8]) -> Result<Vec<String>, Unreadable> {
    let file = pdf_extract::Document::load_mem(bytes).map_err(|error| match error {
        pdf_extract::Error::Decryption(_) | pdf_extract::Error::InvalidPassword => Unreadable::Encrypted,
        _ => Unreadable::Damaged("PDF"),
    })?;
    if file.is_encrypted() {
        return Err(Unreadable::Encrypted);
    }
    if !ends(&file) {
        return Err(Unreadable::Damaged("PDF"));
    }
    pdf_extract::extract_text_from_mem_by_pages(bytes).map_err(|_| Unreadable::Damaged("PDF"))
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
