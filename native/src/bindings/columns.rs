//! The columns that a run borrows from JavaScript until it returns.

use super::crossing::Crossing;
use crate::backtest::Input;
use crate::number::Failure;

/// Columns as they were passed.
pub struct Columns<'a, E> {
    pub offsets: &'a [u32],
    pub timeline: &'a [f64],
    pub time: &'a [f64],
    pub open: &'a [E],
    pub close: &'a [E],
    pub volume: &'a [E],
}

impl<'a, E> Columns<'a, E> {
    /// The same in the stored values of a number.
    pub fn input<N: Crossing<Element = E>>(&self) -> Result<Input<'a, N>, Failure> {
        let halves = || Failure::BadInput("a column of 128-bit values has half a value".to_owned());
        Ok(Input {
            offsets: self.offsets,
            timeline: self.timeline,
            time: self.time,
            open: N::column(self.open).ok_or_else(halves)?,
            close: N::column(self.close).ok_or_else(halves)?,
            volume: N::column(self.volume).ok_or_else(halves)?,
        })
    }
}
