//! The classes that JavaScript constructs, one a number.

use napi::bindgen_prelude::{
    BigInt64ArraySlice, Float64ArraySlice, Int32ArraySlice, Uint8ArraySlice, Uint32ArraySlice,
};
use napi_derive::napi;

use super::arrays::{copy, copy_equities, copy_fills, copy_returns};
use super::columns::Columns;
use super::failure::NativeFailure;
use super::parameters::NativeParameters;
use super::results::{EvidenceF64, EvidenceI64, EvidenceI128, SummaryF64, SummaryI64, SummaryI128};
use super::runner::Runner;
use crate::fixed::Fixed;

/// The elements of an array that JavaScript allocated for a result: of the only array that a method takes.
macro_rules! elements {
    ($array:ident) => {{
        // SAFETY: nothing else refers to this memory while the reference lives. The method takes no other array, and the
        // class keeps none. This thread's JavaScript waits for the call to return, and no other thread has the memory:
        // only the control block, which no such method takes, is shared.
        #[allow(unsafe_code)]
        let elements = unsafe { $array.as_mut() };
        elements
    }};
}

/// One class a number: napi's attribute has no generics.
macro_rules! backtest_class {
    ($class:ident, $name:literal, $summary:ident, $evidence:ident, $number:ty, $element:ident, $slice:ident) => {
        /// A backtest, and what its last run computed.
        #[napi(js_name = $name)]
        pub struct $class(Runner<$number>);

        #[napi]
        impl $class {
            /// Reads the parameters; an error's `code` is `bad-input` or `overflow`.
            #[napi(constructor)]
            pub fn new(parameters: NativeParameters) -> napi::Result<Self, String> {
                Runner::new(parameters).map(Self)
            }

            /// Runs once over columns that are borrowed until it returns.
            #[napi]
            #[allow(clippy::too_many_arguments, clippy::needless_pass_by_value)]
            pub fn run(
                &mut self,
                offsets: &[u32],
                timeline: &[f64],
                time: &[f64],
                open: &[$element],
                close: &[$element],
                volume: &[$element],
                control: Int32ArraySlice,
            ) -> Option<NativeFailure> {
                self.0.run(&Columns { offsets, timeline, time, open, close, volume }, &control, false)
            }

            /// Runs once more, watched.
            #[napi]
            #[allow(clippy::too_many_arguments, clippy::needless_pass_by_value)]
            pub fn audit(
                &mut self,
                offsets: &[u32],
                timeline: &[f64],
                time: &[f64],
                open: &[$element],
                close: &[$element],
                volume: &[$element],
                control: Int32ArraySlice,
            ) -> Option<NativeFailure> {
                self.0.run(&Columns { offsets, timeline, time, open, close, volume }, &control, true)
            }

            /// Fills of the last run.
            #[napi]
            pub fn fill_count(&self) -> napi::Result<u32> {
                Ok(self.0.outcome()?.fills.len() as u32)
            }

            /// Sessions of the last run.
            #[napi]
            pub fn session_count(&self) -> napi::Result<u32> {
                Ok(self.0.outcome()?.sessions.len() as u32)
            }

            /// Times of the fills, in milliseconds since the epoch.
            #[napi]
            pub fn copy_fill_times(&self, mut times: Float64ArraySlice) -> napi::Result<()> {
                copy(self.0.outcome()?.fills.iter().map(|fill| fill.time), elements!(times))
            }

            /// Places of the filled symbols.
            #[napi]
            pub fn copy_fill_symbols(&self, mut symbols: Uint32ArraySlice) -> napi::Result<()> {
                copy(self.0.outcome()?.fills.iter().map(|fill| fill.symbol as u32), elements!(symbols))
            }

            /// Quantity, price, notional, commission and cash of each fill in turn.
            #[napi]
            pub fn copy_fill_values(&self, mut values: $slice) -> napi::Result<()> {
                copy_fills(self.0.outcome()?, elements!(values))
            }

            /// Days of the sessions, counted from the epoch.
            #[napi]
            pub fn copy_session_days(&self, mut days: Float64ArraySlice) -> napi::Result<()> {
                copy(self.0.outcome()?.sessions.iter().map(|session| session.day), elements!(days))
            }

            /// Equities at the close of the sessions.
            #[napi]
            pub fn copy_equities(&self, mut equities: $slice) -> napi::Result<()> {
                copy_equities(self.0.outcome()?, elements!(equities))
            }

            /// Returns of the sessions; an exact one has twice the words of an equity, and 12 fractional digits.
            #[napi]
            pub fn copy_returns(&self, mut returns: $slice) -> napi::Result<()> {
                copy_returns(self.0.outcome()?, elements!(returns))
            }

            /// Decision codes of the last audited run, one byte a bar, symbol by symbol.
            #[napi]
            pub fn copy_decisions(&self, mut decisions: Uint8ArraySlice) -> napi::Result<()> {
                copy(self.0.evidence()?.decisions.iter().copied(), elements!(decisions))
            }

            /// Totals and metrics of the last run.
            #[napi]
            pub fn summary(&self) -> napi::Result<$summary> {
                Ok(self.0.outcome()?.into())
            }

            /// What the last audited run was seen to do.
            #[napi]
            pub fn evidence(&self) -> napi::Result<$evidence> {
                Ok(self.0.evidence()?.into())
            }
        }
    };
}

backtest_class!(BacktestI64, "BacktestI64", SummaryI64, EvidenceI64, Fixed<i64>, i64, BigInt64ArraySlice);
backtest_class!(
    BacktestI128,
    "BacktestI128",
    SummaryI128,
    EvidenceI128,
    Fixed<i128>,
    i64,
    BigInt64ArraySlice
);
backtest_class!(BacktestF64, "BacktestF64", SummaryF64, EvidenceF64, f64, f64, Float64ArraySlice);
