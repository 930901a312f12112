//! The control: the same ledger in IEEE doubles, in the order of operations that the float engines share, never rounded.

use crate::decimal_text::{check_plain, factor_text};
use crate::number::{Checked, Failure, Number};

/// Positions and last closes in symbol order, because a sum of doubles depends on its order.
pub struct Positions {
    each: Vec<(f64, f64)>,
}

impl Number for f64 {
    type Stored = f64;
    type Factor = f64;
    type Holdings = Positions;
    const ZERO: Self = 0.0;

    #[inline]
    fn load(stored: f64) -> Self {
        stored
    }

    fn parse(text: &str, what: &str) -> Result<Self, Failure> {
        check_plain(text, what)?;
        text.parse().map_err(|_| Failure::BadInput(format!("{what} is not a decimal: \"{text}\"")))
    }

    fn factor(basis_points: &str) -> Result<f64, Failure> {
        Self::parse(&factor_text(basis_points)?, "slippage")
    }

    #[inline]
    fn plus(self, other: Self) -> Option<Self> {
        Some(self + other)
    }

    #[inline]
    fn minus(self, other: Self) -> Option<Self> {
        Some(self - other)
    }

    #[inline]
    fn magnitude(self) -> Option<Self> {
        Some(self.abs())
    }

    #[inline]
    fn fill_limit(volume: Self) -> Self {
        (volume * 0.1 * 1e8).floor() / 1e8
    }

    #[inline]
    fn slipped(open: Self, factor: f64) -> Option<Self> {
        Some(open * factor)
    }

    #[inline]
    fn product(self, other: Self) -> Option<Self> {
        Some(self * other)
    }

    #[inline]
    fn released(cost: Self, quantity: Self, held: Self) -> Option<Self> {
        Some(cost * quantity / held)
    }

    fn no_holdings(symbols: usize) -> Positions {
        Positions { each: vec![(0.0, 0.0); symbols] }
    }

    fn hold(holdings: &mut Positions, symbol: usize, position: Self) {
        holdings.each[symbol].0 = position;
    }

    #[inline]
    fn mark(holdings: &mut Positions, symbol: usize, close: Self) {
        holdings.each[symbol].1 = close;
    }

    #[inline]
    fn equity(holdings: &Positions, cash: Self) -> Checked<Self> {
        Ok(holdings.each.iter().fold(cash, |sum, (position, close)| sum + position * close))
    }

    fn residual(
        cash: Self,
        costs: impl Iterator<Item = Self>,
        initial: Self,
        realised: Self,
        commission: Self,
    ) -> Option<Self> {
        Some(costs.fold(cash, |sum, cost| sum + cost) - initial - realised + commission)
    }
}
