//! Elements of figures that plotters does not have: hatching, dashes, texts on a baseline, pictures.

use plotters::element::{Drawable, PointCollection};
use plotters_backend::BackendCoord;

use crate::figure::scene::Picture;
use crate::render::backend::{Backend, Drawn};
use crate::render::canvas::{Canvas, Paint, Place, Stroke};
use crate::render::path::Path;

/// An element with its points, which plotters translates and hands back to be drawn.
pub(super) struct Element<'s> {
    pub(super) points: Vec<BackendCoord>,
    pub(super) kind: ElementKind<'s>,
}

/// What is drawn at the points of an element.
pub(super) enum ElementKind<'s> {
    /// Separate straight lines, each from one point to the next.
    Lines(Stroke),
    /// Dashes through all points.
    Dashes(Stroke),
    /// A picture between two points.
    Picture(&'s Picture),
    /// A line of text whose anchor on the baseline is the point.
    Text(&'s str, Place),
}

impl<'a> PointCollection<'a, BackendCoord> for &'a Element<'_> {
    type Point = &'a BackendCoord;
    type IntoIter = std::slice::Iter<'a, BackendCoord>;

    fn point_iter(self) -> Self::IntoIter {
        self.points.iter()
    }
}

impl<C: Canvas> Drawable<Backend<C>> for Element<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(&self, points: I, backend: &mut Backend<C>, _: (u32, u32)) -> Drawn {
        let points: Vec<BackendCoord> = points.collect();
        let canvas = &mut backend.canvas;
        match (&self.kind, points.as_slice()) {
            (ElementKind::Lines(stroke), points) => {
                let lines = points.chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect();
                canvas.draw(&Path::Lines(lines), Paint::Line(*stroke));
            }
            (ElementKind::Dashes(stroke), _) => canvas.draw(&Path::Line(points), Paint::Dashes(*stroke)),
            (ElementKind::Picture(picture), [a, b]) => canvas.picture([*a, *b], picture),
            (ElementKind::Text(text, place), [at]) => canvas.text(text, &Place { at: *at, ..*place }),
            (ElementKind::Picture(_) | ElementKind::Text(..), _) => {}
        }
        Ok(())
    }
}
