//! A canvas that writes PDF: vectors, text that can be selected, tags for readers who listen.

pub(super) mod tags;

use std::collections::BTreeMap;

use krilla::Document;
use krilla::SerializeSettings;
use krilla::color::rgb;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::{PathBuilder, Point, Size, Transform};
use krilla::image::Image;
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke as PdfStroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, TagTree};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use plotters_backend::BackendCoord;

use crate::figure::scene::{Group, Picture, Scene, Weight};
use crate::render::canvas::{Canvas, Paint, Place, SCALE, SLANT, Shade, Stroke, Turn};
use crate::render::error::DrawError;
use crate::render::path::{Path, Pen};
use crate::render::sheet::Sheet;
use crate::render::trace::ShapePen;
use crate::style::font::{Fonts, Glyph};
use tags::{Part, Tags};

/// Points in a CSS px.
const POINTS: f32 = 0.75;

/// Draws a scene as a PDF file of one page, as large as the figure at 96 px an inch. Title, alt text, language and the
/// ids of the claims are in its metadata; the figure is tagged; its claims and citations are attached as `claims.json`.
///
/// # Errors
/// When a font or a picture cannot be embedded.
pub fn pdf(scene: &Scene) -> Result<Vec<u8>, DrawError> {
    sheet(&Sheet::from(scene))
}

pub(super) fn sheet(sheet: &Sheet<'_>) -> Result<Vec<u8>, DrawError> {
    let (mut document, scene) = (document(), sheet.scene);
    let mut tree = TagTree::new().with_lang(Some(scene.lang.to_owned()));
    page(&mut document, sheet, (scene.width, scene.height), (&mut tree, &mut Faces::new()))?;
    document.set_tag_tree(tree);
    document
        .set_metadata(metadata(&scene.title, scene.lang).description(scene.alt.clone()).keywords(scene.claims.clone()));
    if !scene.metadata.is_empty() {
        attach(&mut document, "claims.json", &scene.metadata);
    }
    document.finish().map_err(|e| DrawError::Refused(format!("{e:?}")))
}

