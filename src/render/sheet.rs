//! What becomes a file: a scene, and what a plotters program has drawn over it.

use plotters_backend::BackendCoord;

use crate::figure::scene::{Group, Picture, Role, Scene, Weight};
use crate::render::canvas::{Canvas, Paint, Place};
use crate::render::path::Path;
use crate::render::walk;
use crate::style::font::Fonts;

/// One thing that a plotters program has drawn.
#[derive(Clone, Debug)]
pub(super) enum Command {
    Draw(Path, Paint),
    Text(String, Place),
    Picture([BackendCoord; 2], Picture),
}

/// A scene with the layers over it.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'a> {
    pub(super) scene: &'a Scene,
    pub(super) layers: &'a [Vec<Command>],
}

impl<'a> From<&'a Scene> for Sheet<'a> {
    fn from(scene: &'a Scene) -> Self {
        Self { scene, layers: &[] }
    }
}

impl<'a> Sheet<'a> {
    /// Draws the scene on a canvas, then every layer as a group.
    pub(super) fn draw(&self, canvas: &mut impl Canvas) {
        walk::draw(self.scene, canvas);
        let overlay = Group { role: Role::Overlay, claimed: None, nodes: Vec::new() };
        for layer in self.layers.iter().filter(|layer| !layer.is_empty()) {
            canvas.open(&overlay);
            for command in layer {
                match command {
                    Command::Draw(path, paint) => canvas.draw(path, *paint),
                    Command::Text(text, place) => canvas.text(text, place),
                    Command::Picture(corners, picture) => canvas.picture(*corners, picture),
                }
            }
            canvas.close();
        }
    }

    /// Every text with its weight.
    pub(super) fn texts(&self) -> impl Iterator<Item = (Weight, &'a str)> {
        let own = self.scene.texts().into_iter().map(|t| (t.style.weight, t.text.as_str()));
        let plotted = self.layers.iter().flatten().filter_map(|command| match command {
            Command::Text(text, place) => Some((place.weight, text.as_str())),
            Command::Draw(..) | Command::Picture(..) => None,
        });
        own.chain(plotted)
    }
}

/// A canvas that keeps what is drawn, so that it can be drawn in any format.
#[derive(Debug)]
pub struct Recorder<'d> {
    pub(super) fonts: &'d Fonts,
    pub(super) layer: &'d mut Vec<Command>,
}

impl Canvas for Recorder<'_> {
    fn fonts(&self) -> &Fonts {
        self.fonts
    }

    /// A plotters program knows no groups: each of its layers is one.
    fn open(&mut self, _: &Group) {}

    fn close(&mut self) {}

    fn draw(&mut self, path: &Path, paint: Paint) {
        self.layer.push(Command::Draw(path.clone(), paint));
    }

    fn text(&mut self, text: &str, place: &Place) {
        self.layer.push(Command::Text(text.to_owned(), *place));
    }

    fn picture(&mut self, corners: [BackendCoord; 2], picture: &Picture) {
        self.layer.push(Command::Picture(corners, picture.clone()));
    }
}
