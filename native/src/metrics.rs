//! Returns, drawdown and risk. Exact numbers are rounded once, to 12 digits, from an exact rational, under the root
//! if there is one; they have no range of their own to leave.

use std::fmt::Debug;

use ethnum::U256;
use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;

use crate::fixed::Fixed;
use crate::number::Number;
use crate::storage::Storage;
use crate::wide::Wide;

/// Fractional digits of a metric.
const DIGITS: u32 = 12;
/// Sessions a year, under the root that turns a session's deviation into a year's.
const SESSIONS_PER_YEAR: u32 = 252;

/// The figures of a finished backtest.
#[derive(Clone, Debug, PartialEq)]
pub struct Metrics<M> {
    /// Final equity / capital − 1.
    pub total_return: M,
    /// √252 × the sample standard deviation of the session returns.
    pub volatility: Option<M>,
    /// √252 × mean / standard deviation of the session returns.
    pub sharpe: Option<M>,
    /// The largest (peak − equity) / peak.
    pub max_drawdown: M,
}

/// A number whose metrics are known.
pub trait Measures: Number {
    /// A session's return.
    type Return: Copy + Debug + PartialEq;
    /// A metric.
    type Metric: Clone + Debug + PartialEq;

    /// `now` / `before` − 1, where `before` is not 0.
    fn session_return(now: Self, before: Self) -> Self::Return;
    /// The same, as a metric.
    fn total_return(last: Self, first: Self) -> Self::Metric;
    /// Volatility and Sharpe ratio; none if there are fewer than two returns or they are all equal.
    fn risk(returns: impl Iterator<Item = Self::Return> + Clone) -> Option<(Self::Metric, Self::Metric)>;
    /// Whether the first pair of peak and trough is the deeper drawdown.
    fn is_deeper(one: (Self, Self), other: (Self, Self)) -> bool;
    /// (peak − trough) / peak
    fn drawdown(pair: (Self, Self)) -> Self::Metric;
}

/// The deepest drawdown so far. Of one peak only its lowest trough counts, so that pairs are compared once a peak.
pub struct Drawdown<N> {
    current: (N, N),
    deepest: (N, N),
}

impl<N: Measures> Drawdown<N> {
    /// The first peak is the capital.
    pub fn new(capital: N) -> Self {
        Self { current: (capital, capital), deepest: (capital, capital) }
    }

    /// Takes in the equity of one time.
    #[inline]
    pub fn observe(&mut self, equity: N) {
        if equity > self.current.0 {
            self.keep_deepest();
            self.current = (equity, equity);
        } else if equity < self.current.1 {
            self.current.1 = equity;
        }
    }

    /// The deepest drawdown of all.
    pub fn finish(mut self) -> N::Metric {
        self.keep_deepest();
        N::drawdown(self.deepest)
    }

    #[inline]
    fn keep_deepest(&mut self) {
        if self.current.1 < self.current.0 && N::is_deeper(self.current, self.deepest) {
            self.deepest = self.current;
        }
    }
}

impl<S: Storage, const SCALE: u32> Measures for Fixed<S, SCALE> {
    /// × 10¹²
    type Return = S::Wide;
    /// × 10¹²
    type Metric = BigInt;

    #[inline]
    fn session_return(now: Self, before: Self) -> S::Wide {
        let one = S::from(const { 10_i64.pow(DIGITS) });
        if let Some(difference) = now.minus(before) {
            return difference.scaled().portion(one, before.scaled());
        }
        // One binary digit more than a stored value has, × 10¹², which has 40: the wide type has room for it.
        let (now, before) = (now.scaled().wide(), before.scaled().wide());
        ((now - before) * one.wide()).quotient(before)
    }

    fn total_return(last: Self, first: Self) -> BigInt {
        Self::session_return(last, first).to_big()
    }

    fn risk(returns: impl Iterator<Item = S::Wide> + Clone) -> Option<(BigInt, BigInt)> {
        if let Some(sums) = Sums::of(returns.clone()) {
            return sums.risk();
        }
        let returns = returns.map(Wide::to_big);
        BigSums {
            count: returns.clone().count(),
            sum: returns.clone().sum(),
            squares: returns.map(|value| &value * &value).sum(),
        }
        .risk()
    }

    #[inline]
    fn is_deeper((peak, trough): (Self, Self), (other_peak, other_trough): (Self, Self)) -> bool {
        let wide = |value: Self| value.scaled().wide();
        (wide(peak) - wide(trough)) * wide(other_peak) > (wide(other_peak) - wide(other_trough)) * wide(peak)
    }

