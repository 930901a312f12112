//! Indicators of exact numbers compare without rounding: cross-multiplied, and squared where a root would be needed.

use std::cmp::Ordering;

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;

use super::{Indicators, Signal, against};
use crate::decimal_text::parse_ratio;
use crate::fixed::Fixed;
use crate::number::{Failure, Number};
use crate::storage::Storage;
use crate::wide::Wide;

/// A threshold T on the z-score of n values, squared. With S₁ and S₂ the sums of values and squares, d = n·x − S₁ and
/// v = n·S₂ − S₁², z² = d²·(n − 1) / (n·v), so that z² > T² where d² × `left` > v × `right`.
#[derive(Clone, Debug)]
pub struct ExactDeviation<S> {
    window: S,
    /// Both coefficients, where they fit a word.
    narrow: Option<(u64, u64)>,
    left: BigInt,
    right: BigInt,
}

/// Sums of windows are compared as fast sum × slow window and slow sum × fast window, both windows reduced.
#[derive(Clone, Copy, Debug)]
pub struct ExactWeights<S> {
    fast: S,
    slow: S,
    /// Of a close, which enters both windows.
    both: S,
}

/// S₁ and v of an exact window.
#[derive(Clone, Copy, Debug, Default)]
pub struct ExactSpread<W> {
    sum: W,
    spread: W,
}

impl<S: Storage, const DIGITS: u32> Indicators for Fixed<S, DIGITS> {
    /// Fast sum × fast weight − slow sum × slow weight.
    type Means = S::Wide;
    type Weights = ExactWeights<S>;
    /// The threshold / 100 as a reduced fraction.
    type Change = (S, S);
    type Spread = ExactSpread<S::Wide>;
    type Deviation = ExactDeviation<S>;

    fn weights(fast: usize, slow: usize) -> ExactWeights<S> {
        let divisor = fast.gcd(&slow);
        ExactWeights {
            fast: stored_window(slow / divisor),
            slow: stored_window(fast / divisor),
            both: stored_window((slow - fast) / divisor),
        }
    }

    #[inline(always)]
    fn roll_means(
        means: &mut S::Wide,
        close: Self,
        old_fast: Option<Self>,
        old_slow: Option<Self>,
        weights: &ExactWeights<S>,
    ) {
        // A window that is not full yet holds zeros. Both weighted sums stay below 2³¹ values × 2⁶³ × 2³¹ (2¹²⁷ in place
        // of 2⁶³ where 128 bits are stored), and so does each step: nothing can leave the wide type.
        let (close, old_fast, old_slow) =
            (close.scaled(), old_fast.unwrap_or_default().scaled(), old_slow.unwrap_or_default().scaled());
        let step = small_step(close, old_fast, old_slow, weights).map(S::wide);
        *means = *means
            + step.unwrap_or_else(|| {
                close.times(weights.both) - old_fast.times(weights.fast) + old_slow.times(weights.slow)
            });
    }

    #[inline(always)]
    fn compare_means(means: &S::Wide, _weights: &ExactWeights<S>) -> Option<Ordering> {
        Some(means.cmp(&S::Wide::default()))
    }

    fn change(threshold: &str) -> Result<(S, S), Failure> {
        let (numerator, denominator) = parse_ratio(threshold, 2, "threshold")?;
        let narrow = |part: BigUint| i128::try_from(part).ok().and_then(S::try_from_i128);
        narrow(numerator).zip(narrow(denominator)).ok_or_else(|| {
            Failure::OutOfRange(format!("threshold {threshold} is outside the storage's range"))
        })
    }

    #[inline(always)]
    fn compare_change(first: Self, last: Self, (numerator, denominator): (S, S)) -> Signal {
        // (last − first) / first against ±numerator/denominator. Prices are above 0, so that their difference fits.
        let Some(difference) = last.minus(first) else { return Signal::Undefined };
        let (first, difference) = (first.scaled(), difference.scaled());
        small_change(first, difference, numerator, denominator).unwrap_or_else(|| {
            let threshold = first.times(numerator);
            against(difference.times(denominator), -threshold, threshold)
        })
    }

