//! The event loop: at each distinct time fill, mark and decide, symbol by symbol, then value the whole account.

use std::iter;
use std::sync::atomic::{AtomicI32, Ordering};

use crate::audit::{Audit, Observer, Unwatched};
use crate::indicators::{Indicators, Momentum, Signal, Sma, Strategy, Zscore};
use crate::ledger::{Account, Book, fill};
use crate::metrics::{Drawdown, Measures, Metrics};
use crate::number::{Failure, Number};
use crate::parameters::{Parameters, StrategyText, Texts};

const DAY_MS: f64 = 86_400_000.0;
/// Bars between two looks at the control block.
const CONTROL_INTERVAL: usize = 4096;
/// What a sum of all valuations has room for in any number's wide type.
const MOST_SYMBOLS: usize = 1 << 27;

/// Columns of all symbols, symbol by symbol: symbol s has the rows `offsets[s]..offsets[s + 1]`.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a, N: Number> {
    /// One more than there are symbols.
    pub offsets: &'a [u32],
    /// Every distinct time of all symbols, ascending; milliseconds since the epoch.
    pub timeline: &'a [f64],
    /// Ascending within a symbol.
    pub time: &'a [f64],
    /// Opens.
    pub open: &'a [N::Stored],
    /// Closes.
    pub close: &'a [N::Stored],
    /// Volumes.
    pub volume: &'a [N::Stored],
}

/// Words shared with another thread.
#[derive(Clone, Copy, Debug)]
pub struct Control<'a> {
    /// Not 0: stop.
    pub cancel: &'a AtomicI32,
    /// Bars done so far.
    pub bars_done: &'a AtomicI32,
}

/// One line of fills.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fill<N> {
    /// Milliseconds since the epoch.
    pub time: f64,
    /// Its place among the symbols.
    pub symbol: usize,
    /// Signed: bought is positive.
    pub quantity: N,
    /// With slippage.
    pub price: N,
    /// Price × quantity.
    pub notional: N,
    /// Of the whole quantity.
    pub commission: N,
    /// After the fill.
    pub cash: N,
}

/// A closed session.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Session<N: Measures> {
    /// Days since the epoch.
    pub day: f64,
    /// At its last time.
    pub equity: N,
    /// Against the session before, or the capital.
    pub change: N::Return,
}

/// What a backtest computed.
#[derive(Clone, Debug)]
pub struct Outcome<N: Measures> {
    /// In order of time, then symbol.
    pub fills: Vec<Fill<N>>,
    /// From the first traded time on.
    pub sessions: Vec<Session<N>>,
    /// Accounts of the whole ledger at the end.
    pub book: Book<N>,
    /// Accounts of each symbol at the end.
    pub accounts: Vec<Account<N>>,
    /// At the last time.
    pub equity: N,
    /// Returns, drawdown and risk.
    pub metrics: Metrics<N::Metric>,
}

impl<N: Measures> Outcome<N> {
    /// Symbols whose order is not wholly filled.
    pub fn unfilled(&self) -> usize {
        self.accounts.iter().filter(|account| account.pending != N::ZERO).count()
    }
}

/// A backtest whose parameters are read in its number.
#[derive(Clone, Debug)]
pub struct Backtest<N: Indicators> {
    /// All but the strategy.
    pub parameters: Parameters<N>,
    strategy: AnyStrategy<N>,
}

#[derive(Clone, Debug)]
enum AnyStrategy<N: Indicators> {
    Sma(Sma<N>),
    Momentum(Momentum<N>),
    Zscore(Zscore<N>),
}

impl<N: Measures + Indicators> Backtest<N> {
    /// Reads the parameters.
    pub fn new(texts: &Texts) -> Result<Self, Failure> {
        let strategy = match &texts.strategy {
            StrategyText::Sma { fast, slow } => AnyStrategy::Sma(Sma::new(*fast, *slow)?),
            StrategyText::Momentum { window, threshold } => {
                AnyStrategy::Momentum(Momentum::new(*window, threshold)?)
            }
            StrategyText::Zscore { window, threshold } => {
                AnyStrategy::Zscore(Zscore::new(*window, threshold)?)
            }
        };
        Ok(Self { parameters: Parameters::parse(texts)?, strategy })
    }

    /// Runs once.
    pub fn run(&self, input: &Input<N>, control: Control) -> Result<Outcome<N>, Failure> {
        self.watched(input, control, &mut Unwatched)
    }

    /// Runs once, watched.
    pub fn audit(
        &self,
        input: &Input<N>,
        control: Control,
        audit: &mut Audit<N>,
    ) -> Result<Outcome<N>, Failure> {
        self.watched(input, control, audit)
    }

