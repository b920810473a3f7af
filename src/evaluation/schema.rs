//! The report's shape as JSON Schema, for everybody who reads reports with other programs.

use super::{REPORT_SCHEMA, Report};

/// JSON Schema (2020-12) of `report.json`. The published copy is `assets/schema/report.schema.json`.
#[must_use]
pub fn schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(Report).to_value();
    if let Some(object) = schema.as_object_mut() {
        object.insert("$id".to_owned(), REPORT_SCHEMA.into());
        object.insert("title".to_owned(), "Interview report".into());
    }
    schema
}
