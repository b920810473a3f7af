//! What a screen shows, filled at once from the database and the content: for pictures of screens.

use crate::config::locale::Text;
use crate::scenario::Library;
use crate::session::acts::Screen;
use crate::session::feed::{Broken, RoomFault};
use crate::session::view::{
    BootPart, BootStep, Card, Equipment, FaultView, Floor, InterviewView, Load, MicrophoneChoice, Mission, Progress, Verdict, Views,
};
use crate::store::{Filter, SessionState, Store, StoreError};

use super::boot::{look_back, setup_of};
use super::ears::pictured;
use super::errand::{review_of, row_of};
use super::past::progress_of;

/// The views of `screen`, from what is stored. `session` chooses the session of the report and of the interview; the newest
/// one that was judged when `None`.
///
/// # Errors
/// When the database cannot be read, or there is no such session.
pub fn preview(screen: Screen, store: &Store, library: &Library, session: Option<&str>, equipment: Equipment) -> Result<Views, StoreError> {
    let words = Text::default();
    let mut views = Views { setup: setup_of(library, equipment), ears: pictured(equipment.recogniser), ..Views::default() };
    (views.title.sessions, views.title.interrupted) = look_back(store);
    views.title.equipment = equipment;
    let page = store.sessions(&Filter::default(), 0)?;
    let chosen = match session {
        Some(id) => Some(store.session(id)?),
        None => page.rows.iter().find(|row| row.state == SessionState::Evaluated).cloned(),
    };
    views.history.total = usize::try_from(page.total).unwrap_or(usize::MAX);
    views.history.rows = Load::Ready(page.rows.iter().map(row_of).collect());
    views.history.progress = Load::Ready(progress_of(store, &views.history.progress_of)?);
    match screen {
        Screen::Review => {
            let report = chosen.map(|row| store.report(&row.id)).transpose()?.flatten();
            views.review = report.map_or_else(
                || {
                    let remedy = words.get("remedy-first-interview");
                    Load::Failed(FaultView { what: words.get("no-report"), remedy, ..FaultView::default() })
                },
                |report| Load::Ready(review_of(report, equipment.loudspeaker)),
            );
        }
        Screen::Interview => {
            let turns = chosen.as_ref().map(|row| store.turns(&row.id)).transpose()?.unwrap_or_default();
            views.interview = interview_of(&turns, library, equipment);
            if let Some(row) = chosen {
                views.interview.interviewer = library.personas.get(&row.persona).map_or(row.persona, |persona| persona.name.clone());
                let scenario = library.scenario(&row.scenario);
                views.interview.planned_minutes = scenario.as_ref().map_or(0, |scenario| scenario.minutes);
                if let Some(play) = scenario.as_ref().and_then(|scenario| scenario.roleplay.as_ref()) {
                    views.interview.interviewer.clone_from(&play.character);
                    views.interview.mission = Some(Mission { candidate: play.candidate.clone(), objective: play.objective.clone() });
                }
            }
        }
        Screen::Boot => {
            let step = |part, progress| BootStep { part, progress };
            views.boot.steps = vec![
                step(BootPart::Content, Progress::Done),
                step(BootPart::Store, Progress::Done),
                step(BootPart::Devices, Progress::Done),
                step(BootPart::Room, Progress::Running(0.6)),
                step(BootPart::Person, Progress::Running(0.0)),
            ];
        }
        Screen::Fault => {
            let file = "interviewer/interviewer.glb".to_owned();
            let why = std::io::Error::from(std::io::ErrorKind::NotFound).to_string();
            views.fault = FaultView::of_room(&words, &RoomFault { broken: Broken::Body, file, why });
        }
        Screen::Sound => {
            let microphone = |id: &str, name: &str| MicrophoneChoice { id: id.to_owned(), name: name.to_owned() };
            if equipment.microphone {
                views.sound.microphones = vec![microphone("desk", "Desk microphone"), microphone("headset", "Headset")];
                (views.sound.level, views.sound.verdict, views.sound.recorded) = (Some(0.09), Some(Verdict::Good), true);
            }
            views.sound.loudspeaker = equipment.loudspeaker.then(|| "Built-in audio".to_owned());
        }
        Screen::Settings => views.settings.folder = "~/.local/share/greenroom".to_owned(),
        Screen::Title | Screen::Setup | Screen::History | Screen::Skills | Screen::CheckUp | Screen::About => {}
    }
    Ok(views)
}

/// The middle of a stored interview, as it stood on the screen when the candidate had answered the second question.
fn interview_of(turns: &[crate::interview::Turn], library: &Library, equipment: Equipment) -> InterviewView {
    use crate::interview::{Speaker, TurnKind};
    let questions: Vec<_> = turns.iter().filter(|turn| turn.kind == TurnKind::Question).collect();
    let asked = questions.get(2).or_else(|| questions.last());
    let answer = asked.and_then(|asked| turns.iter().find(|turn| turn.speaker == Speaker::Candidate && turn.id > asked.id));
    InterviewView {
        floor: Floor::Listening,
        card: asked.map(|asked| Card { number: questions.len().min(3), of: questions.len(), text: question_of(asked, library) }),
        spoken: asked.map(|asked| asked.text.clone()).unwrap_or_default(),
        heard: answer.map(|answer| answer.text.chars().take(220).collect()).unwrap_or_default(),
        elapsed_s: 247,
        level: equipment.microphone.then_some(0.12),
        equipment,
        can_undo: true,
        ..InterviewView::default()
    }
}

/// The question without the words before it; the whole turn when the content does not know it any more.
fn question_of(asked: &crate::interview::Turn, library: &Library) -> String {
    let id = asked.question.as_deref().unwrap_or_default();
    let known = id.split_once('#').and_then(|(bank, _)| library.banks.get(bank)?.question(id));
    known.map(|question| question.text.clone()).filter(|text| asked.text.contains(text.as_str())).unwrap_or_else(|| asked.text.clone())
}
