//! What marks of every kind are drawn with: fills, hatching, symbols, whiskers. They know shapes and colours, not claims.

pub(super) mod fill;
pub(super) mod symbol;
pub(super) mod whisker;

pub(crate) use fill::{Direction, Ends, hatched, hatched_in_turn, solid};
pub(crate) use symbol::symbol;
pub(crate) use whisker::Whisker;
