//! Changing presentations part by part, so that the package around them stays sound.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::mutate;
use super::random::Random;

/// The largest part whose elements are doubled or moved, in bytes: a few changes may multiply it.
const LARGEST: usize = 200_000;

/// Changes parts of a package; bytes that are no package are changed as bytes.
pub fn change(random: &mut Random, bytes: &[u8], times: usize) -> Vec<u8> {
    let Some(mut parts) = unpacked(bytes) else { return mutate::bytes(random, bytes.to_vec()) };
    for _ in 0..times {
        part(random, &mut parts);
    }
    packed(&parts).unwrap_or_else(|| bytes.to_vec())
}

type Part = (String, Vec<u8>);

fn unpacked(bytes: &[u8]) -> Option<Vec<Part>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Vec::new();
    for i in 0..zip.len() {
        let mut entry = zip.by_index(i).ok()?;
        let name = entry.name().ok()?.into_owned();
        let mut content = Vec::new();
        // A part that is larger than all that is made here comes from a change, and would only cost time.
        entry.by_ref().take(1 << 22).read_to_end(&mut content).ok()?;
        parts.push((name, content));
    }
    Some(parts)
}

fn packed(parts: &[Part]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        // A name that stands twice is refused by the writer; the first part stays.
        if zip.start_file(name, SimpleFileOptions::default()).is_ok() {
            zip.write_all(content).ok()?;
        }
    }
    Some(zip.finish().ok()?.into_inner())
}

fn part(random: &mut Random, parts: &mut Vec<Part>) {
    if parts.is_empty() {
        return;
    }
    // Slides and what belongs to them is what a refresh reads most.
    let slides: Vec<usize> = (0..parts.len()).filter(|i| parts[*i].0.contains("slides/")).collect();
    let place = if random.one_in(2) || slides.is_empty() { random.below(parts.len()) } else { *random.pick(&slides) };
    let other = random.below(parts.len());
    match random.below(14) {
        0 => drop(parts.remove(place)),
        1 => parts[place].1 = parts[other].1.clone(),
        2 => parts[place].0 = parts[other].0.replace("1.", "2."),
        3 => parts.swap(place, other),
        4 => parts[place].1 = mutate::bytes(random, std::mem::take(&mut parts[place].1)),
        _ => {
            if let Ok(text) = String::from_utf8(parts[place].1.clone()) {
                parts[place].1 = xml(random, text).into_bytes();
            }
        }
    }
}

/// Doubles, moves, nests or removes an element, or gives an attribute the value of another.
fn xml(random: &mut Random, text: String) -> String {
    let starts: Vec<usize> =
        text.match_indices('<').map(|(at, _)| at).filter(|at| !text[*at..].starts_with("</")).collect();
    if starts.is_empty() {
        return text;
    }
    let start = *random.pick(&starts);
    let Some(end) = element_end(&text, start) else { return text };
    let element = &text[start..end];
    if text.len() > LARGEST {
        return attribute(random, &text);
    }
    let at = *random.pick(&starts);
    match random.below(7) {
        0 => format!("{}{}", &text[..start], &text[end..]),
        1 => format!("{}{element}{}", &text[..end], &text[end..]),
        2 => format!("{}{element}{}", &text[..at], &text[at..]),
        3 => {
            let name = name(element);
            format!("{}<{name}>{element}</{name}>{}", &text[..start], &text[end..])
        }
        4..=5 => attribute(random, &text),
        _ => format!("{}{}{}", &text[..start], element.repeat(20), &text[end..]),
    }
}

fn name(element: &str) -> &str {
    let end = element.find([' ', '/', '>', '\n']).unwrap_or(element.len());
    element.get(1..end).unwrap_or("a")
}

/// The end of an element, when it is closed.
fn element_end(text: &str, start: usize) -> Option<usize> {
    let tag = start + text[start..].find('>')? + 1;
    if text[..tag].ends_with("/>") || text[start..].starts_with("<?") {
        return Some(tag);
    }
    let close = format!("</{}>", name(&text[start..]));
    Some(tag + text[tag..].find(&close)? + close.len())
}

/// Gives an attribute the value of another one of this text, or a number.
fn attribute(random: &mut Random, text: &str) -> String {
    let values: Vec<(usize, usize)> =
        text.match_indices("=\"").filter_map(|(at, _)| Some((at + 2, at + 2 + text[at + 2..].find('"')?))).collect();
    if values.is_empty() {
        return text.to_owned();
    }
    let (start, end) = *random.pick(&values);
    let (from, to) = *random.pick(&values);
    let new = match random.below(3) {
        0 => *random.pick(&["", "0", "-1", "99999999999", "rId1", "../../x", "1e9", "&amp;"]),
        _ => &text[from..to],
    };
    format!("{}{new}{}", &text[..start], &text[end..])
}
