//! A native chart with the numbers and words of now, everything else as the user has it: caches, labels and the limits of
//! axes are replaced where what they say has changed, each in its place.

use std::collections::BTreeMap;

use crate::publish::deck::DeckError;
use crate::publish::ooxml::chart::EXTENSION;
use crate::publish::ooxml::origin::digest;
use crate::publish::ooxml::refresh::edits::Edits;
use crate::publish::ooxml::tree::{Element, Tree};
use crate::render::escape;

/// What is to become of a chart part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Patch {
    /// It says what the records say.
    Current,
    /// The part with what has changed.
    Changed(String),
    /// The chart of now has another form, so that the old one cannot hold its data.
    Reshaped,
}

/// Compares a chart with that of now, by what they show and not by their bytes.
pub(super) fn patch(old: &str, new: &str) -> Result<Patch, DeckError> {
    let (old_tree, new_tree) = (Tree::parse(old)?, Tree::parse(new)?);
    let (was, is) = (Chart::of(&old_tree), Chart::of(&new_tree));
    if was.plots != is.plots || was.series.len() != is.series.len() || was.is_of_another_form(&is) {
        return Ok(Patch::Reshaped);
    }
    let mut patcher = Patcher { old, new, edits: Edits::default() };
    for (was, is) in was.series.iter().zip(&is.series) {
        patcher.series(*was, *is);
    }
    patcher.limits(&was, &is);
    patcher.head(&was, &is);
    if patcher.edits.is_empty() {
        return Ok(Patch::Current);
    }
    if let (Some(was), Some(is)) = (was.origin, is.origin) {
        patcher.edits.replace(was.range(), &new[is.range()]);
    }
    patcher.edits.apply(old).map(Patch::Changed)
}

/// The digest of the alt text that went with a chart, where it says so.
pub(super) fn alt_of(tree: &Tree<'_>) -> Option<String> {
    Chart::of(tree).origin?.attribute("alt")
}

/// A chart that says which alt text went with it, by its digest; as it is where it says nothing, or the same.
pub(super) fn with_alt(part: &str, alt: &str) -> Result<Option<String>, DeckError> {
    let tree = Tree::parse(part)?;
    let Some(origin) = Chart::of(&tree).origin else { return Ok(None) };
    let Some(range) = origin.attribute_range("alt").filter(|_| origin.attribute("alt").as_deref() != Some(alt)) else {
        return Ok(None);
    };
    let mut edits = Edits::default();
    edits.replace(range, format!("alt=\"{}\"", escape(alt)));
    edits.apply(part).map(Some)
}

/// What is compared of a chart.
struct Chart<'a> {
    /// The kinds of its plots, and which way their bars grow.
    plots: Vec<(String, Option<String>)>,
    /// Its series, in their order.
    series: Vec<Element<'a>>,
    axes: Vec<Element<'a>>,
    /// The head of its panel.
    title: Option<Element<'a>>,
    /// What citeplot wrote beside it.
    origin: Option<Element<'a>>,
}

impl<'a> Chart<'a> {
    fn of(tree: &'a Tree<'a>) -> Self {
        let area = tree.all("plotArea").next();
        let children: Vec<Element<'a>> = area.map(|a| a.children().collect()).unwrap_or_default();
        let drawn: Vec<Element<'a>> = children.iter().copied().filter(|c| c.child("ser").is_some()).collect();
        let value = |e: &Element<'a>, name: &str| e.child(name).and_then(|c| c.attribute("val"));
        let mut series: Vec<Element<'a>> = drawn.iter().flat_map(|p| p.children().filter(|c| c.is("ser"))).collect();
        series.sort_by_key(|s| s.child("order").and_then(|o| o.number::<u32>("val")).unwrap_or(u32::MAX));
        let is_ours = |e: &Element<'_>| e.attribute("uri").as_deref() == Some(EXTENSION);
        Self {
            plots: drawn.iter().map(|p| (p.name().to_owned(), value(p, "barDir"))).collect(),
            series,
            axes: children.into_iter().filter(|c| matches!(c.name(), "catAx" | "valAx" | "dateAx")).collect(),
            title: area.and_then(Element::parent).and_then(|chart| chart.child("title")),
            origin: tree.all("ext").find(is_ours).and_then(|e| e.child("origin")),
        }
    }

