//! How colours look to readers: contrast, and what is left of a difference without colour or with colour blindness.

use crate::style::color::Color;

/// A way of seeing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vision {
    /// All colours.
    Full,
    /// Without the red cones.
    Protanopia,
    /// Without the green cones.
    Deuteranopia,
    /// Without the blue cones.
    Tritanopia,
    /// Without colour: print, photocopies.
    Grey,
}

impl Vision {
    /// All.
    pub const ALL: [Self; 5] = [Self::Full, Self::Protanopia, Self::Deuteranopia, Self::Tritanopia, Self::Grey];

    /// The word for it in diagnostics.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full colour vision",
            Self::Protanopia => "protanopia",
            Self::Deuteranopia => "deuteranopia",
            Self::Tritanopia => "tritanopia",
            Self::Grey => "greyscale",
        }
    }

    /// What is seen of a linear colour: G. M. Machado, M. M. Oliveira & L. A. F. Fernandes, A physiologically-based model
    /// for simulation of color vision deficiency, IEEE TVCG 15(6), 2009, severity 1.
    fn seen(self, rgb: [f64; 3]) -> [f64; 3] {
        let matrix: [[f64; 3]; 3] = match self {
            Self::Full => return rgb,
            Self::Grey => {
                let y = luminance(rgb);
                return [y, y, y];
            }
            Self::Protanopia => [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            Self::Deuteranopia => [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
            Self::Tritanopia => [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        };
        matrix.map(|row| row.iter().zip(rgb).map(|(m, c)| m * c).sum::<f64>().clamp(0.0, 1.0))
    }
}

/// How far apart two colours look, 0 to 100: a hundred times their distance in Oklab (B. Ottosson, 2020).
///
/// ```
/// use citeplot::{style::{Color, Vision, difference}};
/// assert_eq!(difference(Color(0, 0, 0), Color(255, 255, 255), Vision::Full).round(), 100.0);
/// assert!(difference(Color(0xc0, 0x40, 0), Color(0x50, 0x78, 0), Vision::Deuteranopia) < 6.0);
/// ```
pub fn difference(a: Color, b: Color, vision: Vision) -> f64 {
    let (a, b) = (oklab(vision.seen(linear(a))), oklab(vision.seen(linear(b))));
    100.0 * a.iter().zip(b).map(|(x, y)| (x - y).powi(2)).sum::<f64>().sqrt()
}

/// The contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance).
///
/// ```
/// use citeplot::{style::{Color, contrast}};
/// assert_eq!(contrast(Color(0, 0, 0), Color(255, 255, 255)), 21.0);
/// ```
pub fn contrast(a: Color, b: Color) -> f64 {
    let (a, b) = (luminance(linear(a)), luminance(linear(b)));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn linear(color: Color) -> [f64; 3] {
    [color.0, color.1, color.2].map(|c| {
        let c = f64::from(c) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    })
}

fn luminance([r, g, b]: [f64; 3]) -> f64 {
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn oklab([r, g, b]: [f64; 3]) -> [f64; 3] {
    let cones = [
        0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b,
        0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b,
        0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b,
    ];
    let [l, m, s] = cones.map(f64::cbrt);
    [
        0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
        1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
        0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
    ]
}

/// `share` of one colour on another.
pub(super) fn mix(over: Color, under: Color, share: f64) -> Color {
    let part = |a: u8, b: u8| (f64::from(a) * share + f64::from(b) * (1.0 - share)).round() as u8;
    Color(part(over.0, under.0), part(over.1, under.1), part(over.2, under.2))
}
