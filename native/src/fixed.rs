//! The exact number: a fixed-point integer whose storage and scale are parameters of its type.

use std::fmt::Debug;

use ethnum::I256;

use crate::number::{Checked, Failure, Number, Operation};
use crate::parameters::{parse_factor, parse_scaled};
use crate::wide::{Wide, rounds_up};

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
        let one = S::from(const { 10_i64.pow(DIGITS) });
        S::narrow(self.0.portion(one, divisor.0)).map(Self)
    }
}

/// An integer that stores a value.
pub trait Storage: Copy + Ord + Debug + Default + From<i64> + 'static {
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
    /// The value × `factor` / `divisor`, which is not 0, rounded half to even.
    fn portion(self, factor: Self, divisor: Self) -> Self::Wide {
        self.times(factor).quotient(divisor.wide())
    }
    /// The sum, where it fits.
    fn plus(self, other: Self) -> Option<Self>;
    /// The difference, where it fits.
    fn minus(self, other: Self) -> Option<Self>;
    /// The product as a stored value, where it fits.
    fn small_product(self, other: Self) -> Option<Self>;
    /// How often `one` is contained, where nothing is left over.
    fn multiple_of(self, one: Self) -> Option<Self>;
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
    fn portion(self, factor: Self, divisor: Self) -> i128 {
        estimated_portion(self, factor, divisor)
            .unwrap_or_else(|| self.times(factor).quotient(divisor.wide()))
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
    fn small_product(self, other: Self) -> Option<Self> {
        self.checked_mul(other)
    }

    #[inline]
    fn multiple_of(self, one: Self) -> Option<Self> {
        (self % one == 0).then_some(self / one)
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

/// A quotient of usual size, for a fraction of what a division of 128 bits costs: doubles estimate it, and its rest
/// corrects it. No branch depends on the sign or the rounding, which are as hard to foresee for a processor as for a
/// trader.
#[inline]
fn estimated_portion(value: i64, factor: i64, divisor: i64) -> Option<i128> {
    const LARGEST_QUOTIENT: f64 = (1_u64 << 50) as f64;
    const LARGEST_DIVISOR: i64 = 1 << 62;
    let estimate = (value as f64 * factor as f64 / divisor as f64).abs();
    if divisor <= 0 || divisor >= LARGEST_DIVISOR || estimate >= LARGEST_QUOTIENT {
        return None;
    }
    // Five roundings to 53 bits are wrong by less than 5 × 2⁻⁵³ × 2⁵⁰ < 1, and cutting off the fraction by less than 1:
    // the rest lies within two divisors of 0, below 2⁶³, so that the low words of the products alone give it.
    let (mut whole, divisor) = (estimate as u64, divisor as u64);
    let product = value.unsigned_abs().wrapping_mul(factor.unsigned_abs());
    let mut rest = product.wrapping_sub(whole.wrapping_mul(divisor));
    while rest >= divisor {
        let below = rest.cast_signed() < 0;
        whole = if below { whole - 1 } else { whole + 1 };
        rest = if below { rest.wrapping_add(divisor) } else { rest - divisor };
    }
    let rounded = i128::from(whole + u64::from(rounds_up(rest, divisor, whole & 1 == 1)));
    let sign = i128::from((value ^ factor) >> 63);
    Some((rounded ^ sign) - sign)
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
    fn small_product(self, other: Self) -> Option<Self> {
        self.checked_mul(other)
    }

    #[inline]
    fn multiple_of(self, one: Self) -> Option<Self> {
        (self % one == 0).then_some(self / one)
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

/// Every symbol's position and last close.
pub struct Positions<S> {
    each: Vec<Held<S>>,
    /// Symbols whose position is not in whole units.
    fractional: usize,
}

#[derive(Clone)]
struct Held<S> {
    /// The position in whole units, where it is whole: then its worth needs no rounding.
    units: S,
    close: S,
    /// The position where it is not whole, else 0.
    fraction: S,
}

impl<S: Storage, const DIGITS: u32> Number for Fixed<S, DIGITS> {
    type Stored = S::Stored;
    type Factor = S;
    type Holdings = Positions<S>;
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
        if quantity == held {
            return Some(cost);
        }
        S::narrow(cost.0.portion(quantity.0, held.0)).map(Self)
    }

    fn no_holdings(symbols: usize) -> Positions<S> {
        let nothing = Held { units: S::ZERO, close: S::ZERO, fraction: S::ZERO };
        Positions { each: vec![nothing; symbols], fractional: 0 }
    }

    fn hold(holdings: &mut Positions<S>, symbol: usize, position: Self) {
        let held = &mut holdings.each[symbol];
        holdings.fractional -= usize::from(held.fraction != S::ZERO);
        let units = position.0.multiple_of(S::from(const { 10_i64.pow(DIGITS) }));
        held.units = units.unwrap_or(S::ZERO);
        held.fraction = if units.is_some() { S::ZERO } else { position.0 };
        holdings.fractional += usize::from(held.fraction != S::ZERO);
    }

    #[inline]
    fn mark(holdings: &mut Positions<S>, symbol: usize, close: Self) {
        holdings.each[symbol].close = close.0;
    }

    #[inline]
    fn equity(holdings: &Positions<S>, cash: Self) -> Checked<Self> {
        // Units are stored values / 10⁸: fewer than 2²⁷ such products, which is the most symbols there may be, cannot
        // leave the wide type.
        let mut sum = cash.0.wide();
        for held in &holdings.each {
            sum = sum + held.units.times(held.close);
        }
        if holdings.fractional > 0 {
            for held in holdings.each.iter().filter(|held| held.fraction != S::ZERO) {
                let worth = Self(held.fraction).product(Self(held.close)).ok_or(Operation::Valuation)?;
                sum = sum + worth.0.wide();
            }
        }
        S::narrow(sum).map(Self).ok_or(Operation::Equity)
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
