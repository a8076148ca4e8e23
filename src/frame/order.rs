//! The order of rows: by what is listed, by values, or by name.

use crate::frame::names::{called, names};
use crate::frame::{Selected, SelectedRow};
use crate::model::{Claim, Dataset, Dimension, PartialDate};
use crate::project::recipe::{Encoding, Order, OrderBy, Rows};
use crate::source::Located;

/// A row with what is known of it from the frame.
#[derive(Debug)]
pub(super) struct Measured {
    pub(super) row: SelectedRow,
    /// The greatest known bound.
    pub(super) greatest: Option<f64>,
    /// How far apart two of the marks are for certain; none for a single mark.
    pub(super) apart: Option<f64>,
}

/// The rows in the order that a recipe asks for; those of which what decides is not known come last.
pub(super) fn arranged(rows: Vec<Measured>, order: &Order, encoding: &Encoding, dataset: &Dataset) -> Vec<SelectedRow> {
    let ranking = Ranking { order, encoding, dataset };
    let mut keyed: Vec<(Option<f64>, SelectedRow)> =
        rows.into_iter().enumerate().map(|(place, row)| (ranking.key(place, &row), row.row)).collect();
    keyed.sort_by(|(a, _), (b, _)| match (a, b) {
        (Some(a), Some(b)) if order.descending => b.total_cmp(a),
        (Some(a), Some(b)) => a.total_cmp(b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    });
    keyed.into_iter().map(|(_, row)| row).collect()
}

/// What decides where a row stands.
struct Ranking<'a> {
    order: &'a Order,
    encoding: &'a Encoding,
    dataset: &'a Dataset,
}

impl<'a> Ranking<'a> {
    fn claims(&self, row: &SelectedRow) -> impl Iterator<Item = &'a Claim> {
        row.claims.iter().map(|&i| &self.dataset.claims[i])
    }

    fn key(&self, listed: usize, row: &Measured) -> Option<f64> {
        match &self.order.by {
            OrderBy::Listed => Some(listed as f64),
            OrderBy::Value if self.order.of.is_empty() => row.greatest,
            OrderBy::Value => self.value(&row.row),
            OrderBy::Difference => row.apart,
            OrderBy::Dimension(dimension) => self.rank(*dimension, self.claims(&row.row).next()?),
            OrderBy::Names(listed) => self.place(listed, self.claims(&row.row).next()?),
        }
    }

    /// The sum of the known bounds of the series that count. A net that is not drawn is the sum of its parts.
    fn value(&self, row: &SelectedRow) -> Option<f64> {
        let dimension = self.encoding.series.dimension()?;
        let own = |wanted: &str| {
            let is_called = |c: &&Claim| goes_by(self.dataset, dimension, c, wanted);
            self.claims(row).find(is_called).and_then(|c| c.value.known_bound())
        };
        let parts = |wanted: &str| {
            let question = self.dataset.question(&self.claims(row).next()?.question)?;
            let is_net = |r: &&crate::model::Response| {
                r.is_net() && (r.id.value == wanted || r.label.variants().iter().any(|(_, label)| *label == wanted))
            };
            let net = question.responses.iter().find(is_net).filter(|_| dimension == Dimension::Response)?;
            question.parts_of(net).into_iter().filter_map(own).reduce(|a, b| a + b)
        };
        self.order.of.iter().filter_map(|wanted| own(wanted).or_else(|| parts(wanted))).reduce(|a, b| a + b)
    }

    /// The place of what a claim is in a dimension among all that the dataset lists.
    fn rank(&self, dimension: Dimension, claim: &Claim) -> Option<f64> {
        if dimension == Dimension::Wave {
            return self.dataset.date_of(claim).map(PartialDate::years);
        }
        let id = dimension.id_of(self.dataset, claim)?;
        let all = names(self.dataset, dimension);
        let question = |of: Option<&str>| of.is_none_or(|q| q == claim.question.value);
        all.iter().position(|name| name.id == id && question(name.question)).map(|place| place as f64)
    }

    /// The place of a row among those that the recipe names: by the outer dimension, then by the inner one.
    fn place(&self, listed: &[Located<String>], claim: &Claim) -> Option<f64> {
        let most = listed.len() as f64 + 1.0;
        let dimensions = row_dimensions(self.encoding);
        let places = dimensions.iter().map(|d| listed.iter().position(|name| goes_by(self.dataset, *d, claim, name)));
        let places: Vec<Option<usize>> = places.collect();
        let key = places.iter().fold(0.0, |key, place| key * most + place.map_or(most - 1.0, |p| p as f64));
        places.iter().any(Option::is_some).then_some(key)
    }
}

/// What a list of rows names: their dimensions, or the answers of statements.
fn row_dimensions(encoding: &Encoding) -> &[Dimension] {
    match &encoding.rows {
        Rows::Statement => &[Dimension::Response],
        Rows::By(dimensions) => dimensions,
    }
}

/// Whether a claim is called so in a dimension: by its id or label, or for a wave by its date or the year or month of it.
fn goes_by(dataset: &Dataset, dimension: Dimension, claim: &Claim, text: &str) -> bool {
    let Some(id) = dimension.id_of(dataset, claim) else { return false };
    if id == text || dimension == Dimension::Wave && id.strip_prefix(text).is_some_and(|rest| rest.starts_with('-')) {
        return true;
    }
    let own = |question: Option<&str>| question.is_none_or(|q| q == claim.question.value);
    called(dataset, dimension, text).iter().any(|name| name.id == id && own(name.question))
}

/// A name in an order that nothing in the chart goes by, with all that it could be.
#[derive(Clone, Debug, PartialEq)]
pub struct UnknownName {
    /// The name, with its place.
    pub name: Located<String>,
    /// What the chart has.
    pub known: Vec<String>,
}

/// The names in the order of a recipe by which nothing in the chart goes.
pub fn unknown_in_order(dataset: &Dataset, selected: &Selected, order: &Order) -> Vec<UnknownName> {
    let (asked, dimensions): (&[Located<String>], Vec<Dimension>) = match &order.by {
        OrderBy::Names(listed) => (listed, row_dimensions(&selected.encoding).to_vec()),
        OrderBy::Value => (&order.of, selected.encoding.series.dimension().into_iter().collect()),
        OrderBy::Listed | OrderBy::Difference | OrderBy::Dimension(_) => return Vec::new(),
    };
    let claims: Vec<&Claim> = selected.claims().map(|i| &dataset.claims[i]).collect();
    let is_net = |text: &str| {
        let nets = claims.iter().filter_map(|c| dataset.question(&c.question)).flat_map(|q| &q.responses);
        let mut nets = nets.filter(|r| r.is_net() && order.by == OrderBy::Value);
        nets.any(|r| r.id.value == text || r.label.variants().iter().any(|(_, label)| *label == text))
    };
    let is_known =
        |text: &str| is_net(text) || dimensions.iter().any(|d| claims.iter().any(|c| goes_by(dataset, *d, c, text)));
    let known = || {
        let of = |d: &Dimension| {
            let ids: Vec<String> = claims.iter().filter_map(|c| d.id_of(dataset, c)).collect();
            let labels = names(dataset, *d).into_iter().filter(|name| ids.iter().any(|id| id == name.id));
            let labels: Vec<String> =
                labels.flat_map(|name| name.words().map(str::to_owned).collect::<Vec<_>>()).collect();
            ids.into_iter().chain(labels)
        };
        dimensions.iter().flat_map(of).collect()
    };
    let unknown = asked.iter().filter(|name| !is_known(name));
    unknown.map(|name| UnknownName { name: name.clone(), known: known() }).collect()
}
