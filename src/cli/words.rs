//! Arguments that are words of the library's enumerations: read, listed in the help and completed by a shell.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use citeplot::style::Palette;
use citeplot::word::Word;

/// Reads a word of an enumeration.
pub(super) fn word<T: Word + Send + Sync>() -> impl TypedValueParser<Value = T> {
    let value = |value: &T| match value.about() {
        "" => PossibleValue::new(value.word()),
        about => PossibleValue::new(value.word()).help(about),
    };
    let values: Vec<PossibleValue> = T::all().iter().map(value).collect();
    PossibleValuesParser::new(values)
        .map(|word: String| T::from_word(&word).expect("the parser lets only words of the enumeration pass"))
}

/// Reads the name of a theme: any text, because a project has themes of its own. A shell completes those of the program.
#[derive(Clone, Copy, Debug)]
pub(super) struct ThemeName;

impl TypedValueParser for ThemeName {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, clap::Error> {
        clap::builder::StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Palette::NAMES.into_iter().map(PossibleValue::new)))
    }
}
