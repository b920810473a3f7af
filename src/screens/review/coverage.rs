//! The subjects that had to come up: which did, and with which words.

use egui::{Label, Stroke, Ui, vec2};

use super::{ReviewState, evidence_ui};
use crate::evaluation::SubjectReport;
use crate::screens::widgets::{Look, card, paragraph};
use crate::session::acts::Acts;

/// Draws them.
pub(super) fn coverage_ui(ui: &mut Ui, look: Look<'_>, subjects: &[SubjectReport], state: &mut ReviewState, acts: &mut Acts) {
    let theme = look.theme;
    let p = theme.palette;
    card(look).show(ui, |ui| {
        ui.set_width(ui.available_width());
        paragraph(ui, look, theme.caption(look.say("coverage-help")));
        for subject in subjects {
            ui.add_space(theme.space.hair);
            ui.horizontal_top(|ui| {
                let (mark, _) = ui.allocate_exact_size(vec2(14.0, 22.0), egui::Sense::hover());
                // A filled mark or an open one, beside the words that say the same.
                if subject.covered {
                    ui.painter().circle_filled(mark.center(), 5.0, p.good);
                } else {
                    ui.painter().circle_stroke(mark.center(), 4.5, Stroke::new(1.5, p.fair));
                }
                ui.vertical(|ui| {
                    ui.add(Label::new(theme.strong(&subject.title)).wrap());
                    let (id, colour) = if subject.covered { ("came-up", p.good) } else { ("not-come-up", p.fair) };
                    ui.add(Label::new(theme.caption(look.say(id)).color(colour)));
                    evidence_ui(ui, look, &format!("coverage{}", subject.id), subject.evidence.as_slice(), state, acts);
                });
            });
        }
    });
}
