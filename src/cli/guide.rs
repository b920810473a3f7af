//! `greenroom guide`: the guides for candidates, listed, read and searched in the terminal.

use std::process::ExitCode;

use clap::Args as ClapArgs;
use serde_json::json;

use super::operator::VectorDesk;
use super::{Place, say, tell};
use crate::clock;
use crate::scenario::{Guide, GuideRef, Library};
use crate::session::{Found, search_guides};
use crate::store::GuideHit;

#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// Words to look for, or the id of a guide or of its section to read it, such as star-method or
    /// star-method#the-four-parts-in-one-minute [default: a list of all guides]
    query: Vec<String>,
    /// Places to show, at most
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=50))]
    limit: u32,
    /// Search by words alone, even if a model for vectors is configured
    #[arg(long)]
    offline: bool,
    /// Machine-readable
    #[arg(long)]
    json: bool,
}

/// Exit code 0, or 1 when nothing was found.
pub(super) fn run(place: &Place, args: &Args) -> anyhow::Result<ExitCode> {
    let library = place.library_telling();
    if args.query.is_empty() {
        list(&library, args.json)?;
        return Ok(ExitCode::SUCCESS);
    }
    if let [reference] = args.query.as_slice()
        && let Some(guide) = library.guides.get(reference.split('#').next().unwrap_or_default())
    {
        let named = library.guide_ref(reference).map_err(anyhow::Error::msg)?;
        read(guide, &named, args.json)?;
        return Ok(ExitCode::SUCCESS);
    }
    let store = place.store()?;
    store.import_content(&library, clock::wall())?;
    let desk = VectorDesk::open(place, args.offline)?;
    let Found { hits, by_words_alone } =
        search_guides(&store, desk.as_ref().map(VectorDesk::vectoriser), &args.query.join(" "), args.limit)?;
    if let Some(why) = by_words_alone {
        tell(&format!("greenroom: searched by words alone: {why}"));
    }
    show(&hits, args.json)?;
    Ok(if hits.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn list(library: &Library, as_json: bool) -> anyhow::Result<()> {
    if as_json {
        let guides: Vec<_> = library
            .guides
            .values()
            .map(|guide| json!({ "id": guide.id, "title": guide.title, "summary": guide.summary, "sections": headings(guide) }))
            .collect();
        say(&serde_json::to_string_pretty(&json!({ "guides": guides }))?);
        return Ok(());
    }
    for guide in library.guides.values() {
        say(&format!("{}  ({})", guide.title, guide.id));
        for section in &guide.sections {
            say(&format!("    {}", section.heading));
        }
    }
    say("Read one with `greenroom guide ID`, or search in all of them with `greenroom guide WORDS`.");
    Ok(())
}

fn headings(guide: &Guide) -> Vec<serde_json::Value> {
    guide.sections.iter().map(|section| json!({ "section": section.heading, "anchor": section.anchor })).collect()
}

fn read(guide: &Guide, named: &GuideRef, as_json: bool) -> anyhow::Result<()> {
    let section = guide.section(&named.anchor);
    if as_json {
        let value = section.map_or_else(|| serde_json::to_value(guide), serde_json::to_value)?;
        say(&serde_json::to_string_pretty(&value)?);
        return Ok(());
    }
    match section {
        Some(section) => say(&format!("# {}\n\n## {}\n\n{}", guide.title, section.heading, section.text)),
        None => {
            say(&format!("# {}\n\n{}", guide.title, guide.summary));
            for section in &guide.sections {
                say(&format!("\n## {}\n\n{}", section.heading, section.text));
            }
        }
    }
    Ok(())
}

fn show(hits: &[GuideHit], as_json: bool) -> anyhow::Result<()> {
    if as_json {
        let found: Vec<_> = hits
            .iter()
            .map(|hit| {
                let score = (hit.score * 1000.0).round() / 1000.0;
                json!({ "place": hit.place, "part": hit.part, "score": score, "snippet": hit.snippet, "text": hit.text })
            })
            .collect();
        say(&serde_json::to_string_pretty(&json!({ "found": found }))?);
        return Ok(());
    }
    if hits.is_empty() {
        say("Nothing was found. `greenroom guide` lists all guides.");
    }
    for hit in hits {
        let place = &hit.place;
        say(&format!("{place}\n    {}\n    greenroom guide {}#{}\n", hit.snippet, place.guide, place.anchor));
    }
    Ok(())
}