    fn drawdown((peak, trough): (Self, Self)) -> BigInt {
        -Self::session_return(trough, peak).to_big()
    }
}

/// Sums of returns of usual size: 64 bits each, × 10¹².
struct Sums {
    count: u32,
    sum: i128,
    squares: u128,
}

impl Sums {
    /// None if a return or a sum is too large.
    fn of<W: Wide>(returns: impl Iterator<Item = W>) -> Option<Self> {
        let mut sums = Self { count: 0, sum: 0, squares: 0 };
        for value in returns {
            let value = value.to_i64()?;
            sums.count = sums.count.checked_add(1)?;
            sums.sum += i128::from(value);
            sums.squares = sums.squares.checked_add(u128::from(value.unsigned_abs()).pow(2))?;
        }
        Some(sums)
    }

    fn risk(self) -> Option<(BigInt, BigInt)> {
        let big = || BigSums {
            count: self.count as usize,
            sum: BigInt::from(self.sum),
            squares: BigInt::from(self.squares),
        };
        if self.count < 2 {
            return None;
        }
        let (count, before) = (U256::from(self.count), U256::from(self.count - 1));
        let sum = U256::from(self.sum.unsigned_abs());
        // At most 2³² × 2¹²⁸: no overflow. The other product is not larger than this one (Cauchy and Schwarz).
        let spread = count * U256::from(self.squares) - sum * sum;
        if spread == U256::ZERO {
            return None;
        }
        let year = U256::from(SESSIONS_PER_YEAR);
        let volatility = rounded_root(year * spread, count * before);
        let one = U256::from(const { 10_u128.pow(2 * DIGITS) });
        let sharpe = (sum * sum)
            .checked_mul(year * one)
            .and_then(|product| product.checked_mul(before))
            .and_then(|product| rounded_root(product, count.checked_mul(spread)?));
        match (volatility, sharpe) {
            (Some(volatility), Some(sharpe)) => {
                let sharpe = BigInt::from(sharpe);
                Some((BigInt::from(volatility), if self.sum < 0 { -sharpe } else { sharpe }))
            }
            _ => big().risk(),
        }
    }
}

/// Sums of returns without bounds, × 10¹² and × 10²⁴.
struct BigSums {
    count: usize,
    sum: BigInt,
    squares: BigInt,
}

impl BigSums {
    fn risk(self) -> Option<(BigInt, BigInt)> {
        if self.count < 2 {
            return None;
        }
        let (count, before) = (BigInt::from(self.count), BigInt::from(self.count - 1));
        let spread = &count * &self.squares - &self.sum * &self.sum;
        if spread.sign() != Sign::Plus {
            return None;
        }
        let volatility = rounded_root_big(&spread * SESSIONS_PER_YEAR, &count * &before);
        let one = BigInt::from(10_u8).pow(2 * DIGITS);
        let sharpe =
            rounded_root_big(&self.sum * &self.sum * SESSIONS_PER_YEAR * one * before, count * spread);
        Some((volatility, if self.sum.sign() == Sign::Minus { -sharpe } else { sharpe }))
    }
}

/// √(numerator / denominator), rounded half to even, found by an estimate in doubles that exact products prove. None
/// where it is too large for that.
fn rounded_root(numerator: U256, denominator: U256) -> Option<u64> {
    const LARGEST: f64 = (1_u64 << 48) as f64;
    let estimate = (numerator.as_f64() / denominator.as_f64()).sqrt();
    if estimate >= LARGEST {
        return None;
    }
    let estimate = estimate as u64;
    let quadruple = numerator.checked_mul(U256::from(4_u8))?;
    // The root lies above half − ½ where 4 × numerator > (2·half − 1)² × denominator.
    let compare = |odd: u64| {
        U256::from(u128::from(odd).pow(2)).checked_mul(denominator).map(|square| quadruple.cmp(&square))
    };
    for candidate in estimate.saturating_sub(1)..=estimate + 2 {
        let above = compare(2 * candidate + 1)?;
        if above.is_lt() || (above.is_eq() && candidate % 2 == 0) {
            return Some(candidate);
        }
    }
    None
}

