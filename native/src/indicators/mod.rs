//! Strategies, and the indicators that they ask of a number.

// Each strategy's step is called from the timed loop and from the watched one: without these, the compiler makes it a call
// a bar, which costs a quarter of the loop's time.
#![allow(clippy::inline_always)]

mod exact;
mod float;

use std::cmp::Ordering;
use std::fmt::Debug;

use crate::number::{Checked, Failure, Number, Operation};

/// What a bar says. Those that set a target come last, so that one comparison separates them from the others.
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
    /// Takes in a close, and lets go of the one that leaves the window. None if a sum of squares leaves its range.
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
