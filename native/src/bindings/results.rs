//! Totals, metrics and evidence of the last run as data.

use napi::bindgen_prelude::BigInt;
use napi_derive::napi;

use super::crossing::Crossing;
use super::runner::Evidence;
use crate::backtest::Outcome;
use crate::fixed::Fixed;

/// One set of objects a number: napi's attribute has no generics.
macro_rules! result_objects {
    ($summary:ident, $evidence:ident, $residue:ident, $number:ty, $figure:ty) => {
        /// Totals and metrics of the last run.
        #[napi(object)]
        pub struct $summary {
            /// At the end.
            pub final_cash: $figure,
            /// At the last time.
            pub final_equity: $figure,
            /// Final equity / capital − 1.
            pub total_return: $figure,
            /// None if the returns have no deviation.
            pub volatility: Option<$figure>,
            /// None if the returns have no deviation.
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

        impl From<&Outcome<$number>> for $summary {
            fn from(outcome: &Outcome<$number>) -> Self {
                let metrics = &outcome.metrics;
                Self {
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
                }
            }
        }

        impl From<&Evidence<$number>> for $evidence {
            fn from(evidence: &Evidence<$number>) -> Self {
                let residue = |&(symbol, quantity): &(usize, $number)| $residue {
                    symbol: symbol as u32,
                    quantity: quantity.figure(),
                };
                Self {
                    ties: evidence.ties,
                    buys: evidence.buys,
                    sells: evidence.sells,
                    max_residual: evidence.max_residual.figure(),
                    final_residual: evidence.final_residual.figure(),
                    residues: evidence.residues.iter().map(residue).collect(),
                }
            }
        }
    };
}

result_objects!(SummaryI64, EvidenceI64, ResidueI64, Fixed<i64>, BigInt);
result_objects!(SummaryI128, EvidenceI128, ResidueI128, Fixed<i128>, BigInt);
result_objects!(SummaryF64, EvidenceF64, ResidueF64, f64, f64);
