//! How a number crosses: in columns and results as elements of typed arrays, in totals and metrics as a figure.

use napi::bindgen_prelude::BigInt;
use num_bigint::Sign;

use crate::fixed::Fixed;
use crate::indicators::Indicators;
use crate::metrics::Measures;
use crate::storage::Storage;
use crate::wide::Wide;

/// A number as it crosses: in 64-bit elements of a typed array.
pub trait Crossing: Indicators + Measures {
    /// `i64` or `f64`
    type Element: Copy;
    /// A total or metric on the other side.
    type Figure;
    /// Elements a value, and elements a return.
    const WIDTHS: (usize, usize);

    /// A typed array as a column; none if it ends within a value.
    fn column(elements: &[Self::Element]) -> Option<&[Self::Stored]>;
    /// Writes a value into its elements.
    fn write(self, elements: &mut [Self::Element]);
    /// Writes a return into its elements.
    fn write_return(value: Self::Return, elements: &mut [Self::Element]);
    /// A value as a figure.
    fn figure(self) -> Self::Figure;
    /// A metric as a figure.
    fn metric(metric: &Self::Metric) -> Self::Figure;
}

impl<S: Storage, const DIGITS: u32> Crossing for Fixed<S, DIGITS> {
    type Element = i64;
    type Figure = BigInt;
    const WIDTHS: (usize, usize) = (S::WORDS, S::Wide::WORDS);

    fn column(elements: &[i64]) -> Option<&[S::Stored]> {
        S::entries(elements)
    }

    fn write(self, elements: &mut [i64]) {
        self.scaled().write_words(elements);
    }

    fn write_return(value: S::Wide, elements: &mut [i64]) {
        value.write_words(elements);
    }

    fn figure(self) -> BigInt {
        Self::metric(&self.scaled().wide().to_big())
    }

    fn metric(metric: &num_bigint::BigInt) -> BigInt {
        let (sign, words) = metric.to_u64_digits();
        BigInt { sign_bit: sign == Sign::Minus, words: if words.is_empty() { vec![0] } else { words } }
    }
}

impl Crossing for f64 {
    type Element = f64;
    type Figure = f64;
    const WIDTHS: (usize, usize) = (1, 1);

    fn column(elements: &[f64]) -> Option<&[f64]> {
        Some(elements)
    }

    fn write(self, elements: &mut [f64]) {
        elements[0] = self;
    }

    fn write_return(value: f64, elements: &mut [f64]) {
        elements[0] = value;
    }

    fn figure(self) -> f64 {
        self
    }

    fn metric(metric: &f64) -> f64 {
        *metric
    }
}
