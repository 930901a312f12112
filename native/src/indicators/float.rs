//! Indicators of doubles evaluate the formulas as written, left to right.

use std::cmp::Ordering;

use super::{Indicators, Signal, against};
use crate::decimal_text::parse_ratio;
use crate::number::{Failure, Number};

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
