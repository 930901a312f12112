//! The event loop: what it refuses, how it fails, and that every storage and a watched run tell the same story.

use std::sync::atomic::{AtomicI32, Ordering};

use decimal_benchmark_native::{
    Audit, Backtest, Control, Failure, Fixed, Input, Operation, Outcome, Storage, StrategyText, Texts,
};
use num_bigint::BigInt;
use proptest::prelude::*;

const DAY: f64 = 86_400_000.0;
const ONE: i64 = 100_000_000;

/// One symbol of daily bars.
#[derive(Clone, Debug)]
struct Bars {
    time: Vec<f64>,
    open: Vec<i64>,
    close: Vec<i64>,
    volume: Vec<i64>,
}

impl Bars {
    fn new(closes: &[i64]) -> Self {
        let open = std::iter::once(closes[0]).chain(closes[..closes.len() - 1].iter().copied()).collect();
        Self {
            time: (0..closes.len()).map(|day| day as f64 * DAY).collect(),
            open,
            close: closes.to_vec(),
            volume: vec![10_000 * ONE; closes.len()],
        }
    }
}

fn texts(strategy: StrategyText) -> Texts {
    Texts {
        strategy,
        warmup: 0,
        capital: "100000".into(),
        quantity: "100".into(),
        slippage_bps: "5".into(),
        commission: "0.001".into(),
    }
}

fn sma(fast: usize, slow: usize) -> StrategyText {
    StrategyText::Sma { fast, slow }
}

fn with_control<T>(cancel: i32, body: impl FnOnce(Control) -> T) -> (T, i32) {
    let words = [AtomicI32::new(cancel), AtomicI32::new(0)];
    let result = body(Control { cancel: &words[0], bars_done: &words[1] });
    (result, words[1].load(Ordering::Relaxed))
}

type Audited<S> = (Outcome<Fixed<S>>, Vec<u8>, u32);

/// A watched run, after it was compared with the run that is not watched.
fn audited<S: Storage>(texts: &Texts, bars: &Bars) -> Result<Audited<S>, Failure> {
    let column = |values: &[i64]| -> Vec<S::Stored> {
        let mut words = vec![0; S::WORDS];
        values
            .iter()
            .map(|&value| {
                Storage::write_words(S::from(value), &mut words);
                S::entries(&words).unwrap()[0]
            })
            .collect()
    };
    let (open, close, volume) = (column(&bars.open), column(&bars.close), column(&bars.volume));
    let offsets = [0, u32::try_from(bars.time.len()).unwrap()];
    let input = Input::<Fixed<S>> {
        offsets: &offsets,
        timeline: &bars.time,
        time: &bars.time,
        open: &open,
        close: &close,
        volume: &volume,
    };
    let backtest = Backtest::<Fixed<S>>::new(texts)?;
    let mut audit = Audit::new(backtest.parameters.capital, 1, bars.time.len());
    let (watched, _) = with_control(0, |control| backtest.audit(&input, control, &mut audit));
    let watched = watched?;
    let (plain, bars_done) = with_control(0, |control| backtest.run(&input, control));
    let plain = plain?;
    assert_eq!(usize::try_from(bars_done).unwrap(), bars.time.len());
    assert_eq!(plain.fills, watched.fills);
    assert_eq!(plain.metrics, watched.metrics);
    assert_eq!(audit.max_residual, Fixed::from_scaled(S::ZERO));
    assert_eq!(audit.buys as usize + audit.sells as usize, watched.fills.len());
    let ties = audit.ties;
    Ok((watched, audit.into_decisions(), ties))
}

