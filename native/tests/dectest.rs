//! The vectors of the General Decimal Arithmetic specification that fit eight fractional digits, read from the test
//! data of Python's own library where that is installed.

use std::path::{Path, PathBuf};
use std::process::Command;

use decimal_benchmark_native::{Fixed, Number, Storage, Wide};
use num_bigint::{BigInt, BigUint, Sign};

const DIGITS: i64 = 8;

/// coefficient × 10^exponent
#[derive(Clone, Debug)]
struct Value {
    coefficient: BigInt,
    exponent: i64,
}

impl Value {
    /// None for what is no finite number, or has an exponent that no stored value comes near.
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim_matches(['\'', '"']).to_ascii_lowercase();
        let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let (negative, digits) = digits.strip_prefix('-').map_or((false, digits), |rest| (true, rest));
        let digits = digits.strip_prefix('+').unwrap_or(digits);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all = format!("{whole}{fraction}");
        if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let exponent = exponent.parse::<i64>().ok()? - i64::try_from(fraction.len()).ok()?;
        let magnitude = BigUint::parse_bytes(all.as_bytes(), 10)?;
        let sign = if negative { Sign::Minus } else { Sign::Plus };
        (exponent.abs() < 100).then(|| Self { coefficient: BigInt::from_biguint(sign, magnitude), exponent })
    }

    /// × 10^`digits`, where nothing is left over.
    fn scaled(&self, digits: i64) -> Option<BigInt> {
        let shift = self.exponent + digits;
        if shift >= 0 {
            return Some(&self.coefficient * power(shift));
        }
        let divisor = power(-shift);
        let whole = &self.coefficient / &divisor;
        (&whole * divisor == self.coefficient).then_some(whole)
    }

    /// × 10⁸, rounded half to even.
    fn rounded(&self) -> BigInt {
        if self.exponent >= -DIGITS {
            return self.scaled(DIGITS).unwrap_or_default();
        }
        let divisor = power(-DIGITS - self.exponent).magnitude().clone();
        let magnitude = self.coefficient.magnitude();
        let (floor, twice_rest) = (magnitude / &divisor, magnitude % &divisor * 2_u8);
        let up = twice_rest > divisor || (twice_rest == divisor && floor.bit(0));
        BigInt::from_biguint(self.coefficient.sign(), floor + u8::from(up))
    }

    fn stored<S: Storage + TryFrom<BigInt>>(&self) -> Option<Fixed<S>> {
        S::try_from(self.scaled(DIGITS)?).ok().map(Fixed::from_scaled)
    }
}

fn power(digits: i64) -> BigInt {
    BigInt::from(10_u8).pow(u32::try_from(digits).unwrap())
}

struct Vector<'a> {
    id: &'a str,
    operation: String,
    operands: Vec<Value>,
    result: Value,
    exact: bool,
}

/// A line such as `addx001 add 1 1 -> 2 Rounded`; none where it is no test of finite numbers.
fn vector(line: &str) -> Option<Vector<'_>> {
    let line = line.split_once("--").map_or(line, |(before, _)| before);
    let (left, right) = line.split_once("->")?;
    let mut left = left.split_whitespace();
    let (id, operation) = (left.next()?, left.next()?.to_ascii_lowercase());
    let operands = left.map(Value::parse).collect::<Option<Vec<_>>>()?;
    let mut right = right.split_whitespace();
    let result = Value::parse(right.next()?)?;
    let exact = !right.any(|condition| condition.eq_ignore_ascii_case("inexact"));
    Some(Vector { id, operation, operands, result, exact })
}

/// What a result rounded to 8 digits must be; none where the vector does not say.
fn expected(vector: &Vector) -> Option<BigInt> {
    if vector.exact {
        return Some(vector.result.rounded());
    }
    // An inexact result lies within one unit of its last place: where both ends round alike, the exact one does too.
    let end = |step: i8| {
        Value { coefficient: &vector.result.coefficient + step, ..vector.result.clone() }.rounded()
    };
    (vector.result.exponent < -DIGITS && end(-1) == end(1)).then(|| end(0))
}

