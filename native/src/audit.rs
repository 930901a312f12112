//! Watching a backtest. The timed run is watched by nobody, and the compiler removes the watching from it.

use crate::indicators::Signal;
use crate::ledger::{Account, Book};
use crate::number::{Checked, Number, Operation};

/// One byte a bar in a decision log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum DecisionCode {
    /// Warm-up, window not full, or no deviation to divide by.
    None = 0,
    /// The target is left as it is.
    Unchanged = 1,
    /// Target 0.
    Flat = 2,
    /// The long target.
    Long = 3,
}

/// An event for a watcher.
pub trait Observer<N: Number> {
    /// Whether fills are of interest: a fill's residual needs all accounts.
    const WATCHES_FILLS: bool;

    /// A decision of a bar past warm-up. `row` counts bars over all symbols, symbol by symbol.
    fn decided(&mut self, row: usize, symbol: usize, signal: Signal);
    /// A fill has been booked; `accounts` is in symbol order.
    fn filled<'a>(
        &mut self,
        bought: bool,
        book: &Book<N>,
        accounts: impl Iterator<Item = &'a Account<N>>,
    ) -> Checked<()>;
}

/// Watches nothing.
pub struct Unwatched;

impl<N: Number> Observer<N> for Unwatched {
    const WATCHES_FILLS: bool = false;

    #[inline]
    fn decided(&mut self, _row: usize, _symbol: usize, _signal: Signal) {}

    #[inline]
    fn filled<'a>(
        &mut self,
        _bought: bool,
        _book: &Book<N>,
        _accounts: impl Iterator<Item = &'a Account<N>>,
    ) -> Checked<()> {
        Ok(())
    }
}

/// What an audited run was seen to do.
pub struct Audit<N> {
    initial: N,
    decisions: Vec<u8>,
    /// The last target that was set, per symbol.
    targets: Vec<DecisionCode>,
    /// Decisions whose two sides were equal.
    pub ties: u32,
    /// Fills that bought.
    pub buys: u32,
    /// Fills that sold.
    pub sells: u32,
    /// The largest conservation residual without its sign.
    pub max_residual: N,
    /// The residual after the last fill.
    pub final_residual: N,
}

impl<N: Number> Audit<N> {
    /// Nothing seen yet of so many symbols and bars.
    #[must_use]
    pub fn new(initial: N, symbols: usize, bars: usize) -> Self {
        Self {
            initial,
            decisions: vec![DecisionCode::None as u8; bars],
            targets: vec![DecisionCode::None; symbols],
            ties: 0,
            buys: 0,
            sells: 0,
            max_residual: N::ZERO,
            final_residual: N::ZERO,
        }
    }

    /// One decision code a bar, symbol by symbol.
    #[must_use]
    pub fn into_decisions(self) -> Vec<u8> {
        self.decisions
    }

    /// Positions that are not zero though their last target was, with nothing of the order pending: symbol and position.
    pub fn residues(&self, accounts: &[Account<N>]) -> Vec<(usize, N)> {
        let closed = |account: &Account<N>| account.pending == N::ZERO && account.position != N::ZERO;
        accounts
            .iter()
            .enumerate()
            .filter(|(symbol, account)| self.targets[*symbol] == DecisionCode::Flat && closed(account))
            .map(|(symbol, account)| (symbol, account.position))
            .collect()
    }
}

impl<N: Number> Observer<N> for Audit<N> {
    const WATCHES_FILLS: bool = true;

    fn decided(&mut self, row: usize, symbol: usize, signal: Signal) {
        let code = match signal {
            Signal::Undefined => DecisionCode::None,
            Signal::Unchanged | Signal::Tie => DecisionCode::Unchanged,
            Signal::Flat => DecisionCode::Flat,
            Signal::Long => DecisionCode::Long,
        };
        self.decisions[row] = code as u8;
        self.ties += u32::from(signal == Signal::Tie);
        if matches!(code, DecisionCode::Flat | DecisionCode::Long) {
            self.targets[symbol] = code;
        }
    }

    fn filled<'a>(
        &mut self,
        bought: bool,
        book: &Book<N>,
        accounts: impl Iterator<Item = &'a Account<N>>,
    ) -> Checked<()> {
        if bought {
            self.buys += 1;
        } else {
            self.sells += 1;
        }
        let costs = accounts.map(|account| {
            if account.position > N::ZERO {
                account.cost
            } else if account.position < N::ZERO {
                // A cost is never negative, so that its negative fits.
                N::ZERO.minus(account.cost).unwrap_or(N::ZERO)
            } else {
                N::ZERO
            }
        });
        let residual = N::residual(book.cash, costs, self.initial, book.realised, book.commission)
            .ok_or(Operation::Residual)?;
        let size = residual.magnitude().ok_or(Operation::Residual)?;
        if size > self.max_residual {
            self.max_residual = size;
        }
        self.final_residual = residual;
        Ok(())
    }
}
