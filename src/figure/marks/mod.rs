//! TODO

pub(super) mod band;
pub(super) mod bar;
pub(super) mod diverging;
pub(super) mod dot;
pub(super) mod number;
pub(super) mod parts;
pub(super) mod primitives;
pub(super) mod slope;
pub(super) mod stacked;
pub(super) mod table;
pub(super) mod table_columns;
pub(super) mod trend;
pub(super) mod trend_labels;
pub(super) mod vertical_bar;
pub(super) mod waffle;
pub(super) mod waves;
