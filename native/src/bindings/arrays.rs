//! Copies what a run computed into arrays that JavaScript allocated.

use super::crossing::Crossing;
use crate::backtest::Outcome;

/// One element a value.
pub fn copy<T: Copy>(values: impl ExactSizeIterator<Item = T>, elements: &mut [T]) -> napi::Result<()> {
    check_length(elements, values.len())?;
    for (value, element) in values.zip(elements) {
        *element = value;
    }
    Ok(())
}

/// Quantity, price, notional, commission and cash of each fill in turn.
pub fn copy_fills<N: Crossing>(outcome: &Outcome<N>, elements: &mut [N::Element]) -> napi::Result<()> {
    let width = N::WIDTHS.0;
    check_length(elements, outcome.fills.len() * 5 * width)?;
    for (fill, row) in outcome.fills.iter().zip(elements.chunks_exact_mut(5 * width)) {
        let values = [fill.quantity, fill.price, fill.notional, fill.commission, fill.cash];
        for (value, place) in values.into_iter().zip(row.chunks_exact_mut(width)) {
            value.write(place);
        }
    }
    Ok(())
}

/// The equity at the close of each session.
pub fn copy_equities<N: Crossing>(outcome: &Outcome<N>, elements: &mut [N::Element]) -> napi::Result<()> {
    let width = N::WIDTHS.0;
    check_length(elements, outcome.sessions.len() * width)?;
    for (session, place) in outcome.sessions.iter().zip(elements.chunks_exact_mut(width)) {
        session.equity.write(place);
    }
    Ok(())
}

/// The return of each session.
pub fn copy_returns<N: Crossing>(outcome: &Outcome<N>, elements: &mut [N::Element]) -> napi::Result<()> {
    let width = N::WIDTHS.1;
    check_length(elements, outcome.sessions.len() * width)?;
    for (session, place) in outcome.sessions.iter().zip(elements.chunks_exact_mut(width)) {
        N::write_return(session.change, place);
    }
    Ok(())
}

fn check_length<T>(elements: &[T], length: usize) -> napi::Result<()> {
    if elements.len() == length {
        return Ok(());
    }
    Err(napi::Error::from_reason(format!("the array must have {length} elements, not {}", elements.len())))
}