    fn deviation(threshold: &str, window: usize) -> Result<ExactDeviation<S>, Failure> {
        let (numerator, denominator) = parse_ratio(threshold, 0, "threshold")?;
        let left = &denominator * &denominator * BigUint::from(window - 1);
        let right = &numerator * &numerator * BigUint::from(window);
        let divisor = left.gcd(&right);
        let (left, right) = (left / &divisor, right / divisor);
        Ok(ExactDeviation {
            window: stored_window(window),
            narrow: u64::try_from(&left).ok().zip(u64::try_from(&right).ok()),
            left: left.into(),
            right: right.into(),
        })
    }

    #[inline(always)]
    fn roll_spread(
        state: &mut ExactSpread<S::Wide>,
        close: Self,
        old: Option<Self>,
        threshold: &ExactDeviation<S>,
    ) -> Option<()> {
        // Where o leaves and x enters, S₁ grows by x − o and v by (x − o) × (n·(x + o) − S₁ − S₁'). A window that is not
        // full yet holds zeros. One product of usual size a bar, and it is exact like the sums themselves.
        let old = old.unwrap_or(Self::ZERO);
        let step = close.minus(old)?.scaled();
        let before = state.sum;
        state.sum = before + step.wide();
        let factor = close.plus(old)?.scaled().times(threshold.window) - before - state.sum;
        let growth = match S::narrow(factor) {
            Some(factor) => step.times(factor),
            None => step.wide().times(factor)?,
        };
        state.spread = state.spread.plus(growth)?;
        Some(())
    }

    #[inline(always)]
    fn compare_deviation(state: &ExactSpread<S::Wide>, close: Self, threshold: &ExactDeviation<S>) -> Signal {
        let zero = S::Wide::default();
        if state.spread == zero {
            return Signal::Undefined;
        }
        let distance = close.scaled().times(threshold.window) - state.sum;
        let order = narrow_order(distance, state.spread, threshold)
            .unwrap_or_else(|| big_order(distance, state.spread, threshold));
        match order {
            Ordering::Less => Signal::Unchanged,
            Ordering::Equal => Signal::Tie,
            Ordering::Greater if distance > zero => Signal::Flat,
            Ordering::Greater => Signal::Long,
        }
    }
}

/// A change against a threshold, where both products are of usual size.
#[inline(always)]
fn small_change<S: Storage>(first: S, difference: S, numerator: S, denominator: S) -> Option<Signal> {
    let change = difference.small_product(denominator)?;
    let threshold = first.small_product(numerator)?;
    Some(against(change, S::ZERO.minus(threshold)?, threshold))
}

/// The step of a weighted difference of sums, where all of it is of usual size.
#[inline(always)]
fn small_step<S: Storage>(close: S, old_fast: S, old_slow: S, weights: &ExactWeights<S>) -> Option<S> {
    let (entering, leaving) = (close.small_product(weights.both)?, old_fast.small_product(weights.fast)?);
    entering.minus(leaving)?.plus(old_slow.small_product(weights.slow)?)
}

/// A window that was checked not to be longer than the longest.
fn stored_window<S: Storage>(window: usize) -> S {
    i64::try_from(window).map_or(S::ZERO, S::from)
}

/// Orders z² and T²; none if a product leaves the wide type.
#[inline(always)]
fn narrow_order<S: Storage>(
    distance: S::Wide,
    spread: S::Wide,
    threshold: &ExactDeviation<S>,
) -> Option<Ordering> {
    let (left, right) = threshold.narrow?;
    let distance = S::narrow(distance)?;
    Some(distance.times(distance).times_word(left)?.cmp(&spread.times_word(right)?))
}

/// The same without bounds, for values that are far from usual.
#[cold]
fn big_order<S: Storage>(distance: S::Wide, spread: S::Wide, threshold: &ExactDeviation<S>) -> Ordering {
    let distance = distance.to_big();
    (&distance * &distance * &threshold.left).cmp(&(spread.to_big() * &threshold.right))
}
