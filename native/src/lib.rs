//! The backtest of Decimal Benchmark: one event loop, generic over its number.
//!
//! `bindings` is the only module that knows Node; nothing here knows benchmarks, files or an editor.

mod audit;
mod backtest;
pub mod bindings;
mod decimal_text;
mod fixed;
mod float;
mod indicators;
mod ledger;
mod metrics;
mod number;
mod parameters;
mod storage;
mod wide;

pub use audit::{Audit, DecisionCode};
pub use backtest::{Backtest, Control, Input, Outcome, Session, run};
pub use fixed::Fixed;
pub use indicators::{Indicators, Momentum, Signal, Sma, Strategy, Zscore};
pub use ledger::{Account, Book, Costs, Filled, fill};
pub use metrics::{Measures, Metrics};
pub use number::{Checked, Failure, Number, Operation};
pub use parameters::{Parameters, StrategyText, Texts};
pub use storage::Storage;
pub use wide::Wide;
