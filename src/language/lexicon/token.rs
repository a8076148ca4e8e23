//! A text as words, numbers and marks.

use std::ops::Range;

use crate::language::lexicon::reader::{Entry, Numerals, Reader, WordId};
use crate::locale::Role;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Letters.
    Word,
    /// A number in digits.
    Digits,
    /// Digits that state no quantity: a date, a time, an identifier.
    Code,
    /// A fraction in one sign or with a slash, its value in percent.
    Fraction,
    /// Anything else.
    Mark,
}

/// How a token stands beside the one before it, and how it is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape(u8);

impl Shape {
    /// An apostrophe joins it to the token before, as a Turkish ending is.
    pub(crate) const APOSTROPHE: Self = Self(1);
    /// A hyphen joins it to the token before.
    pub(crate) const HYPHEN: Self = Self(2);
    /// Nothing stands between it and the token before.
    pub(crate) const GLUED: Self = Self(4);
    /// Its first letter is a capital.
    pub(crate) const CAPITAL: Self = Self(8);
    /// A number with decimals.
    pub(crate) const DECIMALS: Self = Self(16);
    /// A number with signs between its thousands.
    pub(crate) const GROUPED: Self = Self(32);
    /// A line ends before it.
    pub(crate) const LINE: Self = Self(64);

    fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// One word, number or mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// Its first byte in the text.
    pub(crate) start: u32,
    /// The byte after its last.
    pub(crate) end: u32,
    /// What it is.
    pub(crate) kind: TokenKind,
    /// How it is written.
    shape: Shape,
    /// What the lexicon knows of it.
    pub(crate) entry: Entry,
    /// The value of digits, or of a fraction in percent.
    pub(crate) number: f64,
}

