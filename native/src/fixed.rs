//! The exact number: a fixed-point integer whose storage and scale are parameters of its type.

use crate::decimal_text::{parse_factor, parse_scaled};
use crate::number::{Checked, Failure, Number, Operation};
use crate::storage::Storage;
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
        let one = S::from(const { 10_i64.pow(DIGITS) });
        S::narrow(self.0.portion(one, divisor.0)).map(Self)
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
