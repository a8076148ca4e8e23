//! Elements and attributes of SVG.

use plotters_backend::BackendCoord;

use crate::figure::scene::Color;
use crate::render::canvas::{Paint, Shade, Stroke};
use crate::render::svg::Svg;
use crate::render::xml::push_escaped;

impl Svg<'_> {
    pub(super) fn indent(&mut self) {
        for _ in 0..self.depth {
            self.out.push(' ');
        }
    }

    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        push_escaped(self.out, value);
        self.out.push('"');
    }

    /// A length, from hundredths: whole digits, then at most two decimals, no trailing zero.
    pub(super) fn number(&mut self, hundredths: i64) {
        if hundredths < 0 {
            self.out.push('-');
        }
        let n = hundredths.unsigned_abs();
        self.out.push_str(&(n / 100).to_string());
        let rest = n % 100;
        if rest > 0 {
            self.out.push('.');
            self.out.push(char::from(b'0' + (rest / 10) as u8));
            if !rest.is_multiple_of(10) {
                self.out.push(char::from(b'0' + (rest % 10) as u8));
            }
        }
    }

    pub(super) fn length(&mut self, name: &str, hundredths: i32) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        self.number(i64::from(hundredths));
        self.out.push('"');
    }

    pub(super) fn move_line(&mut self, from: BackendCoord, to: BackendCoord) {
        for (letter, n) in [('M', from.0), (' ', from.1), ('L', to.0), (' ', to.1)] {
            self.out.push(letter);
            self.number(i64::from(n));
        }
    }

    /// Starts an element on a line of its own.
    pub(super) fn start(&mut self, element: &str) {
        self.indent();
        self.out.push_str(element);
    }

    pub(super) fn place(&mut self, a: BackendCoord, b: BackendCoord) {
        self.length("x", a.0.min(b.0));
        self.length("y", a.1.min(b.1));
        self.length("width", (b.0 - a.0).abs());
        self.length("height", (b.1 - a.1).abs());
    }

    /// A colour, and how much of it is seen where that is not all.
    pub(super) fn color(&mut self, name: &str, Shade { color: Color(r, g, b), opacity }: Shade) {
        self.attribute(name, &format!("#{r:02x}{g:02x}{b:02x}"));
        if opacity < 1.0 {
            self.length(&format!("{name}-opacity"), (opacity * 100.0).round() as i32);
        }
    }

    pub(super) fn stroke(&mut self, stroke: Stroke) {
        self.color("stroke", stroke.shade);
        self.length("stroke-width", i32::try_from(stroke.width).unwrap_or(i32::MAX));
    }

    /// Ends an element with its fill or its line.
    pub(super) fn paint(&mut self, paint: Paint) {
        match paint {
            Paint::Fill(shade) => self.color("fill", shade),
            Paint::Line(stroke) => {
                self.attribute("fill", "none");
                self.stroke(stroke);
            }
            Paint::Dashes(stroke) => {
                self.attribute("fill", "none");
                self.dashes(stroke);
                self.stroke(stroke);
            }
        }
        self.out.push_str("/>\n");
    }

    fn dashes(&mut self, stroke: Stroke) {
        let dash = 4 * i64::from(stroke.width);
        self.out.push_str(" stroke-dasharray=\"");
        self.number(dash);
        self.out.push(' ');
        self.number(dash);
        self.out.push('"');
    }
}
