//! The exact number against integers without bounds, and against `rust_decimal` as a third opinion.

use decimal_benchmark_native::{Fixed, Number, Storage, Wide};
use num_bigint::{BigInt, Sign};
use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

fn cases() -> ProptestConfig {
    ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() }
}

/// One value in eight from the edges of the storage.
fn any_i64() -> impl Strategy<Value = i64> {
    let edges = [0, 1, -1, 49_999_999, 50_000_000, 100_000_000, i64::MAX, i64::MIN, i64::MIN + 1];
    prop_oneof![1 => prop::sample::select(edges.to_vec()), 4 => -1_000_000_000_000_i64..1_000_000_000_000, 3 => any::<i64>()]
}

fn any_i128() -> impl Strategy<Value = i128> {
    let edges = [0, 1, -1, i128::MAX, i128::MIN, i128::MIN + 1, i128::from(i64::MAX)];
    prop_oneof![1 => prop::sample::select(edges.to_vec()), 4 => any_i64().prop_map(i128::from), 3 => any::<i128>()]
}

/// The quotient of integers without bounds, rounded half to even.
fn half_even(numerator: &BigInt, denominator: &BigInt) -> BigInt {
    let negative = (numerator.sign() == Sign::Minus) != (denominator.sign() == Sign::Minus);
    let (n, d) = (numerator.magnitude(), denominator.magnitude());
    let (floor, twice_rest) = (n / d, (n % d) * 2_u8);
    let up = twice_rest > *d || (twice_rest == *d && floor.bit(0));
    let magnitude = BigInt::from(floor + u8::from(up));
    if negative { -magnitude } else { magnitude }
}

fn power(digits: u32) -> BigInt {
    BigInt::from(10_u8).pow(digits)
}

/// The stored value, or nothing if it does not fit.
fn stored<S: Storage + TryFrom<BigInt>>(value: BigInt) -> Option<S> {
    S::try_from(value).ok()
}

macro_rules! against_integers {
    ($module:ident, $storage:ty, $any:ident) => {
        mod $module {
            use super::*;
            type Exact = Fixed<$storage>;

            fn scaled(result: Option<Exact>) -> Option<$storage> {
                result.map(Fixed::scaled)
            }

            proptest! {
                #![proptest_config(cases())]

                #[test]
                fn sums_and_differences_are_exact_or_refused(a in $any(), b in $any()) {
                    let (x, y) = (Exact::from_scaled(a), Exact::from_scaled(b));
                    let (a, b) = (BigInt::from(a), BigInt::from(b));
                    prop_assert_eq!(scaled(x.plus(y)), stored(&a + &b));
                    prop_assert_eq!(scaled(x.minus(y)), stored(&a - &b));
                }

                #[test]
                fn products_are_rounded_once_half_to_even(a in $any(), b in $any()) {
                    let result = Exact::from_scaled(a).product(Exact::from_scaled(b));
                    prop_assert_eq!(scaled(result), stored(half_even(&(BigInt::from(a) * b), &power(8))));
                }

                #[test]
                fn ties_of_products_go_to_the_even_side(a in -1_000_000_i64..1_000_000, odd in 0_i64..500_000) {
                    // (a + ½) × 10⁸ × 10⁻⁸ lies in the middle of two steps.
                    let half = Fixed::<$storage>::from_scaled((50_000_000 * (2 * odd + 1)).into());
                    let result = Exact::from_scaled(a.into()).product(half);
                    let expected = half_even(&(BigInt::from(a) * (50_000_000 * (2 * odd + 1))), &power(8));
                    prop_assert_eq!(scaled(result), stored(expected));
                }

                #[test]
                fn quotients_are_rounded_once_half_to_even(a in $any(), b in $any()) {
                    prop_assume!(b != 0);
                    let result = Exact::from_scaled(a).ratio(Exact::from_scaled(b));
                    prop_assert_eq!(scaled(result), stored(half_even(&(BigInt::from(a) * power(8)), &BigInt::from(b))));
                }

                #[test]
                fn a_released_cost_is_rounded_once(cost in $any(), quantity in $any(), held in $any()) {
                    let (cost, held) = (cost.saturating_abs(), held.saturating_abs().max(1));
                    let quantity = quantity.saturating_abs().min(held);
                    let result = Exact::released(
                        Exact::from_scaled(cost),
                        Exact::from_scaled(quantity),
                        Exact::from_scaled(held),
                    );
                    prop_assert_eq!(
                        scaled(result),
                        stored(half_even(&(BigInt::from(cost) * quantity), &BigInt::from(held)))
                    );
                }

                #[test]
                fn a_slipped_price_is_rounded_once(open in $any(), bps in 0_i64..1_000_000_000_000) {
                    let text = format!("{}.{:08}", bps / 100_000_000, bps % 100_000_000);
                    let factor = Exact::factor(&text).unwrap();
                    let exact = BigInt::from(open) * (power(12) + bps);
                    prop_assert_eq!(
                        scaled(Exact::slipped(Exact::from_scaled(open), factor)),
                        stored(half_even(&exact, &power(12)))
                    );
                }

                #[test]
                fn wide_products_with_a_word_are_exact_or_refused(value in $any(), other in $any(), word in any::<u64>()) {
                    let wide = Storage::times(value.saturating_abs(), other.saturating_abs());
                    let exact = wide.to_big() * word;
                    match wide.times_word(word) {
                        Some(product) => prop_assert_eq!(product.to_big(), exact),
                        None => prop_assert!(exact.bits() >= u64::try_from(2 * <$storage as Storage>::WORDS).unwrap() * 64 - 1),
                    }
                }

                #[test]
                fn integers_that_do_not_fit_are_refused(value in any_i128()) {
                    prop_assert_eq!(<$storage>::try_from_i128(value), stored::<$storage>(BigInt::from(value)));
                }

                #[test]
                fn words_join_to_the_value(value in $any()) {
                    let mut words = vec![0; <$storage as Storage>::WORDS];
                    Storage::write_words(value, &mut words);
                    let entries = <$storage>::entries(&words).unwrap();
                    prop_assert_eq!(<$storage>::load(entries[0]), value);
                }
            }
        }
    };
}

