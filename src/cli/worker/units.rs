//! Times and sizes as they stand on the command line.

use std::time::Duration;

/// `60s`, `500ms`, `2m`, or seconds alone.
pub(crate) fn duration(text: &str) -> Result<Duration, String> {
    let seconds = || text.parse::<u32>().ok().map(|s| Duration::from_secs(s.into()));
    let span = || text.parse::<jiff::SignedDuration>().ok().and_then(|d| Duration::try_from(d).ok());
    seconds().or_else(span).filter(|d| !d.is_zero()).ok_or_else(|| "60s, 500ms, 2m".to_owned())
}

/// `512MiB`, `2GiB`, or bytes alone. `MB` and `M` are taken for `MiB`.
pub(crate) fn bytes(text: &str) -> Result<u64, String> {
    let wrong = || "512MiB, 2GiB".to_owned();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, unit) = text.split_at(digits);
    let shift = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 0,
        "k" | "kb" | "kib" => 10,
        "m" | "mb" | "mib" => 20,
        "g" | "gb" | "gib" => 30,
        _ => return Err(wrong()),
    };
    let number: u64 = number.parse().map_err(|_| wrong())?;
    number.checked_mul(1 << shift).filter(|n| *n > 0).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_sizes() {
        assert_eq!(duration("60s"), Ok(Duration::from_secs(60)));
        assert_eq!(duration("90"), Ok(Duration::from_secs(90)));
        assert_eq!(duration("500ms"), Ok(Duration::from_millis(500)));
        assert_eq!(duration("2m"), Ok(Duration::from_secs(120)));
        assert!(duration("0s").is_err() && duration("-3s").is_err() && duration("soon").is_err());
        assert_eq!(bytes("512MiB"), Ok(512 << 20));
        assert_eq!(bytes("2g"), Ok(2 << 30));
        assert_eq!(bytes("1048576"), Ok(1 << 20));
        assert!(bytes("0").is_err() && bytes("MiB").is_err() && bytes("5 parsecs").is_err());
        assert!(bytes("99999999999GiB").is_err());
    }
}
