//! From the letters of a page to its lines: words, cells of tables, paragraphs.

use crate::evidence::extract::glyphs::Glyph;
use crate::evidence::footnote;

/// The gap between two words, in sizes of the font. Letters that are moved together or apart for looks stay below it, the
/// spaces of justified lines above.
const WORD_GAP: f64 = 0.13;

/// The gap between two cells of a table, in sizes of the font.
const CELL_GAP: f64 = 1.0;

/// The most cells of a row.
const MOST_CELLS: usize = 100;

/// How much more than usual two lines are apart when a paragraph ends between them.
const PARAGRAPH_GAP: f64 = 1.25;

/// How large a heading is at least beside the running text.
const HEADING_SIZE: f64 = 1.1;

/// What parts a line from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Break {
    /// Both belong to one paragraph, or to one table.
    Line,
    /// A paragraph ends.
    Paragraph,
}

/// A line of a page.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its words; cells of a table are parted by tabs.
    pub(super) text: String,
    /// What parts it from the line before.
    pub(super) breaks: Break,
    /// The size of its letters when they are larger than those of running text, in tenths of a point.
    pub(super) heading: Option<u32>,
    /// The number of the note that it begins, by its raised number.
    pub(super) note: Option<String>,
    start: f64,
    end: f64,
    height: f64,
    size: f64,
    turn: u8,
    /// The wide gaps: the byte of the space, and where the gap ends.
    gaps: Vec<(usize, f64)>,
}

/// The lines of a page in the order in which they are read.
pub(super) fn lines(glyphs: &[Glyph]) -> Vec<Line> {
    let mut lines = in_margins(written(glyphs));
    let usual = Usual::of(&lines);
    let rows: Vec<bool> = (0..lines.len()).map(|at| is_row(&lines, at)).collect();
    for at in 0..lines.len() {
        if rows[at] {
            let gaps = std::mem::take(&mut lines[at].gaps);
            gaps.iter().for_each(|(byte, _)| lines[at].text.replace_range(*byte..*byte + 1, "\t"));
        }
        let line = &lines[at];
        let letters = line.text.chars().filter(|c| c.is_alphabetic()).count();
        let large = line.size >= usual.size * HEADING_SIZE && letters >= 2 && !rows[at];
        lines[at].heading = large.then(|| tenths(lines[at].size));
        lines[at].breaks = match at.checked_sub(1) {
            Some(before) if rows[before] && rows[at] => Break::Line,
            Some(before) => usual.between(&lines[before], &lines[at]),
            None => Break::Paragraph,
        };
    }
    lines
}

fn tenths(size: f64) -> u32 {
    (size * 10.0).round().clamp(0.0, f64::from(u16::MAX)) as u32
}

/// The letters of each line, with spaces.
fn written(glyphs: &[Glyph]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut raised = String::new();
    let mut space = false;
    let mut last: Option<&Glyph> = None;
    for glyph in glyphs {
        if glyph.text.trim().is_empty() {
            space = true;
            continue;
        }
        let repeats = |before: &Glyph| {
            before.text == glyph.text
                && (before.start - glyph.start).abs() < glyph.size * 0.1
                && (before.height - glyph.height).abs() < glyph.size * 0.1
        };
        if last.is_some_and(repeats) {
            continue;
        }
        last = Some(glyph);
        let open = lines.last_mut().filter(|line| line.takes(glyph));
        match open {
            Some(line) => {
                let high = line.is_raised(glyph);
                if !high {
                    line.settle(&mut raised);
                }
                line.part(glyph, space);
                match high {
                    true => raised.push_str(&glyph.text),
                    false => line.add(glyph),
                }
                line.end = line.end.max(glyph.end);
            }
            None => {
                if let Some(line) = lines.last_mut() {
                    line.settle(&mut raised);
                }
                lines.push(Line::open(glyph));
            }
        }
        space = false;
    }
    if let Some(line) = lines.last_mut() {
        line.settle(&mut raised);
    }
    lines.retain(|line| !line.text.trim().is_empty());
    lines
}

impl Line {
    fn open(glyph: &Glyph) -> Self {
        let Glyph { text, start, end, height, size, turn } = glyph.clone();
        let (breaks, gaps) = (Break::Line, Vec::new());
        Self { text, breaks, heading: None, note: None, start, end, height, size, turn, gaps }
    }

    /// Whether a letter goes on with this line.
    fn takes(&self, glyph: &Glyph) -> bool {
        let size = self.size.max(glyph.size);
        self.turn == glyph.turn && (self.height - glyph.height).abs() <= size * 0.45 && glyph.start >= self.end - size
    }