/// Whether the vector could be checked. Fails where the result is another.
fn check<S: Storage + TryFrom<BigInt>>(vector: &Vector) -> bool {
    let Some(operands) = vector.operands.iter().map(Value::stored::<S>).collect::<Option<Vec<_>>>() else {
        return false;
    };
    let (operation, &[left, right]) = (vector.operation.as_str(), operands.as_slice()) else { return false };
    if operation == "compare" {
        let order = left.cmp(&right) as i64;
        assert_eq!(vector.result.scaled(0), Some(order.into()), "{}", vector.id);
        return true;
    }
    let result = match operation {
        "add" => left.plus(right),
        "subtract" => left.minus(right),
        "multiply" => left.product(right),
        "divide" => left.ratio(right),
        _ => return false,
    };
    let Some(expected) = expected(vector).map(S::try_from) else { return false };
    assert_eq!(result.map(Fixed::scaled), expected.ok(), "{}", vector.id);
    true
}

/// Quantising to fewer digits is the rounding of a product: the same shift, by as many digits as go.
fn check_quantize<W: Wide>(vector: &Vector, widen: impl Fn(&BigInt) -> Option<W>) -> bool {
    let [value, target] = vector.operands.as_slice() else { return false };
    let Some(wide) = widen(&value.coefficient) else { return false };
    let rounded = match target.exponent - value.exponent {
        1 => wide.shifted::<1>(),
        2 => wide.shifted::<2>(),
        3 => wide.shifted::<3>(),
        4 => wide.shifted::<4>(),
        8 => wide.shifted::<8>(),
        _ => return false,
    };
    assert_eq!(rounded.to_big(), vector.result.coefficient, "{}", vector.id);
    true
}

/// Whether what a quantize drops is exactly half of the last place.
fn is_tie(vector: &Vector) -> bool {
    let [value, target] = vector.operands.as_slice() else { return false };
    let dropped = target.exponent - value.exponent;
    dropped > 0
        && (value.coefficient.magnitude() % power(dropped).magnitude()) * 2_u8 == *power(dropped).magnitude()
}

fn check_file(path: &Path) -> usize {
    let Ok(bytes) = std::fs::read(path) else { return 0 };
    let text = String::from_utf8_lossy(&bytes);
    let mut rounding = String::new();
    let mut checked = 0;
    for line in text.lines() {
        if let Some(mode) = line.trim().to_ascii_lowercase().strip_prefix("rounding:") {
            mode.trim().clone_into(&mut rounding);
        }
        let Some(vector) = vector(line) else { continue };
        if vector.operation == "quantize" {
            // All that round to the nearer side agree but in the middle between two.
            let agrees = rounding == "half_even" || (rounding.starts_with("half") && !is_tie(&vector));
            checked += usize::from(agrees && check_quantize(&vector, |value| i128::try_from(value).ok()));
        } else {
            // The range of an i64 is narrower than the vectors' own.
            let narrow = check::<i64>(&vector);
            checked += usize::from(check::<i128>(&vector) || narrow);
        }
    }
    checked
}

/// Folders that may hold the vectors.
fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = std::env::var_os("DECTEST_DIR").map(PathBuf::from).into_iter().collect();
    let python = Command::new("python3")
        .args(["-c", "import os, test; print(os.path.dirname(test.__file__))"])
        .output();
    if let Ok(output) = python {
        folders.push(PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()).join("decimaltestdata"));
    }
    let libraries = std::fs::read_dir("/usr/lib").into_iter().flatten().flatten().map(|entry| entry.path());
    folders.extend(libraries.map(|library| library.join("test/decimaltestdata")));
    folders
}

#[test]
fn vectors_that_fit_eight_digits_hold() {
    let Some(folder) = folders().into_iter().find(|folder| folder.join("add.decTest").is_file()) else {
        println!("skipped: no decTest vectors here (Debian: libpython3-testsuite, or set DECTEST_DIR)");
        return;
    };
    for name in ["add", "subtract", "multiply", "divide", "compare", "quantize"] {
        let checked = check_file(&folder.join(format!("{name}.decTest")));
        println!("{name}: {checked} vectors checked");
        assert!(checked > 20, "{name}: too few vectors fit");
    }
}
