//! Orders, fills and the accounts that a fill is booked to.

use crate::number::{Checked, Number, Operation};

/// What trading costs.
#[derive(Clone, Copy, Debug)]
pub struct Costs<N: Number> {
    /// 1 + slippage.
    pub buy_factor: N::Factor,
    /// 1 − slippage.
    pub sell_factor: N::Factor,
    /// Commission a unit.
    pub commission: N,
}

/// The accounts of the whole ledger.
#[derive(Clone, Copy, Debug)]
pub struct Book<N> {
    /// May be negative.
    pub cash: N,
    /// Sum of commissions.
    pub commission: N,
    /// Sum of realised results, before commission.
    pub realised: N,
    /// Sum of notionals.
    pub turnover: N,
}

impl<N: Number> Book<N> {
    /// A book with this much cash and nothing booked.
    pub fn new(capital: N) -> Self {
        Self { cash: capital, commission: N::ZERO, realised: N::ZERO, turnover: N::ZERO }
    }
}

/// The accounts of one symbol.
#[derive(Clone, Copy, Debug)]
pub struct Account<N> {
    /// Units held; negative for a short.
    pub position: N,
    /// Units still to be bought, or sold where negative.
    pub pending: N,
    /// What the position cost, without commission; never negative.
    pub cost: N,
}

impl<N: Number> Account<N> {
    /// No position and no order.
    #[must_use]
    pub fn new() -> Self {
        Self { position: N::ZERO, pending: N::ZERO, cost: N::ZERO }
    }

    /// Replaces the pending order with one that leads to the target.
    #[inline]
    pub fn order(&mut self, target: N) -> Checked<()> {
        self.pending = target.minus(self.position).ok_or(Operation::Order)?;
        Ok(())
    }
}

impl<N: Number> Default for Account<N> {
    fn default() -> Self {
        Self::new()
    }
}

/// What one fill did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Filled<N> {
    /// Signed: bought is positive.
    pub quantity: N,
    /// With slippage.
    pub price: N,
    /// Price × quantity; of a fill through zero, both parts' sum.
    pub notional: N,
    /// Of the whole quantity.
    pub commission: N,
}

/// Fills as much of a pending order as the bar's volume allows, against the bar's open.
pub fn fill<N: Number>(
    book: &mut Book<N>,
    account: &mut Account<N>,
    costs: &Costs<N>,
    open: N,
    volume: N,
) -> Checked<Option<Filled<N>>> {
    let limit = N::fill_limit(volume);
    let wanted = account.pending.magnitude().ok_or(Operation::Order)?;
    let quantity = smaller(wanted, limit);
    if quantity == N::ZERO {
        return Ok(None);
    }
    let buying = account.pending > N::ZERO;
    let factor = if buying { costs.buy_factor } else { costs.sell_factor };
    let price = N::slipped(open, factor).ok_or(Operation::FillPrice)?;
    let commission = quantity.product(costs.commission).ok_or(Operation::Commission)?;
    let notional = book_position(book, account, price, quantity, buying)?;
    let (signed, cash) = if buying {
        let paid = notional.plus(commission).ok_or(Operation::Cash)?;
        (Some(quantity), book.cash.minus(paid))
    } else {
        let received = notional.minus(commission).ok_or(Operation::Cash)?;
        (N::ZERO.minus(quantity), book.cash.plus(received))
    };
    let signed = signed.ok_or(Operation::Order)?;
    book.cash = cash.ok_or(Operation::Cash)?;
    book.commission = book.commission.plus(commission).ok_or(Operation::Commission)?;
    book.turnover = book.turnover.plus(notional).ok_or(Operation::Turnover)?;
    account.position = account.position.plus(signed).ok_or(Operation::Position)?;
    account.pending = account.pending.minus(signed).ok_or(Operation::Order)?;
    Ok(Some(Filled { quantity: signed, price, notional, commission }))
}

/// Books the closing part of a fill, then the opening part, each with its own notional. Returns the notionals' sum.
fn book_position<N: Number>(
    book: &mut Book<N>,
    account: &mut Account<N>,
    price: N,
    quantity: N,
    buying: bool,
) -> Checked<N> {
    let long = account.position > N::ZERO;
    if account.position == N::ZERO || long == buying {
        return book_opening(account, price, quantity);
    }
    let held = account.position.magnitude().ok_or(Operation::Position)?;
    let closing = smaller(quantity, held);
    let notional = price.product(closing).ok_or(Operation::Notional)?;
    let released = N::released(account.cost, closing, held).ok_or(Operation::Cost)?;
    let result = notional.minus(released).ok_or(Operation::Realised)?;
    let realised = if long { book.realised.plus(result) } else { book.realised.minus(result) };
    book.realised = realised.ok_or(Operation::Realised)?;
    account.cost = account.cost.minus(released).ok_or(Operation::Cost)?;
    if closing == quantity {
        return Ok(notional);
    }
    let opening = quantity.minus(closing).ok_or(Operation::Order)?;
    let opened = book_opening(account, price, opening)?;
    notional.plus(opened).ok_or(Operation::Notional)
}

#[inline]
fn book_opening<N: Number>(account: &mut Account<N>, price: N, quantity: N) -> Checked<N> {
    let notional = price.product(quantity).ok_or(Operation::Notional)?;
    account.cost = account.cost.plus(notional).ok_or(Operation::Cost)?;
    Ok(notional)
}

#[inline]
fn smaller<N: Number>(left: N, right: N) -> N {
    if right < left { right } else { left }
}
