//! `greenroom replay`: does the conductor still do what the journal says?

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args as ClapArgs;

use super::{Place, say};
use crate::interview::journal;

#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// A journal file, or a session's id (its first characters are enough)
    #[arg(value_name = "JOURNAL|SESSION")]
    what: String,
}

pub(super) fn run(place: &Place, args: &Args) -> anyhow::Result<ExitCode> {
    let path = PathBuf::from(&args.what);
    let lines: Vec<String> = if path.is_file() {
        let text = std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        text.lines().map(str::to_owned).collect()
    } else {
        let store = place.store()?;
        let row = store.session(&args.what)?;
        store.journal(&row.id)?
    };
    let parsed = journal::parse(lines.iter().map(String::as_str))?;
    let run = journal::replay(&parsed)?;
    if let Some(difference) = &run.difference {
        say(&format!("differs at line {}", difference.line));
        say(&format!("  journal: {}", described(difference.journalled.as_ref())));
        say(&format!("  replay:  {}", described(difference.replayed.as_ref())));
        return Ok(ExitCode::FAILURE);
    }
    say(&format!("{} inputs, {} outputs, no difference (session {}, {})", run.inputs, run.outputs, run.header.session, run.until));
    Ok(ExitCode::SUCCESS)
}

/// An output as JSON: whoever replays a journal has its words in front of them already.
fn described(output: Option<&crate::interview::Output>) -> String {
    output.map_or_else(|| "nothing".to_owned(), |output| serde_json::to_string(output).unwrap_or_default())
}