impl Token {
    /// Its bytes in the text.
    pub(crate) fn span(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether it is this word of the lexicon.
    pub(crate) fn is(&self, word: WordId) -> bool {
        word != 0 && (self.entry.word == word || self.entry.stem == word)
    }

    /// Whether the lexicon does not have it.
    pub(crate) fn is_unknown(&self) -> bool {
        self.entry.word == 0 && self.entry.stem == 0
    }

    /// Whether it may do this.
    pub(crate) fn has(&self, role: Role) -> bool {
        self.entry.roles.has(role)
    }

    /// Whether it may do any of these.
    pub(crate) fn any(&self, roles: &[Role]) -> bool {
        self.entry.roles.any(roles)
    }

    /// Whether it is written so.
    pub(crate) fn shaped(&self, shape: Shape) -> bool {
        self.shape.0 & shape.0 != 0
    }

    /// Whether it is digits or a number word.
    pub(crate) fn is_number(&self) -> bool {
        self.kind == TokenKind::Digits || self.has(Role::Number)
    }

    /// Whether a quantity may open at it, or be anchored to it.
    pub(crate) fn opens(&self) -> bool {
        matches!(self.kind, TokenKind::Digits | TokenKind::Fraction) || self.has(Role::Opener)
    }
}

/// Cuts a text into tokens, which replace those in `out`.
pub(crate) fn tokenize(text: &str, reader: &Reader, out: &mut Vec<Token>) {
    out.clear();
    let mut cutter = Cutter { text, bytes: text.as_bytes(), reader, at: 0, last: 0, line: false, out };
    cutter.run();
}

struct Cutter<'t, 'o> {
    text: &'t str,
    bytes: &'t [u8],
    reader: &'t Reader,
    at: usize,
    /// The end of the last token.
    last: usize,
    /// Whether a line ended since the last token.
    line: bool,
    out: &'o mut Vec<Token>,
}

impl Cutter<'_, '_> {
    fn run(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' => self.word(),
                b'0'..=b'9' => self.digits(),
                b'\n' => {
                    self.line = true;
                    self.at += 1;
                }
                b' ' | b'\t' | b'\r' | b'\'' | b'"' | b'*' | b'_' => self.at += 1,
                0x80.. => self.other(),
                _ => {
                    let end = self.at + 1;
                    self.push(TokenKind::Mark, end, Shape::default());
                }
            }
        }
    }

    /// What does not begin with an ASCII character.
    fn other(&mut self) {
        if is_common_letter(self.bytes[self.at], self.bytes.get(self.at + 1)) {
            return self.word();
        }
        let Some(c) = self.text[self.at..].chars().next() else { return };
        let end = self.at + c.len_utf8();
        if c.is_alphabetic() {
            self.word();
        } else if let Some(percent) = fraction(c) {
            self.push(TokenKind::Fraction, end, Shape::default());
            self.number(percent);
        } else if c.is_whitespace() || is_quote(c) {
            self.line |= c == '\u{2028}' || c == '\u{2029}';
            self.at = end;
        } else {
            self.push(TokenKind::Mark, end, Shape::default());
        }
    }

    fn number(&mut self, number: f64) {
        if let Some(token) = self.out.last_mut() {
            token.number = number;
        }
    }

    fn push(&mut self, kind: TokenKind, end: usize, shape: Shape) {
        let mut lower = [0; 4];
        let entry = match kind {
            TokenKind::Mark => {
                let sign = &self.bytes[self.at..end];
                lower[..sign.len()].copy_from_slice(sign);
                self.reader.look_up(&lower[..sign.len()])
            }
            TokenKind::Word | TokenKind::Digits | TokenKind::Code | TokenKind::Fraction => Entry::default(),
        };
        self.push_entry(kind, end, shape, entry);
    }

    fn push_entry(&mut self, kind: TokenKind, end: usize, shape: Shape, entry: Entry) {
        let shape = shape.with(self.joint());
        let clip = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.out.push(Token { start: clip(self.at), end: clip(end), kind, shape, entry, number: 0.0 });
        (self.at, self.last, self.line) = (end, end, false);
    }

    /// How what stands at the cursor is joined to the token before.
    fn joint(&self) -> Shape {
        if self.line {
            return Shape::LINE;
        }
        if self.out.is_empty() {
            return Shape::default();
        }
        match &self.text[self.last..self.at] {
            "" => match self.out.last().is_some_and(|t| t.kind == TokenKind::Mark) {
                true => Shape::default(),
                false => Shape::GLUED,
            },
            "'" | "’" => Shape::APOSTROPHE,
            _ => Shape::default(),
        }
    }

    fn word(&mut self) {
        let start = self.at;
        let mut end = start;
        let mut ascii = true;
        while let Some(&byte) = self.bytes.get(end) {
            if byte.is_ascii_alphabetic() {
                end += 1;
            } else if byte < 0x80 {
                break;
            } else if is_common_letter(byte, self.bytes.get(end + 1)) {
                ascii = false;
                end += 2;
            } else {
                let Some(c) = self.text[end..].chars().next() else { break };
                if !c.is_alphabetic() && !matches!(c, '\u{301}' | '\u{307}') {
                    break;
                }
                ascii = false;
                end += c.len_utf8();
            }
        }
        if self.skip_address(start, end) {
            return;
        }
        let written = &self.text[start..end];
        let capital = written.chars().next().is_some_and(char::is_uppercase);
        let mut lower = Lower { bytes: [0; 40], length: 0 };
        let turkish = self.reader.words.part_first;
        let entry = match ascii && !(turkish && written.contains('I')) {
            true => lower.ascii(written.as_bytes()),
            false => lower.unicode(written, turkish),
        };
        let entry = entry.map_or_else(Entry::default, |word| self.reader.look_up(word));
        let mut shape = if capital { Shape::CAPITAL } else { Shape::default() };
        if self.unhyphen() {
            shape = shape.with(Shape::HYPHEN);
        }
        self.push_entry(TokenKind::Word, end, shape, entry);
    }

    /// Takes back a hyphen between letters or digits and what stands at the cursor.
    fn unhyphen(&mut self) -> bool {
        let before = &self.text[..self.at];
        let Some(hyphen) = before.chars().next_back().filter(|c| matches!(c, '-' | '\u{2010}' | '\u{2011}')) else {
            return false;
        };
        let joined = self.out.len() >= 2 && {
            let [earlier, mark] = [self.out[self.out.len() - 2], self.out[self.out.len() - 1]];
            mark.kind == TokenKind::Mark
                && mark.end as usize == self.at
                && mark.end - mark.start == hyphen.len_utf8() as u32
                && earlier.end == mark.start
                && earlier.kind != TokenKind::Mark
        };
        if joined {
            self.out.pop();
        }
        joined
    }

    /// Web and mail addresses hold digits that state nothing.
    fn skip_address(&mut self, start: usize, end: usize) -> bool {
        let written = &self.bytes[start..end];
        let after = &self.bytes[end..];
        let web = matches!(written, b"http" | b"https" | b"doi" | b"ftp") && after.starts_with(b":")
            || written == b"www" && after.starts_with(b".");
        if web {
            let rest = self.bytes[start..].iter();
            let long = rest.take_while(|b| !b.is_ascii_whitespace() && !matches!(b, b'"' | b'<' | b'>')).count();
            self.at = start + long.max(end - start);
            self.last = self.at;
        }
        web
    }

    fn digits(&mut self) {
        let (start, numerals) = (self.at, self.reader.numerals);
        let written = Written::read(self.bytes, start, numerals);
        let after_letter = self.out.last().is_some_and(|t| t.kind == TokenKind::Word && t.end as usize == start);
        if let Some((percent, end)) = slashed(self.bytes, start) {
            self.push(TokenKind::Fraction, end, Shape::default());
            return self.number(percent);
        }
        let hyphen = self.out.last().is_some_and(|t| t.kind == TokenKind::Mark) && self.after_word_hyphen();
        let mut shape = Shape::default();
        if hyphen && self.unhyphen() {
            shape = Shape::HYPHEN;
        }
        if written.decimals {
            shape = shape.with(Shape::DECIMALS);
        }
        if written.grouped {
            shape = shape.with(Shape::GROUPED);
        }
        let kind = if written.is_code || after_letter { TokenKind::Code } else { TokenKind::Digits };
        self.push(kind, written.end, shape);
        self.number(written.value);
    }

    /// Whether a hyphen and a word stand right before the cursor: "in-10", "COVID-19".
    fn after_word_hyphen(&self) -> bool {
        self.out.len() >= 2 && self.out[self.out.len() - 2].kind == TokenKind::Word
    }
}