/// The decision code of a bar, from sums that are taken anew and compared without bounds.
fn expected(strategy: &StrategyText, closes: &[i64], bar: usize) -> (u8, bool) {
    let window = |length: usize| -> Option<Vec<BigInt>> {
        let first = (bar + 1).checked_sub(length)?;
        Some(closes[first..=bar].iter().map(|&close| BigInt::from(close)).collect())
    };
    let decide = |long: bool, flat: bool, tie: bool| {
        (
            if long {
                3
            } else if flat {
                2
            } else {
                1
            },
            tie,
        )
    };
    match strategy {
        StrategyText::Sma { fast, slow } => {
            let Some(all) = window(*slow) else { return (0, false) };
            let slow_side = all.iter().sum::<BigInt>() * *fast;
            let fast_side = all[slow - fast..].iter().sum::<BigInt>() * *slow;
            decide(fast_side > slow_side, fast_side < slow_side, fast_side == slow_side)
        }
        StrategyText::Momentum { window: length, threshold } => {
            let Some(all) = window(*length) else { return (0, false) };
            let change = (&all[length - 1] - &all[0]) * 100;
            let limit = &all[0] * threshold.parse::<i64>().unwrap();
            decide(change > limit, change < -&limit, change == limit || change == -&limit)
        }
        StrategyText::Zscore { window: length, threshold } => {
            let Some(all) = window(*length) else { return (0, false) };
            let (n, threshold) = (BigInt::from(*length), threshold.parse::<i64>().unwrap());
            let sum = all.iter().sum::<BigInt>();
            let spread = &n * all.iter().map(|x| x * x).sum::<BigInt>() - &sum * &sum;
            if spread == BigInt::ZERO {
                return (0, false);
            }
            let distance = &n * &all[length - 1] - sum;
            let left = &distance * &distance * (&n - 1);
            let right = spread * n * threshold * threshold;
            let below = distance < BigInt::ZERO;
            decide(left > right && below, left > right && !below, left == right)
        }
    }
}

fn strategies() -> impl Strategy<Value = StrategyText> {
    prop_oneof![
        (1_usize..6, 1_usize..8).prop_map(|(fast, more)| sma(fast, fast + more)),
        (1_usize..12, 0_i64..8).prop_map(|(window, threshold)| StrategyText::Momentum {
            window,
            threshold: threshold.to_string()
        }),
        (2_usize..12, 0_i64..3).prop_map(|(window, threshold)| StrategyText::Zscore {
            window,
            threshold: threshold.to_string()
        }),
    ]
}

/// Few different prices, so that there are ties and windows without deviation, or any that fit.
fn closes() -> impl Strategy<Value = Vec<i64>> {
    let small = prop::collection::vec((1_i64..6).prop_map(|units| units * ONE), 1..60);
    let usual = prop::collection::vec(1_i64..20_000_000_000, 1..60);
    prop_oneof![small, usual]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn decisions_are_those_of_sums_without_bounds(strategy in strategies(), closes in closes()) {
        let (_, decisions, ties) = audited::<i64>(&texts(strategy.clone()), &Bars::new(&closes)).unwrap();
        let expected: Vec<_> = (0..closes.len()).map(|bar| expected(&strategy, &closes, bar)).collect();
        prop_assert_eq!(decisions, expected.iter().map(|(code, _)| *code).collect::<Vec<_>>());
        prop_assert_eq!(ties as usize, expected.iter().filter(|(_, tie)| *tie).count());
    }

    #[test]
    fn both_storages_compute_the_same(strategy in strategies(), closes in closes()) {
        let bars = Bars::new(&closes);
        let (narrow, decisions, ties) = audited::<i64>(&texts(strategy.clone()), &bars).unwrap();
        let (wide, wide_decisions, wide_ties) = audited::<i128>(&texts(strategy), &bars).unwrap();
        prop_assert_eq!((decisions, ties), (wide_decisions, wide_ties));
        prop_assert_eq!(narrow.metrics, wide.metrics);
        prop_assert_eq!(narrow.fills.len(), wide.fills.len());
        for (one, other) in narrow.fills.iter().zip(&wide.fills) {
            prop_assert_eq!(i128::from(one.cash.scaled()), other.cash.scaled());
        }
        prop_assert_eq!(i128::from(narrow.equity.scaled()), wide.equity.scaled());
    }

    #[test]
    fn prices_far_from_usual_decide_exactly_in_the_wide_storage(closes in prop::collection::vec(1_i64..i64::MAX, 3..40)) {
        let strategy = StrategyText::Zscore { window: 3, threshold: "1".into() };
        let mut bars = Bars::new(&closes);
        bars.volume.fill(0);
        let (_, decisions, _) = audited::<i128>(&texts(strategy.clone()), &bars).unwrap();
        let expected: Vec<_> = (0..closes.len()).map(|bar| expected(&strategy, &closes, bar).0).collect();
        prop_assert_eq!(decisions, expected);
    }
}

