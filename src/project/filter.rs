//! The small language of `select`: comparisons of columns, joined by `and`, `or`, `not` and parentheses.
//!
//! ```text
//! question_id = "view-of-country" and subject in ["russia", "china"]
//! unit = "percent" and not survey_id = none
//! low >= 50 or value > 80
//! ```
//!
//! The columns are those of `claims.csv`. `none` stands for an empty cell.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use crate::source::Spot;

/// A condition on one row of the claims table.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    /// Every row.
    All,
    /// The column compares so with the literal.
    Compare(Column, Comparison, Literal),
    /// The column equals one of the literals.
    OneOf(Column, Vec<Literal>),
    /// Both hold.
    And(Box<Filter>, Box<Filter>),
    /// At least one holds.
    Or(Box<Filter>, Box<Filter>),
    /// It does not hold.
    Not(Box<Filter>),
}

/// A column by name, with its bytes in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The name.
    pub name: String,
    /// Its bytes in the text of the filter.
    pub at: Range<usize>,
    /// Its place in a file; none when the filter was not read from one.
    pub spot: Option<Spot>,
}

/// How a column is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// What a column is compared with.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// A text in double quotes.
    Text(String),
    /// A number.
    Number(f64),
    /// `none`, an empty cell.
    Empty,
}

/// Why a text is not a [`Filter`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterError {
    /// The bytes of the text that are at fault.
    pub at: Range<usize>,
    /// What is wrong with them.
    pub fault: FilterFault,
}

/// What is wrong with a text that is not a [`Filter`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FilterFault {
    /// It says nothing.
    Empty,
    /// A text in it has no closing quote.
    Unclosed,
    /// Something in it is no name, text, number or sign.
    Unknown(String),
    /// Something else was expected: a sign, or what is described here.
    Expected(&'static str),
    /// `not` and parentheses stand inside each other more than 64 times.
    TooDeep,
    /// It has more than 500 conditions.
    TooLong,
}

impl fmt::Display for FilterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.fault {
            FilterFault::Empty => f.write_str("the filter is empty"),
            FilterFault::Unclosed => f.write_str("the text is not closed"),
            FilterFault::Unknown(written) => write!(f, "`{written}` has no meaning here"),
            FilterFault::Expected(what) => write!(f, "{what} was expected here"),
            FilterFault::TooDeep => f.write_str("the filter is nested too deeply"),
            FilterFault::TooLong => write!(f, "a filter has at most {MOST} conditions"),
        }
    }
}

impl std::error::Error for FilterError {}

impl Filter {
    /// Every comparison in it, in the order written.
    pub fn columns(&self) -> Vec<&Column> {
        match self {
            Self::All => Vec::new(),
            Self::Compare(column, ..) | Self::OneOf(column, _) => vec![column],
            Self::And(a, b) | Self::Or(a, b) => a.columns().into_iter().chain(b.columns()).collect(),
            Self::Not(a) => a.columns(),
        }
    }

    /// The same, to be changed.
    pub(crate) fn columns_mut(&mut self) -> Vec<&mut Column> {
        match self {
            Self::All => Vec::new(),
            Self::Compare(column, ..) | Self::OneOf(column, _) => vec![column],
            Self::And(a, b) | Self::Or(a, b) => a.columns_mut().into_iter().chain(b.columns_mut()).collect(),
            Self::Not(a) => a.columns_mut(),
        }
    }

    /// Every literal together with the column that it is compared with.
    pub fn literals(&self) -> Vec<(&Column, &Literal)> {
        match self {
            Self::All => Vec::new(),
            Self::Compare(column, _, literal) => vec![(column, literal)],
            Self::OneOf(column, literals) => literals.iter().map(|l| (column, l)).collect(),
            Self::And(a, b) | Self::Or(a, b) => a.literals().into_iter().chain(b.literals()).collect(),
            Self::Not(a) => a.literals(),
        }
    }
}

impl FromStr for Filter {
    type Err = FilterError;

