//! The plotters backend, once for all formats: it turns what plotters says into what a [`Canvas`] does.

use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};

use crate::render::canvas::{Canvas, Drawn, Ink, Line, Never, SCALE, Stroke};

/// A backend that draws on a canvas.
pub(super) struct Backend<C> {
    pub(super) canvas: C,
    /// Width and height in hundredths of a px.
    pub(super) size: (u32, u32),
}

fn stroke<S: BackendStyle>(style: &S) -> Stroke {
    Stroke { color: style.color(), width: style.stroke_width() }
}

fn ink<S: BackendStyle>(style: &S, fill: bool) -> Ink {
    if fill { Ink::Fill(style.color()) } else { Ink::Line(stroke(style)) }
}

impl<C: Canvas> DrawingBackend for Backend<C> {
    type ErrorType = Never;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        let side = SCALE as i32;
        self.canvas.rect([(x, y), (x + side, y + side)], Ink::Fill(color));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.canvas.path(&[from, to], stroke(style));
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, fill: bool) -> Drawn {
        self.canvas.rect([a, b], ink(style, fill));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let points: Vec<BackendCoord> = path.into_iter().collect();
        self.canvas.path(&points, stroke(style));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        self.canvas.circle(center, radius, ink(style, fill));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let points: Vec<BackendCoord> = path.into_iter().collect();
        self.canvas.polygon(&points, style.color());
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, pos: BackendCoord) -> Drawn {
        self.canvas.text(text, &Line::new(style, pos));
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Never>> {
        let line = Line::new(style, (0, 0));
        let width = self.canvas.fonts().width(text, line.size, line.weight);
        Ok((width.ceil() as u32, line.size.ceil() as u32))
    }
}
