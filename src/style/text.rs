//! How a text looks.

use super::color::Color;

/// How heavy a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weight {
    /// 400.
    Regular,
    /// 700.
    Bold,
}

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle {
    /// The font size.
    pub size: f64,
    /// The weight.
    pub weight: Weight,
    /// The colour.
    pub color: Color,
}
