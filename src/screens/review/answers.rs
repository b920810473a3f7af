//! Question by question: which parts of a story were there, what stayed open.

use egui::{Label, Ui};

use super::{ReviewState, evidence_ui, turn_link_ui};
use crate::evaluation::{AnswerReport, Evidence};
use crate::scenario::Gap;
use crate::screens::widgets::{Look, card, heading, paragraph};
use crate::session::acts::Acts;

/// Draws one question.
pub(super) fn answer_ui(ui: &mut Ui, look: Look<'_>, answer: &AnswerReport, state: &mut ReviewState, acts: &mut Acts) {
    let theme = look.theme;
    card(look).show(ui, |ui| {
        ui.set_width(ui.available_width());
        heading(ui, theme.strong(&answer.question).size(theme.sizes.lead));
        if let Some(turn) = answer.turns.first() {
            let spoken = look.say_with("show-turn-named", &[("question", (&answer.question).into())]);
            turn_link_ui(ui, look, *turn, state, acts, spoken);
        }
        let star = &answer.star;
        let parts =
            [("star-situation", &star.situation), ("star-task", &star.task), ("star-action", &star.action), ("star-result", &star.result)];
        // A question that asks for no story has none of the parts, and is not blamed for it.
        if parts.iter().any(|(_, part)| part.is_some()) {
            for (id, part) in parts {
                part_ui(ui, look, &answer.question_id, id, part.as_ref(), state, acts);
            }
        }
        for note in &answer.notes {
            paragraph(ui, look, theme.body(note));
        }
        let gaps: Vec<String> = answer.gaps.iter().filter_map(|gap| gap_id(gap).map(|id| look.say(id))).collect();
        if !gaps.is_empty() {
            paragraph(ui, look, theme.soft(look.say_with("gaps", &[("gaps", gaps.join(", ").into())])));
        }
        if !answer.missing.is_empty() {
            ui.add_space(theme.space.hair);
            ui.add(Label::new(theme.strong(look.say("missing"))));
            for item in &answer.missing {
                ui.horizontal_top(|ui| {
                    ui.add(Label::new(theme.soft("–")));
                    ui.add(Label::new(theme.soft(item)).wrap());
                });
            }
        }
    });
    ui.add_space(theme.space.hair);
}

fn part_ui(ui: &mut Ui, look: Look<'_>, question: &str, id: &str, part: Option<&Evidence>, state: &mut ReviewState, acts: &mut Acts) {
    let theme = look.theme;
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(egui::vec2(92.0, 0.0), egui::Layout::top_down(egui::Align::Min), |ui| {
            ui.set_width(92.0);
            ui.add_space(theme.space.hair + 2.0);
            ui.add(Label::new(theme.strong(look.say(id))));
        });
        ui.vertical(|ui| match part {
            Some(part) => evidence_ui(ui, look, &format!("{question}{id}"), std::slice::from_ref(part), state, acts),
            None => {
                ui.add_space(theme.space.hair + 2.0);
                ui.add(Label::new(theme.soft(look.say("star-missing"))));
            }
        });
    });
}

/// The words for a named gap; the question's own items are listed in full instead.
fn gap_id(gap: &Gap) -> Option<&'static str> {
    Some(match gap {
        Gap::Situation => "gap-situation",
        Gap::Task => "gap-task",
        Gap::Action => "gap-action",
        Gap::Result => "gap-result",
        Gap::Ownership => "gap-ownership",
        Gap::Specifics => "gap-specifics",
        Gap::Reasoning => "gap-reasoning",
        Gap::Reflection => "gap-reflection",
        Gap::Relevance => "gap-relevance",
        Gap::Evidence(_) | Gap::Pushback => return None,
    })
}
