//! Strategies and the indicators they look at. Exact numbers compare without rounding: cross-multiplied, and squared
//! where a root would be needed. Doubles evaluate the formulas as written, left to right.

use std::cmp::Ordering;
use std::fmt::Debug;

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;

use crate::fixed::{Fixed, Storage};
use crate::number::{Checked, Failure, Number, Operation};
use crate::parameters::{narrow_big, parse_ratio};
use crate::wide::Wide;

/// What a bar says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// The window is not full, or there is no deviation to divide by.
    Undefined,
    /// Neither side is reached.
    Unchanged,
    /// The two sides compared are equal.
    Tie,
    /// Hold nothing.
    Flat,
    /// Hold the long target.
    Long,
}

/// Looks at every close of a symbol in turn.
pub trait Strategy<N: Number> {
    /// What it keeps of one symbol.
    type State: Default;

    /// Takes in the close at `bar`, which is the latest, and says what follows from it.
    fn observe(&self, state: &mut Self::State, closes: &[N::Stored], bar: usize) -> Checked<Signal>;
}

/// The longest window: sums of so many stored values, and those sums times a window, stay within the wide type.
const LONGEST_WINDOW: usize = i32::MAX as usize;

fn check_window(window: usize, least: usize) -> Result<(), Failure> {
    if (least..=LONGEST_WINDOW).contains(&window) {
        Ok(())
    } else {
        Err(Failure::BadInput(format!(
            "a window must be {least} to {LONGEST_WINDOW} bars here, got {window}"
        )))
    }
}

/// A number whose indicators are known.
pub trait Indicators: Number {
    /// A rolling sum.
    type Sum: Copy + Default + Debug;
    /// What makes sums of two windows comparable.
    type Weights: Copy + Debug;
    /// The momentum's threshold.
    type Change: Copy + Debug;
    /// The z-score's threshold and window.
    type Deviation: Clone + Debug;

    /// `(sum + new) − old`
    fn rolled(sum: Self::Sum, new: Self, old: Option<Self>) -> Self::Sum;
    /// `(sum + new²) − old²`
    fn rolled_square(sum: Self::Sum, new: Self, old: Option<Self>) -> Option<Self::Sum>;

    /// Weights for two windows.
    fn weights(fast: usize, slow: usize) -> Self::Weights;
    /// Orders the means of the two windows.
    fn compare_means(fast: Self::Sum, slow: Self::Sum, weights: Self::Weights) -> Option<Ordering>;

    /// Reads a threshold in percent.
    fn change(threshold: &str) -> Result<Self::Change, Failure>;
    /// Long above the threshold, flat below its negative.
    fn compare_change(first: Self, last: Self, threshold: Self::Change) -> Signal;

    /// Reads a threshold in standard deviations.
    fn deviation(threshold: &str, window: usize) -> Result<Self::Deviation, Failure>;
    /// Long below the negative threshold, flat above it.
    fn compare_deviation(
        close: Self,
        sum: Self::Sum,
        squares: Self::Sum,
        threshold: &Self::Deviation,
    ) -> Signal;
}

/// Long while the fast mean is above the slow one, flat while it is below.
#[derive(Clone, Copy, Debug)]
pub struct Sma<N: Indicators> {
    fast: usize,
    slow: usize,
    weights: N::Weights,
}

impl<N: Indicators> Sma<N> {
    /// A crossover of these windows.
    pub fn new(fast: usize, slow: usize) -> Result<Self, Failure> {
        check_window(fast, 1)?;
        check_window(slow, 1)?;
        if fast >= slow {
            return Err(Failure::BadInput(format!(
                "the fast window must be shorter than the slow one, got {fast} and {slow}"
            )));
        }
        Ok(Self { fast, slow, weights: N::weights(fast, slow) })
    }
}

impl<N: Indicators> Strategy<N> for Sma<N> {
    type State = (N::Sum, N::Sum);

    #[inline]
    fn observe(&self, state: &mut Self::State, closes: &[N::Stored], bar: usize) -> Checked<Signal> {
        let close = N::load(closes[bar]);
        state.0 = N::rolled(state.0, close, leaving::<N>(closes, bar, self.fast));
        state.1 = N::rolled(state.1, close, leaving::<N>(closes, bar, self.slow));
        if bar + 1 < self.slow {
            return Ok(Signal::Undefined);
        }
        Ok(match N::compare_means(state.0, state.1, self.weights) {
            Some(Ordering::Greater) => Signal::Long,
            Some(Ordering::Less) => Signal::Flat,
            Some(Ordering::Equal) => Signal::Tie,
            None => Signal::Unchanged,
        })
    }
}

/// Long where the close has risen by more than a threshold over the window, flat where it has fallen by more.
#[derive(Clone, Copy, Debug)]
pub struct Momentum<N: Indicators> {
    window: usize,
    threshold: N::Change,
}

impl<N: Indicators> Momentum<N> {
    /// The threshold is in percent.
    pub fn new(window: usize, threshold: &str) -> Result<Self, Failure> {
        check_window(window, 1)?;
        Ok(Self { window, threshold: N::change(threshold)? })
    }
}

