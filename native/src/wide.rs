//! Integers twice as wide as a stored value: products and sums of stored values cannot leave them.

use std::fmt::Debug;
use std::ops::{Add, Mul, Neg, Sub};

use ethnum::{I256, U256};
use num_bigint::BigInt;

/// A signed integer that holds every product of two stored values.
pub trait Wide:
    Copy
    + Ord
    + Default
    + Debug
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Neg<Output = Self>
    + From<i64>
    + 'static
{
    /// 64-bit words a value.
    const WORDS: usize;

    /// The quotient by 10^`DIGITS` (at most 18), rounded half to even.
    #[must_use]
    fn shifted<const DIGITS: u32>(self) -> Self;
    /// The quotient by `divisor`, which is not 0, rounded half to even.
    #[must_use]
    fn quotient(self, divisor: Self) -> Self;
    /// The sum, if it fits.
    fn plus(self, other: Self) -> Option<Self>;
    /// The product, if it fits.
    fn times(self, other: Self) -> Option<Self>;
    /// The product of a value that is not negative with a word, if it fits.
    fn times_word(self, word: u64) -> Option<Self>;
    /// The value, if it fits 64 bits.
    fn to_i64(self) -> Option<i64>;
    /// The value as an integer without bounds.
    fn to_big(self) -> BigInt;
    /// Writes the value's words in two's complement, low before high.
    fn write_words(self, words: &mut [i64]);
}

/// The methods of [`Wide`] whose source is the same for every integer.
macro_rules! checked_methods {
    () => {
        #[inline]
        fn plus(self, other: Self) -> Option<Self> {
            self.checked_add(other)
        }

        #[inline]
        fn times(self, other: Self) -> Option<Self> {
            self.checked_mul(other)
        }

        #[inline]
        fn to_i64(self) -> Option<i64> {
            i64::try_from(self).ok()
        }
    };
}

impl Wide for i128 {
    const WORDS: usize = 2;

    checked_methods!();

    #[inline]
    fn shifted<const DIGITS: u32>(self) -> Self {
        let divisor = const { 10_u64.pow(DIGITS) };
        let magnitude = self.unsigned_abs();
        // 10^d = 2^d × 5^d. With the factor 2^d shifted out, usual products fit one word, and a division of a word by
        // a constant is a multiplication.
        let rounded = match u64::try_from(magnitude >> DIGITS) {
            Ok(word) => {
                let whole = word / const { 5_u64.pow(DIGITS) };
                // The remainder is below 10^d, so that the low words alone give it.
                let rest = (magnitude as u64).wrapping_sub(whole.wrapping_mul(divisor));
                u128::from(whole) + u128::from(rounds_up(rest, divisor, whole & 1 == 1))
            }
            Err(_) => divide_half_even(magnitude, u128::from(divisor)),
        };
        signed(rounded, self < 0)
    }

    #[inline]
    fn quotient(self, divisor: Self) -> Self {
        let rounded = divide_half_even(self.unsigned_abs(), divisor.unsigned_abs());
        signed(rounded, (self < 0) != (divisor < 0))
    }

    #[inline]
    fn times_word(self, word: u64) -> Option<Self> {
        let (low, high) = (self as u64, (self >> 64) as u64);
        let low = u128::from(low) * u128::from(word);
        if high == 0 {
            return Self::try_from(low).ok();
        }
        let high = high.checked_mul(word)?;
        let sum = low.checked_add(u128::from(high) << 64)?;
        Self::try_from(sum).ok()
    }

    fn to_big(self) -> BigInt {
        BigInt::from(self)
    }

    fn write_words(self, words: &mut [i64]) {
        words[0] = self as i64;
        words[1] = (self >> 64) as i64;
    }
}

/// Whether a rest goes up: to the nearer side, and from the middle to the even one. The divisor is below 2⁶³.
#[inline]
pub fn rounds_up(rest: u64, divisor: u64, odd: bool) -> bool {
    2 * rest + u64::from(odd) > divisor
}

/// The same for rests of any size. `gap` lies between the rest and the divisor.
#[inline]
fn rounds_up_wide<T: Copy + Ord>(rest: T, gap: T, odd: bool) -> bool {
    rest > gap || (rest == gap && odd)
}

#[inline]
fn divide_half_even(magnitude: u128, divisor: u128) -> u128 {
    let whole = magnitude / divisor;
    let rest = magnitude - whole * divisor;
    whole + u128::from(rounds_up_wide(rest, divisor - rest, whole & 1 == 1))
}

/// A rounded quotient is at most as large as its dividend, whose sign had room for it; only −2¹²⁷ / −1 is not,
/// and no stored values have that product and quotient.
#[inline]
fn signed(magnitude: u128, negative: bool) -> i128 {
    let value = magnitude.cast_signed();
    if negative { value.wrapping_neg() } else { value }
}

impl Wide for I256 {
    const WORDS: usize = 4;

    checked_methods!();

    #[inline]
    fn shifted<const DIGITS: u32>(self) -> Self {
        match i128::try_from(self) {
            Ok(value) => Self::from(Wide::shifted::<DIGITS>(value)),
            Err(_) => self.quotient(Self::from(const { 10_i64.pow(DIGITS) })),
        }
    }

    #[inline]
    fn quotient(self, divisor: Self) -> Self {
        if let (Ok(value), Ok(small)) = (i128::try_from(self), i128::try_from(divisor))
            && value != i128::MIN
        {
            return Self::from(Wide::quotient(value, small));
        }
        let (magnitude, size) = (self.unsigned_abs(), divisor.unsigned_abs());
        let whole = magnitude / size;
        let rest = magnitude - whole * size;
        let odd = whole.as_u8() & 1 == 1;
        let rounded = (whole + U256::from(u8::from(rounds_up_wide(rest, size - rest, odd)))).as_i256();
        if (self < 0) == (divisor < 0) { rounded } else { -rounded }
    }

    #[inline]
    fn times_word(self, word: u64) -> Option<Self> {
        let narrow = i128::try_from(self).ok().and_then(|value| Wide::times_word(value, word));
        narrow.map(Self::from).or_else(|| self.checked_mul(Self::from(word)))
    }

    fn to_big(self) -> BigInt {
        BigInt::from_signed_bytes_le(&self.to_le_bytes())
    }

    fn write_words(self, words: &mut [i64]) {
        let (high, low) = self.into_words();
        low.write_words(&mut words[..2]);
        high.write_words(&mut words[2..]);
    }
}