    fn watched<O: Observer<N>>(
        &self,
        input: &Input<N>,
        control: Control,
        observer: &mut O,
    ) -> Result<Outcome<N>, Failure> {
        match &self.strategy {
            AnyStrategy::Sma(strategy) => run(strategy, &self.parameters, input, control, observer),
            AnyStrategy::Momentum(strategy) => run(strategy, &self.parameters, input, control, observer),
            AnyStrategy::Zscore(strategy) => run(strategy, &self.parameters, input, control, observer),
        }
    }
}

/// What the loop keeps of one symbol.
struct Slot<'a, N: Number, S> {
    time: &'a [f64],
    close: &'a [N::Stored],
    open: &'a [N::Stored],
    volume: &'a [N::Stored],
    /// The next bar's place in the slices.
    next: usize,
    account: Account<N>,
    state: S,
}

/// Runs a strategy over the input. Every combination is a function of its own, so that each has the registers to itself.
#[inline(never)]
pub fn run<N: Measures, S: Strategy<N>, O: Observer<N>>(
    strategy: &S,
    parameters: &Parameters<N>,
    input: &Input<N>,
    control: Control,
    observer: &mut O,
) -> Result<Outcome<N>, Failure> {
    let mut slots = slots::<N, S::State>(input)?;
    let mut holdings = N::no_holdings(slots.len());
    let mut book = Book::new(parameters.capital);
    let mut fills = Vec::new();
    let mut equity = EquityCurve::new(parameters.capital);
    let mut pace = Pace::new(control);

    for &time in input.timeline {
        let mut decides = false;
        let mut bars = 0;
        for symbol in 0..slots.len() {
            let slot = &mut slots[symbol];
            let bar = slot.next;
            if slot.time.get(bar) != Some(&time) {
                continue;
            }
            let overflow = |operation| Failure::Overflow { operation, symbol: Some(symbol), time };
            slot.next = bar + 1;
            bars += 1;
            if slot.account.pending != N::ZERO {
                let (open, volume) = (N::load(slot.open[bar]), N::load(slot.volume[bar]));
                let filled =
                    fill(&mut book, &mut slot.account, &parameters.costs, open, volume).map_err(overflow)?;
                if let Some(filled) = filled {
                    N::hold(&mut holdings, symbol, slot.account.position);
                    fills.push(Fill {
                        time,
                        symbol,
                        quantity: filled.quantity,
                        price: filled.price,
                        notional: filled.notional,
                        commission: filled.commission,
                        cash: book.cash,
                    });
                    if O::WATCHES_FILLS {
                        let accounts = slots.iter().map(|slot| &slot.account);
                        observer.filled(filled.quantity > N::ZERO, &book, accounts).map_err(overflow)?;
                    }
                }
            }
            let slot = &mut slots[symbol];
            N::mark(&mut holdings, symbol, N::load(slot.close[bar]));
            let signal = strategy.observe(&mut slot.state, slot.close, bar).map_err(overflow)?;
            if bar < parameters.warmup {
                continue;
            }
            decides = true;
            observer.decided(input.offsets[symbol] as usize + bar, symbol, signal);
            if signal >= Signal::Flat {
                let target = if signal == Signal::Long { parameters.quantity } else { N::ZERO };
                slot.account.order(target).map_err(overflow)?;
            }
        }
        if decides || equity.has_started() {
            let value = N::equity(&holdings, book.cash).map_err(|operation| Failure::Overflow {
                operation,
                symbol: None,
                time,
            })?;
            equity.record(time, value)?;
        }
        pace.step(bars)?;
    }
    if slots.iter().any(|slot| slot.next < slot.time.len()) {
        return Err(Failure::BadInput("the timeline does not hold every bar's time in order".to_owned()));
    }
    pace.look()?;
    let accounts = slots.iter().map(|slot| slot.account).collect();
    equity.finish(fills, book, accounts)
}

