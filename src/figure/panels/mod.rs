//! What marks stand in: rows in a grid, planes with a vertical axis, cards. Each works out columns, scales, axes and panels once
//! for all kinds of chart.

pub(super) mod annotations;
pub(crate) mod axis;
pub(super) mod canvas;
pub(super) mod cards;
pub(super) mod frame;
pub(super) mod grid;
pub(super) mod legend;
pub(super) mod plane;
pub(super) mod references;
