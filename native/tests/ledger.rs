//! The ledger's bookkeeping: money is conserved at every fill, on both sides of zero and through it.

use decimal_benchmark_native::{Account, Book, Costs, Fixed, Number, Storage, fill};
use proptest::prelude::*;

const ONE: i64 = 100_000_000;

fn costs<N: Number>(bps: &str, commission: N) -> Costs<N> {
    Costs {
        buy_factor: N::factor(bps).unwrap(),
        sell_factor: N::factor(&format!("-{bps}")).unwrap(),
        commission,
    }
}

fn number<S: Storage>(scaled: i64) -> Fixed<S> {
    Fixed::from_scaled(S::from(scaled))
}

/// One bar: a target that may be set first, the open and the volume.
type Bar = (Option<i64>, i64, i64);

fn bars() -> impl Strategy<Value = Vec<Bar>> {
    let target = prop_oneof![
        Just(0),
        (-300_i64..300).prop_map(|units| units * ONE),
        -30_000_000_000_i64..30_000_000_000,
    ];
    let volume = prop_oneof![Just(0), 0..50_000_000_000_i64, 0..3_000_000_000_000_i64];
    prop::collection::vec((prop::option::of(target), 1..50_000_000_000_i64, volume), 1..60)
}

type Played<S> = (Vec<Fixed<S>>, Account<Fixed<S>>, Book<Fixed<S>>);

/// Every fill's cash, with the accounts at the end. Fails where money was not conserved.
fn play<S: Storage>(bars: &[Bar]) -> Played<S> {
    let capital = number::<S>(100_000 * ONE);
    let (mut book, mut account) = (Book::new(capital), Account::new());
    let costs = costs("5", number(100_000));
    let mut cash = Vec::new();
    for &(target, open, volume) in bars {
        if let Some(target) = target {
            account.order(number(target)).unwrap();
        }
        if fill(&mut book, &mut account, &costs, number(open), number(volume)).unwrap().is_none() {
            continue;
        }
        cash.push(book.cash);
        let zero = number::<S>(0);
        let side = if account.position < zero { zero.minus(account.cost).unwrap() } else { account.cost };
        let residual =
            Number::residual(book.cash, [side].into_iter(), capital, book.realised, book.commission);
        assert_eq!(residual, Some(zero), "money was not conserved");
        assert!(account.position != zero || account.cost == zero, "nothing is held at a cost");
    }
    (cash, account, book)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn money_is_conserved_at_every_fill(bars in bars()) {
        play::<i64>(&bars);
    }

    #[test]
    fn both_storages_keep_the_same_books(bars in bars()) {
        let (narrow, account, book) = play::<i64>(&bars);
        let (wide, wide_account, wide_book) = play::<i128>(&bars);
        let widened = |value: Fixed<i64>| Fixed::<i128>::from_scaled(value.scaled().into());
        prop_assert_eq!(narrow.into_iter().map(widened).collect::<Vec<_>>(), wide);
        prop_assert_eq!(widened(account.position), wide_account.position);
        prop_assert_eq!(widened(account.pending), wide_account.pending);
        prop_assert_eq!(widened(account.cost), wide_account.cost);
        prop_assert_eq!(widened(book.realised), wide_book.realised);
        prop_assert_eq!(widened(book.turnover), wide_book.turnover);
    }
}

fn one_fill(
    position: i64,
    cost: i64,
    pending: i64,
    open: i64,
    volume: i64,
) -> (Account<Fixed<i64>>, Book<Fixed<i64>>) {
    let mut book = Book::new(number(0));
    let mut account = Account { position: number(position), pending: number(pending), cost: number(cost) };
    fill(&mut book, &mut account, &costs("0", number(0)), number(open), number(volume)).unwrap();
    (account, book)
}

#[test]
fn a_fill_takes_a_tenth_of_the_volume_rounded_down() {
    let (account, _) = one_fill(0, 0, 100 * ONE, ONE, 199);
    assert_eq!(account.position.scaled(), 19);
    assert_eq!(account.pending.scaled(), 100 * ONE - 19);
}

#[test]
fn a_volume_below_ten_steps_fills_nothing() {
    let (account, book) = one_fill(0, 0, 100 * ONE, ONE, 9);
    assert_eq!(account.pending.scaled(), 100 * ONE);
    assert_eq!(book.turnover.scaled(), 0);
}

#[test]
fn a_fill_through_zero_closes_first_and_then_opens() {
    let (account, book) = one_fill(10 * ONE, 100 * ONE, -25 * ONE, 12 * ONE, 1_000 * ONE);
    assert_eq!(account.position.scaled(), -15 * ONE);
    assert_eq!(account.cost.scaled(), 180 * ONE, "the short part costs what it was opened at");
    assert_eq!(book.realised.scaled(), 20 * ONE, "only the long part is realised");
    assert_eq!(book.cash.scaled(), 300 * ONE);
}

#[test]
fn covering_a_short_above_its_cost_realises_a_loss() {
    let (account, book) = one_fill(-10 * ONE, 100 * ONE, 4 * ONE, 12 * ONE, 1_000 * ONE);
    assert_eq!(account.cost.scaled(), 60 * ONE);
    assert_eq!(book.realised.scaled(), -8 * ONE);
}
