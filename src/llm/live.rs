//! A turn that somebody is waiting for: streamed, one try, and a clock that does not wait.

use std::time::{Duration, Instant};

use futures::StreamExt as _;
use tokio::time::timeout_at;

use super::call::{Line, Meter};
use super::door::{Pieces, Trouble};
use super::failure::Failure;
use super::notice::Outlet;
use super::reply::{Unthinking, bad_end};
use crate::interview::Prompt;

/// How long counts may follow the end of the text.
const AFTERWORD: Duration = Duration::from_millis(300);

/// Streams an answer; each piece of text goes out as it comes.
pub(super) async fn stream(line: &Line, prompt: &Prompt, meter: &mut Meter, outlet: &Outlet) -> Result<(), Failure> {
    let first_by = meter.began() + line.config.first_chunk;
    let no_answer = || Failure::NoAnswer(line.config.first_chunk);
    let mut chunks = timeout_at(first_by.into(), connect(line, prompt)).await.ok().ok_or_else(no_answer)??;

    let (mut filter, mut said, mut last) = (Unthinking::default(), false, None);
    let mut by = first_by;
    let mut finish = None;
    loop {
        let Ok(chunk) = timeout_at(by.into(), chunks.next()).await else {
            match (&finish, said) {
                (Some(_), _) => break,
                (None, true) => return Err(Failure::TooSlow(line.config.total)),
                (None, false) => return Err(no_answer()),
            }
        };
        let piece = match chunk {
            // After the end of the text nothing can be lost any more.
            None | Some(Err(_)) if finish.is_some() => break,
            None => break,
            Some(piece) => piece?,
        };
        meter.counts = piece.counts.or(meter.counts);
        let text = filter.push(&piece.text);
        if !text.is_empty() {
            meter.text(&text);
            last = text.trim_end().chars().next_back().or(last);
            if !said {
                said = true;
                by = meter.began() + line.config.total;
            }
            outlet.text(text).await;
        }
        if piece.finish.is_some() {
            finish = piece.finish;
            by = by.min(soon());
        }
    }

    let rest = filter.finish();
    if !rest.is_empty() {
        meter.text(&rest);
        last = rest.trim_end().chars().next_back().or(last);
        outlet.text(rest).await;
    }
    match (finish.as_deref(), last) {
        (Some(finish), _) if bad_end(finish).is_some() => bad_end(finish).map_or(Ok(()), Err),
        (_, None) => Err(Failure::Empty),
        (Some(_), Some(_)) => Ok(()),
        // Some servers end without saying so. A whole sentence is taken for the end, half a sentence for an accident.
        (None, Some(last)) => {
            if matches!(last, '.' | '?' | '!' | '"' | '”' | '…') {
                Ok(())
            } else {
                Err(Failure::BrokenOff)
            }
        }
    }
}

fn soon() -> Instant {
    crate::clock::now() + AFTERWORD
}

/// Opens the stream, leaving out what the server refuses.
async fn connect(line: &Line, prompt: &Prompt) -> Result<Pieces, Failure> {
    let mut dialect = *line.dialect();
    loop {
        let body = dialect.body(line.config.model(), prompt, None, true);
        match line.door.stream(body).await {
            Ok(chunks) => {
                *line.dialect() = dialect;
                return Ok(chunks);
            }
            Err(Trouble { failure, refusal }) => {
                if !refusal.is_some_and(|refusal| dialect.learn(refusal.status, &refusal.hint, false, true)) {
                    return Err(failure);
                }
            }
        }
    }
}