/// The same without bounds; both numbers are not negative.
fn rounded_root_big(numerator: BigInt, denominator: BigInt) -> BigInt {
    let (numerator, denominator): (BigUint, BigUint) = (numerator.into_parts().1, denominator.into_parts().1);
    let floor = (&numerator / &denominator).sqrt();
    let middle: BigUint = &floor * 2_u8 + 1_u8;
    let order = (numerator * 4_u8).cmp(&(&middle * &middle * denominator));
    let up = order.is_gt() || (order.is_eq() && floor.is_odd());
    BigInt::from(floor + u8::from(up))
}

impl Measures for f64 {
    type Return = f64;
    type Metric = f64;

    #[inline]
    fn session_return(now: Self, before: Self) -> f64 {
        now / before - 1.0
    }

    fn total_return(last: Self, first: Self) -> f64 {
        last / first - 1.0
    }

    fn risk(returns: impl Iterator<Item = f64> + Clone) -> Option<(f64, f64)> {
        let count = returns.clone().count() as f64;
        if count < 2.0 {
            return None;
        }
        let mean = returns.clone().fold(0.0, |sum, value| sum + value) / count;
        let squares = returns.fold(0.0, |sum, value| sum + (value - mean) * (value - mean));
        let deviation = (squares / (count - 1.0)).sqrt();
        let year = f64::from(SESSIONS_PER_YEAR).sqrt();
        (deviation != 0.0).then(|| (year * deviation, year * mean / deviation))
    }

    #[inline]
    fn is_deeper(one: (Self, Self), other: (Self, Self)) -> bool {
        Self::drawdown(one) > Self::drawdown(other)
    }

    fn drawdown((peak, trough): (Self, Self)) -> f64 {
        (peak - trough) / peak
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Exact = Fixed<i64>;

    fn big_risk(returns: &[i128]) -> Option<(BigInt, BigInt)> {
        let big = || returns.iter().map(|&value| BigInt::from(value));
        BigSums { count: returns.len(), sum: big().sum(), squares: big().map(|value| &value * &value).sum() }
            .risk()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn risk_in_words_is_that_without_bounds(
            returns in prop::collection::vec(prop_oneof![-3_i64..3, -50_000_000_000_i64..50_000_000_000, any::<i64>()], 0..40)
        ) {
            let returns: Vec<_> = returns.into_iter().map(i128::from).collect();
            prop_assert_eq!(<Exact as Measures>::risk(returns.iter().copied()), big_risk(&returns));
        }

        #[test]
        fn a_rounded_root_lies_between_its_halves(numerator in any::<u64>(), denominator in 1_u64..) {
            let root = rounded_root_big(numerator.into(), denominator.into());
            let fast = rounded_root(numerator.into(), denominator.into());
            prop_assert_eq!(fast.map(BigInt::from), Some(root.clone()));
            // (2·root − 1)² ≤ 4 × numerator / denominator ≤ (2·root + 1)²
            let (low, high): (BigInt, BigInt) = (&root * 2 - 1, &root * 2 + 1);
            let quadruple = BigInt::from(numerator) * 4;
            prop_assert!(root == BigInt::ZERO || &low * &low * denominator <= quadruple);
            prop_assert!(quadruple <= &high * &high * denominator);
        }
    }

    #[test]
    fn a_root_in_the_middle_goes_to_the_even_side() {
        // √(25/4) = 2½ and √(49/4) = 3½
        assert_eq!(rounded_root(U256::from(25_u8), U256::from(4_u8)), Some(2));
        assert_eq!(rounded_root(U256::from(49_u8), U256::from(4_u8)), Some(4));
        assert_eq!(rounded_root_big(25.into(), 4.into()), 2.into());
        assert_eq!(rounded_root_big(49.into(), 4.into()), 4.into());
    }

    #[test]
    fn a_drawdown_is_that_of_the_deepest_pair_and_not_clamped() {
        let money = |units: i64| Exact::from_scaled(units * 100_000_000);
        let mut drawdown = Drawdown::new(money(100));
        for equity in [90, 110, 99, 120, 108, -12, 130, 128] {
            drawdown.observe(money(equity));
        }
        assert_eq!(drawdown.finish(), BigInt::from(1_100_000_000_000_i64));
    }

    #[test]
    fn returns_of_the_whole_range_do_not_overflow() {
        let (low, high) = (Exact::from_scaled(i64::MIN), Exact::from_scaled(i64::MAX));
        let expected = (BigInt::from(i64::MIN) - i64::MAX) * 10_i64.pow(12) / i64::MAX;
        assert!((Exact::session_return(low, high).to_big() - expected).magnitude() <= &BigUint::from(1_u8));
    }
}
