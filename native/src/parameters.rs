//! Parameters of a backtest: as text, and read in the ledger's number.

use crate::ledger::Costs;
use crate::number::{Failure, Number};

/// The strategy's windows in bars, and its threshold as text.
#[derive(Clone, Debug, PartialEq)]
pub enum StrategyText {
    /// Crossover of two means.
    Sma {
        /// Shorter window.
        fast: usize,
        /// Longer window.
        slow: usize,
    },
    /// Change over a window.
    Momentum {
        /// Closes in the window.
        window: usize,
        /// In percent.
        threshold: String,
    },
    /// Reversion to the mean of a window.
    Zscore {
        /// Closes in the window.
        window: usize,
        /// In standard deviations.
        threshold: String,
    },
}

/// Parameters as they arrive.
#[derive(Clone, Debug, PartialEq)]
pub struct Texts {
    /// What decides.
    pub strategy: StrategyText,
    /// Bars a symbol that never trade.
    pub warmup: usize,
    /// Cash at the start.
    pub capital: String,
    /// The long target, in units.
    pub quantity: String,
    /// Slippage in basis points.
    pub slippage_bps: String,
    /// Commission a unit.
    pub commission: String,
}

/// Parameters in the ledger's number, apart from the strategy.
#[derive(Clone, Copy, Debug)]
pub struct Parameters<N: Number> {
    /// Bars a symbol that never trade.
    pub warmup: usize,
    /// Cash at the start.
    pub capital: N,
    /// The long target, in units.
    pub quantity: N,
    /// What a fill costs.
    pub costs: Costs<N>,
}

impl<N: Number> Parameters<N> {
    /// Reads the texts in the ledger's number.
    pub fn parse(texts: &Texts) -> Result<Self, Failure> {
        let capital = N::parse(&texts.capital, "capital")?;
        if capital <= N::ZERO {
            return Err(Failure::BadInput(format!("capital must be above 0, got \"{}\"", texts.capital)));
        }
        let commission = N::parse(&texts.commission, "commission")?;
        if commission < N::ZERO {
            return Err(Failure::BadInput(format!(
                "commission must not be negative, got \"{}\"",
                texts.commission
            )));
        }
        if texts.slippage_bps.starts_with('-') {
            return Err(Failure::BadInput(format!(
                "slippage must not be negative, got \"{}\"",
                texts.slippage_bps
            )));
        }
        Ok(Self {
            warmup: texts.warmup,
            capital,
            quantity: N::parse(&texts.quantity, "quantity")?,
            costs: Costs {
                buy_factor: N::factor(&texts.slippage_bps)?,
                sell_factor: N::factor(&format!("-{}", texts.slippage_bps))?,
                commission,
            },
        })
    }
}
