//! What was found out about parts of a deck, once for all that are packed alike: copies of a slide have charts, workbooks and
//! notes of their own, which say the same.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::publish::deck::DeckError;
use crate::publish::ooxml::archive::Packed;

/// A value that is equal to itself alone, so that it need not be compared.
#[derive(Debug)]
pub(super) struct Same<T>(pub(super) Rc<T>);

impl<T> Clone for Same<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Eq for Same<T> {}

impl<T> PartialOrd for Same<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Same<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        Rc::as_ptr(&self.0).cmp(&Rc::as_ptr(&other.0))
    }
}

/// A part of a file, and what it is compared with.
pub(super) type Against<'a, T> = (Packed<'a>, Same<T>);

/// Findings by what they are about.
#[derive(Debug)]
pub(super) struct Findings<K, V>(BTreeMap<K, V>);

impl<K, V> Default for Findings<K, V> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord, V: Clone> Findings<K, V> {
    /// What is known of something, or what is found out about it now.
    pub(super) fn get(&mut self, about: K, find: impl FnOnce() -> Result<V, DeckError>) -> Result<V, DeckError> {
        if let Some(known) = self.0.get(&about) {
            return Ok(known.clone());
        }
        let found = find()?;
        self.0.insert(about, found.clone());
        Ok(found)
    }
}
