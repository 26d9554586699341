//! Names of findings that outlive edits elsewhere: what a baseline is keyed by.

use std::collections::HashMap;

use crate::model::Finding;

/// A hash of the parts in their order; FNV-1a of 64 bits, which no version of the program changes.
pub(super) fn of(parts: &[&str]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        for byte in part.bytes().chain([0]) {
            hash ^= u64::from(byte);
            hash = hash.wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

/// Gives findings that share a fingerprint an ordinal, in their order.
pub(super) fn make_unique(findings: &mut [Finding]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for finding in findings {
        let count = seen.entry(finding.fingerprint.clone()).or_default();
        *count += 1;
        if *count > 1 {
            finding.fingerprint = format!("{}-{count}", finding.fingerprint);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn keeps_parts_apart() {
        assert_eq!(
            of(&["call-date-differs", "call"]),
            of(&["call-date-differs", "call"])
        );
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
    }
}