impl<N: Indicators> Strategy<N> for Momentum<N> {
    type State = ();

    #[inline]
    fn observe(&self, (): &mut (), closes: &[N::Stored], bar: usize) -> Checked<Signal> {
        let Some(first) = (bar + 1).checked_sub(self.window) else { return Ok(Signal::Undefined) };
        Ok(N::compare_change(N::load(closes[first]), N::load(closes[bar]), self.threshold))
    }
}

/// Long where the close is far below the window's mean, flat where it is far above.
#[derive(Clone, Debug)]
pub struct Zscore<N: Indicators> {
    window: usize,
    threshold: N::Deviation,
}

impl<N: Indicators> Zscore<N> {
    /// The threshold is in sample standard deviations.
    pub fn new(window: usize, threshold: &str) -> Result<Self, Failure> {
        check_window(window, 2)?;
        Ok(Self { window, threshold: N::deviation(threshold, window)? })
    }
}

impl<N: Indicators> Strategy<N> for Zscore<N> {
    type State = (N::Sum, N::Sum);

    #[inline]
    fn observe(&self, state: &mut Self::State, closes: &[N::Stored], bar: usize) -> Checked<Signal> {
        let close = N::load(closes[bar]);
        let old = leaving::<N>(closes, bar, self.window);
        state.0 = N::rolled(state.0, close, old);
        state.1 = N::rolled_square(state.1, close, old).ok_or(Operation::SumOfSquares)?;
        if bar + 1 < self.window {
            return Ok(Signal::Undefined);
        }
        Ok(N::compare_deviation(close, state.0, state.1, &self.threshold))
    }
}

/// A window that was checked not to be longer than the longest.
fn wide_window<S: Storage>(window: usize) -> S::Wide {
    S::Wide::from(i64::try_from(window).unwrap_or(i64::MAX))
}

/// The close that leaves a window when the one at `bar` enters it.
#[inline]
fn leaving<N: Number>(closes: &[N::Stored], bar: usize, window: usize) -> Option<N> {
    bar.checked_sub(window).map(|old| N::load(closes[old]))
}

/// A threshold T on the z-score of n values, squared. With S₁ and S₂ the sums of values and squares, d = n·x − S₁ and
/// v = n·S₂ − S₁², z² = d²·(n − 1) / (n·v), so that z² > T² where d² × `left` > v × `right`.
#[derive(Clone, Debug)]
pub struct ExactDeviation<W> {
    window: W,
    /// Both coefficients, where they fit the wide type.
    narrow: Option<(W, W)>,
    left: BigInt,
    right: BigInt,
}

impl<S: Storage, const DIGITS: u32> Indicators for Fixed<S, DIGITS> {
    type Sum = S::Wide;
    type Weights = (S::Wide, S::Wide);
    /// The threshold / 100 as a reduced fraction.
    type Change = (S::Wide, S::Wide);
    type Deviation = ExactDeviation<S::Wide>;

    #[inline]
    fn rolled(sum: S::Wide, new: Self, old: Option<Self>) -> S::Wide {
        // A window has fewer than 2³¹ values, each below half the wide type's digits: the sum cannot leave it.
        let sum = sum + new.scaled().wide();
        old.map_or(sum, |old| sum - old.scaled().wide())
    }

    #[inline]
    fn rolled_square(sum: S::Wide, new: Self, old: Option<Self>) -> Option<S::Wide> {
        let kept = old.map_or(sum, |old| sum - old.scaled().times(old.scaled()));
        kept.plus(new.scaled().times(new.scaled()))
    }

    fn weights(fast: usize, slow: usize) -> Self::Weights {
        let divisor = fast.gcd(&slow);
        (wide_window::<S>(slow / divisor), wide_window::<S>(fast / divisor))
    }

    #[inline]
    fn compare_means(fast: S::Wide, slow: S::Wide, (of_fast, of_slow): Self::Weights) -> Option<Ordering> {
        // Below 2³¹ values × 2⁶³ × 2³¹ (2¹²⁷ where stored values have 128 bits): no product can leave the wide type.
        Some((fast * of_fast).cmp(&(slow * of_slow)))
    }

    fn change(threshold: &str) -> Result<Self::Change, Failure> {
        let (numerator, denominator) = parse_ratio(threshold, 2, "threshold")?;
        let narrow = |part: BigUint| narrow_big::<S>(&BigInt::from(part)).map(S::wide);
        narrow(numerator).zip(narrow(denominator)).ok_or_else(|| {
            Failure::OutOfRange(format!("threshold {threshold} is outside the storage's range"))
        })
    }

    #[inline]
    fn compare_change(first: Self, last: Self, (numerator, denominator): Self::Change) -> Signal {
        // (last − first) / first against ±numerator/denominator. Each factor is a stored value, or a difference of two.
        let (first, last) = (first.scaled().wide(), last.scaled().wide());
        let change = (last - first) * denominator;
        let threshold = first * numerator;
        if change > threshold {
            Signal::Long
        } else if change < -threshold {
            Signal::Flat
        } else if change == threshold || change == -threshold {
            Signal::Tie
        } else {
            Signal::Unchanged
        }
    }

