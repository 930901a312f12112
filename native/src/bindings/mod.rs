//! What Node sees. Columns are borrowed for one call; results stay here until they are copied into arrays that JavaScript
//! allocated. Failures cross as data, and so does a panic.

mod arrays;
mod class;
mod columns;
mod control;
mod crossing;
mod failure;
mod info;
mod parameters;
mod results;
mod runner;

pub use class::{BacktestF64, BacktestI64, BacktestI128};
pub use failure::NativeFailure;
pub use info::{ModuleInfo, module_info};
pub use parameters::NativeParameters;
pub use results::{
    EvidenceF64, EvidenceI64, EvidenceI128, ResidueF64, ResidueI64, ResidueI128, SummaryF64, SummaryI64,
    SummaryI128,
};
