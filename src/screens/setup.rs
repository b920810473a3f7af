//! Before an interview: which one, with whom, who is asking for the job, and how it should go.

use egui::{Align2, Checkbox, Key, Label, Modifiers, ScrollArea, Slider, Ui};

use super::catalogue::catalogue_ui;
use super::ears::{ears_ui, others_ui};
use super::widgets::{Field, Kind, Look, choice_ui, field_ui, leave_key, overline, page_header, press};
use crate::scenario::DocumentKind;
use crate::session::acts::{Acts, Screen, UiAct};
use crate::session::view::{DOCUMENT_LIMIT, EarsView, FileView, SetupView};

/// Below this width everything stands in one column.
const TWO_COLUMNS: f32 = 900.0;

/// Draws the setup screen.
pub fn setup_ui(ui: &mut Ui, look: Look<'_>, view: &SetupView, ears: &EarsView, acts: &mut Acts) {
    let theme = look.theme;
    ui.painter().rect_filled(ui.max_rect(), 0.0, theme.palette.ground);
    keys(ui, view, acts);
    drops_ui(ui, look, acts);
    let frame = egui::Frame::new().inner_margin(theme.margin(theme.space.wide));
    egui::Panel::bottom("setup_begin").show_separator_line(false).resizable(false).frame(frame.fill(theme.palette.raised)).show(ui, |ui| {
        begin_ui(ui, look, view, acts);
    });
    frame.show(ui, |ui| {
        if page_header(ui, look, "go-title", look.say("setup-title"), |_| {}) {
            acts.push(UiAct::Go(Screen::Title));
        }
        ui.add_space(theme.space.large);
        let wide = ui.available_width() >= TWO_COLUMNS;
        if wide {
            ui.columns(2, |columns| {
                scrolling(&mut columns[0], "setup_left", |ui| catalogue_ui(ui, look, view, acts));
                scrolling(&mut columns[1], "setup_right", |ui| details_ui(ui, look, view, ears, acts));
            });
        } else {
            scrolling(ui, "setup_all", |ui| {
                catalogue_ui(ui, look, view, acts);
                ui.add_space(theme.space.wide);
                details_ui(ui, look, view, ears, acts);
            });
        }
    });
}

fn scrolling(ui: &mut Ui, salt: &str, content: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, |ui| {
        // Room for the ring of what has the keyboard, and for the bar.
        egui::Frame::new().inner_margin(egui::Margin { left: 0, right: 18, top: 4, bottom: 16 }).show(ui, content);
    });
}

fn keys(ui: &Ui, view: &SetupView, acts: &mut Acts) {
    let begin = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    if begin && view.can_begin() {
        acts.push(UiAct::Begin);
    }
    if leave_key(ui) {
        acts.push(UiAct::Go(Screen::Title));
    }
}

/// Takes files that are dropped anywhere on the page, and says so while they are held over it.
fn drops_ui(ui: &Ui, look: Look<'_>, acts: &mut Acts) {
    let (held, dropped) = ui.input(|input| (!input.raw.hovered_files.is_empty(), input.raw.dropped_files.clone()));
    for file in &dropped {
        acts.push(UiAct::TakeFile(file.path().to_owned()));
    }
    if held {
        let (theme, rect) = (look.theme, ui.max_rect());
        let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::new("setup_drop"));
        let painter = ui.ctx().layer_painter(layer);
        painter.rect_filled(rect, 0.0, theme.palette.ground.gamma_multiply(0.86));
        painter.text(rect.center(), Align2::CENTER_CENTER, look.say("drop-here"), theme.font(theme.sizes.lead), theme.palette.text);
    }
}

fn details_ui(ui: &mut Ui, look: Look<'_>, view: &SetupView, ears: &EarsView, acts: &mut Acts) {
    let theme = look.theme;
    overline(ui, look, look.say("setup-persona"));
    if view.chosen().is_none() {
        ui.add(Label::new(theme.soft(look.say("setup-persona-none"))).wrap());
    }
    for persona in view.personas() {
        let chosen = view.persona.as_ref() == Some(&persona.id);
        let response = choice_ui(ui, look, &persona.name, chosen, |ui| {
            ui.add(Label::new(theme.title(&persona.name)).wrap());
            ui.add(Label::new(theme.caption(&persona.role)).wrap());
            ui.add(Label::new(theme.soft(&persona.manner)).wrap());
        });
        if response.clicked() && !chosen {
            acts.push(UiAct::ChoosePersona(persona.id.clone()));
        }
        ui.add_space(theme.space.hair);
    }
    ui.add_space(theme.space.large);
    ears_ui(ui, look, ears, acts);
    ui.add_space(theme.space.large);
    overline(ui, look, look.say("setup-you"));
    documents_ui(ui, look, view, acts);
    ui.add_space(theme.space.large);
    overline(ui, look, look.say("setup-manner"));
    manner_ui(ui, look, view, acts);
    others_ui(ui, look, ears, acts);
}

