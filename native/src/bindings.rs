//! What Node sees. Columns are borrowed for one call; results stay here until they are copied into arrays that JavaScript
//! allocated. Failures cross as data, and so does a panic.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::AtomicI32;

use napi::bindgen_prelude::{
    BigInt, BigInt64ArraySlice, Float64ArraySlice, Int32ArraySlice, Uint8ArraySlice, Uint32ArraySlice,
};
use napi_derive::napi;
use num_bigint::Sign;

use crate::audit::Audit;
use crate::backtest::{Backtest, Control, Input, Outcome};
use crate::fixed::{Fixed, Storage};
use crate::number::Failure;
use crate::parameters::{StrategyText, Texts};
use crate::wide::Wide;

/// What this module was built from and runs on.
#[napi(object)]
pub struct ModuleInfo {
    /// Of the crate.
    pub version: String,
    /// `rustc --version`
    pub rustc: String,
    /// Target triple.
    pub target: String,
    /// Instruction sets of this machine's processor that the build might have used.
    pub cpu_features: String,
}

/// Version, compiler, target and processor.
#[napi]
#[must_use]
pub fn module_info() -> ModuleInfo {
    ModuleInfo {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        rustc: env!("MODULE_RUSTC").to_owned(),
        target: env!("MODULE_TARGET").to_owned(),
        cpu_features: cpu_features(),
    }
}

#[cfg(target_arch = "x86_64")]
fn cpu_features() -> String {
    let features = [
        ("sse4.2", is_x86_feature_detected!("sse4.2")),
        ("avx2", is_x86_feature_detected!("avx2")),
        ("fma", is_x86_feature_detected!("fma")),
        ("bmi2", is_x86_feature_detected!("bmi2")),
        ("adx", is_x86_feature_detected!("adx")),
        ("avx512f", is_x86_feature_detected!("avx512f")),
    ];
    features.iter().filter(|(_, found)| *found).map(|(name, _)| *name).collect::<Vec<_>>().join(" ")
}

#[cfg(not(target_arch = "x86_64"))]
fn cpu_features() -> String {
    std::env::consts::ARCH.to_owned()
}

/// A strategy with the parameters of a backtest. Decimals are plain text.
#[napi(object)]
pub struct NativeParameters {
    /// `sma`, `momentum` or `zscore`.
    pub strategy: String,
    /// The fast window of an SMA, else the window, in bars.
    pub window: f64,
    /// The slow window of an SMA, in bars.
    pub slow: Option<f64>,
    /// In percent or standard deviations.
    pub threshold: Option<String>,
    /// Bars a symbol that never trade.
    pub warmup: f64,
    /// Cash at the start.
    pub capital: String,
    /// The long target, in units.
    pub quantity: String,
    /// Slippage in basis points.
    pub slippage_bps: String,
    /// Commission a unit.
    pub commission: String,
}

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
            Failure::Cancelled => plain("cancelled", "The run was cancelled".to_owned()),
        }
    }
}

/// A number as it crosses: in 64-bit elements of a typed array.
trait Crossing: crate::indicators::Indicators + crate::metrics::Measures {
    /// `i64` or `f64`
    type Element: Copy;
    /// A metric on the other side.
    type Figure;

    fn column(elements: &[Self::Element]) -> Option<&[Self::Stored]>;
    /// Elements a value, and elements a return.
    const WIDTHS: (usize, usize);
    fn write(self, elements: &mut [Self::Element]);
    fn write_return(value: Self::Return, elements: &mut [Self::Element]);
    fn figure(self) -> Self::Figure;
    fn metric(metric: &Self::Metric) -> Self::Figure;
}

impl<S: Storage, const DIGITS: u32> Crossing for Fixed<S, DIGITS> {
    type Element = i64;
    type Figure = BigInt;
    const WIDTHS: (usize, usize) = (S::WORDS, S::Wide::WORDS);

    fn column(elements: &[i64]) -> Option<&[S::Stored]> {
        S::entries(elements)
    }

    fn write(self, elements: &mut [i64]) {
        self.scaled().write_words(elements);
    }

    fn write_return(value: S::Wide, elements: &mut [i64]) {
        value.write_words(elements);
    }

    fn figure(self) -> BigInt {
        Self::metric(&self.scaled().wide().to_big())
    }

    fn metric(metric: &num_bigint::BigInt) -> BigInt {
        let (sign, words) = metric.to_u64_digits();
        BigInt { sign_bit: sign == Sign::Minus, words: if words.is_empty() { vec![0] } else { words } }
    }
}

impl Crossing for f64 {
    type Element = f64;
    type Figure = f64;
    const WIDTHS: (usize, usize) = (1, 1);

