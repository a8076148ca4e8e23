//! Reads CBOR (RFC 8949), as far as the bundled styles and terms use it: texts, numbers, lists, maps, true, false, null.
//!
//! Why not by a library: styles are full of values that may be of one of several types, which serde finds out by trying.
//! Each try that fails makes an error, and the libraries write its message out, naming every word that was possible. For
//! the bundled style that is most of the work. The errors here have no message: the files are part of the program, and a
//! test reads all of them.

use std::fmt;

use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer};
use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

/// The bytes are not CBOR, or not of the wanted type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Error;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not CBOR of the wanted type")
    }
}

impl std::error::Error for Error {}

impl de::Error for Error {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// Reads a value from all of these bytes.
pub(super) fn from_bytes<'b, T: Deserialize<'b>>(bytes: &'b [u8]) -> Result<T, Error> {
    let mut reader = Reader { bytes };
    let value = T::deserialize(&mut reader)?;
    if reader.bytes.is_empty() { Ok(value) } else { Err(Error) }
}

struct Reader<'b> {
    bytes: &'b [u8],
}

/// How an item begins.
enum Head {
    Positive(u64),
    Negative(u64),
    Text(usize),
    /// With the number of items, when it is known ahead.
    List(Option<usize>),
    /// With the number of pairs, when it is known ahead.
    Map(Option<usize>),
    Bool(bool),
    Null,
    /// The end of a list or a map of unknown length.
    Break,
}

impl<'b> Reader<'b> {
    fn take(&mut self, count: usize) -> Result<&'b [u8], Error> {
        let (taken, rest) = self.bytes.split_at_checked(count).ok_or(Error)?;
        self.bytes = rest;
        Ok(taken)
    }

    fn head(&mut self) -> Result<Head, Error> {
        let first = self.take(1)?[0];
        let (major, short) = (first >> 5, first & 31);
        let length = match short {
            0..=23 => Some(u64::from(short)),
            24..=27 => Some(self.take(1 << (short - 24))?.iter().fold(0, |n, byte| n << 8 | u64::from(*byte))),
            31 => None,
            _ => return Err(Error),
        };
        let count = length.map(usize::try_from).transpose().map_err(|_| Error)?;
        match (major, length) {
            (0, Some(number)) => Ok(Head::Positive(number)),
            (1, Some(number)) => Ok(Head::Negative(number)),
            (3, Some(_)) => Ok(Head::Text(count.ok_or(Error)?)),
            (4, _) => Ok(Head::List(count)),
            (5, _) => Ok(Head::Map(count)),
            (7, Some(20)) => Ok(Head::Bool(false)),
            (7, Some(21)) => Ok(Head::Bool(true)),
            (7, Some(22)) => Ok(Head::Null),
            (7, None) => Ok(Head::Break),
            _ => Err(Error),
        }
    }

    fn text(&mut self, length: usize) -> Result<&'b str, Error> {
        std::str::from_utf8(self.take(length)?).map_err(|_| Error)
    }
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.head()? {
            Head::Positive(number) => visitor.visit_u64(number),
            Head::Negative(number) => visitor.visit_i64(-1 - i64::try_from(number).map_err(|_| Error)?),
            Head::Text(length) => visitor.visit_borrowed_str(self.text(length)?),
            Head::List(left) => visitor.visit_seq(Items { reader: self, left }),
            Head::Map(left) => visitor.visit_map(Items { reader: self, left }),
            Head::Bool(value) => visitor.visit_bool(value),
            Head::Null => visitor.visit_unit(),
            Head::Break => Err(Error),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let before = self.bytes;
        match self.head()? {
            Head::Null => visitor.visit_none(),
            _ => {
                self.bytes = before;
                visitor.visit_some(self)
            }
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.head()? {
            Head::Text(length) => visitor.visit_enum(BorrowedStrDeserializer::new(self.text(length)?)),
            Head::Map(left) => visitor.visit_enum(MapAccessDeserializer::new(Items { reader: self, left })),
            _ => Err(Error),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

/// The items of a list or a map.
struct Items<'r, 'b> {
    reader: &'r mut Reader<'b>,
    left: Option<usize>,
}

impl<'b> Items<'_, 'b> {
    /// Whether another item follows.
    fn goes_on(&mut self) -> Result<bool, Error> {
        match &mut self.left {
            Some(0) => Ok(false),
            Some(left) => {
                *left -= 1;
                Ok(true)
            }
            None => {
                let before = self.reader.bytes;
                match self.reader.head()? {
                    Head::Break => {
                        self.left = Some(0);
                        Ok(false)
                    }
                    _ => {
                        self.reader.bytes = before;
                        Ok(true)
                    }
                }
            }
        }
    }
}

impl<'b> SeqAccess<'b> for Items<'_, 'b> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'b>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        if self.goes_on()? { seed.deserialize(&mut *self.reader).map(Some) } else { Ok(None) }
    }
}

impl<'b> MapAccess<'b> for Items<'_, 'b> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'b>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        if self.goes_on()? { seed.deserialize(&mut *self.reader).map(Some) } else { Ok(None) }
    }

    fn next_value_seed<T: DeserializeSeed<'b>>(&mut self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(&mut *self.reader)
    }
}
