//! Elements that plotters does not have: groups with a claim, hatching, dashed outlines.

use std::iter::{Empty, empty};

use plotters::element::{Drawable, PointCollection};
use plotters::style::ShapeStyle;
use plotters_backend::{BackendCoord, DrawingErrorKind};

use super::svg::{Never, Svg};
use crate::scene::Group;

type Drawn = Result<(), DrawingErrorKind<Never>>;

/// The start of a group.
pub(super) struct Open<'g>(pub(super) &'g Group);

/// The end of a group.
pub(super) struct Close;

/// Parallel lines as one path.
pub(super) struct Lines {
    pub(super) lines: Vec<(BackendCoord, BackendCoord)>,
    pub(super) style: ShapeStyle,
}

/// The dashed outline of a rectangle.
pub(super) struct Outline {
    pub(super) corners: [BackendCoord; 2],
    pub(super) style: ShapeStyle,
}

/// These elements carry their own coordinates, so plotters has no points to translate for them.
macro_rules! without_points {
    ($($element:ty),*) => {$(
        impl<'a> PointCollection<'a, BackendCoord> for &'a $element {
            type Point = &'a BackendCoord;
            type IntoIter = Empty<&'a BackendCoord>;

            fn point_iter(self) -> Self::IntoIter {
                empty()
            }
        }
    )*};
}

without_points!(Open<'_>, Close, Lines, Outline);

impl Drawable<Svg<'_>> for Open<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(&self, _: I, backend: &mut Svg<'_>, _: (u32, u32)) -> Drawn {
        backend.open(self.0);
        Ok(())
    }
}

impl Drawable<Svg<'_>> for Close {
    fn draw<I: Iterator<Item = BackendCoord>>(&self, _: I, backend: &mut Svg<'_>, _: (u32, u32)) -> Drawn {
        backend.close();
        Ok(())
    }
}

impl Drawable<Svg<'_>> for Lines {
    fn draw<I: Iterator<Item = BackendCoord>>(&self, _: I, backend: &mut Svg<'_>, _: (u32, u32)) -> Drawn {
        backend.lines(&self.lines, &self.style);
        Ok(())
    }
}

impl Drawable<Svg<'_>> for Outline {
    fn draw<I: Iterator<Item = BackendCoord>>(&self, _: I, backend: &mut Svg<'_>, _: (u32, u32)) -> Drawn {
        backend.dashed(self.corners, &self.style);
        Ok(())
    }
}