    fn column(elements: &[f64]) -> Option<&[f64]> {
        Some(elements)
    }

    fn write(self, elements: &mut [f64]) {
        elements[0] = self;
    }

    fn write_return(value: f64, elements: &mut [f64]) {
        elements[0] = value;
    }

    fn figure(self) -> f64 {
        self
    }

    fn metric(metric: &f64) -> f64 {
        *metric
    }
}

/// What an audited run was seen to do.
struct Evidence<N> {
    ties: u32,
    buys: u32,
    sells: u32,
    max_residual: N,
    final_residual: N,
    residues: Vec<(usize, N)>,
    decisions: Vec<u8>,
}

/// A backtest with what its last run computed.
struct Runner<N: Crossing> {
    backtest: Backtest<N>,
    outcome: Option<Outcome<N>>,
    evidence: Option<Evidence<N>>,
}

/// A failure as data, also where it is a panic: that must not pass through Node.
fn guarded(run: impl FnOnce() -> Result<(), Failure>) -> Option<NativeFailure> {
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

/// Columns as they were passed.
struct Columns<'a, E> {
    offsets: &'a [u32],
    timeline: &'a [f64],
    time: &'a [f64],
    open: &'a [E],
    close: &'a [E],
    volume: &'a [E],
}

impl<N: Crossing> Runner<N> {
    fn new(parameters: NativeParameters) -> napi::Result<Self, String> {
        let backtest = texts(parameters).and_then(|texts| Backtest::new(&texts)).map_err(|failure| {
            let failure = NativeFailure::from(failure);
            napi::Error::new(failure.code, failure.message)
        })?;
        Ok(Self { backtest, outcome: None, evidence: None })
    }

    fn run(
        &mut self,
        columns: &Columns<N::Element>,
        control: &Int32ArraySlice,
        watched: bool,
    ) -> Option<NativeFailure> {
        self.outcome = None;
        self.evidence = None;
        guarded(|| self.try_run(columns, control, watched))
    }

    fn try_run(
        &mut self,
        columns: &Columns<N::Element>,
        control: &Int32ArraySlice,
        watched: bool,
    ) -> Result<(), Failure> {
        let halves = || Failure::BadInput("a column of 128-bit values has half a value".to_owned());
        let input = Input {
            offsets: columns.offsets,
            timeline: columns.timeline,
            time: columns.time,
            open: N::column(columns.open).ok_or_else(halves)?,
            close: N::column(columns.close).ok_or_else(halves)?,
            volume: N::column(columns.volume).ok_or_else(halves)?,
        };
        let control = control_words(control)?;
        if !watched {
            self.outcome = Some(self.backtest.run(&input, control)?);
            return Ok(());
        }
        let symbols = input.offsets.len().saturating_sub(1);
        let mut audit = Audit::new(self.backtest.parameters.capital, symbols, input.time.len());
        let outcome = self.backtest.audit(&input, control, &mut audit)?;
        self.evidence = Some(Evidence {
            ties: audit.ties,
            buys: audit.buys,
            sells: audit.sells,
            max_residual: audit.max_residual,
            final_residual: audit.final_residual,
            residues: audit.residues(&outcome.accounts),
            decisions: audit.into_decisions(),
        });
        self.outcome = Some(outcome);
        Ok(())
    }

    fn outcome(&self) -> napi::Result<&Outcome<N>> {
        self.outcome.as_ref().ok_or_else(|| napi::Error::from_reason("no run has come to its end"))
    }

    fn evidence(&self) -> napi::Result<&Evidence<N>> {
        self.evidence.as_ref().ok_or_else(|| napi::Error::from_reason("no audited run has come to its end"))
    }

    fn write_fills(&self, elements: &mut [N::Element]) -> napi::Result<()> {
        let fills = &self.outcome()?.fills;
        let width = N::WIDTHS.0;
        check_length(elements, fills.len() * 5 * width)?;
        for (fill, row) in fills.iter().zip(elements.chunks_exact_mut(5 * width)) {
            let values = [fill.quantity, fill.price, fill.notional, fill.commission, fill.cash];
            for (value, place) in values.into_iter().zip(row.chunks_exact_mut(width)) {
                value.write(place);
            }
        }
        Ok(())
    }

    fn write_equities(&self, elements: &mut [N::Element]) -> napi::Result<()> {
        let sessions = &self.outcome()?.sessions;
        let width = N::WIDTHS.0;
        check_length(elements, sessions.len() * width)?;
        for (session, place) in sessions.iter().zip(elements.chunks_exact_mut(width)) {
            session.equity.write(place);
        }
        Ok(())
    }