against_integers!(in_64_bits, i64, any_i64);
against_integers!(in_128_bits, i128, any_i128);

fn decimal(scaled: i64) -> Decimal {
    Decimal::new(scaled, 8)
}

fn rounded(value: Decimal) -> Decimal {
    value.round_dp_with_strategy(8, RoundingStrategy::MidpointNearestEven)
}

// rust_decimal keeps 96 bits: within these ranges its results are exact before they are rounded, or far from a tie.
proptest! {
    #![proptest_config(cases())]

    #[test]
    fn rust_decimal_agrees_on_sums(a in -(1_i64 << 60)..1 << 60, b in -(1_i64 << 60)..1 << 60) {
        let sum = Fixed::<i64>::from_scaled(a).plus(Fixed::from_scaled(b)).unwrap();
        prop_assert_eq!(decimal(sum.scaled()), decimal(a) + decimal(b));
        let difference = Fixed::<i64>::from_scaled(a).minus(Fixed::from_scaled(b)).unwrap();
        prop_assert_eq!(decimal(difference.scaled()), decimal(a) - decimal(b));
    }

    #[test]
    fn rust_decimal_agrees_on_products(a in -(1_i64 << 44)..1 << 44, b in -(1_i64 << 44)..1 << 44) {
        let product = Fixed::<i64>::from_scaled(a).product(Fixed::from_scaled(b)).unwrap();
        prop_assert_eq!(decimal(product.scaled()), rounded(decimal(a) * decimal(b)));
    }

    #[test]
    fn rust_decimal_agrees_on_quotients(a in -(1_i64 << 36)..1 << 36, b in 1_i64..1 << 36) {
        let quotient = Fixed::<i64>::from_scaled(a).ratio(Fixed::from_scaled(b)).unwrap();
        prop_assert_eq!(decimal(quotient.scaled()), rounded(decimal(a) / decimal(b)));
    }
}

#[test]
fn text_is_read_exactly_or_refused() {
    let read = |text: &str| Fixed::<i64>::parse(text, "value").map(Fixed::scaled);
    assert_eq!(read("0.1"), Ok(10_000_000));
    assert_eq!(read("-92233720368.54775808"), Ok(i64::MIN));
    assert_eq!(read("1.230000000000"), Ok(123_000_000));
    for text in
        ["", ".", "1.", ".5", "+1", "1e3", "1_000", "NaN", " 1", "1.123456789", "92233720368.54775808"]
    {
        assert!(read(text).is_err(), "{text} must be refused");
    }
}

#[test]
fn a_slippage_factor_is_the_nearest_double_of_its_decimal() {
    assert_eq!(<f64 as Number>::factor("5"), Ok(1.0005));
    assert_eq!(<f64 as Number>::factor("-5"), Ok(0.9995));
    assert!(<f64 as Number>::factor("-10000").is_err());
}
