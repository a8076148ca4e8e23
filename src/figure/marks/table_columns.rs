//! The columns of a table: what stands in them and how wide they are.

use crate::figure::data::{self, Mark, Plot};
use crate::figure::layout::canvas::Frame;
use crate::figure::layout::wrap_balanced;
use crate::figure::marks::table::{GAP, Table};
use crate::figure::scene::TextStyle;
use crate::style::Theme;

/// The columns of text: where each starts and how wide it is.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Layout {
    pub(crate) subject: (f64, f64),
    pub(crate) base: (f64, f64),
    pub(crate) n: (f64, f64),
    pub(crate) words: (f64, f64),
    pub(crate) value: (f64, f64),
    pub(crate) source: (f64, f64),
}

/// The texts of a line.
pub(crate) struct Texts {
    pub(crate) subject: String,
    pub(crate) base: String,
    pub(crate) n: String,
    pub(crate) words: String,
    pub(crate) source: String,
}

impl Table<'_> {
    pub(crate) fn texts(&self, mark: &Mark, plot: &Plot) -> Texts {
        let request = self.request;
        let (claim, words) = (request.claim(mark.claim), request.words());
        let survey = request.dataset.survey_of(claim);
        let n = survey.filter(|_| claim.base.is_none()).and_then(|s| s.n.stated());
        let digits = |n: &u32| words.number(crate::model::Number::whole(i64::from(*n)));
        Texts {
            subject: plot.series[mark.series].label.clone(),
            base: claim.base.as_ref().map(|b| b.get(request.locale).to_owned()).unwrap_or_default(),
            n: n.map_or_else(|| "–".to_owned(), digits),
            words: data::words_for_quote(request, claim).quoted(&claim.as_written),
            source: request.references.chain(claim, request.locale),
        }
    }

    pub(crate) fn layout(&self, plot: &Plot, labels: f64, frame: &Frame<'_>) -> Layout {
        let theme = frame.theme;
        let heads = self.request.words().heads;
        let texts: Vec<(Texts, &Mark)> = plot.marks().map(|m| (self.texts(m, plot), m)).collect();
        let head = |text: &str| theme.measure(text, head_style(theme));
        let widest = |limit: f64, style: TextStyle, text: &dyn Fn(&Texts) -> &str, head: f64| {
            let lines = texts.iter().flat_map(|(t, _)| wrap_balanced(theme, text(t), style, limit));
            let found = lines.map(|l| theme.measure(&l, style)).fold(0.0, f64::max);
            if found > 0.0 { found.max(head.min(limit)) } else { 0.0 }
        };
        let (small, width) = (small_style(theme), frame.width());
        let named = plot.series.iter().filter(|s| !s.label.is_empty()).count() > 0;
        let based = texts.iter().any(|(t, _)| !t.base.is_empty());
        let counted = texts.iter().any(|(t, _)| t.n != "–");
        let gap = theme.px(GAP);
        let mut x = frame.left + labels + gap;
        let mut column = |needed: f64| {
            let place = (x, needed);
            if needed > 0.0 {
                x += needed + gap;
            }
            place
        };
        let strong = series_style(theme);
        let subject = column(if named { widest(width * 0.12, strong, &|t| &t.subject, 0.0) } else { 0.0 });
        let base = column(if based { widest(width * 0.12, small, &|t| &t.base, head(heads.base)) } else { 0.0 });
        let n = column(if counted { widest(width * 0.08, small, &|t| &t.n, head(heads.n)) } else { 0.0 });
        let words = column(widest(width * 0.16, small, &|t| &t.words, head(heads.words)));
        let value = texts.iter().map(|(_, m)| theme.measure(&m.label, strong)).fold(0.0, f64::max);
        let value = column(value.min(width * 0.16));
        // One source for all stands below the chart already.
        let several = texts.iter().any(|(t, _)| t.source != texts[0].0.source);
        let wide = if several { widest(width * 0.2, small, &|t| &t.source, head(heads.source)) } else { 0.0 };
        Layout { subject, base, n, words, value, source: (frame.right - wide, wide) }
    }
}

/// A text in the lines of a column; none where there is no such column.
pub(crate) fn lines(text: &str, style: TextStyle, (_, width): (f64, f64), theme: &Theme) -> Vec<String> {
    if width <= 0.0 { Vec::new() } else { wrap_balanced(theme, text, style, width + 0.5) }
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