    fn from_str(text: &str) -> Result<Self, FilterError> {
        let mut parser = Parser { words: lex(text)?, next: 0, end: text.len(), depth: 0, conditions: 0 };
        if parser.words.is_empty() {
            return Err(FilterError { at: 0..text.len(), fault: FilterFault::Empty });
        }
        let filter = parser.either()?;
        match parser.peek() {
            None => Ok(filter),
            Some(_) => Err(parser.wanted("`and`, `or` or the end")),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Word {
    Name(String),
    Text(String),
    Number(f64),
    Sign(&'static str),
}

const SIGNS: [&str; 11] = ["!=", "<=", ">=", "=", "<", ">", "(", ")", "[", "]", ","];

fn lex(text: &str) -> Result<Vec<(Word, Range<usize>)>, FilterError> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let (word, length) = if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        } else if c == '"' {
            let Some(close) = rest[1..].find('"') else {
                return Err(FilterError { at: at..text.len(), fault: FilterFault::Unclosed });
            };
            (Word::Text(rest[1..=close].to_owned()), close + 2)
        } else if let Some(sign) = SIGNS.into_iter().find(|s| rest.starts_with(s)) {
            (Word::Sign(sign), sign.len())
        } else if c.is_alphabetic() || c == '_' {
            let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
            (Word::Name(rest[..length].to_owned()), length)
        } else {
            let length = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-')).unwrap_or(rest.len());
            let length = length.max(c.len_utf8());
            match rest[..length].parse::<f64>() {
                Ok(number) => (Word::Number(number), length),
                Err(_) => {
                    let fault = FilterFault::Unknown(rest[..length].to_owned());
                    return Err(FilterError { at: at..at + length, fault });
                }
            }
        };
        out.push((word, at..at + length));
        at += length;
    }
    Ok(out)
}

/// The deepest nesting of `not` and parentheses.
const DEEPEST: usize = 64;
/// The most conditions of a filter; `in` takes any number of values.
const MOST: usize = 500;

struct Parser {
    words: Vec<(Word, Range<usize>)>,
    next: usize,
    end: usize,
    depth: usize,
    conditions: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Word> {
        self.words.get(self.next).map(|(w, _)| w)
    }

    fn place(&self) -> Range<usize> {
        self.words.get(self.next).map_or(self.end..self.end, |(_, at)| at.clone())
    }

    fn wanted(&self, what: &'static str) -> FilterError {
        FilterError { at: self.place(), fault: FilterFault::Expected(what) }
    }

    fn take_name(&mut self, name: &str) -> bool {
        let found = matches!(self.peek(), Some(Word::Name(n)) if n == name);
        self.next += usize::from(found);
        found
    }

    fn take_sign(&mut self, sign: &str) -> bool {
        let found = matches!(self.peek(), Some(Word::Sign(s)) if *s == sign);
        self.next += usize::from(found);
        found
    }

    fn either(&mut self) -> Result<Filter, FilterError> {
        let mut left = self.both()?;
        while self.take_name("or") {
            left = Filter::Or(Box::new(left), Box::new(self.both()?));
        }
        Ok(left)
    }

    fn both(&mut self) -> Result<Filter, FilterError> {
        let mut left = self.one()?;
        while self.take_name("and") {
            left = Filter::And(Box::new(left), Box::new(self.one()?));
        }
        Ok(left)
    }

    fn one(&mut self) -> Result<Filter, FilterError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(FilterError { at: self.place(), fault: FilterFault::TooDeep });
        }
        let filter = if self.take_name("not") {
            Filter::Not(Box::new(self.one()?))
        } else if self.take_sign("(") {
            let inner = self.either()?;
            if !self.take_sign(")") {
                return Err(self.wanted("`)`"));
            }
            inner
        } else {
            self.comparison()?
        };
        self.depth -= 1;
        Ok(filter)
    }

    fn comparison(&mut self) -> Result<Filter, FilterError> {
        let column = match self.words.get(self.next) {
            Some((Word::Name(name), at)) => Column { name: name.clone(), at: at.clone(), spot: None },
            _ => return Err(self.wanted("the name of a column")),
        };
        self.next += 1;
        self.conditions += 1;
        if self.conditions > MOST {
            return Err(FilterError { at: column.at, fault: FilterFault::TooLong });
        }
        if self.take_name("in") {
            return self.list().map(|literals| Filter::OneOf(column, literals));
        }
        let comparison = match self.peek() {
            Some(Word::Sign("=")) => Comparison::Equal,
            Some(Word::Sign("!=")) => Comparison::Unequal,
            Some(Word::Sign("<")) => Comparison::Less,
            Some(Word::Sign("<=")) => Comparison::LessOrEqual,
            Some(Word::Sign(">")) => Comparison::Greater,
            Some(Word::Sign(">=")) => Comparison::GreaterOrEqual,
            _ => return Err(self.wanted("`=`, `!=`, `<`, `<=`, `>`, `>=` or `in`")),
        };
        self.next += 1;
        self.literal().map(|literal| Filter::Compare(column, comparison, literal))
    }

    fn list(&mut self) -> Result<Vec<Literal>, FilterError> {
        if !self.take_sign("[") {
            return Err(self.wanted("`[`"));
        }
        let mut literals = vec![self.literal()?];
        while self.take_sign(",") {
            literals.push(self.literal()?);
        }
        match self.take_sign("]") {
            true => Ok(literals),
            false => Err(self.wanted("`,` or `]`")),
        }
    }

    fn literal(&mut self) -> Result<Literal, FilterError> {
        let literal = match self.peek() {
            Some(Word::Text(text)) => Literal::Text(text.clone()),
            Some(Word::Number(number)) => Literal::Number(*number),
            Some(Word::Name(name)) if name == "none" => Literal::Empty,
            _ => return Err(self.wanted("a text in double quotes, a number or `none`")),
        };
        self.next += 1;
        Ok(literal)
    }
}
