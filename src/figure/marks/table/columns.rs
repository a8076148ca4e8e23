//! The columns of a table: what stands in them and how wide they are.

use crate::figure::data::{self, ChartData, Mark};
use crate::figure::layout::TextBlock;
use crate::figure::panels::frame::Frame;
use crate::figure::request::FigureRequest;
use crate::figure::scene::{Anchor, Span};
use crate::model::Number;
use crate::style::{TextStyle, Theme};

/// The gap between columns.
pub(crate) const GAP: f64 = 14.0;

/// What stands where nobody says how many answered.
const NO_COUNT: &str = "–";

/// A column of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    /// Of whom it is said.
    Subject,
    /// Who was asked.
    Base,
    /// How many were asked.
    N,
    /// The source's own words.
    Words,
    /// The value.
    Value,
    /// The source.
    Source,
}

impl Field {
    /// All, from left to right; the plot stands before the last.
    pub(crate) const ALL: [Self; 6] = [Self::Subject, Self::Base, Self::N, Self::Words, Self::Value, Self::Source];

    /// Those with a head.
    pub(crate) const HEADED: [Self; 4] = [Self::Base, Self::N, Self::Words, Self::Source];

    /// Its place among the columns.
    pub(crate) fn of(self, columns: &[Span]) -> Span {
        columns.get(self as usize).copied().unwrap_or(Span::new(0.0, 0.0))
    }

    /// The head of its column; empty where it has none.
    pub(crate) fn head(self, request: &FigureRequest<'_>) -> &'static str {
        let heads = request.words().heads;
        match self {
            Self::Subject | Self::Value => "",
            Self::Base => heads.base,
            Self::N => heads.n,
            Self::Words => heads.words,
            Self::Source => heads.source,
        }
    }

    /// Which side of its column its texts stand at.
    pub(crate) fn anchor(self) -> Anchor {
        match self {
            Self::Subject | Self::Base | Self::Words | Self::Source => Anchor::Start,
            Self::N | Self::Value => Anchor::End,
        }
    }

    /// How its texts look.
    pub(crate) fn style(self, theme: &Theme) -> TextStyle {
        match self {
            Self::Subject | Self::Value => series_style(theme),
            Self::Base | Self::N | Self::Words | Self::Source => small_style(theme),
        }
    }

    /// The most of a panel's width that it takes.
    fn share(self) -> f64 {
        match self {
            Self::Subject | Self::Base => 0.12,
            Self::N => 0.08,
            Self::Words | Self::Value => 0.16,
            Self::Source => 0.2,
        }
    }
}

/// The texts of a line.
pub(crate) struct Texts {
    subject: String,
    base: String,
    /// Absent where nobody says how many answered.
    n: Option<String>,
    words: String,
    value: String,
    source: String,
}

impl Texts {
    pub(crate) fn new(mark: &Mark, data: &ChartData, request: &FigureRequest<'_>) -> Self {
        let (claim, words) = (request.claim(mark.index), request.words());
        let survey = request.dataset.survey_of(claim);
        let n = survey.filter(|_| claim.base.is_none()).and_then(|s| s.n.stated());
        Self {
            subject: data.series[mark.series].label.clone(),
            base: claim.base.as_ref().map(|b| b.get(request.locale).to_owned()).unwrap_or_default(),
            n: n.map(|n| words.number(Number::whole(i64::from(*n)))),
            words: data::words_for_quote(request, claim).quoted(&mark.as_written),
            value: mark.label.clone(),
            source: mark.citation.clone(),
        }
    }

    /// The text of a column.
    pub(crate) fn of(&self, field: Field) -> &str {
        match field {
            Field::Subject => &self.subject,
            Field::Base => &self.base,
            Field::N => self.n.as_deref().unwrap_or(NO_COUNT),
            Field::Words => &self.words,
            Field::Value => &self.value,
            Field::Source => &self.source,
        }
    }

    /// What a narrow table says over a mark: of whom, and the value.
    pub(crate) fn above(&self) -> String {
        let parts = [self.subject.as_str(), self.value.as_str()];
        parts.iter().filter(|t| !t.is_empty()).copied().collect::<Vec<_>>().join(": ")
    }

    /// What a narrow table says under a mark.
    pub(crate) fn below(&self) -> String {
        let n = self.n.as_ref().map(|n| format!("n = {n}")).unwrap_or_default();
        let parts = [self.base.as_str(), &n, &self.words, &self.source];
        parts.iter().filter(|t| !t.is_empty()).copied().collect::<Vec<_>>().join(" · ")
    }
}

/// The columns of a table in the order of [`Field::ALL`]; one that is not needed has no width.
pub(crate) fn columns(data: &ChartData, labels: f64, frame: &Frame<'_>, request: &FigureRequest<'_>) -> Vec<Span> {
    let theme = frame.theme;
    let texts: Vec<Texts> = data.marks().map(|m| Texts::new(m, data, request)).collect();
    let gap = theme.px(GAP);
    let mut x = frame.left + labels + gap;
    let mut column = |field: Field| {
        let width = if is_needed(field, &texts, data) { width(field, &texts, frame, request) } else { 0.0 };
        if field == Field::Source {
            return Span::new(frame.right - width, frame.right);
        }
        let place = Span::new(x, x + width);
        if width > 0.0 {
            x += width + gap;
        }
        place
    };
    Field::ALL.map(&mut column).to_vec()
}

/// Whether a column says anything that is not said elsewhere.
fn is_needed(field: Field, texts: &[Texts], data: &ChartData) -> bool {
    match field {
        Field::Subject => data.series.iter().any(|s| !s.label.is_empty()),
        Field::Base => texts.iter().any(|t| !t.base.is_empty()),
        Field::N => texts.iter().any(|t| t.n.is_some()),
        Field::Words | Field::Value => true,
        // One source for all stands below the chart already.
        Field::Source => texts.iter().any(|t| t.source != texts[0].source),
    }
}

/// The width of a column: that of its widest line, or of its head, as far as its share of the panel allows.
fn width(field: Field, texts: &[Texts], frame: &Frame<'_>, request: &FigureRequest<'_>) -> f64 {
    let (theme, style) = (frame.theme, field.style(frame.theme));
    let limit = frame.width() * field.share();
    if field == Field::Value {
        let widest = texts.iter().map(|t| theme.measure(&t.value, style)).fold(0.0, f64::max);
        return widest.min(limit);
    }
    let widths = texts.iter().map(|t| TextBlock::balanced(theme, t.of(field), style, limit).width(theme));
    let found = widths.fold(0.0, f64::max);
    let head = theme.measure(field.head(request), head_style(theme));
    if found > 0.0 { found.max(head.min(limit)) } else { 0.0 }
}

/// A text in the lines of a column; none where there is no such column.
pub(crate) fn block(text: &str, style: TextStyle, column: Span, theme: &Theme) -> TextBlock {
    match column.length() > 0.0 {
        true => TextBlock::balanced(theme, text, style, column.length() + 0.5),
        false => TextBlock::new(Vec::new(), style),
    }
}

pub(crate) fn small_style(theme: &Theme) -> TextStyle {
    theme.regular(theme.note_size, theme.palette.muted)
}

pub(crate) fn series_style(theme: &Theme) -> TextStyle {
    theme.bold(theme.series_size, theme.palette.foreground)
}

pub(crate) fn head_style(theme: &Theme) -> TextStyle {
    theme.bold(theme.note_size, theme.palette.foreground)
}
