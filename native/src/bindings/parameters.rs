//! The parameters of a backtest as data, and how they are read.

use napi_derive::napi;

use crate::number::Failure;
use crate::parameters::{StrategyText, Texts};

/// A strategy with the parameters of a backtest. Decimals are plain text.
#[napi(object)]
pub struct NativeParameters {
    /// What decides.
    #[napi(ts_type = "'sma' | 'momentum' | 'zscore'")]
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

impl TryFrom<NativeParameters> for Texts {
    type Error = Failure;

    fn try_from(parameters: NativeParameters) -> Result<Self, Failure> {
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
        Ok(Self {
            strategy,
            warmup: whole(parameters.warmup, "warm-up")?,
            capital: parameters.capital,
            quantity: parameters.quantity,
            slippage_bps: parameters.slippage_bps,
            commission: parameters.commission,
        })
    }
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