/// A number as digits write it.
struct Written {
    value: f64,
    end: usize,
    decimals: bool,
    grouped: bool,
    is_code: bool,
}

impl Written {
    fn read(bytes: &[u8], start: usize, numerals: Numerals) -> Self {
        let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
        let run = |from: usize| from + bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
        let mut end = run(start);
        let mut grouped = false;
        if end - start <= 3 && bytes[start] != b'0' {
            while let Some(sign) = group_sign(bytes, end, numerals).filter(|n| run(end + n) == end + n + 3) {
                end += sign + 3;
                grouped = true;
            }
        }
        let whole = end;
        let points: &[u8] = match numerals {
            Numerals::Point => b".",
            Numerals::Comma | Numerals::Space => b",.",
        };
        let mut decimals = false;
        if bytes.get(end).is_some_and(|b| points.contains(b)) && digit(end + 1) {
            end = run(end + 1);
            decimals = true;
        }
        let value = value(&bytes[start..whole], bytes.get(whole + 1..end).unwrap_or_default());
        let is_code = end - start > 18 || goes_on(bytes, end);
        let end = if is_code { code_end(bytes, end) } else { end };
        Self { value, end, decimals, grouped, is_code }
    }
}

/// The bytes of a sign that groups thousands.
fn group_sign(bytes: &[u8], at: usize, numerals: Numerals) -> Option<usize> {
    let rest = bytes.get(at..)?;
    // No-break, thin and narrow spaces group in every language.
    for space in ["\u{a0}", "\u{202f}", "\u{2009}"] {
        if rest.starts_with(space.as_bytes()) {
            return Some(space.len());
        }
    }
    let sign = match numerals {
        Numerals::Point => b',',
        Numerals::Comma => b'.',
        Numerals::Space => b' ',
    };
    (rest.first() == Some(&sign)).then_some(1)
}

fn value(whole: &[u8], decimals: &[u8]) -> f64 {
    let digits = |bytes: &[u8]| bytes.iter().filter(|b| b.is_ascii_digit()).map(|b| char::from(*b)).collect::<String>();
    match decimals.is_empty() {
        true if whole.len() <= 15 => {
            whole.iter().filter(|b| b.is_ascii_digit()).fold(0.0, |n, b| n * 10.0 + f64::from(b - b'0'))
        }
        _ => format!("{}.{}", digits(whole), digits(decimals)).trim_end_matches('.').parse().unwrap_or(f64::INFINITY),
    }
}

