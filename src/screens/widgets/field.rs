//! A labelled field for text.

use egui::{Id, Label, Response, TextEdit, Ui};

use super::Look;

/// A field before it is drawn.
#[derive(Clone, Debug)]
pub struct Field<'a> {
    /// Its name, above it.
    pub label: String,
    /// What stands in it while it is empty.
    pub hint: String,
    /// A line of help below; may be empty.
    pub help: String,
    /// A line on what is wrong with it; takes the help's place.
    pub problem: Option<String>,
    /// Lines; one makes a single-line field.
    pub rows: usize,
    /// Source of its identity.
    pub salt: &'a str,
}

/// Draws a field on `draft`. The response is the field's own.
pub fn field_ui(ui: &mut Ui, look: Look<'_>, field: Field<'_>, draft: &mut String) -> Response {
    let theme = look.theme;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = theme.space.hair + 2.0;
        let label = ui.add(Label::new(theme.strong(&field.label)));
        let edit = if field.rows <= 1 { TextEdit::singleline(draft) } else { TextEdit::multiline(draft) };
        let edit = edit
            .id(Id::new(field.salt))
            .hint_text(theme.body(&field.hint).color(theme.palette.faint).line_height(None))
            .margin(egui::Margin::symmetric(12, 9))
            .desired_rows(field.rows)
            .desired_width(f32::INFINITY);
        let response = if field.rows <= 1 {
            ui.add(edit)
        } else {
            let height = field.rows as f32 * theme.sizes.body * 1.3 + 22.0;
            egui::ScrollArea::vertical()
                .id_salt(field.salt)
                .max_height(height)
                .min_scrolled_height(height)
                .show(ui, |ui| ui.add(edit))
                .inner
        };
        let response = response.labelled_by(label.id);
        if let Some(problem) = &field.problem {
            ui.add(Label::new(theme.caption(problem).color(theme.palette.poor)).wrap());
        } else if !field.help.is_empty() {
            ui.add(Label::new(theme.caption(&field.help)).wrap());
        }
        response
    })
    .inner
}