    /// Whether citeplot would write another form now than it did then. What the user added or took away does not count.
    fn is_of_another_form(&self, now: &Self) -> bool {
        let form = |chart: &Self| chart.origin.and_then(|o| o.attribute("form"));
        form(self).zip(form(now)).is_some_and(|(then, now)| then != now)
    }
}

struct Patcher<'t> {
    old: &'t str,
    new: &'t str,
    edits: Edits,
}

impl Patcher<'_> {
    fn series(&mut self, was: Element<'_>, is: Element<'_>) {
        for name in ["tx", "cat", "val", "xVal", "yVal"] {
            self.cache(was.child(name), is.child(name));
        }
        for name in ["plus", "minus"] {
            let reach = |s: Element<'_>| {
                s.children().filter(|c| c.is("errBars")).find_map(|e| e.child(name)).map(Element::range)
            };
            let (old, new) = (reach(was), reach(is));
            if let (Some(old), Some(new)) = (old, new) {
                let find = |s: Element<'_>| s.inner(name).next().map(cells);
                if find(was) != find(is) {
                    self.edits.replace(old, &self.new[new]);
                }
            }
        }
        self.labels(was, is);
        // Other programs remember only the cells that are shown.
        let shown = labels(is);
        let range = |s: Element<'_>| {
            let range = s.inner("datalabelsRange").next()?;
            let mut cells = cells(range);
            cells.retain(|(_, index), _| shown.get(index).is_some_and(|l| l.words.is_some()));
            Some((range.inside(), cells))
        };
        if let (Some((old, then)), Some((new, now))) = (range(was), range(is))
            && then != now
        {
            self.edits.replace(old, &self.new[new]);
        }
    }

    /// A range with what it remembers; left alone where it says the same, or where the user has taken it away.
    fn cache(&mut self, was: Option<Element<'_>>, is: Option<Element<'_>>) {
        let (Some(was), Some(is)) = (was, is) else { return };
        if cells(was) != cells(is) {
            self.edits.replace(was.inside(), &self.new[is.inside()]);
        }
    }

    /// The labels of the points: their words are replaced in place where the same points have some.
    fn labels(&mut self, was: Element<'_>, is: Element<'_>) {
        let (Some(old), Some(new)) = (was.child("dLbls"), is.child("dLbls")) else { return };
        let (then, now) = (labels(was), labels(is));
        if then.len() == now.len() && then.iter().zip(&now).all(|((a, x), (b, y))| a == b && x.says(y)) {
            return;
        }
        let same_points = then.keys().eq(now.keys());
        let all: Option<Vec<_>> =
            then.values().zip(now.values()).map(|(a, b)| Some((a.place()?, b.words.as_ref()?))).collect();
        match all.filter(|_| same_points) {
            Some(pairs) => {
                for (place, words) in pairs {
                    if self.old[place.clone()] != *escape(words) {
                        self.edits.replace(place, escape(words));
                    }
                }
            }
            None => self.edits.replace(old.range(), &self.new[new.range()]),
        }
    }

    /// The head of the panel, where the user has not written another.
    fn head(&mut self, was: &Chart<'_>, is: &Chart<'_>) {
        let words = |chart: &Chart<'_>| chart.title.map(|t| t.inner("t").map(Element::text).collect::<String>());
        let (Some(then), Some(now)) = (words(was), words(is)) else { return };
        let is_ours = was.origin.and_then(|o| o.attribute("head")).is_some_and(|head| head == digest(&then));
        let only = was.title.map(|t| t.inner("t").collect::<Vec<_>>());
        if let Some([only]) = only.as_deref()
            && is_ours
            && then != now
        {
            self.edits.replace(only.inside(), escape(&now));
        }
    }

    /// The ends of the axes, where the user has not set others.
    fn limits(&mut self, was: &Chart<'_>, is: &Chart<'_>) {
        let written = was.origin.and_then(|o| o.attribute("limits")).unwrap_or_default();
        let written: Vec<&str> = written.split(';').collect();
        for (at, (old, new)) in was.axes.iter().zip(&is.axes).enumerate() {
            let ends: Vec<&str> = written.get(at).map(|w| w.split(',').collect()).unwrap_or_default();
            for (name, then) in ["min", "max"].iter().zip(ends) {
                let path = ["scaling", name];
                let (Some(old), Some(new)) = (old.at(&path), new.at(&path)) else { continue };
                let number = |e: Element<'_>| e.number::<f64>("val");
                let is_ours = then.parse::<f64>().ok().zip(number(old)).is_some_and(|(a, b)| (a - b).abs() < 1e-6);
                if is_ours && number(old) != number(new) {
                    self.edits.replace(old.range(), &self.new[new.range()]);
                }
            }
        }
    }
}

