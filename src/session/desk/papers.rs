//! Resume and job description out of files: chosen in a dialog, or dropped onto the window.

use std::path::PathBuf;

use futures::channel::oneshot;

use crate::documents::{self, Document, DocumentError, Trouble};
use crate::intake;
use crate::scenario::DocumentKind;
use crate::session::view::{FileView, Language, Views};

use super::errand::{Brought, Errands};

/// Endings that the dialog shows; what a file is, is told by its content.
const ENDINGS: [&str; 4] = ["pdf", "docx", "txt", "md"];

/// Lets the person choose a file.
pub(super) fn choose(kind: DocumentKind, language: &Language, errands: &mut Errands) {
    let title = language.get(match kind {
        DocumentKind::Resume => "resume-text",
        DocumentKind::Job => "job-text",
    });
    let dialog = rfd::AsyncFileDialog::new().set_title(title).add_filter(language.get("file-kinds"), &ENDINGS);
    let chosen = dialog.pick_file();
    errands.wait(async move { Brought::Chosen(kind, chosen.await.map(|file| file.path().to_owned())) });
}

/// Reads a file on a thread of its own. Without a kind its content decides which of the documents it is.
pub(super) fn read(asked: Option<DocumentKind>, path: PathBuf, views: &mut Views, errands: &mut Errands) {
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let empty = views.setup.job.is_empty() && !views.setup.resume.is_empty();
    let shown = asked.unwrap_or(if empty { DocumentKind::Job } else { DocumentKind::Resume });
    *views.setup.document_mut(shown).1 = FileView::Reading(name.clone());
    let (done, coming) = oneshot::channel();
    let reader = std::thread::Builder::new().name("papers".to_owned()).spawn(move || done.send(documents::read(&path)).is_ok());
    errands.wait(async move {
        let read = match reader {
            Ok(_detached) => coming.await.unwrap_or(Err(DocumentError { name, trouble: Trouble::Damaged })),
            Err(error) => Err(DocumentError { name, trouble: Trouble::Unreadable(error) }),
        };
        Brought::Document { asked, shown, read }
    });
}

/// Puts what was read into its field, where it can be corrected.
pub(super) fn take_in(asked: Option<DocumentKind>, shown: DocumentKind, read: Result<Document, DocumentError>, views: &mut Views) {
    match read {
        Ok(document) => {
            let kind = asked.unwrap_or_else(|| told_by(&document.text));
            if kind != shown {
                *views.setup.document_mut(shown).1 = FileView::None;
            }
            let (text, file) = views.setup.document_mut(kind);
            *text = document.text;
            *file = FileView::Read(document.name);
        }
        Err(error) => *views.setup.document_mut(shown).1 = FileView::Failed(error.to_string()),
    }
}

/// A resume tells of jobs with their dates, or begins with a name and says how to reach it; an advert says what is to be done
/// and what is asked for.
fn told_by(text: &str) -> DocumentKind {
    let resume = intake::read_resume(text).is_ok_and(|resume| {
        let dated = resume.roles.iter().any(|role| role.dates.is_some());
        dated || (resume.name.is_some() && text.contains('@'))
    });
    let job = intake::read_job(text).is_ok_and(|job| !job.is_empty());
    if job && !resume { DocumentKind::Job } else { DocumentKind::Resume }
}