fn documents_ui(ui: &mut Ui, look: Look<'_>, view: &SetupView, acts: &mut Acts) {
    let theme = look.theme;
    let field = |label: &str, hint: &str, help: &str, rows, salt| Field {
        label: look.say(label),
        hint: look.say(hint),
        help: look.say(help),
        problem: None,
        rows,
        salt,
    };
    let mut name = view.name.clone();
    if field_ui(ui, look, field("name", "name-hint", "name-help", 1, "setup_name"), &mut name).changed() {
        acts.push(UiAct::SetName(name));
    }
    ui.add_space(theme.space.small);
    let mut resume = view.resume.clone();
    let mut resume_field = field("resume-text", "resume-hint", "resume-help", 5, "setup_resume");
    resume_field.problem = too_long(look, &view.resume);
    if field_ui(ui, look, resume_field, &mut resume).changed() {
        acts.push(UiAct::SetResume(resume));
    }
    file_ui(ui, look, DocumentKind::Resume, &view.resume_file, acts);
    ui.add_space(theme.space.small);
    let mut job = view.job.clone();
    let mut job_field = field("job-text", "job-hint", "job-help", 5, "setup_job");
    job_field.problem = too_long(look, &view.job);
    if field_ui(ui, look, job_field, &mut job).changed() {
        acts.push(UiAct::SetJob(job));
    }
    file_ui(ui, look, DocumentKind::Job, &view.job_file, acts);
}

/// The way to a file, and what became of the one that was chosen.
fn file_ui(ui: &mut Ui, look: Look<'_>, kind: DocumentKind, file: &FileView, acts: &mut Acts) {
    let theme = look.theme;
    let named = |message: &str, name: &String| theme.caption(look.say_with(message, &[("name", name.into())]));
    ui.horizontal(|ui| {
        let reading = matches!(file, FileView::Reading(_));
        press(ui, look, acts, UiAct::ChooseFile(kind), Kind::Plain, !reading);
        if reading {
            ui.add(egui::Spinner::new().size(theme.sizes.body).color(theme.palette.soft));
        }
        let words = match file {
            FileView::None => theme.caption(look.say("file-none")),
            FileView::Reading(name) => named("file-reading", name),
            FileView::Read(name) => named("file-read", name),
            FileView::Failed(why) => theme.caption(why).color(theme.palette.poor),
        };
        ui.add(Label::new(words).wrap());
    });
}

fn too_long(look: Look<'_>, text: &str) -> Option<String> {
    let over = text.chars().count().checked_sub(DOCUMENT_LIMIT).filter(|over| *over > 0)?;
    Some(look.say_with("document-too-long", &[("over", over.into())]))
}

fn manner_ui(ui: &mut Ui, look: Look<'_>, view: &SetupView, acts: &mut Acts) {
    let theme = look.theme;
    let slider = |ui: &mut Ui, label: &str, help: String, value: f32, range, step| {
        let words = ui.add(Label::new(theme.strong(look.say(label))));
        let mut next = value;
        let response = ui
            .horizontal(|ui| {
                let response = ui.add(Slider::new(&mut next, range).step_by(step).show_value(false)).labelled_by(words.id);
                ui.add(Label::new(theme.soft(help)).wrap());
                response
            })
            .inner;
        response.changed().then_some(next)
    };
    let patience = look.say(match view.patience {
        patience if patience <= 1.25 => "patience-usual",
        patience if patience < 2.2 => "patience-more",
        _ => "patience-most",
    });
    if let Some(next) = slider(ui, "patience", patience, view.patience, 1.0..=4.0, 0.25) {
        acts.push(UiAct::SetPatience(next));
    }
    let percent = look.say_with("percent", &[("value", (view.volume * 100.0).round().into())]);
    if let Some(next) = slider(ui, "volume", percent, view.volume, 0.0..=1.0, 0.05) {
        acts.push(UiAct::SetVolume(next));
    }
    let mut headset = view.headset;
    if ui.add(Checkbox::new(&mut headset, theme.body(look.say("headset")))).changed() {
        acts.push(UiAct::SetHeadset(headset));
    }
    ui.add(Label::new(theme.caption(look.say("headset-help"))).wrap());
    ui.add_space(theme.space.small);
    press(ui, look, acts, UiAct::Go(Screen::Sound), Kind::Plain, true);
}

fn begin_ui(ui: &mut Ui, look: Look<'_>, view: &SetupView, acts: &mut Acts) {
    let theme = look.theme;
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            press(ui, look, acts, UiAct::Begin, Kind::Primary, view.can_begin());
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let persona = view.personas().find(|persona| Some(&persona.id) == view.persona.as_ref());
                let words = match (view.chosen(), persona) {
                    _ if view.preparing => theme.body(look.say("setup-preparing")),
                    (Some(scenario), Some(persona)) => {
                        let args = [
                            ("title", (&scenario.title).into()),
                            ("minutes", scenario.minutes.into()),
                            ("persona", (&persona.name).into()),
                        ];
                        theme.body(look.say_with("setup-summary", &args))
                    }
                    _ => theme.soft(look.say("setup-choose")),
                };
                ui.add(Label::new(words).truncate());
            });
        });
    });
}
