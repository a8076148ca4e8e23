//! Figures in texts: the metadata that travel in them, and, where other programs have taken these away, the marks and the printed
//! code.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use quick_xml::escape::unescape;
use serde_json::{Map, Value, json};

use super::{Carried, picture_or_text};

/// What metadata begin with, as it stands in JSON, and in an attribute or a text of XML.
const BEGINNINGS: [&str; 2] = ["{\"schema\":", "{&quot;schema&quot;:"];
/// What names the claim of a mark.
const MARK: &str = " data-claim=\"";

/// Whether a JSON text is the metadata of a figure.
pub(super) fn is_ours(data: &Value) -> bool {
    data["generator"] == "citeplot" && data["claims"].is_array()
}

/// The metadata of a PNG file.
pub(crate) fn of_png(bytes: &[u8]) -> Option<String> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_ignore_text_chunk(false);
    let reader = decoder.read_info().ok()?;
    let chunk = reader.info().utf8_text.iter().find(|t| t.keyword == "citeplot")?;
    chunk.get_text().ok()
}

/// The figures in a text.
pub(super) fn figures(text: &str, place: Option<&str>) -> Vec<Carried> {
    let mut found = metadata(text, place);
    found.extend(pictures(text, place));
    if found.is_empty() {
        found.extend(bare(text, place));
    }
    found
}

/// The metadata in a text, in their order.
fn metadata(text: &str, place: Option<&str>) -> Vec<Carried> {
    let mut starts: Vec<usize> =
        BEGINNINGS.iter().flat_map(|beginning| text.match_indices(beginning).map(|(at, _)| at)).collect();
    starts.sort_unstable();
    let first = |json: &str| serde_json::Deserializer::from_str(json).into_iter::<Value>().next()?.ok();
    let read = |start: usize| {
        let raw = &text[start..];
        // Within markup no text has a bare angle bracket, and what stands for one is a reference; elsewhere all is as it is.
        let marked = unescape(&raw[..raw.find('<').unwrap_or(raw.len())]).ok();
        marked.and_then(|marked| first(&marked)).or_else(|| first(raw)).filter(is_ours)
    };
    starts.into_iter().filter_map(read).map(|data| Carried::of(data, place.map(str::to_owned))).collect()
}

/// The figures in pictures that stand in a text as data addresses.
fn pictures(text: &str, place: Option<&str>) -> Vec<Carried> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("data:image/") {
        let Some((_, rest)) = text[at..].split_once(";base64,").filter(|(head, _)| head.len() < 40) else { continue };
        let code = rest.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '='))).next();
        let Some(bytes) = code.and_then(|code| STANDARD.decode(code).ok()) else { continue };
        // A picture is smaller than the text that it stands in, so this ends.
        found.extend(picture_or_text(&bytes, place));
    }
    found
}

/// What is left of a figure without metadata: the marks of its claims, and its printed code.
fn bare(text: &str, place: Option<&str>) -> Option<Carried> {
    let claims = marks(text);
    let (chart, code) = printed(text).unwrap_or_default();
    if claims.is_empty() && code.is_empty() {
        return None;
    }
    let data = (!claims.is_empty()).then(|| json!({ "claims": claims }));
    Some(Carried { place: place.map(str::to_owned), chart, locale: String::new(), code, data })
}

/// The claims of the marks of an SVG, with what their groups say of them.
fn marks(text: &str) -> Vec<Value> {
    let mut claims: Vec<Value> = Vec::new();
    for (at, _) in text.match_indices(MARK) {
        let start = text[..at].rfind('<').unwrap_or(at);
        let Some(tag) = text[start..].split('>').next() else { continue };
        let attribute = |name: &str| {
            let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
            unescape(rest.split('"').next()?).ok().map(std::borrow::Cow::into_owned)
        };
        let Some(id) = attribute("data-claim").filter(|id| crate::model::is_id(id)) else { continue };
        let mut claim = Map::new();
        claim.insert("id".to_owned(), id.into());
        claim.extend(attribute("data-op").map(|op| ("op".to_owned(), op.into())));
        let number = |name: &str| attribute(name).map(|n| n.parse::<f64>().map_or(Value::Null, Value::from));
        claim.extend(number("data-low").map(|n| ("low".to_owned(), n)));
        claim.extend(number("data-high").map(|n| ("high".to_owned(), n)));
        if !claims.iter().any(|known| known["id"] == claim["id"]) {
            claims.push(Value::Object(claim));
        }
    }
    claims
}

/// The chart and the data code that a figure prints in its corner: "trust · 8fbf1e1".
fn printed(text: &str) -> Option<(String, String)> {
    let read = |(at, dot): (usize, &str)| {
        let before = text[..at].trim_end_matches(' ');
        let chart = before.rsplit(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')).next()?;
        let after = text[at + dot.len()..].trim_start_matches(' ');
        let code: String = after.chars().take_while(char::is_ascii_alphanumeric).collect();
        (crate::model::is_id(chart) && is_code(&code)).then(|| (chart.to_owned(), code))
    };
    text.match_indices('·').find_map(read)
}

/// Whether a text has the form of a data code: seven hexadecimal digits in lower case.
pub fn is_code(text: &str) -> bool {
    text.len() == 7 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}
