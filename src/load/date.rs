//! Dates of metadata: "2022-03-31", "2022-03-31T10:30:00Z", "31 March 2022".

use chrono::{DateTime, NaiveDate, NaiveDateTime};

/// A line of its own that is a date says when a document was written, if it is one of so many first ones.
pub(super) const LINES: usize = 6;

/// The day a text names, as written: a time of day or a zone behind it changes nothing.
pub fn day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let parse = |text: &str, form| NaiveDate::parse_from_str(text, form).ok();
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return parse(text, "%Y%m%d");
    }
    if let Some((day, rest)) = text.split_at_checked(10) {
        let ends = rest.is_empty() || rest.starts_with(['T', 't', ' ']);
        let found = ["%Y-%m-%d", "%Y/%m/%d"]
            .iter()
            .find_map(|form| parse(day, form));
        if ends && found.is_some() {
            return found;
        }
    }
    let worded = ["%d %B %Y", "%B %d, %Y", "%A, %d %B %Y"];
    let worded = worded.iter().find_map(|form| parse(text, form));
    // How letters and feeds have it: "Thu, 31 Mar 2022 10:30:00 +0000".
    let stamped = || {
        let stamp = DateTime::parse_from_rfc2822(text).ok()?;
        Some(stamp.date_naive())
    };
    worded
        .or_else(stamped)
        .or_else(|| compact(text).map(|moment| moment.date()))
}

/// "20220331T103000Z", as agencies write it.
fn compact(text: &str) -> Option<NaiveDateTime> {
    let (moment, _zone) = text.split_at_checked(15)?;
    NaiveDateTime::parse_from_str(moment, "%Y%m%dT%H%M%S").ok()
}

/// The moment a text names, as written; midnight if it names only a day.
pub(super) fn moment(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim();
    let stamp = DateTime::parse_from_rfc2822(text).map(|stamp| stamp.naive_local());
    if let Some(moment) = stamp.ok().or_else(|| compact(text)) {
        return Some(moment);
    }
    let day = day(text)?;
    let time = text.get(11..).unwrap_or_default();
    let zone = time.find(['Z', 'z', '+', '-', ' ']).unwrap_or(time.len());
    let forms = ["%H:%M:%S%.f", "%H:%M"];
    let time = forms
        .iter()
        .find_map(|form| chrono::NaiveTime::parse_from_str(&time[..zone], form).ok());
    Some(day.and_time(time.unwrap_or_default()))
}

/// A zone as minutes east of UTC: "+05:30", "UTC-3", "Z".
pub(super) fn zone(text: &str) -> Option<i16> {
    let text = text.trim().to_ascii_uppercase();
    let offset = ["UTC", "GMT", "Z"]
        .iter()
        .find_map(|name| text.strip_prefix(name))
        .unwrap_or(&text);
    if offset.is_empty() {
        return (!text.is_empty()).then_some(0);
    }
    let sign = match offset.as_bytes()[0] {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = offset[1..].chars().filter(|c| *c != ':').collect();
    if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i16 = digits.parse().ok()?;
    let minutes = if digits.len() <= 2 {
        number * 60
    } else {
        number / 100 * 60 + number % 100
    };
    (minutes <= 14 * 60).then_some(sign * minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_common_forms() {
        let expected = NaiveDate::from_ymd_opt(2022, 3, 31);
        for text in [
            "2022-03-31",
            " 2022/03/31 ",
            "20220331",
            "2022-03-31T23:30:00-05:00",
            "2022-03-31 10:30",
            "31 March 2022",
            "Mar 31, 2022",
            "Thu, 31 Mar 2022 23:30:00 -0500",
            "20220331T103000Z",
        ] {
            assert_eq!(day(text), expected, "{text}");
        }
        for text in ["2022-02-30", "yesterday", "2022", "31/03/2022", ""] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn moments_and_zones() {
        let told = |text| moment(text).map(|m| m.to_string());
        assert_eq!(
            told("2022-03-31T10:30:00Z").as_deref(),
            Some("2022-03-31 10:30:00")
        );
        assert_eq!(
            told("2022-03-31 10:30 +02:00").as_deref(),
            Some("2022-03-31 10:30:00")
        );
        for text in ["Thu, 31 Mar 2022 10:30:00 +0200", "20220331T103000Z"] {
            assert_eq!(told(text).as_deref(), Some("2022-03-31 10:30:00"));
        }
        assert_eq!(told("2022-03-31").as_deref(), Some("2022-03-31 00:00:00"));
        assert_eq!(zone("+05:30"), Some(330));
        assert_eq!(zone("UTC-3"), Some(-180));
        assert_eq!(zone("Z"), Some(0));
        assert_eq!(zone("+0545"), Some(345));
        for text in ["", "IST", "+25", "+5:3:0x"] {
            assert_eq!(zone(text), None, "{text}");
        }
    }
}
