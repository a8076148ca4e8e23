//! A canvas that writes PDF: vectors, text that can be selected, tags for readers who listen.

pub(super) mod tags;

use std::collections::BTreeMap;
use std::fmt;

use krilla::Document;
use krilla::SerializeSettings;
use krilla::color::rgb;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::{Path, PathBuilder, Point, Size, Transform};
use krilla::image::Image;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke as PdfStroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, TagTree};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use plotters_backend::{BackendColor, BackendCoord};

use crate::figure::scene::{Group, Picture, Role, Scene, Weight};
use crate::render::canvas::{Canvas, Ink, Line, SCALE, Stroke};
use crate::style::font::{Fonts, Glyph};
use tags::Tags;

/// Points in a CSS px.
const POINTS: f32 = 0.75;
/// The control points of a quarter of a circle, in radii.
const ROUND: f32 = 0.552_284_8;

/// A PDF file that cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PdfError(String);

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for PdfError {}

/// Draws a scene as a PDF file of one page, as large as the figure at 96 px an inch. Title, alt text, language and the
/// ids of the claims are in its metadata; the figure is tagged; its claims and citations are attached as `claims.json`.
///
/// # Errors
/// When a font or a picture cannot be embedded.
pub fn pdf(scene: &Scene) -> Result<Vec<u8>, PdfError> {
    let mut document = document();
    let mut tree = TagTree::new().with_lang(Some(scene.lang.to_owned()));
    page(&mut document, scene, (scene.width, scene.height), (&mut tree, &mut Faces::new()))?;
    document.set_tag_tree(tree);
    document
        .set_metadata(metadata(&scene.title, scene.lang).description(scene.alt.clone()).keywords(scene.claims.clone()));
    attach(&mut document, "claims.json", &scene.metadata);
    document.finish().map_err(|e| PdfError(format!("{e:?}")))
}

/// Draws scenes as the pages of one PDF file, all as large as the first. The ids of all claims are in its metadata, and the
/// claims of each page are attached.
///
/// # Errors
/// When a font or a picture cannot be embedded.
pub fn pdf_pages(scenes: &[&Scene], title: &str) -> Result<Vec<u8>, PdfError> {
    let first = scenes.first().ok_or_else(|| PdfError("a document has at least one page".to_owned()))?;
    let mut document = document();
    let mut tree = TagTree::new().with_lang(Some(first.lang.to_owned()));
    let mut faces = Faces::new();
    for (i, scene) in scenes.iter().enumerate() {
        page(&mut document, scene, (first.width, first.height), (&mut tree, &mut faces))?;
        if !scene.claims.is_empty() {
            attach(&mut document, &format!("claims-{}.json", i + 1), &scene.metadata);
        }
    }
    document.set_tag_tree(tree);
    let claims: Vec<String> = scenes.iter().flat_map(|s| s.claims.iter().cloned()).collect();
    document.set_metadata(metadata(title, first.lang).keywords(claims));
    document.finish().map_err(|e| PdfError(format!("{e:?}")))
}

fn document() -> Document {
    Document::new_with(SerializeSettings { enable_tagging: true, ..SerializeSettings::default() })
}

fn metadata(title: &str, lang: &str) -> Metadata {
    Metadata::new().title(title.to_owned()).language(lang.to_owned()).creator("citeplot".to_owned())
}

fn attach(document: &mut Document, name: &str, json: &str) {
    document.embed_file(EmbeddedFile {
        path: name.to_owned(),
        mime_type: MimeType::new("application/json"),
        description: Some("Claims and citations of the figure".to_owned()),
        association_kind: AssociationKind::Data,
        data: json.as_bytes().to_vec().into(),
        modification_date: None,
        compress: Some(true),
        location: None,
    });
}

/// Adds a page with a scene on it.
fn page(
    document: &mut Document,
    scene: &Scene,
    extent: (f64, f64),
    (tree, fonts): (&mut TagTree, &mut Faces),
) -> Result<(), PdfError> {
    let fault = || PdfError("the page has no size".to_owned());
    let (width, height) = (extent.0 as f32 * POINTS, extent.1 as f32 * POINTS);
    let mut page = document.start_page_with(PageSettings::from_wh(width, height).ok_or_else(fault)?);
    let mut surface = page.surface();
    let factor = POINTS / SCALE as f32;
    surface.push_transform(&Transform::from_scale(factor, factor));
    let mut tags = Tags::default();
    let canvas = Pdf { surface: &mut surface, fonts: &scene.fonts, faces: fonts, tags: &mut tags, depth: 0 };
    crate::render::draw(scene, canvas);
    surface.pop();
    surface.finish();
    page.finish();
    tags.add_to(scene, tree);
    Ok(())
}

/// Fonts by face and weight, so that the pages of a document share them.
type Faces = BTreeMap<(usize, bool), Option<Font>>;

struct Pdf<'a, 's> {
    surface: &'a mut Surface<'s>,
    fonts: &'a Fonts,
    /// The fonts that are used.
    faces: &'a mut Faces,
    tags: &'a mut Tags,
    depth: usize,
}

impl Pdf<'_, '_> {
    fn ink(&mut self, path: Option<Path>, ink: Ink) {
        match ink {
            Ink::Fill(color) => self.fill(path, color),
            Ink::Line(stroke) => self.stroke(path, stroke, false),
        }
    }

