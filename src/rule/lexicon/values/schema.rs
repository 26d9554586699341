//! What the files of value words say.

use std::collections::BTreeMap;

use serde::Deserialize;

type Lists = BTreeMap<String, Vec<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Calendar {
    pub(super) months: Lists,
    pub(super) weekdays: Lists,
    pub(super) ambiguous: Vec<String>,
    pub(super) decades: Lists,
    pub(super) seasons: Lists,
    pub(super) dayparts: Lists,
    pub(super) days: Lists,
    pub(super) tonight: Lists,
    pub(super) vague: Lists,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Numbers {
    pub(super) cardinals: Lists,
    pub(super) multipliers: Lists,
    pub(super) multipliers_glued: Lists,
    pub(super) ordinals: Lists,
    pub(super) fractions: Lists,
    pub(super) loose: Vec<Loose>,
    pub(super) vague: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Loose {
    pub(super) words: Vec<String>,
    pub(super) range: [i64; 3],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Units {
    pub(super) time: Vec<Time>,
    pub(super) measure: Vec<MeasureUnit>,
    pub(super) rates: Lists,
    pub(super) percent: Lists,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Time {
    pub(super) unit: String,
    #[serde(default = "one")]
    pub(super) times: u8,
    #[serde(default)]
    pub(super) name: String,
    pub(super) words: Vec<String>,
    #[serde(default)]
    pub(super) glued: Vec<String>,
}

fn one() -> u8 {
    1
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MeasureUnit {
    pub(super) kind: String,
    #[serde(rename = "in")]
    pub(super) unit: String,
    pub(super) factor: [i64; 2],
    #[serde(default)]
    pub(super) offset: i64,
    #[serde(default)]
    pub(super) exact: bool,
    pub(super) words: Vec<String>,
    #[serde(default)]
    pub(super) glued: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Money {
    pub(super) currency: Vec<CurrencyWords>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CurrencyWords {
    pub(super) code: String,
    #[serde(default)]
    pub(super) signs: Vec<String>,
    pub(super) words: Vec<String>,
    #[serde(default)]
    pub(super) cents: Vec<String>,
    #[serde(default)]
    pub(super) coins: BTreeMap<String, u8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Zones {
    pub(super) zones: Lists,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Holidays {
    pub(super) holiday: Vec<HolidayWords>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HolidayWords {
    pub(super) words: Vec<String>,
    pub(super) on: Option<String>,
    pub(super) rule: Option<[i32; 3]>,
    pub(super) easter: Option<i32>,
    #[serde(default)]
    pub(super) table: Vec<String>,
    #[serde(default)]
    pub(super) plus: i32,
    #[serde(default = "one")]
    pub(super) days: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Grammar {
    pub(super) roles: Lists,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Tense {
    pub(super) future: Vec<String>,
    pub(super) past: Vec<String>,
    pub(super) reporting: Vec<String>,
    pub(super) not_past: Vec<String>,
}
