//! A canvas of pixels, and PNG files from it.

use plotters_backend::BackendCoord;
use tiny_skia::{
    FillRule, FilterQuality, LineCap, PathBuilder, Pixmap, PixmapPaint, PixmapRef, PremultipliedColorU8, StrokeDash,
    Transform,
};

use crate::figure::scene::{Group, Picture, Scene};
use crate::render::canvas::{Canvas, Paint, Place, SCALE, Shade, Stroke};
use crate::render::error::DrawError;
use crate::render::path::{Path, Pen};
use crate::render::sheet::Sheet;
use crate::render::trace::ShapePen;
use crate::style::font::Fonts;

/// The most pixels of a PNG file: 16384 × 16384.
const MOST_PIXELS: f64 = 268_435_456.0;

/// Draws a scene as a PNG file, `scale` times as large as its px: 1 for screens, 2 for slides and dense screens, 3 for
/// print. Title, Description, Software and the metadata stand in it as `iTXt`.
///
/// # Errors
/// When the picture would have more than 268 million pixels, or none.
pub fn png(scene: &Scene, scale: f64) -> Result<Vec<u8>, DrawError> {
    sheet(&Sheet::from(scene), scale)
}

pub(super) fn sheet(sheet: &Sheet<'_>, scale: f64) -> Result<Vec<u8>, DrawError> {
    let scene = sheet.scene;
    let (width, height) = ((scene.width * scale).round(), (scene.height * scale).round());
    let fault = || DrawError::Pixels { width, height };
    if !(width >= 1.0 && height >= 1.0 && width * height <= MOST_PIXELS) {
        return Err(fault());
    }
    let mut pixels = Pixmap::new(width as u32, height as u32).ok_or_else(fault)?;
    sheet.draw(&mut Raster { pixels: &mut pixels, scale: (scale / SCALE) as f32, fonts: &scene.fonts });
    encode(scene, &pixels, scale).map_err(|e| DrawError::Refused(e.to_string()))
}

/// A picture whose background covers everything is kept without opacity.
fn encode(scene: &Scene, pixels: &Pixmap, scale: f64) -> Result<Vec<u8>, png::EncodingError> {
    let opaque = pixels.pixels().iter().all(PremultipliedColorU8::is_opaque);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(if opaque { png::ColorType::Rgb } else { png::ColorType::Rgba });
    encoder.set_depth(png::BitDepth::Eight);
    let per_metre = (scale * 96.0 / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter }));
    let texts = [
        ("Title", scene.title.as_str()),
        ("Description", &scene.description),
        ("Software", "citeplot"),
        ("citeplot", &scene.metadata),
    ];
    for (key, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        encoder.add_itxt_chunk(key.to_owned(), text.to_owned())?;
    }
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&samples(pixels, opaque))?;
    writer.finish()?;
    Ok(bytes)
}

fn samples(pixels: &Pixmap, opaque: bool) -> Vec<u8> {
    match opaque {
        true => pixels.data().chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect(),
        false => {
            let plain = pixels.pixels().iter().map(PremultipliedColorU8::demultiply);
            plain.flat_map(|p| [p.red(), p.green(), p.blue(), p.alpha()]).collect()
        }
    }
}

struct Raster<'a> {
    pixels: &'a mut Pixmap,
    /// From hundredths of a px to pixels.
    scale: f32,
    fonts: &'a Fonts,
}

impl Raster<'_> {
    fn transform(&self) -> Transform {
        Transform::from_scale(self.scale, self.scale)
    }

    fn put(&mut self, path: PathBuilder, paint: Paint) {
        let Some(path) = path.finish() else { return };
        let (transform, color) = (self.transform(), color(paint.shade()));
        match paint {
            Paint::Fill(_) => self.pixels.fill_path(&path, &color, FillRule::Winding, transform, None),
            Paint::Line(stroke) => self.pixels.stroke_path(&path, &color, &line(stroke, false), transform, None),
            Paint::Dashes(stroke) => self.pixels.stroke_path(&path, &color, &line(stroke, true), transform, None),
        }
    }
}

fn line(stroke: Stroke, dashed: bool) -> tiny_skia::Stroke {
    let width = stroke.width as f32;
    let dash = dashed.then(|| StrokeDash::new(vec![4.0 * width, 4.0 * width], 0.0)).flatten();
    tiny_skia::Stroke { width, dash, line_cap: LineCap::Butt, ..tiny_skia::Stroke::default() }
}

fn color(Shade { color, opacity }: Shade) -> tiny_skia::Paint<'static> {
    let mut paint = tiny_skia::Paint { anti_alias: true, ..tiny_skia::Paint::default() };
    let alpha = (opacity * 255.0).round() as u8;
    paint.set_color_rgba8(color.0, color.1, color.2, alpha);
    paint
}

impl Pen for PathBuilder {
    fn move_to(&mut self, [x, y]: [f64; 2]) {
        self.move_to(x as f32, y as f32);
    }

    fn line_to(&mut self, [x, y]: [f64; 2]) {
        self.line_to(x as f32, y as f32);
    }

    fn quad_to(&mut self, [a, b]: [f64; 2], [x, y]: [f64; 2]) {
        self.quad_to(a as f32, b as f32, x as f32, y as f32);
    }

    fn cubic_to(&mut self, [[a, b], [c, d]]: [[f64; 2]; 2], [x, y]: [f64; 2]) {
        self.cubic_to(a as f32, b as f32, c as f32, d as f32, x as f32, y as f32);
    }

    fn close(&mut self) {
        self.close();
    }
}

impl ShapePen for PathBuilder {
    fn circle(&mut self, [x, y]: [f32; 2], radius: f32) {
        self.push_circle(x, y, radius);
    }
}

impl Canvas for Raster<'_> {
    fn fonts(&self) -> &Fonts {
        self.fonts
    }

    fn open(&mut self, _: &Group) {}

    fn close(&mut self) {}

    fn draw(&mut self, path: &Path, paint: Paint) {
        let mut builder = PathBuilder::new();
        builder.trace(path);
        self.put(builder, paint);
    }

    fn text(&mut self, text: &str, place: &Place) {
        let mut builder = PathBuilder::new();
        place.trace(text, self.fonts, &mut builder);
        self.put(builder, Paint::Fill(place.shade));
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
