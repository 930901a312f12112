//! The exact number: a fixed-point integer whose storage and scale are parameters of its type.

use std::fmt::Debug;

use ethnum::I256;

use crate::number::{Checked, Failure, Number, Operation};
use crate::parameters::{parse_factor, parse_scaled};
use crate::wide::Wide;

/// Fractional digits of a slippage factor: 8 of the basis points and 4 of their unit.
pub const FACTOR_DIGITS: u32 = 12;

/// The decimal `scaled` / 10^`DIGITS`. Sums and differences are exact; a product or quotient is computed exactly and
/// rounded once, half to even. What does not fit the storage is refused, never wrapped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fixed<S, const DIGITS: u32 = 8>(S);

impl<S: Storage, const DIGITS: u32> Fixed<S, DIGITS> {
    /// The number × 10^`DIGITS` as a number.
    #[must_use]
    pub const fn from_scaled(scaled: S) -> Self {
        Self(scaled)
    }

    /// The number × 10^`DIGITS`.
    #[must_use]
    pub const fn scaled(self) -> S {
        self.0
    }

    /// The quotient, rounded half to even.
    pub fn ratio(self, divisor: Self) -> Option<Self> {
        if divisor == Self::ZERO {
            return None;
        }
        let numerator = self.0.times(S::narrow(S::Wide::from(const { 10_i64.pow(DIGITS) }))?);
        S::narrow(numerator.quotient(divisor.0.wide())).map(Self)
    }
}

/// An integer that stores a value.
pub trait Storage: Copy + Ord + Debug + Default + 'static {
    /// One value as it stands in a column.
    type Stored: Copy + 'static;
    /// Holds every product of two values, and sums of as many values as there can be bars.
    type Wide: Wide;
    /// 64-bit words a value in a column.
    const WORDS: usize;
    /// 0
    const ZERO: Self;

    /// The value of a column's entry.
    fn load(stored: Self::Stored) -> Self;
    /// A column of 64-bit words as a column of entries; none where words are left over.
    fn entries(words: &[i64]) -> Option<&[Self::Stored]>;
    /// The value in the wide type.
    fn wide(self) -> Self::Wide;
    /// The value, where it fits.
    fn narrow(wide: Self::Wide) -> Option<Self>;
    /// The product.
    fn times(self, other: Self) -> Self::Wide;
    /// The sum, where it fits.
    fn plus(self, other: Self) -> Option<Self>;
    /// The difference, where it fits.
    fn minus(self, other: Self) -> Option<Self>;
    /// The size, where it fits.
    fn magnitude(self) -> Option<Self>;
    /// A tenth, rounded down; of a value that is not negative.
    #[must_use]
    fn tenth(self) -> Self;
    /// Writes the value's words, low before high.
    fn write_words(self, words: &mut [i64]);
}

impl Storage for i64 {
    type Stored = i64;
    type Wide = i128;
    const WORDS: usize = 1;
    const ZERO: Self = 0;

    #[inline]
    fn load(stored: i64) -> Self {
        stored
    }

    fn entries(words: &[i64]) -> Option<&[i64]> {
        Some(words)
    }

    #[inline]
    fn wide(self) -> i128 {
        i128::from(self)
    }

    #[inline]
    fn narrow(wide: i128) -> Option<Self> {
        Self::try_from(wide).ok()
    }

    #[inline]
    fn times(self, other: Self) -> i128 {
        i128::from(self) * i128::from(other)
    }

    #[inline]
    fn plus(self, other: Self) -> Option<Self> {
        self.checked_add(other)
    }

    #[inline]
    fn minus(self, other: Self) -> Option<Self> {
        self.checked_sub(other)
    }

    #[inline]
    fn magnitude(self) -> Option<Self> {
        self.checked_abs()
    }

    #[inline]
    fn tenth(self) -> Self {
        self / 10
    }

    fn write_words(self, words: &mut [i64]) {
        words[0] = self;
    }
}

impl Storage for i128 {
    type Stored = [i64; 2];
    type Wide = I256;
    const WORDS: usize = 2;
    const ZERO: Self = 0;

    #[inline]
    fn load([low, high]: [i64; 2]) -> Self {
        // The low word is the unsigned one.
        (Self::from(high) << 64) | Self::from(low as u64)
    }