    fn write_returns(&self, elements: &mut [N::Element]) -> napi::Result<()> {
        let sessions = &self.outcome()?.sessions;
        let width = N::WIDTHS.1;
        check_length(elements, sessions.len() * width)?;
        for (session, place) in sessions.iter().zip(elements.chunks_exact_mut(width)) {
            N::write_return(session.change, place);
        }
        Ok(())
    }
}

/// Copies into an array that JavaScript allocated.
fn copy<T: Copy>(values: impl ExactSizeIterator<Item = T>, elements: &mut [T]) -> napi::Result<()> {
    check_length(elements, values.len())?;
    for (value, element) in values.zip(elements) {
        *element = value;
    }
    Ok(())
}

fn check_length<T>(elements: &[T], length: usize) -> napi::Result<()> {
    if elements.len() == length {
        return Ok(());
    }
    Err(napi::Error::from_reason(format!("the array must have {length} elements, not {}", elements.len())))
}

fn texts(parameters: NativeParameters) -> Result<Texts, Failure> {
    let missing = |what: &str| Failure::BadInput(format!("the strategy has no {what}"));
    let window = whole(parameters.window, "window")?;
    let threshold = parameters.threshold.ok_or_else(|| missing("threshold"));
    let strategy = match parameters.strategy.as_str() {
        "sma" => {
            let slow = parameters.slow.ok_or_else(|| missing("slow window"))?;
            StrategyText::Sma { fast: window, slow: whole(slow, "window")? }
        }
        "momentum" => StrategyText::Momentum { window, threshold: threshold? },
        "zscore" => StrategyText::Zscore { window, threshold: threshold? },
        other => return Err(Failure::BadInput(format!("there is no strategy \"{other}\""))),
    };
    Ok(Texts {
        strategy,
        warmup: whole(parameters.warmup, "warm-up")?,
        capital: parameters.capital,
        quantity: parameters.quantity,
        slippage_bps: parameters.slippage_bps,
        commission: parameters.commission,
    })
}

/// Doubles hold all whole numbers below 2⁵³, and no file has as many bars.
fn whole(value: f64, what: &str) -> Result<usize, Failure> {
    const LIMIT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && (0.0..LIMIT).contains(&value) {
        Ok(value as usize)
    } else {
        Err(Failure::BadInput(format!("{what} must be a whole number of bars, got {value}")))
    }
}

/// The control block's words, which another thread may write at any time.
#[allow(unsafe_code)]
fn control_words<'a>(control: &Int32ArraySlice<'a>) -> Result<Control<'a>, Failure> {
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

fn panic_text(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("unknown reason")
}

