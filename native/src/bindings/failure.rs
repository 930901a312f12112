//! Failures as data: what goes wrong in a run is returned, never thrown.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use napi_derive::napi;

use crate::number::Failure;

/// Why a run did not come to its end.
#[napi(object)]
pub struct NativeFailure {
    /// `bad-input`, `overflow`, `no-return`, `cancelled` or `internal`.
    pub code: String,
    /// What happened, without where.
    pub message: String,
    /// The operation that overflowed.
    pub operation: Option<String>,
    /// Place of the symbol.
    pub symbol: Option<u32>,
    /// Milliseconds since the epoch: the bar's time, or the beginning of the session.
    pub time: Option<f64>,
}

impl From<Failure> for NativeFailure {
    fn from(failure: Failure) -> Self {
        let plain = |code: &str, message: String| Self {
            code: code.to_owned(),
            message,
            operation: None,
            symbol: None,
            time: None,
        };
        match failure {
            Failure::BadInput(message) => plain("bad-input", message),
            Failure::OutOfRange(message) => plain("overflow", message),
            Failure::Overflow { operation, symbol, time } => Self {
                operation: Some(operation.name().to_owned()),
                symbol: symbol.map(|symbol| symbol as u32),
                time: Some(time),
                ..plain("overflow", format!("The {} is outside the storage's range", operation.name()))
            },
            Failure::NoReturn { day } => Self {
                time: Some(day * 86_400_000.0),
                ..plain(
                    "no-return",
                    "A session follows one that ended with equity 0: it has no return".to_owned(),
                )
            },
            Failure::Cancelled => plain("cancelled", "The run was canceled".to_owned()),
        }
    }
}

/// A failure as data, also where it is a panic: that must not pass through Node.
pub fn guarded(run: impl FnOnce() -> Result<(), Failure>) -> Option<NativeFailure> {
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(result) => result.err().map(NativeFailure::from),
        Err(panic) => Some(NativeFailure {
            code: "internal".to_owned(),
            message: format!("The native module failed: {}", panic_text(panic.as_ref())),
            operation: None,
            symbol: None,
            time: None,
        }),
    }
}

fn panic_text(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("unknown reason")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_failure_with_its_text() {
        let failure = guarded(|| panic!("bar {} is not there", 7)).expect("a failure");
        assert_eq!(failure.code, "internal");
        assert_eq!(failure.message, "The native module failed: bar 7 is not there");
    }

    #[test]
    fn a_run_that_ends_well_is_no_failure() {
        assert!(guarded(|| Ok(())).is_none());
    }
}