/// Draws scenes as the pages of one PDF file, all as large as the first. The ids of all claims are in its metadata, and the
/// claims of each page are attached.
///
/// # Errors
/// When a font or a picture cannot be embedded.
pub fn pdf_pages(scenes: &[&Scene], title: &str) -> Result<Vec<u8>, DrawError> {
    let first = scenes.first().ok_or(DrawError::Empty)?;
    let mut document = document();
    let mut tree = TagTree::new().with_lang(Some(first.lang.to_owned()));
    let mut faces = Faces::new();
    for (i, scene) in scenes.iter().enumerate() {
        page(&mut document, &Sheet::from(*scene), (first.width, first.height), (&mut tree, &mut faces))?;
        if !scene.claims.is_empty() {
            attach(&mut document, &format!("claims-{}.json", i + 1), &scene.metadata);
        }
    }
    document.set_tag_tree(tree);
    let mut claims: Vec<String> = Vec::new();
    for claim in scenes.iter().flat_map(|s| &s.claims) {
        if !claims.contains(claim) {
            claims.push(claim.clone());
        }
    }
    document.set_metadata(metadata(title, first.lang).keywords(claims));
    document.finish().map_err(|e| DrawError::Refused(format!("{e:?}")))
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

/// Adds a page with a sheet on it.
fn page(
    document: &mut Document,
    sheet: &Sheet<'_>,
    extent: (f64, f64),
    (tree, fonts): (&mut TagTree, &mut Faces),
) -> Result<(), DrawError> {
    let fault = || DrawError::Refused("the page has no size".to_owned());
    let (width, height) = (extent.0 as f32 * POINTS, extent.1 as f32 * POINTS);
    let mut page = document.start_page_with(PageSettings::from_wh(width, height).ok_or_else(fault)?);
    let mut surface = page.surface();
    let factor = POINTS / SCALE as f32;
    surface.push_transform(&Transform::from_scale(factor, factor));
    let mut tags = Tags::default();
    let faces = &sheet.scene.fonts;
    sheet.draw(&mut Pdf { surface: &mut surface, fonts: faces, faces: fonts, tags: &mut tags, depth: 0 });
    surface.pop();
    surface.finish();
    page.finish();
    tags.add_to(sheet.scene, tree);
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
    fn font(&mut self, weight: Weight, rank: usize) -> Option<Font> {
        let face = self.fonts.faces(weight).get(rank)?;
        let made = || Font::new(face.bytes().to_vec().into(), 0);
        let key = (std::ptr::from_ref(face.as_ref()) as usize, weight == Weight::Bold);
        self.faces.entry(key).or_insert_with(made).clone()
    }

    fn line(&mut self, text: &str, place: &Place) {
        let spoken = if ends_a_word(text) { format!("{text} ") } else { text.to_owned() };
        let glyphs = self.fonts.glyphs(&spoken, place.weight);
        let start = f64::from(place.at.0) - place.length_before(text, self.fonts);
        let mut rest = glyphs.as_slice();
        while let Some(first) = rest.first() {
            let run = rest.iter().take_while(|g| g.face == first.face).count();
            self.glyphs(&spoken, &rest[..run], (start, place));
            rest = &rest[run..];
        }
    }

    /// Draws glyphs of one face in a line that starts at `start`.
    fn glyphs(&mut self, text: &str, glyphs: &[Glyph], (start, place): (f64, &Place)) {
        let Some(first) = glyphs.first() else { return };
        let Some(font) = self.font(place.weight, first.face) else { return };
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
        let start = Point::from_xy((start + first.x * place.size) as f32, f64::from(place.at.1) as f32);
        self.surface.draw_glyphs(start, &placed, font, text, place.size as f32, false);
    }
}

/// Whether a space may follow a line, so that who listens or copies does not hear its last word and the first of the next line as
/// one: not after a dash, at which words are broken, nor in scripts without spaces or from the right.
fn ends_a_word(text: &str) -> bool {
    let from_the_right =
        |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    let ends = text
        .chars()
        .next_back()
        .is_some_and(|c| !matches!(c, '-' | '\u{2010}'..='\u{2015}' | '/' | ' ' | '\u{2e80}'..));
    ends && !text.chars().any(from_the_right)
}

fn fill(shade: Shade) -> Fill {
    Fill { paint: color(shade), opacity: opacity(shade), ..Fill::default() }
}

fn line(stroke: Stroke, dashed: bool) -> PdfStroke {
    let (width, shade) = (stroke.width as f32, stroke.shade);
    let dash = dashed.then(|| StrokeDash { array: vec![4.0 * width, 4.0 * width], offset: 0.0 });
    PdfStroke { paint: color(shade), opacity: opacity(shade), width, dash, ..PdfStroke::default() }
}

fn color(Shade { color, .. }: Shade) -> krilla::paint::Paint {
    rgb::Color::new(color.0, color.1, color.2).into()
}

fn opacity(shade: Shade) -> NormalizedF32 {
    NormalizedF32::new(shade.opacity as f32).unwrap_or(NormalizedF32::ONE)
}

/// How the letters of a text are turned and slanted about its anchor.
fn turned(place: &Place) -> Transform {
    let (x, y) = (place.at.0 as f32, place.at.1 as f32);
    let slant = if place.slanted { SLANT } else { 0.0 };
    let ((a, b), (c, d)) = (place.turn.turned((1.0, 0.0)), place.turn.turned((-slant, 1.0)));
    let [a, b, c, d] = [a, b, c, d].map(|n| n as f32);
    Transform::from_row(a, b, c, d, x - a * x - c * y, y - b * x - d * y)
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

impl ShapePen for PathBuilder {}

impl Canvas for Pdf<'_, '_> {
    fn fonts(&self) -> &Fonts {
        self.fonts
    }

    fn open(&mut self, group: &Group) {
        if self.depth == 0 {
            match Part::of(group.role) {
                Part::Decoration => {
                    let artifact = Artifact::with_kind(ArtifactType::Layout);
                    self.surface.start_tagged(ContentTag::Artifact(artifact));
                }
                part @ (Part::Heading | Part::Before | Part::Figure | Part::After) => {
                    let content = self.surface.start_tagged(ContentTag::Other);
                    self.tags.parts.push((part, content));
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

    fn draw(&mut self, path: &Path, paint: Paint) {
        let mut builder = PathBuilder::new();
        builder.trace(path);
        let Some(path) = builder.finish() else { return };
        let (filled, stroked) = match paint {
            Paint::Fill(shade) => (Some(fill(shade)), None),
            Paint::Line(stroke) => (None, Some(line(stroke, false))),
            Paint::Dashes(stroke) => (None, Some(line(stroke, true))),
        };
        self.surface.set_fill(filled);
        self.surface.set_stroke(stroked);
        self.surface.draw_path(&path);
    }

    fn text(&mut self, text: &str, place: &Place) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(fill(place.shade)));
        if place.turn == Turn::None && !place.slanted {
            return self.line(text, place);
        }
        self.surface.push_transform(&turned(place));
        self.line(text, place);
        self.surface.pop();
    }

    fn picture(&mut self, [a, b]: [BackendCoord; 2], picture: &Picture) {
        let image = Image::from_rgba8(picture.pixels.clone(), picture.width, picture.height);
        let Some(size) = Size::from_wh((b.0 - a.0) as f32, (b.1 - a.1) as f32) else { return };
        self.surface.push_transform(&Transform::from_translate(a.0 as f32, a.1 as f32));
        self.surface.draw_image(image, size);
        self.surface.pop();
    }
}
