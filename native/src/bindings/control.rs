//! The control block, through which another thread follows and cancels a run.

use std::sync::atomic::AtomicI32;

use napi::bindgen_prelude::Int32ArraySlice;

use crate::backtest::Control;
use crate::number::Failure;

/// The control block's words, which another thread may write at any time.
#[allow(unsafe_code)]
pub fn control_words<'a>(control: &Int32ArraySlice<'a>) -> Result<Control<'a>, Failure> {
    if control.len() < 2 {
        return Err(Failure::BadInput("the control block must have two words".to_owned()));
    }
    let words = control.as_ptr().cast_mut();
    // SAFETY: the array has at least two words, aligned for i32 as a typed array always is, and its memory outlives the
    // call for which it was passed. From here on it is only touched through these atomics, and in JavaScript through
    // `Atomics` on shared memory.
    Ok(unsafe {
        Control { cancel: AtomicI32::from_ptr(words), bars_done: AtomicI32::from_ptr(words.add(1)) }
    })
}