    fn deviation(threshold: &str, window: usize) -> Result<Self::Deviation, Failure> {
        let (numerator, denominator) = parse_ratio(threshold, 0, "threshold")?;
        let left = &denominator * &denominator * BigUint::from(window - 1);
        let right = &numerator * &numerator * BigUint::from(window);
        let divisor = left.gcd(&right);
        let (left, right) = (BigInt::from(left / &divisor), BigInt::from(right / divisor));
        let narrow = |value: &BigInt| narrow_big::<S>(value).map(S::wide);
        Ok(ExactDeviation {
            window: wide_window::<S>(window),
            narrow: narrow(&left).zip(narrow(&right)),
            left,
            right,
        })
    }

    #[inline]
    fn compare_deviation(
        close: Self,
        sum: S::Wide,
        squares: S::Wide,
        threshold: &ExactDeviation<S::Wide>,
    ) -> Signal {
        let distance = close.scaled().wide() * threshold.window - sum;
        let order = narrow_deviation(distance, sum, squares, threshold)
            .unwrap_or_else(|| big_deviation(distance, sum, squares, threshold));
        match order {
            None => Signal::Undefined,
            Some(Ordering::Less) => Signal::Unchanged,
            Some(Ordering::Equal) => Signal::Tie,
            Some(Ordering::Greater) if distance > S::Wide::default() => Signal::Flat,
            Some(Ordering::Greater) => Signal::Long,
        }
    }
}

/// Orders z² and T²; `Some(None)` where there is no deviation, none where a product leaves the wide type.
#[inline]
#[allow(clippy::option_option)]
fn narrow_deviation<W: Wide>(
    distance: W,
    sum: W,
    squares: W,
    threshold: &ExactDeviation<W>,
) -> Option<Option<Ordering>> {
    let (left, right) = threshold.narrow?;
    let spread = squares.times(threshold.window)? - sum.times(sum)?;
    if spread == W::default() {
        return Some(None);
    }
    let left = distance.times(distance)?.times(left)?;
    let right = spread.times(right)?;
    Some(Some(left.cmp(&right)))
}

/// The same without bounds, for values that are far from usual.
#[cold]
fn big_deviation<W: Wide>(
    distance: W,
    sum: W,
    squares: W,
    threshold: &ExactDeviation<W>,
) -> Option<Ordering> {
    let (distance, sum) = (distance.to_big(), sum.to_big());
    let spread = squares.to_big() * threshold.window.to_big() - &sum * &sum;
    if spread == BigInt::ZERO {
        return None;
    }
    Some((&distance * &distance * &threshold.left).cmp(&(spread * &threshold.right)))
}

impl Indicators for f64 {
    type Sum = f64;
    type Weights = (f64, f64);
    type Change = f64;
    /// Window and threshold.
    type Deviation = (f64, f64);

    #[inline]
    fn rolled(sum: f64, new: Self, old: Option<Self>) -> f64 {
        old.map_or(sum + new, |old| sum + new - old)
    }

    #[inline]
    fn rolled_square(sum: f64, new: Self, old: Option<Self>) -> Option<f64> {
        Some(old.map_or(sum + new * new, |old| sum + new * new - old * old))
    }

    fn weights(fast: usize, slow: usize) -> (f64, f64) {
        (fast as f64, slow as f64)
    }

    #[inline]
    fn compare_means(fast: f64, slow: f64, (fast_window, slow_window): (f64, f64)) -> Option<Ordering> {
        (fast / fast_window).partial_cmp(&(slow / slow_window))
    }

    fn change(threshold: &str) -> Result<f64, Failure> {
        float_threshold(threshold)
    }

    #[inline]
    fn compare_change(first: Self, last: Self, threshold: f64) -> Signal {
        let change = (last / first - 1.0) * 100.0;
        if change > threshold {
            Signal::Long
        } else if change < -threshold {
            Signal::Flat
        } else if change == threshold || change == -threshold {
            Signal::Tie
        } else {
            Signal::Unchanged
        }
    }

    fn deviation(threshold: &str, window: usize) -> Result<(f64, f64), Failure> {
        Ok((window as f64, float_threshold(threshold)?))
    }

    #[inline]
    fn compare_deviation(close: Self, sum: f64, squares: f64, &(window, threshold): &(f64, f64)) -> Signal {
        let mean = sum / window;
        let variance = (squares - sum * sum / window) / (window - 1.0);
        if variance.partial_cmp(&0.0) != Some(Ordering::Greater) {
            return Signal::Undefined;
        }
        let score = (close - mean) / variance.sqrt();
        if score > threshold {
            Signal::Flat
        } else if score < -threshold {
            Signal::Long
        } else if score == threshold || score == -threshold {
            Signal::Tie
        } else {
            Signal::Unchanged
        }
    }
}

fn float_threshold(text: &str) -> Result<f64, Failure> {
    parse_ratio(text, 0, "threshold")?;
    <f64 as Number>::parse(text, "threshold")
}