    /// A digit or a sign that stands higher and is smaller than the line.
    fn is_raised(&self, glyph: &Glyph) -> bool {
        let sign = glyph.text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '*' | '†' | '‡'));
        sign && glyph.size <= self.size * 0.85 && glyph.height - self.height >= self.size * 0.15
    }

    /// Writes the raised digits before a letter, unless they call a note.
    fn settle(&mut self, digits: &mut String) {
        let digits = std::mem::take(digits);
        if !digits.is_empty() && !footnote::is_mark(&self.text, &digits) {
            self.text.push_str(&footnote::raised(&digits));
        }
    }

    /// Parts a letter from the one before it.
    fn part(&mut self, glyph: &Glyph, space: bool) {
        let size = self.size.max(glyph.size);
        let gap = glyph.start - self.end;
        let apart = space || gap > size * WORD_GAP && !self.is_raised(glyph);
        if !apart || self.text.ends_with(' ') || self.text.is_empty() {
            return;
        }
        if gap >= size * CELL_GAP && self.gaps.len() < MOST_CELLS {
            self.gaps.push((self.text.len(), glyph.start));
        }
        self.text.push(' ');
    }

    fn add(&mut self, glyph: &Glyph) {
        // A line that begins with the raised number of a note goes on larger and lower.
        let lower = self.height - glyph.height >= glyph.size * 0.15 && self.size <= glyph.size * 0.85;
        let number = self.text.trim().to_owned();
        if lower && self.note.is_none() && (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
        {
            self.note = Some(number);
            self.text.clear();
            self.gaps.clear();
        }
        if lower || self.size < glyph.size {
            (self.size, self.height) = (glyph.size, glyph.height);
        }
        self.text.push_str(&glyph.text);
    }

    fn has_digits(&self) -> bool {
        self.text.bytes().any(|b| b.is_ascii_digit())
    }
}

/// Whether a line is a row of a table: gaps stand over gaps of the line before or after it, and there are numbers.
fn is_row(lines: &[Line], at: usize) -> bool {
    let line = &lines[at];
    let beside = |other: &Line| {
        let near = (line.height - other.height).abs() <= line.size.max(other.size) * 4.0;
        let over = line.gaps.iter().any(|(_, end)| {
            other.gaps.iter().any(|(_, theirs)| (end - theirs).abs() <= line.size.max(other.size) * 6.0)
        });
        near && over && line.turn == other.turn && (line.has_digits() || other.has_digits())
    };
    let around = [at.checked_sub(1), at.checked_add(1)];
    !line.gaps.is_empty() && around.into_iter().flatten().filter_map(|i| lines.get(i)).any(beside)
}

/// Puts what is drawn first and stands under everything else last, and what is drawn last and stands over everything first:
/// the heads and feet of pages.
fn in_margins(mut lines: Vec<Line>) -> Vec<Line> {
    const MOST: usize = 4;
    let upright = |line: &Line| line.turn == 0;
    for _ in 0..MOST {
        let (Some(first), true) = (lines.first(), lines.len() > 2) else { break };
        let under = lines[1..].iter().filter(|l| upright(l)).all(|l| l.height > first.height + first.size);
        if !under || !upright(first) {
            break;
        }
        lines.rotate_left(1);
    }
    // Two heads that are drawn first stand side by side or one over the other; the foot may be the second of them.
    for at in 1..lines.len().min(MOST) {
        let foot = &lines[at];
        let others = lines.iter().enumerate().filter(|(i, l)| *i != at && upright(l));
        if lines.len() > MOST && upright(foot) && others.into_iter().all(|(_, l)| l.height > foot.height + foot.size) {
            let foot = lines.remove(at);
            lines.push(foot);
            break;
        }
    }
    for _ in 0..MOST {
        let (Some(last), true) = (lines.last(), lines.len() > 2) else { break };
        let others = &lines[..lines.len() - 1];
        let over = others.iter().filter(|l| upright(l)).all(|l| l.height < last.height - last.size);
        if !over || !upright(last) {
            break;
        }
        lines.rotate_right(1);
    }
    lines
}

/// What is usual on a page.
struct Usual {
    /// The size of most letters.
    size: f64,
    /// How far lines are apart, in sizes of their letters.
    leading: f64,
}

impl Usual {
    fn of(lines: &[Line]) -> Self {
        let mut sizes: Vec<(f64, usize)> = lines.iter().map(|l| (l.size, l.text.len())).collect();
        sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
        let half = sizes.iter().map(|(_, n)| n).sum::<usize>() / 2;
        let mut seen = 0;
        let middle = sizes.iter().find(|(_, n)| {
            seen += n;
            seen > half
        });
        let size = middle.map_or(1.0, |(size, _)| *size);
        let mut apart: Vec<f64> = lines.windows(2).filter_map(|two| down(&two[0], &two[1])).collect();
        apart.retain(|ratio| (0.8..=2.6).contains(ratio));
        apart.sort_by(f64::total_cmp);
        // Blank space between paragraphs is rarer than lines within them.
        let leading = apart.get(apart.len() * 2 / 5).copied().unwrap_or(1.2);
        Self { size, leading }
    }

    fn between(&self, before: &Line, line: &Line) -> Break {
        let sized = (before.size - line.size).abs() > before.size.max(line.size) * 0.08;
        let ended = before.text.trim_end_matches(['”', '"', '»', ')', '’']).ends_with(['.', '!', '?', ':']);
        let lower = line.text.starts_with(char::is_lowercase);
        let Some(apart) = down(before, line) else {
            // The top of the next column.
            let goes_on = (!ended || lower) && !sized && before.turn == line.turn;
            return if goes_on { Break::Line } else { Break::Paragraph };
        };
        let indented = line.start - before.start;
        let opens = ended && indented >= line.size * 0.9 && indented <= line.size * 4.0;
        let far = apart > self.leading * PARAGRAPH_GAP;
        if far || sized || opens || line.note.is_some() { Break::Paragraph } else { Break::Line }
    }
}

/// How far a line stands under another, in sizes of the smaller; none when it does not stand under it.
fn down(before: &Line, line: &Line) -> Option<f64> {
    let apart = before.height - line.height;
    let size = before.size.min(line.size);
    let beside = line.start > before.end + size || line.end + size < before.start;
    (apart > size * 0.3 && before.turn == line.turn && !beside).then_some(apart / size)
}
