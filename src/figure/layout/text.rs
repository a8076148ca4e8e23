//! Lines of text with a place.

use crate::figure::scene::{Anchor, Point, Role, Text};
use crate::style::{TextStyle, Theme};

impl Theme {
    /// A placed line of text, measured.
    pub fn text(&self, at: Point, content: impl Into<String>, style: TextStyle, anchor: Anchor, role: Role) -> Text {
        let content = content.into();
        let width = self.measure(&content, style);
        Text { x: at.x, y: at.y, text: content, style, anchor, width, role }
    }
}