#[test]
fn an_overflow_names_its_operation_symbol_and_time() {
    // The order of the second bar is not filled before the fourth, whose open × quantity does not fit.
    let mut bars = Bars::new(&[ONE, 2 * ONE, 3 * ONE, 4 * ONE]);
    bars.open[3] = i64::MAX / 10;
    bars.volume[2] = 0;
    let failure = audited::<i64>(&texts(sma(1, 2)), &bars).unwrap_err();
    let (operation, symbol) = (Operation::Notional, Some(0));
    assert_eq!(failure, Failure::Overflow { operation, symbol, time: 3.0 * DAY });
    assert!(audited::<i128>(&texts(sma(1, 2)), &bars).is_ok());
}

#[test]
fn a_session_after_one_without_equity_is_named() {
    // 100 units are bought at 2 without costs, and the capital is gone when the close falls to 1.
    let bars = Bars::new(&[ONE, 2 * ONE, ONE, 3 * ONE]);
    let texts =
        Texts { capital: "100".into(), slippage_bps: "0".into(), commission: "0".into(), ..texts(sma(1, 2)) };
    assert_eq!(audited::<i64>(&texts, &bars).unwrap_err(), Failure::NoReturn { day: 3.0 });
}

#[test]
fn a_cancelled_run_says_so() {
    let bars = Bars::new(&[ONE; 5]);
    let backtest = Backtest::<f64>::new(&texts(sma(1, 2))).unwrap();
    let values = [1.0; 5];
    let input = Input::<f64> {
        offsets: &[0, 5],
        timeline: &bars.time,
        time: &bars.time,
        open: &values,
        close: &values,
        volume: &values,
    };
    let (result, _) = with_control(1, |control| backtest.run(&input, control));
    assert_eq!(result.unwrap_err(), Failure::Cancelled);
}

#[test]
fn columns_that_do_not_fit_together_are_refused() {
    let backtest = Backtest::<f64>::new(&texts(sma(1, 2))).unwrap();
    let (values, time) = ([1.0; 3], [0.0, DAY, 2.0 * DAY]);
    let run = |offsets: &[u32], timeline: &[f64], close: &[f64]| {
        let input = Input::<f64> { offsets, timeline, time: &time, open: &values, close, volume: &values };
        with_control(0, |control| backtest.run(&input, control)).0
    };
    assert!(run(&[0, 3], &time, &values).is_ok());
    let refused = [
        run(&[], &time, &values),
        run(&[0, 2], &time, &values),
        run(&[1, 3], &time, &values),
        run(&[0, 3, 1, 3], &time, &values),
        run(&[0, 9, 3], &time, &values),
        run(&[0, 3], &time[1..], &values),
        run(&[0, 3], &[0.0, 2.0 * DAY, DAY], &values),
        run(&[0, 3], &time, &values[..2]),
    ];
    for result in refused {
        assert!(matches!(result, Err(Failure::BadInput(_))), "{result:?}");
    }
}

#[test]
fn parameters_that_mean_nothing_are_refused() {
    let momentum = |window, threshold: &str| StrategyText::Momentum { window, threshold: threshold.into() };
    let zscore = |window, threshold: &str| StrategyText::Zscore { window, threshold: threshold.into() };
    let strategies = [
        sma(0, 2),
        sma(2, 2),
        sma(3, 2),
        momentum(0, "5"),
        momentum(5, "-1"),
        zscore(1, "2"),
        zscore(9, "x"),
    ];
    for strategy in strategies {
        let result = Backtest::<Fixed<i64>>::new(&texts(strategy));
        assert!(matches!(result, Err(Failure::BadInput(_))), "{result:?}");
    }
    let result = Backtest::<Fixed<i64>>::new(&Texts { capital: "92233720369".into(), ..texts(sma(1, 2)) });
    assert!(matches!(result, Err(Failure::OutOfRange(_))));
}
