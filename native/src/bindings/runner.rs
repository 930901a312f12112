//! Runs a backtest over borrowed columns and keeps what the last run computed.

use napi::bindgen_prelude::Int32ArraySlice;

use super::columns::Columns;
use super::control::control_words;
use super::crossing::Crossing;
use super::failure::{NativeFailure, guarded};
use super::parameters::NativeParameters;
use crate::audit::Audit;
use crate::backtest::{Backtest, Outcome};
use crate::number::Failure;
use crate::parameters::Texts;

/// A backtest with what its last run computed.
pub struct Runner<N: Crossing> {
    backtest: Backtest<N>,
    outcome: Option<Outcome<N>>,
    evidence: Option<Evidence<N>>,
}

/// What an audited run was seen to do.
pub struct Evidence<N> {
    pub ties: u32,
    pub buys: u32,
    pub sells: u32,
    pub max_residual: N,
    pub final_residual: N,
    pub residues: Vec<(usize, N)>,
    pub decisions: Vec<u8>,
}

impl<N: Crossing> Runner<N> {
    /// Reads the parameters; the error has the failure's code and message.
    pub fn new(parameters: NativeParameters) -> napi::Result<Self, String> {
        let backtest =
            Texts::try_from(parameters).and_then(|texts| Backtest::new(&texts)).map_err(|failure| {
                let failure = NativeFailure::from(failure);
                napi::Error::new(failure.code, failure.message)
            })?;
        Ok(Self { backtest, outcome: None, evidence: None })
    }

    /// Runs once over the columns; `watched` gathers evidence, and takes longer.
    pub fn run(
        &mut self,
        columns: &Columns<N::Element>,
        control: &Int32ArraySlice,
        watched: bool,
    ) -> Option<NativeFailure> {
        self.outcome = None;
        self.evidence = None;
        guarded(|| self.try_run(columns, control, watched))
    }

    /// What the last run computed.
    pub fn outcome(&self) -> napi::Result<&Outcome<N>> {
        self.outcome.as_ref().ok_or_else(|| napi::Error::from_reason("no run has come to its end"))
    }

    /// What the last run, if it was audited, was seen to do.
    pub fn evidence(&self) -> napi::Result<&Evidence<N>> {
        self.evidence.as_ref().ok_or_else(|| napi::Error::from_reason("no audited run has come to its end"))
    }

    fn try_run(
        &mut self,
        columns: &Columns<N::Element>,
        control: &Int32ArraySlice,
        watched: bool,
    ) -> Result<(), Failure> {
        let input = columns.input()?;
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
}
