//! A canvas of pixels, and PNG files from it.

use std::fmt;

use plotters_backend::{BackendColor, BackendCoord};
use tiny_skia::{
    FillRule, FilterQuality, LineCap, Paint, Path, PathBuilder, Pixmap, PixmapPaint, PixmapRef, StrokeDash, Transform,
};

use crate::figure::scene::{Group, Picture, Scene};
use crate::render::canvas::{Canvas, Ink, Line, SCALE, Stroke};
use crate::style::font::{Fonts, Segment};

/// The most pixels of a PNG file: 16384 × 16384.
const MOST_PIXELS: f64 = 268_435_456.0;

/// A PNG file that cannot be made or read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PngError(String);

impl fmt::Display for PngError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for PngError {}

/// Draws a scene as a PNG file, `scale` times as large as its px: 1 for screens, 2 for slides and dense screens, 3 for
/// print. Title, Description, Software and the metadata stand in it as `iTXt`.
///
/// # Errors
/// When the picture would have more than 268 million pixels, or none.
pub fn png(scene: &Scene, scale: f64) -> Result<Vec<u8>, PngError> {
    let (width, height) = ((scene.width * scale).round(), (scene.height * scale).round());
    if !(width >= 1.0 && height >= 1.0 && width * height <= MOST_PIXELS) {
        return Err(PngError(format!("a picture of {width} × {height} pixels cannot be made")));
    }
    let mut pixels = Pixmap::new(width as u32, height as u32).ok_or_else(|| PngError("too large".to_owned()))?;
    crate::render::draw(scene, Raster { pixels: &mut pixels, scale: (scale / SCALE) as f32, fonts: &scene.fonts });
    encode(scene, &pixels, scale).map_err(|e| PngError(e.to_string()))
}

/// The ground covers everything, so the picture needs no opacity.
fn encode(scene: &Scene, pixels: &Pixmap, scale: f64) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let per_metre = (scale * 96.0 / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter }));
    let texts = [
        ("Title", scene.title.as_str()),
        ("Description", &scene.description),
        ("Software", "citeplot"),
        ("citeplot", &scene.metadata),
    ];
    for (key, text) in texts {
        encoder.add_itxt_chunk(key.to_owned(), text.to_owned())?;
    }
    let mut writer = encoder.write_header()?;
    let rgb: Vec<u8> = pixels.data().chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
    writer.write_image_data(&rgb)?;
    writer.finish()?;
    Ok(bytes)
}

struct Raster<'a> {
    pixels: &'a mut Pixmap,
    /// From hundredths of a px to pixels.
    scale: f32,
    fonts: &'a Fonts,
}

impl Raster<'_> {
    fn ink(&mut self, path: Option<Path>, ink: Ink) {
        match (path, ink) {
            (None, _) => {}
            (Some(path), Ink::Fill(color)) => self.fill(&path, color),
            (Some(path), Ink::Line(stroke)) => self.stroke(&path, stroke, false),
        }
    }

    fn transform(&self) -> Transform {
        Transform::from_scale(self.scale, self.scale)
    }

    fn fill(&mut self, path: &Path, color: BackendColor) {
        let transform = self.transform();
        self.pixels.fill_path(path, &paint(color), FillRule::Winding, transform, None);
    }

    fn stroke(&mut self, path: &Path, stroke: Stroke, dashed: bool) {
        let width = stroke.width as f32;
        let dash = dashed.then(|| StrokeDash::new(vec![4.0 * width, 4.0 * width], 0.0)).flatten();
        let style = tiny_skia::Stroke { width, dash, line_cap: LineCap::Butt, ..tiny_skia::Stroke::default() };
        let transform = self.transform();
        self.pixels.stroke_path(path, &paint(stroke.color), &style, transform, None);
    }
}

fn paint(color: BackendColor) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(color.rgb.0, color.rgb.1, color.rgb.2, 255);
    paint
}

