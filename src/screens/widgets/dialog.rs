//! A question that must be answered before anything else: before something ends or is deleted.

use egui::{Context, Id, Key, Label, Modal, Modifiers, Ui};

use super::{Button, Kind, Look, card, heading};

/// What was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing yet.
    Open,
    /// Do it.
    Yes,
    /// Leave it.
    No,
}

/// A question before it is drawn.
#[derive(Clone, Debug)]
pub struct Dialog {
    /// In a few words.
    pub title: String,
    /// What would happen.
    pub words: String,
    /// The button that does it.
    pub yes: String,
    /// The button that does not.
    pub no: String,
    /// It cannot be taken back.
    pub danger: bool,
}

/// Draws the question over everything. Escape says no; the keyboard begins on "no".
pub fn dialog_ui(ctx: &Context, look: Look<'_>, salt: &str, dialog: &Dialog) -> Answer {
    let theme = look.theme;
    let modal =
        Modal::new(Id::new(salt)).backdrop_color(theme.palette.scrim).frame(card(look).inner_margin(theme.margin(theme.space.wide)));
    let opened = just_opened(ctx, salt);
    let shown = modal.show(ctx, |ui| {
        ui.set_width(440.0);
        answer_ui(ui, look, dialog, opened)
    });
    if shown.inner == Answer::Open && (shown.backdrop_response.clicked() || escape(ctx)) { Answer::No } else { shown.inner }
}

fn answer_ui(ui: &mut Ui, look: Look<'_>, dialog: &Dialog, opened: bool) -> Answer {
    let theme = look.theme;
    let mut answer = Answer::Open;
    heading(ui, theme.title(&dialog.title));
    ui.add_space(theme.space.hair);
    ui.add(Label::new(theme.soft(&dialog.words)).wrap());
    ui.add_space(theme.space.large);
    ui.horizontal(|ui| {
        let no = Button::new(&dialog.no).key(Some("Esc")).ui(ui, look);
        if opened {
            no.request_focus();
        }
        if no.clicked() {
            answer = Answer::No;
        }
        let kind = if dialog.danger { Kind::Danger } else { Kind::Primary };
        if Button::new(&dialog.yes).kind(kind).ui(ui, look).clicked() {
            answer = Answer::Yes;
        }
    });
    answer
}

/// Whether this was not shown in the frame before.
pub(in crate::screens) fn just_opened(ctx: &Context, salt: &str) -> bool {
    let now = ctx.cumulative_frame_nr();
    let before = ctx.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default::<u64>(Id::new((salt, "shown"))), now));
    before + 1 < now
}

fn escape(ctx: &Context) -> bool {
    ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
}