    fn entries(words: &[i64]) -> Option<&[[i64; 2]]> {
        let (entries, rest) = words.as_chunks::<2>();
        rest.is_empty().then_some(entries)
    }

    #[inline]
    fn wide(self) -> I256 {
        I256::from(self)
    }

    #[inline]
    fn narrow(wide: I256) -> Option<Self> {
        Self::try_from(wide).ok()
    }

    #[inline]
    fn times(self, other: Self) -> I256 {
        // Two values of usual size multiply in 128 bits, which costs a tenth of the wide product.
        match (i64::try_from(self), i64::try_from(other)) {
            (Ok(left), Ok(right)) => I256::from(left.times(right)),
            _ => I256::from(self) * I256::from(other),
        }
    }

    #[inline]
    fn plus(self, other: Self) -> Option<Self> {
        self.checked_add(other)
    }

    #[inline]
    fn minus(self, other: Self) -> Option<Self> {
        self.checked_sub(other)
    }

    #[inline]
    fn magnitude(self) -> Option<Self> {
        self.checked_abs()
    }

    #[inline]
    fn tenth(self) -> Self {
        self / 10
    }

    fn write_words(self, words: &mut [i64]) {
        Wide::write_words(self, words);
    }
}

/// The worth of every position at its last close, and their sum, which exact numbers may add up in any order.
pub struct Worths<S: Storage> {
    each: Vec<S>,
    sum: S::Wide,
}

impl<S: Storage, const DIGITS: u32> Number for Fixed<S, DIGITS> {
    type Stored = S::Stored;
    type Factor = S;
    type Holdings = Worths<S>;
    const ZERO: Self = Self(S::ZERO);

    #[inline]
    fn load(stored: S::Stored) -> Self {
        Self(S::load(stored))
    }

    fn parse(text: &str, what: &str) -> Result<Self, Failure> {
        parse_scaled(text, DIGITS, what).map(Self)
    }

    fn factor(basis_points: &str) -> Result<S, Failure> {
        parse_factor(basis_points, FACTOR_DIGITS)
    }

    #[inline]
    fn plus(self, other: Self) -> Option<Self> {
        self.0.plus(other.0).map(Self)
    }

    #[inline]
    fn minus(self, other: Self) -> Option<Self> {
        self.0.minus(other.0).map(Self)
    }

    #[inline]
    fn magnitude(self) -> Option<Self> {
        self.0.magnitude().map(Self)
    }

    #[inline]
    fn fill_limit(volume: Self) -> Self {
        Self(volume.0.tenth())
    }

    #[inline]
    fn slipped(open: Self, factor: S) -> Option<Self> {
        S::narrow(open.0.times(factor).shifted::<FACTOR_DIGITS>()).map(Self)
    }

    #[inline]
    fn product(self, other: Self) -> Option<Self> {
        S::narrow(self.0.times(other.0).shifted::<DIGITS>()).map(Self)
    }

    #[inline]
    fn released(cost: Self, quantity: Self, held: Self) -> Option<Self> {
        S::narrow(cost.0.times(quantity.0).quotient(held.0.wide())).map(Self)
    }

    fn no_holdings(symbols: usize) -> Worths<S> {
        Worths { each: vec![S::ZERO; symbols], sum: S::Wide::default() }
    }

    #[inline]
    fn mark(holdings: &mut Worths<S>, symbol: usize, position: Self, close: Self) -> Checked<()> {
        let worth = &mut holdings.each[symbol];
        if position == Self::ZERO && *worth == S::ZERO {
            return Ok(());
        }
        let now = position.product(close).ok_or(Operation::Valuation)?.0;
        // A sum of fewer than 2³² stored values cannot leave the wide type.
        holdings.sum = holdings.sum + now.wide() - worth.wide();
        *worth = now;
        Ok(())
    }

    #[inline]
    fn equity(holdings: &Worths<S>, cash: Self) -> Checked<Self> {
        S::narrow(cash.0.wide() + holdings.sum).map(Self).ok_or(Operation::Equity)
    }

    fn residual(
        cash: Self,
        costs: impl Iterator<Item = Self>,
        initial: Self,
        realised: Self,
        commission: Self,
    ) -> Option<Self> {
        let held = costs.fold(cash.0.wide(), |sum, cost| sum + cost.0.wide());
        S::narrow(held - initial.0.wide() - realised.0.wide() + commission.0.wide()).map(Self)
    }
}