    fn fill(&mut self, path: Option<Path>, color: BackendColor) {
        let Some(path) = path else { return };
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(Fill { paint: paint(color), ..Fill::default() }));
        self.surface.draw_path(&path);
    }

    fn stroke(&mut self, path: Option<Path>, stroke: Stroke, dashed: bool) {
        let Some(path) = path else { return };
        let width = stroke.width as f32;
        let dash = dashed.then(|| StrokeDash { array: vec![4.0 * width, 4.0 * width], offset: 0.0 });
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(PdfStroke { paint: paint(stroke.color), width, dash, ..PdfStroke::default() }));
        self.surface.draw_path(&path);
    }

    fn font(&mut self, weight: Weight, rank: usize) -> Option<Font> {
        let face = self.fonts.faces(weight).get(rank)?;
        let made = || Font::new(face.bytes().to_vec().into(), 0);
        let key = (std::ptr::from_ref(face.as_ref()) as usize, weight == Weight::Bold);
        self.faces.entry(key).or_insert_with(made).clone()
    }

    /// Draws glyphs of one face.
    fn glyphs(&mut self, text: &str, glyphs: &[Glyph], line: &Line) {
        let Some(first) = glyphs.first() else { return };
        let Some(font) = self.font(line.weight, first.face) else { return };
        let mut x = 0.0;
        let placed: Vec<KrillaGlyph> = glyphs
            .iter()
            .map(|g| {
                let range = g.at..g.at + g.length;
                // Where the glyph stands against where the ones before it end.
                let offset = (g.x - first.x - x) as f32;
                x += g.advance;
                KrillaGlyph::new(GlyphId::new(g.id.into()), g.advance as f32, offset, -g.y as f32, 0.0, range, None)
            })
            .collect();
        let (x, y) = line.start(text, self.fonts);
        let start = Point::from_xy((x + first.x * line.size) as f32, y as f32);
        self.surface.draw_glyphs(start, &placed, font, text, line.size as f32, false);
    }
}

fn paint(color: BackendColor) -> krilla::paint::Paint {
    rgb::Color::new(color.rgb.0, color.rgb.1, color.rgb.2).into()
}

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

fn circle((x, y): (f32, f32), r: f32) -> Option<Path> {
    let k = r * ROUND;
    let mut builder = PathBuilder::new();
    builder.move_to(x + r, y);
    builder.cubic_to(x + r, y + k, x + k, y + r, x, y + r);
    builder.cubic_to(x - k, y + r, x - r, y + k, x - r, y);
    builder.cubic_to(x - r, y - k, x - k, y - r, x, y - r);
    builder.cubic_to(x + k, y - r, x + r, y - k, x + r, y);
    builder.close();
    builder.finish()
}

impl Canvas for Pdf<'_, '_> {
    fn fonts(&self) -> &Fonts {
        self.fonts
    }

    fn rect(&mut self, [a, b]: [BackendCoord; 2], ink: Ink) {
        self.ink(path([a, (b.0, a.1), b, (a.0, b.1)], true), ink);
    }

    fn circle(&mut self, center: BackendCoord, radius: u32, ink: Ink) {
        self.ink(circle((center.0 as f32, center.1 as f32), radius as f32), ink);
    }

    fn path(&mut self, points: &[BackendCoord], stroke: Stroke) {
        self.stroke(path(points.iter().copied(), false), stroke, false);
    }

    fn polygon(&mut self, points: &[BackendCoord], color: BackendColor) {
        self.fill(path(points.iter().copied(), true), color);
    }

    fn text(&mut self, text: &str, line: &Line) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(Fill { paint: paint(line.color), ..Fill::default() }));
        let glyphs = self.fonts.glyphs(text, line.weight);
        let mut rest = glyphs.as_slice();
        while let Some(first) = rest.first() {
            let run = rest.iter().take_while(|g| g.face == first.face).count();
            self.glyphs(text, &rest[..run], line);
            rest = &rest[run..];
        }
    }

    fn open(&mut self, group: &Group) {
        if self.depth == 0 {
            match group.role {
                Role::Background | Role::Rule | Role::Logo => {
                    let artifact = Artifact::with_kind(ArtifactType::Layout);
                    self.surface.start_tagged(ContentTag::Artifact(artifact));
                }
                role => {
                    let part = self.surface.start_tagged(ContentTag::Other);
                    self.tags.parts.push((role, part));
                }
            }
        }
        self.depth += 1;
    }

    fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0 {
            self.surface.end_tagged();
        }
    }

    fn lines(&mut self, lines: &[(BackendCoord, BackendCoord)], stroke: Stroke) {
        let mut builder = PathBuilder::new();
        for (from, to) in lines {
            builder.move_to(from.0 as f32, from.1 as f32);
            builder.line_to(to.0 as f32, to.1 as f32);
        }
        self.stroke(builder.finish(), stroke, false);
    }

    fn dashed(&mut self, points: &[BackendCoord], stroke: Stroke) {
        self.stroke(path(points.iter().copied(), false), stroke, true);
    }

    fn picture(&mut self, [a, b]: [BackendCoord; 2], picture: &Picture) {
        let image = Image::from_rgba8(picture.pixels.clone(), picture.width, picture.height);
        let Some(size) = Size::from_wh((b.0 - a.0) as f32, (b.1 - a.1) as f32) else { return };
        self.surface.push_transform(&Transform::from_translate(a.0 as f32, a.1 as f32));
        self.surface.draw_image(image, size);
        self.surface.pop();
    }
}
