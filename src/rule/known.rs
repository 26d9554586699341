//! What a mistaken word may have meant.

use super::pattern::nearest;

/// So many words are told where none is near.
const MOST: usize = 40;

/// "; did you mean `x`?" for the nearest of the known words, else "; known are …".
pub(super) fn choice<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> String {
    let mut known: Vec<&str> = known.into_iter().collect();
    let near = nearest(name, known.iter().copied());
    if !near.is_empty() {
        return near;
    }
    known.sort_unstable();
    known.dedup();
    let more = known.len().saturating_sub(MOST);
    known.truncate(MOST);
    match (known.is_empty(), more) {
        (true, _) => "; there is none".to_owned(),
        (false, 0) => format!("; known are `{}`", known.join("`, `")),
        (false, more) => format!("; known are `{}` and {more} more", known.join("`, `")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_nearest_word_or_all() {
        assert_eq!(choice("cal", ["call", "meeting"]), "; did you mean `call`?");
        assert_eq!(choice("xyz", ["call", "at"]), "; known are `at`, `call`");
        assert_eq!(choice("xyz", []), "; there is none");
        let many: Vec<String> = (0..50).map(|n| format!("word-{n:02}")).collect();
        let told = choice("q", many.iter().map(String::as_str));
        assert!(told.ends_with("`word-39` and 10 more"), "{told}");
    }
}