/// A path through points.
fn path(points: impl IntoIterator<Item = BackendCoord>, closed: bool) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for (i, (x, y)) in points.into_iter().enumerate() {
        match i {
            0 => builder.move_to(x as f32, y as f32),
            _ => builder.line_to(x as f32, y as f32),
        }
    }
    if closed {
        builder.close();
    }
    builder.finish()
}

impl Canvas for Raster<'_> {
    fn fonts(&self) -> &Fonts {
        self.fonts
    }

    fn rect(&mut self, [a, b]: [BackendCoord; 2], ink: Ink) {
        self.ink(path([a, (b.0, a.1), b, (a.0, b.1)], true), ink);
    }

    fn circle(&mut self, center: BackendCoord, radius: u32, ink: Ink) {
        self.ink(PathBuilder::from_circle(center.0 as f32, center.1 as f32, radius as f32), ink);
    }

    fn path(&mut self, points: &[BackendCoord], stroke: Stroke) {
        self.ink(path(points.iter().copied(), false), Ink::Line(stroke));
    }

    fn polygon(&mut self, points: &[BackendCoord], color: BackendColor) {
        self.ink(path(points.iter().copied(), true), Ink::Fill(color));
    }

    fn text(&mut self, text: &str, line: &Line) {
        let start = line.start(text, self.fonts);
        let at = |x: f64, y: f64| ((start.0 + x * line.size) as f32, (start.1 + y * line.size) as f32);
        let mut builder = PathBuilder::new();
        for segment in self.fonts.outline(text, line.weight).segments {
            match segment {
                Segment::Move(x, y) => {
                    let (x, y) = at(x, y);
                    builder.move_to(x, y);
                }
                Segment::Line(x, y) => {
                    let (x, y) = at(x, y);
                    builder.line_to(x, y);
                }
                Segment::Quad(a, b, x, y) => {
                    let ((a, b), (x, y)) = (at(a, b), at(x, y));
                    builder.quad_to(a, b, x, y);
                }
                Segment::Cubic(a, b, c, d, x, y) => {
                    let ((a, b), (c, d), (x, y)) = (at(a, b), at(c, d), at(x, y));
                    builder.cubic_to(a, b, c, d, x, y);
                }
                Segment::Close => builder.close(),
            }
        }
        self.ink(builder.finish(), Ink::Fill(line.color));
    }

    fn open(&mut self, _: &Group) {}

    fn close(&mut self) {}

    fn lines(&mut self, lines: &[(BackendCoord, BackendCoord)], stroke: Stroke) {
        let mut builder = PathBuilder::new();
        for (from, to) in lines {
            builder.move_to(from.0 as f32, from.1 as f32);
            builder.line_to(to.0 as f32, to.1 as f32);
        }
        if let Some(path) = builder.finish() {
            self.stroke(&path, stroke, false);
        }
    }

    fn dashed(&mut self, points: &[BackendCoord], stroke: Stroke) {
        if let Some(path) = path(points.iter().copied(), false) {
            self.stroke(&path, stroke, true);
        }
    }

    fn picture(&mut self, [a, b]: [BackendCoord; 2], picture: &Picture) {
        let premultiplied: Vec<u8> = picture
            .pixels
            .chunks_exact(4)
            .flat_map(|p| {
                let part = |c: u8| ((u16::from(c) * u16::from(p[3]) + 127) / 255) as u8;
                [part(p[0]), part(p[1]), part(p[2]), p[3]]
            })
            .collect();
        let Some(source) = PixmapRef::from_bytes(&premultiplied, picture.width, picture.height) else { return };
        let factor = |from: i32, to: i32, pixels: u32| (to - from) as f32 / pixels as f32;
        let (x, y) = (factor(a.0, b.0, picture.width), factor(a.1, b.1, picture.height));
        let place = Transform::from_row(x, 0.0, 0.0, y, a.0 as f32, a.1 as f32).post_concat(self.transform());
        let paint = PixmapPaint { quality: FilterQuality::Bicubic, ..PixmapPaint::default() };
        self.pixels.draw_pixmap(0, 0, source, &paint, place, None);
    }
}
