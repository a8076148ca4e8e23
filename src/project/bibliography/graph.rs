//! What refers to what: cycles, depth and size, without recursion.

/// What a reference may come to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    /// The longest chain of references.
    pub(super) depth: usize,
    /// The largest size with everything that is referred to, counted as often as it is.
    pub(super) size: usize,
}

/// A node with the nodes that it refers to.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// Its size without what it refers to.
    pub(super) size: usize,
    /// What it refers to, by place.
    pub(super) to: Vec<usize>,
}

/// What becomes of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It refers to sound nodes only; its size with them.
    Sound(usize),
    /// It stands for itself.
    Cyclic,
    /// It is deeper or larger than the bounds.
    TooLarge,
    /// It refers to something that is at fault.
    Spoilt,
}

/// What is wrong, in the order in which it is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    /// Nodes that refer to one another in a ring, the first again at the end.
    Ring(Vec<usize>),
    /// A node that is deeper or larger than the bounds.
    TooLarge(usize),
}

/// The verdict on every node, and the flaws behind the verdicts.
pub(super) struct Judged {
    pub(super) verdicts: Vec<Verdict>,
    pub(super) flaws: Vec<Flaw>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done { depth: usize },
}

struct Search<'n> {
    nodes: &'n [Node],
    bounds: Bounds,
    states: Vec<State>,
    judged: Judged,
}

/// Judges all nodes.
pub(super) fn judge(nodes: &[Node], bounds: Bounds) -> Judged {
    let judged = Judged { verdicts: vec![Verdict::Spoilt; nodes.len()], flaws: Vec::new() };
    let mut search = Search { nodes, bounds, states: vec![State::New; nodes.len()], judged };
    for start in 0..nodes.len() {
        search.run(start);
    }
    search.judged
}

impl Search<'_> {
    fn run(&mut self, start: usize) {
        if self.states[start] != State::New {
            return;
        }
        self.states[start] = State::Open;
        // Each open node with the next of its references.
        let mut open = vec![(start, 0)];
        while let Some((node, next)) = open.last_mut() {
            let Some(&to) = self.nodes[*node].to.get(*next) else {
                let node = *node;
                open.pop();
                self.close(node);
                continue;
            };
            *next += 1;
            match self.states[to] {
                State::New => {
                    self.states[to] = State::Open;
                    open.push((to, 0));
                }
                State::Open => {
                    let from = open.iter().position(|(n, _)| *n == to).expect("an open node is on the stack");
                    let mut ring: Vec<usize> = open[from..].iter().map(|(n, _)| *n).collect();
                    ring.push(to);
                    for node in &ring {
                        self.judged.verdicts[*node] = Verdict::Cyclic;
                    }
                    self.judged.flaws.push(Flaw::Ring(ring));
                }
                State::Done { .. } => {}
            }
        }
    }

    fn close(&mut self, node: usize) {
        let mut depth = 0;
        let mut size = self.nodes[node].size;
        let mut sound = self.judged.verdicts[node] != Verdict::Cyclic;
        for to in &self.nodes[node].to {
            if let State::Done { depth: below } = self.states[*to] {
                depth = depth.max(below + 1);
            }
            match self.judged.verdicts[*to] {
                Verdict::Sound(below) => size = size.saturating_add(below),
                Verdict::Cyclic | Verdict::TooLarge | Verdict::Spoilt => sound = false,
            }
        }
        self.states[node] = State::Done { depth };
        if !sound {
            return;
        }
        let too_large = depth > self.bounds.depth || size > self.bounds.size;
        self.judged.verdicts[node] = if too_large { Verdict::TooLarge } else { Verdict::Sound(size) };
        if too_large {
            self.judged.flaws.push(Flaw::TooLarge(node));
        }
    }
}
