//! Strategies and the indicators they look at. Exact numbers compare without rounding: cross-multiplied, and squared
//! where a root would be needed. Doubles evaluate the formulas as written, left to right.

// Each strategy's step is called from the timed loop and from the watched one: without these, the compiler makes it a call
// a bar, which costs a quarter of the loop's time.
#![allow(clippy::inline_always)]

use std::cmp::Ordering;
use std::fmt::Debug;

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;

use crate::fixed::{Fixed, Storage};
use crate::number::{Checked, Failure, Number, Operation};
use crate::parameters::{narrow_big, parse_ratio};
use crate::wide::Wide;

/// What a bar says. Those that set a target come last, so that one comparison tells them from the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
#[repr(u8)]
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
    /// What is kept to compare the means of two windows.
    type Means: Default;
    /// What makes the sums of two windows comparable.
    type Weights: Copy + Debug;
    /// The momentum's threshold.
    type Change: Copy + Debug;
    /// What is kept of a window's deviation.
    type Spread: Default;
    /// The z-score's threshold and window.
    type Deviation: Clone + Debug;

    /// Weights for two windows.
    fn weights(fast: usize, slow: usize) -> Self::Weights;
    /// Takes in a close, and lets go of those that leave the fast and the slow window.
    fn roll_means(
        means: &mut Self::Means,
        close: Self,
        old_fast: Option<Self>,
        old_slow: Option<Self>,
        weights: &Self::Weights,
    );
    /// Orders the means of the two windows, which are full.
    fn compare_means(means: &Self::Means, weights: &Self::Weights) -> Option<Ordering>;

    /// Reads a threshold in percent.
    fn change(threshold: &str) -> Result<Self::Change, Failure>;
    /// Long above the threshold, flat below its negative.
    fn compare_change(first: Self, last: Self, threshold: Self::Change) -> Signal;

    /// Reads a threshold in standard deviations.
    fn deviation(threshold: &str, window: usize) -> Result<Self::Deviation, Failure>;
    /// Takes in a close, and lets go of the one that leaves the window. None where a sum of squares leaves its range.
    fn roll_spread(
        spread: &mut Self::Spread,
        close: Self,
        old: Option<Self>,
        threshold: &Self::Deviation,
    ) -> Option<()>;
    /// Long below the negative threshold, flat above it; the window is full.
    fn compare_deviation(spread: &Self::Spread, close: Self, threshold: &Self::Deviation) -> Signal;
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
    type State = N::Means;

    #[inline(always)]
    fn observe(&self, means: &mut N::Means, closes: &[N::Stored], bar: usize) -> Checked<Signal> {
        let (old_fast, old_slow) = (leaving(closes, bar, self.fast), leaving(closes, bar, self.slow));
        N::roll_means(means, N::load(closes[bar]), old_fast, old_slow, &self.weights);
        if bar + 1 < self.slow {
            return Ok(Signal::Undefined);
        }
        Ok(match N::compare_means(means, &self.weights) {
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

    #[inline(always)]
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
    type State = N::Spread;

    #[inline(always)]
    fn observe(&self, spread: &mut N::Spread, closes: &[N::Stored], bar: usize) -> Checked<Signal> {
        let close = N::load(closes[bar]);
        let old = leaving(closes, bar, self.window);
        N::roll_spread(spread, close, old, &self.threshold).ok_or(Operation::SumOfSquares)?;
        if bar + 1 < self.window {
            return Ok(Signal::Undefined);
        }
        Ok(N::compare_deviation(spread, close, &self.threshold))
    }
}

/// The close that leaves a window when the one at `bar` enters it.
#[inline(always)]
fn leaving<N: Number>(closes: &[N::Stored], bar: usize, window: usize) -> Option<N> {
    bar.checked_sub(window).map(|old| N::load(closes[old]))
}

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
        let narrow = |part: BigUint| narrow_big::<S>(&BigInt::from(part));
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

/// Long above the higher threshold, flat below the lower one. Most values are between them, and are asked about first.
#[inline(always)]
fn against<T: Copy + PartialOrd>(value: T, low: T, high: T) -> Signal {
    if low < value && value < high {
        Signal::Unchanged
    } else if value > high {
        Signal::Long
    } else if value < low {
        Signal::Flat
    } else if value == high || value == low {
        Signal::Tie
    } else {
        Signal::Unchanged
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
    narrow_big(&BigInt::from(window)).unwrap_or(S::ZERO)
}

/// Orders z² and T²; none where a product leaves the wide type.
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

impl Indicators for f64 {
    /// Sums of the fast and of the slow window.
    type Means = (f64, f64);
    /// The windows.
    type Weights = (f64, f64);
    type Change = f64;
    /// Sums of values and of squares.
    type Spread = (f64, f64);
    /// Window and threshold.
    type Deviation = (f64, f64);

    fn weights(fast: usize, slow: usize) -> (f64, f64) {
        (fast as f64, slow as f64)
    }

    #[inline(always)]
    fn roll_means(
        (fast, slow): &mut (f64, f64),
        close: Self,
        old_fast: Option<Self>,
        old_slow: Option<Self>,
        _weights: &(f64, f64),
    ) {
        *fast = rolled(*fast, close, old_fast);
        *slow = rolled(*slow, close, old_slow);
    }

    #[inline(always)]
    fn compare_means(
        &(fast, slow): &(f64, f64),
        &(fast_window, slow_window): &(f64, f64),
    ) -> Option<Ordering> {
        (fast / fast_window).partial_cmp(&(slow / slow_window))
    }

    fn change(threshold: &str) -> Result<f64, Failure> {
        float_threshold(threshold)
    }

    #[inline(always)]
    fn compare_change(first: Self, last: Self, threshold: f64) -> Signal {
        let change = (last / first - 1.0) * 100.0;
        against(change, -threshold, threshold)
    }

    fn deviation(threshold: &str, window: usize) -> Result<(f64, f64), Failure> {
        Ok((window as f64, float_threshold(threshold)?))
    }

    #[inline(always)]
    fn roll_spread(
        (sum, squares): &mut (f64, f64),
        close: Self,
        old: Option<Self>,
        _threshold: &(f64, f64),
    ) -> Option<()> {
        *sum = rolled(*sum, close, old);
        *squares = rolled(*squares, close * close, old.map(|old| old * old));
        Some(())
    }

    #[inline(always)]
    fn compare_deviation(
        &(sum, squares): &(f64, f64),
        close: Self,
        &(window, threshold): &(f64, f64),
    ) -> Signal {
        let mean = sum / window;
        let variance = (squares - sum * sum / window) / (window - 1.0);
        if variance.partial_cmp(&0.0) != Some(Ordering::Greater) {
            return Signal::Undefined;
        }
        let score = (close - mean) / variance.sqrt();
        against(-score, -threshold, threshold)
    }
}

fn float_threshold(text: &str) -> Result<f64, Failure> {
    parse_ratio(text, 0, "threshold")?;
    <f64 as Number>::parse(text, "threshold")
}

/// `(sum + new) − old`
#[inline(always)]
fn rolled(sum: f64, new: f64, old: Option<f64>) -> f64 {
    old.map_or(sum + new, |old| sum + new - old)
}
