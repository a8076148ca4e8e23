//! Elements that plotters does not have: groups with a claim, hatching, dashes, pictures.

use std::iter::{Empty, empty};

use plotters::element::{Drawable, PointCollection};
use plotters_backend::BackendCoord;

use crate::figure::scene::{Group, Picture};
use crate::render::backend::Backend;
use crate::render::canvas::{Canvas, Drawn, Stroke};

/// The start of a group.
pub(super) struct Open<'g>(pub(super) &'g Group);

/// The end of a group.
pub(super) struct Close;

/// Parallel lines as one path.
pub(super) struct Lines {
    pub(super) lines: Vec<(BackendCoord, BackendCoord)>,
    pub(super) stroke: Stroke,
}

/// A path of dashes.
pub(super) struct Dashes {
    pub(super) path: Vec<BackendCoord>,
    pub(super) stroke: Stroke,
}

/// A picture between two corners.
pub(super) struct Image<'p> {
    pub(super) corners: [BackendCoord; 2],
    pub(super) picture: &'p Picture,
}

/// These elements carry their own coordinates, so plotters has no points to translate for them.
macro_rules! elements {
    ($($element:ty: |$self:ident, $canvas:ident| $draw:expr;)*) => {$(
        impl<'a> PointCollection<'a, BackendCoord> for &'a $element {
            type Point = &'a BackendCoord;
            type IntoIter = Empty<&'a BackendCoord>;

            fn point_iter(self) -> Self::IntoIter {
                empty()
            }
        }

        impl<C: Canvas> Drawable<Backend<C>> for $element {
            fn draw<I: Iterator<Item = BackendCoord>>(&self, _: I, backend: &mut Backend<C>, _: (u32, u32)) -> Drawn {
                let $canvas = &mut backend.canvas;
                let $self = self;
                $draw;
                Ok(())
            }
        }
    )*};
}

elements! {
    Open<'_>: |open, canvas| canvas.open(open.0);
    Close: |_close, canvas| canvas.close();
    Lines: |lines, canvas| canvas.lines(&lines.lines, lines.stroke);
    Dashes: |dashes, canvas| canvas.dashed(&dashes.path, dashes.stroke);
    Image<'_>: |image, canvas| canvas.picture(image.corners, image.picture);
}