/// One class a number: napi's attribute knows no generics.
macro_rules! backtest_class {
    ($class:ident, $name:literal, $summary:ident, $evidence:ident, $residue:ident, $number:ty, $element:ident, $slice:ident, $figure:ty) => {
        /// Totals and metrics of the last run.
        #[napi(object)]
        pub struct $summary {
            /// At the end.
            pub final_cash: $figure,
            /// At the last time.
            pub final_equity: $figure,
            /// Final equity / capital − 1.
            pub total_return: $figure,
            /// None where the returns have no deviation.
            pub volatility: Option<$figure>,
            /// None where the returns have no deviation.
            pub sharpe: Option<$figure>,
            /// The largest (peak − equity) / peak.
            pub max_drawdown: $figure,
            /// Symbols whose order is not wholly filled.
            pub unfilled: u32,
            /// Sum of commissions.
            pub commission: $figure,
            /// Sum of realised results.
            pub realised: $figure,
            /// Sum of notionals.
            pub turnover: $figure,
        }

        /// A position left after closing.
        #[napi(object)]
        pub struct $residue {
            /// Place of the symbol.
            pub symbol: u32,
            /// Units held.
            pub quantity: $figure,
        }

        /// What the last audited run was seen to do.
        #[napi(object)]
        pub struct $evidence {
            /// Decisions whose two sides were equal.
            pub ties: u32,
            /// Fills that bought.
            pub buys: u32,
            /// Fills that sold.
            pub sells: u32,
            /// Without its sign.
            pub max_residual: $figure,
            /// After the last fill.
            pub final_residual: $figure,
            /// Positions left after closing.
            pub residues: Vec<$residue>,
        }

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
            #[allow(unsafe_code)]
            pub fn copy_fill_times(&self, mut times: Float64ArraySlice) -> napi::Result<()> {
                // SAFETY: JavaScript does not run during this call, and no other borrow of its memory exists in it.
                let times = unsafe { times.as_mut() };
                copy(self.0.outcome()?.fills.iter().map(|fill| fill.time), times)
            }

            /// Places of the filled symbols.
            #[napi]
            #[allow(unsafe_code)]
            pub fn copy_fill_symbols(&self, mut symbols: Uint32ArraySlice) -> napi::Result<()> {
                // SAFETY: JavaScript does not run during this call, and no other borrow of its memory exists in it.
                let symbols = unsafe { symbols.as_mut() };
                copy(self.0.outcome()?.fills.iter().map(|fill| fill.symbol as u32), symbols)
            }

            /// Quantity, price, notional, commission and cash of each fill in turn.
            #[napi]
            #[allow(unsafe_code)]
            pub fn copy_fill_values(&self, mut values: $slice) -> napi::Result<()> {
                // SAFETY: JavaScript does not run during this call, and no other borrow of its memory exists in it.
                let values = unsafe { values.as_mut() };
                self.0.write_fills(values)
            }

            /// Days of the sessions, counted from the epoch.
            #[napi]
            #[allow(unsafe_code)]
            pub fn copy_session_days(&self, mut days: Float64ArraySlice) -> napi::Result<()> {
                // SAFETY: JavaScript does not run during this call, and no other borrow of its memory exists in it.
                let days = unsafe { days.as_mut() };
                copy(self.0.outcome()?.sessions.iter().map(|session| session.day), days)
            }

            /// Equities at the close of the sessions.
            #[napi]
            #[allow(unsafe_code)]
            pub fn copy_equities(&self, mut equities: $slice) -> napi::Result<()> {
                // SAFETY: JavaScript does not run during this call, and no other borrow of its memory exists in it.
                let equities = unsafe { equities.as_mut() };
                self.0.write_equities(equities)
            }

            /// Returns of the sessions; an exact one has twice the words of an equity, and 12 fractional digits.
            #[napi]
            #[allow(unsafe_code)]
            pub fn copy_returns(&self, mut returns: $slice) -> napi::Result<()> {
                // SAFETY: JavaScript does not run during this call, and no other borrow of its memory exists in it.
                let returns = unsafe { returns.as_mut() };
                self.0.write_returns(returns)
            }

            /// Decision codes of the last audited run, one byte a bar, symbol by symbol.
            #[napi]
            #[allow(unsafe_code)]
            pub fn copy_decisions(&self, mut decisions: Uint8ArraySlice) -> napi::Result<()> {
                // SAFETY: JavaScript does not run during this call, and no other borrow of its memory exists in it.
                let decisions = unsafe { decisions.as_mut() };
                copy(self.0.evidence()?.decisions.iter().copied(), decisions)
            }

            /// Totals and metrics of the last run.
            #[napi]
            pub fn summary(&self) -> napi::Result<$summary> {
                let outcome = self.0.outcome()?;
                let metrics = &outcome.metrics;
                Ok($summary {
                    final_cash: outcome.book.cash.figure(),
                    final_equity: outcome.equity.figure(),
                    total_return: <$number>::metric(&metrics.total_return),
                    volatility: metrics.volatility.as_ref().map(<$number>::metric),
                    sharpe: metrics.sharpe.as_ref().map(<$number>::metric),
                    max_drawdown: <$number>::metric(&metrics.max_drawdown),
                    unfilled: outcome.unfilled() as u32,
                    commission: outcome.book.commission.figure(),
                    realised: outcome.book.realised.figure(),
                    turnover: outcome.book.turnover.figure(),
                })
            }

            /// What the last audited run was seen to do.
            #[napi]
            pub fn evidence(&self) -> napi::Result<$evidence> {
                let evidence = self.0.evidence()?;
                let residue = |&(symbol, quantity): &(usize, $number)| $residue {
                    symbol: symbol as u32,
                    quantity: Crossing::figure(quantity),
                };
                Ok($evidence {
                    ties: evidence.ties,
                    buys: evidence.buys,
                    sells: evidence.sells,
                    max_residual: evidence.max_residual.figure(),
                    final_residual: evidence.final_residual.figure(),
                    residues: evidence.residues.iter().map(residue).collect(),
                })
            }
        }
    };
}

backtest_class!(
    BacktestI64,
    "BacktestI64",
    SummaryI64,
    EvidenceI64,
    ResidueI64,
    Fixed<i64>,
    i64,
    BigInt64ArraySlice,
    BigInt
);
backtest_class!(
    BacktestI128,
    "BacktestI128",
    SummaryI128,
    EvidenceI128,
    ResidueI128,
    Fixed<i128>,
    i64,
    BigInt64ArraySlice,
    BigInt
);
backtest_class!(
    BacktestF64,
    "BacktestF64",
    SummaryF64,
    EvidenceF64,
    ResidueF64,
    f64,
    f64,
    Float64ArraySlice,
    f64
);

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
