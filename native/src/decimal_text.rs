//! Reads plain decimal text exactly: `-digits.digits`, whose sign and fraction are optional.

use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;

use crate::number::Failure;
use crate::storage::Storage;

/// Refuses all but `-digits.digits`, whose sign and fraction are optional.
pub fn check_plain(text: &str, what: &str) -> Result<(), Failure> {
    split(text, what).map(|_| ())
}

/// Reads a decimal as an integer × 10^−`digits`.
pub fn parse_scaled<S: Storage>(text: &str, digits: u32, what: &str) -> Result<S, Failure> {
    let scaled = scaled_big(text, digits, what)?;
    narrow_big(&scaled)
        .ok_or_else(|| Failure::OutOfRange(format!("{what} {text} is outside the storage's range")))
}

/// 1 + basis points / 10,000 as an integer × 10^−`digits`; `digits` is at least 12.
pub fn parse_factor<S: Storage>(basis_points: &str, digits: u32) -> Result<S, Failure> {
    let factor = factor_big(basis_points, digits)?;
    narrow_big(&factor).ok_or_else(|| {
        Failure::OutOfRange(format!("slippage of {basis_points} is outside the storage's range"))
    })
}

/// 1 + basis points / 10,000 as a decimal.
pub fn factor_text(basis_points: &str) -> Result<String, Failure> {
    const DIGITS: usize = 12;
    let text = format!("{:0>width$}", factor_big(basis_points, 12)?.to_string(), width = DIGITS + 1);
    let (whole, fraction) = text.split_at(text.len() - DIGITS);
    Ok(format!("{whole}.{fraction}"))
}

/// A threshold that is not negative, × 10^−`shift`, as a reduced fraction.
pub fn parse_ratio(text: &str, shift: u32, what: &str) -> Result<(BigUint, BigUint), Failure> {
    let (negative, whole, fraction) = split(text, what)?;
    let numerator = digits_big(whole, fraction);
    if negative && numerator != BigUint::ZERO {
        return Err(Failure::BadInput(format!("{what} must not be negative, got \"{text}\"")));
    }
    let denominator = BigUint::from(10_u8).pow(fraction.len() as u32 + shift);
    let divisor = numerator.gcd(&denominator);
    Ok((numerator / &divisor, denominator / divisor))
}

fn factor_big(basis_points: &str, digits: u32) -> Result<BigInt, Failure> {
    let points = scaled_big(basis_points, digits - 4, "slippage")?;
    let one = BigInt::from(10_u8).pow(digits);
    let factor = &one + points;
    if factor.sign() != Sign::Plus || factor > one * 2_u8 {
        return Err(Failure::BadInput(format!(
            "slippage must be below 10,000 basis points, got \"{}\"",
            basis_points.trim_start_matches('-')
        )));
    }
    Ok(factor)
}

fn scaled_big(text: &str, digits: u32, what: &str) -> Result<BigInt, Failure> {
    let (negative, whole, fraction) = split(text, what)?;
    let fraction = fraction.trim_end_matches('0');
    let missing = (digits as usize).checked_sub(fraction.len()).ok_or_else(|| {
        Failure::BadInput(format!("{what} has more than {digits} fractional digits: \"{text}\""))
    })?;
    let magnitude = digits_big(whole, fraction) * BigUint::from(10_u8).pow(missing as u32);
    Ok(BigInt::from_biguint(if negative { Sign::Minus } else { Sign::Plus }, magnitude))
}

/// The integer, if it fits the storage.
fn narrow_big<S: Storage>(value: &BigInt) -> Option<S> {
    i128::try_from(value).ok().and_then(S::try_from_i128)
}

fn digits_big(whole: &str, fraction: &str) -> BigUint {
    BigUint::parse_bytes(format!("{whole}{fraction}").as_bytes(), 10).unwrap_or_default()
}

/// Sign, whole digits and fractional digits of a plain decimal.
fn split<'a>(text: &'a str, what: &str) -> Result<(bool, &'a str, &'a str), Failure> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if plain(whole) && plain(fraction) {
        Ok((negative, whole, fraction))
    } else {
        Err(Failure::BadInput(format!("{what} is not a decimal: \"{text}\"")))
    }
}
