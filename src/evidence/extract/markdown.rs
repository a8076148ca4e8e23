//! Markdown, by pulldown-cmark.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::evidence::document::Document;
use crate::evidence::extract::builder::Builder;

/// The text without markup: blocks parted by blank lines, cells of tables by tabs.
pub(in crate::evidence) fn document(text: &str) -> Document {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut builder = Builder::default();
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(tag) => start(&mut builder, &tag),
            Event::End(tag) => end(&mut builder, tag),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                builder.flow(&text);
            }
            Event::SoftBreak => builder.flow(" "),
            Event::HardBreak => builder.line(),
            Event::Rule => builder.block(),
            Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }
    builder.finish()
}

fn start(builder: &mut Builder, tag: &Tag<'_>) {
    match tag {
        Tag::Heading { level, .. } => builder.open_heading(*level as u8),
        Tag::FootnoteDefinition(number) => {
            builder.block();
            builder.open_note(number);
        }
        Tag::TableCell => builder.cell(),
        Tag::TableRow | Tag::TableHead => builder.row(),
        _ if is_inline(&tag.to_end()) => {}
        _ => builder.block(),
    }
}

fn end(builder: &mut Builder, tag: TagEnd) {
    match tag {
        TagEnd::Heading(_) => builder.close_heading(),
        TagEnd::FootnoteDefinition => builder.close_note(),
        TagEnd::TableCell => {}
        TagEnd::TableRow | TagEnd::TableHead => builder.end_row(),
        _ if is_inline(&tag) => {}
        _ => builder.block(),
    }
}

/// Whether an element stands in a line with other text.
fn is_inline(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}
