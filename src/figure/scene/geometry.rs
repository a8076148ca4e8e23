//! Points, segments, spans and rectangles. All lengths are CSS pixels; y grows downwards.

/// A point of a scene.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// How far it is from the left edge.
    pub x: f64,
    /// How far it is from the upper edge.
    pub y: f64,
}

impl Point {
    /// The point with these coordinates.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }
}

/// A straight line between two points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    /// Where it starts.
    pub from: Point,
    /// Where it ends.
    pub to: Point,
}

impl Segment {
    /// A horizontal line at height `y`.
    pub const fn horizontal(y: f64, span: Span) -> Self {
        Self { from: Point::new(span.start, y), to: Point::new(span.end, y) }
    }

    /// A vertical line at `x`.
    pub const fn vertical(x: f64, span: Span) -> Self {
        Self { from: Point::new(x, span.start), to: Point::new(x, span.end) }
    }
}

/// A stretch along one of the two directions of a scene: from left to right, or from top to bottom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// The lesser coordinate.
    pub start: f64,
    /// The greater coordinate.
    pub end: f64,
}

impl Span {
    /// The stretch between two coordinates.
    pub const fn new(start: f64, end: f64) -> Self {
        Self { start, end }
    }

    /// How long it is.
    pub fn length(self) -> f64 {
        self.end - self.start
    }

    /// The coordinate halfway along it.
    pub fn middle(self) -> f64 {
        f64::midpoint(self.start, self.end)
    }

    /// The shortest stretch that holds both.
    #[must_use]
    pub fn joined(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A rectangle whose sides are parallel to the edges of the scene.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The least x.
    pub left: f64,
    /// The least y.
    pub top: f64,
    /// The greatest x.
    pub right: f64,
    /// The greatest y.
    pub bottom: f64,
}

impl Bounds {
    /// Its width.
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// Its height.
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// From its left to its right edge.
    pub fn across(&self) -> Span {
        Span::new(self.left, self.right)
    }

    /// From its upper to its lower edge.
    pub fn down(&self) -> Span {
        Span::new(self.top, self.bottom)
    }

    /// Whether two rectangles have more than an edge in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        let slack = 0.01;
        self.left < other.right - slack
            && other.left < self.right - slack
            && self.top < other.bottom - slack
            && other.top < self.bottom - slack
    }

    /// Whether the other lies within this one.
    pub fn contains(&self, other: &Self) -> bool {
        self.left <= other.left && self.top <= other.top && self.right >= other.right && self.bottom >= other.bottom
    }
}
