//! The integers that store a value: 64 or 128 bits.

use std::fmt::Debug;

use ethnum::I256;

use crate::wide::{Wide, rounds_up};

/// An integer that stores a value.
pub trait Storage: Copy + Ord + Debug + Default + From<i64> + TryFrom<i128> + 'static {
    /// One value as it is stored in a column.
    type Stored: Copy + 'static;
    /// Holds every product of two values, and sums of as many values as there can be bars.
    type Wide: Wide;
    /// 64-bit words a value in a column.
    const WORDS: usize;
    /// 0
    const ZERO: Self;

    /// The value of a column's entry.
    fn load(stored: Self::Stored) -> Self;
    /// A column of 64-bit words as a column of entries; none if words are left over.
    fn entries(words: &[i64]) -> Option<&[Self::Stored]>;
    /// The integer, if it fits.
    #[must_use]
    fn try_from_i128(value: i128) -> Option<Self> {
        Self::try_from(value).ok()
    }
    /// The value in the wide type.
    fn wide(self) -> Self::Wide;
    /// The value, if it fits.
    fn narrow(wide: Self::Wide) -> Option<Self>;
    /// The product.
    fn times(self, other: Self) -> Self::Wide;
    /// The value × `factor` / `divisor`, which is not 0, rounded half to even.
    fn portion(self, factor: Self, divisor: Self) -> Self::Wide {
        self.times(factor).quotient(divisor.wide())
    }
    /// The sum, if it fits.
    fn plus(self, other: Self) -> Option<Self>;
    /// The difference, if it fits.
    fn minus(self, other: Self) -> Option<Self>;
    /// The product as a stored value, if it fits.
    fn small_product(self, other: Self) -> Option<Self>;
    /// How often `one` is contained, if nothing is left over.
    fn multiple_of(self, one: Self) -> Option<Self>;
    /// The size, if it fits.
    fn magnitude(self) -> Option<Self>;
    /// A tenth, rounded down; of a value that is not negative.
    #[must_use]
    fn tenth(self) -> Self;
    /// Writes the value's words, low before high.
    fn write_words(self, words: &mut [i64]);
}

/// The items of [`Storage`] whose source is the same for every primitive integer.
macro_rules! integer_items {
    () => {
        const ZERO: Self = 0;

        #[inline]
        fn wide(self) -> Self::Wide {
            self.into()
        }

        #[inline]
        fn narrow(wide: Self::Wide) -> Option<Self> {
            wide.try_into().ok()
        }

        #[inline]
        fn plus(self, other: Self) -> Option<Self> {
            self.checked_add(other)
        }

        #[inline]
        fn minus(self, other: Self) -> Option<Self> {
            self.checked_sub(other)
        }

        #[inline]
        fn small_product(self, other: Self) -> Option<Self> {
            self.checked_mul(other)
        }

        #[inline]
        fn multiple_of(self, one: Self) -> Option<Self> {
            (self % one == 0).then_some(self / one)
        }

        #[inline]
        fn magnitude(self) -> Option<Self> {
            self.checked_abs()
        }

        #[inline]
        fn tenth(self) -> Self {
            self / 10
        }
    };
}

impl Storage for i64 {
    type Stored = i64;
    type Wide = i128;
    const WORDS: usize = 1;

    integer_items!();

    #[inline]
    fn load(stored: i64) -> Self {
        stored
    }

    fn entries(words: &[i64]) -> Option<&[i64]> {
        Some(words)
    }

    #[inline]
    fn times(self, other: Self) -> i128 {
        i128::from(self) * i128::from(other)
    }

    #[inline]
    fn portion(self, factor: Self, divisor: Self) -> i128 {
        estimated_portion(self, factor, divisor)
            .unwrap_or_else(|| self.times(factor).quotient(divisor.wide()))
    }

    fn write_words(self, words: &mut [i64]) {
        words[0] = self;
    }
}

impl Storage for i128 {
    type Stored = [i64; 2];
    type Wide = I256;
    const WORDS: usize = 2;

    integer_items!();

    #[inline]
    fn load([low, high]: [i64; 2]) -> Self {
        // The low word is the unsigned one.
        (Self::from(high) << 64) | Self::from(low as u64)
    }

    fn entries(words: &[i64]) -> Option<&[[i64; 2]]> {
        let (entries, rest) = words.as_chunks::<2>();
        rest.is_empty().then_some(entries)
    }

    #[inline]
    fn times(self, other: Self) -> I256 {
        // Two values of usual size multiply in 128 bits, which costs a tenth of the wide product.
        match (i64::try_from(self), i64::try_from(other)) {
            (Ok(left), Ok(right)) => I256::from(left.times(right)),
            _ => I256::from(self) * I256::from(other),
        }
    }

    fn write_words(self, words: &mut [i64]) {
        Wide::write_words(self, words);
    }
}

/// A quotient of usual size, for a fraction of what a division of 128 bits costs: doubles estimate it, and its rest
/// corrects it. No branch depends on the sign or the rounding, which are as hard to foresee for a processor as for a
/// trader.
#[inline]
fn estimated_portion(value: i64, factor: i64, divisor: i64) -> Option<i128> {
    const LARGEST_QUOTIENT: f64 = (1_u64 << 50) as f64;
    const LARGEST_DIVISOR: i64 = 1 << 62;
    let estimate = (value as f64 * factor as f64 / divisor as f64).abs();
    if divisor <= 0 || divisor >= LARGEST_DIVISOR || estimate >= LARGEST_QUOTIENT {
        return None;
    }
    // Five roundings to 53 bits are wrong by less than 5 × 2⁻⁵³ × 2⁵⁰ < 1, and cutting off the fraction by less than 1:
    // the rest lies within two divisors of 0, below 2⁶³, so that the low words of the products alone give it.
    let (mut whole, divisor) = (estimate as u64, divisor as u64);
    let product = value.unsigned_abs().wrapping_mul(factor.unsigned_abs());
    let mut rest = product.wrapping_sub(whole.wrapping_mul(divisor));
    while rest >= divisor {
        let below = rest.cast_signed() < 0;
        whole = if below { whole - 1 } else { whole + 1 };
        rest = if below { rest.wrapping_add(divisor) } else { rest - divisor };
    }
    let rounded = i128::from(whole + u64::from(rounds_up(rest, divisor, whole & 1 == 1)));
    let sign = i128::from((value ^ factor) >> 63);
    Some((rounded ^ sign) - sign)
}
