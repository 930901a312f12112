//! What the ledger asks of a number, in the ledger's own words, and how it says no.

use std::fmt::Debug;

/// A result that may have left the number's range.
pub type Checked<T> = Result<T, Operation>;

/// The step of the ledger that left the number's range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// The open with slippage.
    FillPrice,
    /// Price × quantity.
    Notional,
    /// Quantity × commission a unit.
    Commission,
    /// Target − position, or its size.
    Order,
    /// Position ± quantity.
    Position,
    /// The cost of a position.
    Cost,
    /// The sum of realised results.
    Realised,
    /// The sum of notionals.
    Turnover,
    /// The cash account.
    Cash,
    /// Position × last close.
    Valuation,
    /// Cash and all valuations.
    Equity,
    /// The rolling sum of squares.
    SumOfSquares,
    /// The conservation residual.
    Residual,
}

impl Operation {
    /// The operation's name in a message.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::FillPrice => "fill price",
            Self::Notional => "notional",
            Self::Commission => "commission",
            Self::Order => "order quantity",
            Self::Position => "position",
            Self::Cost => "cost of the position",
            Self::Realised => "realised result",
            Self::Turnover => "turnover",
            Self::Cash => "cash",
            Self::Valuation => "valuation of the position",
            Self::Equity => "equity",
            Self::SumOfSquares => "rolling sum of squares",
            Self::Residual => "conservation residual",
        }
    }
}

/// Why a backtest did not come to its end.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// Input that cannot be used.
    BadInput(String),
    /// A parameter outside the number's range.
    OutOfRange(String),
    /// A result outside the number's range.
    Overflow {
        /// What was being computed.
        operation: Operation,
        /// The symbol; none if it concerns all.
        symbol: Option<usize>,
        /// The bar's time, in milliseconds since the epoch.
        time: f64,
    },
    /// A session follows one that ended with equity 0.
    NoReturn {
        /// The later session's day, counted from the epoch.
        day: f64,
    },
    /// The owner asked for it.
    Cancelled,
}

/// A number that a ledger can be kept in. Every operation either gives its documented result or fails; none wraps.
pub trait Number: Copy + PartialEq + PartialOrd + Debug + 'static {
    /// One value as it stands in a column.
    type Stored: Copy + 'static;
    /// What an open is multiplied by: 1 ± slippage.
    type Factor: Copy + Debug;
    /// What is needed to value all positions at every time.
    type Holdings;

    /// 0
    const ZERO: Self;

    /// The value of a column's entry.
    fn load(stored: Self::Stored) -> Self;
    /// Reads plain decimal notation. `what` names the value in the failure.
    fn parse(text: &str, what: &str) -> Result<Self, Failure>;
    /// 1 + `ten_thousandths`/10,000, where the text is a decimal in basis points with its sign.
    fn factor(basis_points: &str) -> Result<Self::Factor, Failure>;

    /// The sum.
    fn plus(self, other: Self) -> Option<Self>;
    /// The difference.
    fn minus(self, other: Self) -> Option<Self>;
    /// The size without the sign.
    fn magnitude(self) -> Option<Self>;

    /// A tenth of a bar's volume, rounded down to whole steps of 10⁻⁸.
    fn fill_limit(volume: Self) -> Self;
    /// Open × factor.
    fn slipped(open: Self, factor: Self::Factor) -> Option<Self>;
    /// A product of a quantity with a price or rate.
    fn product(self, other: Self) -> Option<Self>;
    /// Cost × quantity / held: the part of a cost that leaves with a part of the position.
    fn released(cost: Self, quantity: Self, held: Self) -> Option<Self>;

    /// Holdings of no position in any of the symbols.
    fn no_holdings(symbols: usize) -> Self::Holdings;
    /// Takes note of a symbol's position.
    fn hold(holdings: &mut Self::Holdings, symbol: usize, position: Self);
    /// Takes note of a symbol's last close.
    fn mark(holdings: &mut Self::Holdings, symbol: usize, close: Self);
    /// Cash + Σ position × last close.
    fn equity(holdings: &Self::Holdings, cash: Self) -> Checked<Self>;
    /// `cash + Σ side × cost − initial − realised + commission`; `costs` are signed with their side, in symbol order.
    fn residual(
        cash: Self,
        costs: impl Iterator<Item = Self>,
        initial: Self,
        realised: Self,
        commission: Self,
    ) -> Option<Self>;
}