/// What a range remembers: of each level the cells by their places, numbers as numbers.
fn cells(element: Element<'_>) -> BTreeMap<(usize, u32), Remembered> {
    let levels: Vec<Element<'_>> = element.inner("lvl").collect();
    let levels = if levels.is_empty() { vec![element] } else { levels };
    let mut all = BTreeMap::new();
    for (level, element) in levels.into_iter().enumerate() {
        for point in element.inner("pt") {
            let text = point.child("v").map(Element::text).unwrap_or_default();
            if let Some(index) = point.number("idx").filter(|_| !text.is_empty()) {
                all.insert((level, index), Remembered::of(&text));
            }
        }
    }
    all
}

/// A cell as a chart remembers it.
#[derive(Debug)]
enum Remembered {
    Number(f64),
    Text(String),
}

impl Remembered {
    fn of(text: &str) -> Self {
        match text.parse::<f64>() {
            Ok(number) => Self::Number(number),
            Err(_) => Self::Text(text.split_whitespace().collect::<Vec<_>>().join(" ")),
        }
    }
}

impl PartialEq for Remembered {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            // Other programs write the same number with fewer digits.
            (Self::Number(a), Self::Number(b)) => (a - b).abs() <= 1e-6 * a.abs().max(1.0),
            (Self::Text(a), Self::Text(b)) => a == b,
            (Self::Number(_), Self::Text(_)) | (Self::Text(_), Self::Number(_)) => false,
        }
    }
}

/// The label of a point.
struct Words<'a> {
    /// Its words; none where it shows the value of its point.
    words: Option<String>,
    texts: Vec<Element<'a>>,
}

impl Words<'_> {
    /// Whether it says the same, however its words are spaced.
    fn says(&self, other: &Self) -> bool {
        let spaced = |words: &Self| words.words.as_ref().map(|w| w.split_whitespace().collect::<Vec<_>>().join(" "));
        spaced(self) == spaced(other)
    }

    /// Where its words stand, when in one piece.
    fn place(&self) -> Option<std::ops::Range<usize>> {
        match self.texts.as_slice() {
            [only] if only.inside() != (only.range().end..only.range().end) => Some(only.inside()),
            [..] => None,
        }
    }
}

/// The labels of a series, by their points.
fn labels(series: Element<'_>) -> BTreeMap<u32, Words<'_>> {
    let range = series.inner("datalabelsRange").next();
    let from_cell = |index: u32| {
        let point = range?.inner("pt").find(|p| p.number("idx") == Some(index))?;
        point.child("v").map(Element::text)
    };
    let label = |label: Element<'_>| -> Option<(u32, Option<String>)> {
        let index = label.child("idx")?.number("val")?;
        let field = label.inner("fld").find(|f| f.attribute("type").as_deref() == Some("CELLRANGE"));
        let own = || label.inner("t").map(Element::text).collect::<String>();
        let words = match field {
            Some(_) => Some(from_cell(index).unwrap_or_else(own)),
            None => Some(own()).filter(|words| !words.is_empty()),
        };
        // Other programs also say of points that they show nothing.
        let shows_value = label.child("showVal").and_then(|s| s.number::<u8>("val")) == Some(1);
        (words.is_some() || shows_value).then_some((index, words))
    };
    let all = series.child("dLbls").into_iter().flat_map(Element::children).filter(|c| c.is("dLbl"));
    all.filter_map(|l| label(l).map(|(index, words)| (index, Words { words, texts: l.inner("t").collect() }))).collect()
}