/// Whether a number goes on with a sign and digits, as dates, times and identifiers do.
fn goes_on(bytes: &[u8], end: usize) -> bool {
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    match bytes.get(end) {
        Some(b'.' | b':' | b'/') => digit(end + 1),
        Some(b'-') => {
            let after = bytes[end + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
            after > 0 && bytes.get(end + 1 + after) == Some(&b'-') && digit(end + 2 + after)
        }
        _ => false,
    }
}

fn code_end(bytes: &[u8], from: usize) -> usize {
    let inside = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b':' | b'/' | b'-');
    let mut end = from + bytes[from..].iter().take_while(inside).count();
    while matches!(bytes[end - 1], b'.' | b':' | b'/' | b'-') {
        end -= 1;
    }
    end
}

/// "1/3", "2/5": a small proper fraction that stands alone.
fn slashed(bytes: &[u8], start: usize) -> Option<(f64, usize)> {
    let [n, b'/', d, rest @ ..] = &bytes[start..] else { return None };
    let apart =
        start.checked_sub(1).is_none_or(|i| !bytes[i].is_ascii_alphanumeric() && bytes[i] != b'/' && bytes[i] != b'.');
    let ends = rest.first().is_none_or(|b| !b.is_ascii_alphanumeric() && *b != b'/');
    let proper = n.is_ascii_digit() && d.is_ascii_digit() && *n > b'0' && n < d;
    (apart && ends && proper).then(|| (f64::from(n - b'0') / f64::from(d - b'0') * 100.0, start + 3))
}

fn fraction(sign: char) -> Option<f64> {
    Some(match sign {
        '½' => 50.0,
        '¼' => 25.0,
        '¾' => 75.0,
        '⅓' => 100.0 / 3.0,
        '⅔' => 200.0 / 3.0,
        '⅕' => 20.0,
        '⅖' => 40.0,
        '⅗' => 60.0,
        '⅘' => 80.0,
        '⅙' => 100.0 / 6.0,
        '⅚' => 500.0 / 6.0,
        '⅐' => 100.0 / 7.0,
        '⅛' => 12.5,
        '⅜' => 37.5,
        '⅝' => 62.5,
        '⅞' => 87.5,
        '⅑' => 100.0 / 9.0,
        '⅒' => 10.0,
        _ => return None,
    })
}

/// Whether two bytes are a letter from А to я, or one of Latin Extended-A, where the Turkish letters stand.
fn is_common_letter(first: u8, second: Option<&u8>) -> bool {
    matches!((first, second), (0xD0, Some(0x90..=0xBF)) | (0xD1, Some(0x80..=0x8F)) | (0xC4 | 0xC5, Some(0x80..=0xBF)))
}

fn is_quote(c: char) -> bool {
    matches!(c, '‘' | '’' | '“' | '”' | '„' | '«' | '»' | '‹' | '›' | '\u{ad}' | '\u{feff}')
}

/// A word in lower case, as long as words of a lexicon can be.
struct Lower {
    bytes: [u8; 40],
    length: usize,
}

impl Lower {
    fn ascii(&mut self, word: &[u8]) -> Option<&[u8]> {
        let place = self.bytes.get_mut(..word.len())?;
        place.iter_mut().zip(word).for_each(|(to, from)| *to = from.to_ascii_lowercase());
        self.length = word.len();
        Some(&self.bytes[..self.length])
    }

    fn unicode(&mut self, word: &str, turkish: bool) -> Option<&[u8]> {
        for c in word.chars() {
            match c {
                'а'..='я' | 'ё' | 'ç' | 'ğ' | 'ı' | 'ö' | 'ş' | 'ü' => self.put(c)?,
                'А'..='Я' => self.put(char::from_u32(u32::from(c) + 32)?)?,
                '\u{301}' | '\u{307}' => {}
                'İ' => self.put('i')?,
                'I' if turkish => self.put('ı')?,
                _ => c.to_lowercase().try_for_each(|c| self.put(c))?,
            }
        }
        Some(&self.bytes[..self.length])
    }

    fn put(&mut self, c: char) -> Option<()> {
        let place = self.bytes.get_mut(self.length..self.length + c.len_utf8())?;
        c.encode_utf8(place);
        self.length += c.len_utf8();
        Some(())
    }
}