/// Cuts the columns into symbols. This is where lengths and offsets are checked; the loop relies on it.
fn slots<'a, N: Number, S: Default>(input: &Input<'a, N>) -> Result<Vec<Slot<'a, N, S>>, Failure> {
    let rows = input.time.len();
    if [input.open.len(), input.close.len(), input.volume.len()].iter().any(|&length| length != rows) {
        return Err(Failure::BadInput("the columns differ in length".to_owned()));
    }
    if input.offsets.len() > MOST_SYMBOLS {
        return Err(Failure::BadInput(format!("more than {MOST_SYMBOLS} symbols")));
    }
    let bad_offsets = || Failure::BadInput("the offsets do not cut the columns into symbols".to_owned());
    let ends = (input.offsets.first().copied(), input.offsets.last().map(|&last| last as usize));
    if ends != (Some(0), Some(rows)) {
        return Err(bad_offsets());
    }
    input
        .offsets
        .windows(2)
        .map(|pair| {
            let range = pair[0] as usize..pair[1] as usize;
            Some(Slot {
                time: input.time.get(range.clone())?,
                close: input.close.get(range.clone())?,
                open: input.open.get(range.clone())?,
                volume: input.volume.get(range)?,
                next: 0,
                account: Account::new(),
                state: S::default(),
            })
        })
        .collect::<Option<Vec<_>>>()
        .ok_or_else(bad_offsets)
}

/// Looks at the control block every few thousand bars.
struct Pace<'a> {
    control: Control<'a>,
    bars: usize,
    next_look: usize,
}

impl<'a> Pace<'a> {
    fn new(control: Control<'a>) -> Self {
        Self { control, bars: 0, next_look: 0 }
    }

    #[inline]
    fn step(&mut self, bars: usize) -> Result<(), Failure> {
        self.bars += bars;
        if self.bars >= self.next_look { self.look() } else { Ok(()) }
    }

    #[inline(never)]
    fn look(&mut self) -> Result<(), Failure> {
        self.next_look = self.bars + CONTROL_INTERVAL;
        self.control.bars_done.store(i32::try_from(self.bars).unwrap_or(i32::MAX), Ordering::Relaxed);
        if self.control.cancel.load(Ordering::Relaxed) == 0 { Ok(()) } else { Err(Failure::Cancelled) }
    }
}

/// Equities from the first traded time on: the drawdown of each, and the sessions they close.
struct EquityCurve<N: Measures> {
    capital: N,
    drawdown: Drawdown<N>,
    /// Day and equity of each closed session. Their returns wait for the end: together, a processor computes several at
    /// once, and one by one they would hold up the loop.
    closes: Vec<(f64, N)>,
    day: f64,
    /// Where the open session ends; before the first, the beginning of time.
    day_end: f64,
    /// At the last time.
    equity: N,
    /// At the close of the session before.
    before: N,
    started: bool,
}

impl<N: Measures> EquityCurve<N> {
    fn new(capital: N) -> Self {
        Self {
            capital,
            drawdown: Drawdown::new(capital),
            closes: Vec::new(),
            day: f64::NAN,
            day_end: f64::NEG_INFINITY,
            equity: capital,
            before: capital,
            started: false,
        }
    }

    #[inline]
    fn has_started(&self) -> bool {
        self.started
    }

    #[inline]
    fn record(&mut self, time: f64, equity: N) -> Result<(), Failure> {
        if time >= self.day_end {
            if self.started {
                self.close_session()?;
            }
            self.started = true;
            self.day = (time / DAY_MS).floor();
            self.day_end = (self.day + 1.0) * DAY_MS;
        }
        self.equity = equity;
        self.drawdown.observe(equity);
        Ok(())
    }

    #[inline(never)]
    fn close_session(&mut self) -> Result<(), Failure> {
        if self.before == N::ZERO {
            return Err(Failure::NoReturn { day: self.day });
        }
        self.closes.push((self.day, self.equity));
        self.before = self.equity;
        Ok(())
    }

    fn finish(
        mut self,
        fills: Vec<Fill<N>>,
        book: Book<N>,
        accounts: Vec<Account<N>>,
    ) -> Result<Outcome<N>, Failure> {
        if self.started {
            self.close_session()?;
        }
        let sessions = sessions_of(&self.closes, self.capital);
        let risk = N::risk(sessions.iter().map(|session| session.change));
        let (volatility, sharpe) = risk.unzip();
        let metrics = Metrics {
            total_return: N::total_return(self.equity, self.capital),
            volatility,
            sharpe,
            max_drawdown: self.drawdown.finish(),
        };
        Ok(Outcome { fills, sessions, book, accounts, equity: self.equity, metrics })
    }
}

/// Sessions with their returns; no equity before another is 0.
fn sessions_of<N: Measures>(closes: &[(f64, N)], capital: N) -> Vec<Session<N>> {
    let before = iter::once(capital).chain(closes.iter().map(|&(_, equity)| equity));
    closes
        .iter()
        .zip(before)
        .map(|(&(day, equity), before)| Session { day, equity, change: N::session_return(equity, before) })
        .collect()
}
