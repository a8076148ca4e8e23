//! The border to crates that panic on some of what a user can hand them: the reader of BibLaTeX, the shaper of fonts.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Runs a step that may panic on what a user wrote; none when it did. Nothing is printed then. Panics of other threads,
/// and of this one outside, go where they went before.
pub(crate) fn caught<T>(step: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let others = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !QUIET.get() {
                others(info);
            }
        }));
    });
    let before = QUIET.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(step));
    QUIET.set(before);
    result.ok()
}
