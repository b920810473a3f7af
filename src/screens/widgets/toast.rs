//! Short messages at the upper right, newest last. They go when they are pressed or when the session takes them away.

use egui::accesskit::{Live, Role};
use egui::{Align2, Area, Context, Id, Label, Order, vec2};

use super::{Button, Kind, Look, card};
use crate::session::acts::{Acts, UiAct};
use crate::session::view::{Toast, ToastTone};

/// Draws them over everything but questions, `top` points below the upper edge.
pub fn toasts_ui(ctx: &Context, look: Look<'_>, toasts: &[Toast], top: f32, acts: &mut Acts) {
    if toasts.is_empty() {
        return;
    }
    let theme = look.theme;
    let offset = vec2(-theme.space.wide, top);
    Area::new(Id::new("toasts")).order(Order::Foreground).anchor(Align2::RIGHT_TOP, offset).show(ctx, |ui| {
        ui.set_max_width(380.0);
        for toast in toasts {
            let (colour, tone) = match toast.tone {
                ToastTone::Good => (theme.palette.good, "toast-good"),
                ToastTone::Note => (theme.palette.accent, "toast-note"),
                ToastTone::Bad => (theme.palette.poor, "toast-bad"),
            };
            card(look).stroke(egui::Stroke::new(1.5, colour)).inner_margin(theme.margin(theme.space.medium)).show(ui, |ui| {
                ui.set_width(350.0);
                ui.horizontal_top(|ui| {
                    ui.vertical(|ui| {
                        ui.set_width(272.0);
                        ui.spacing_mut().item_spacing.y = 0.0;
                        ui.add(Label::new(theme.caption(look.say(tone)).color(colour)));
                        let words = ui.add(Label::new(theme.body(&toast.text)).wrap());
                        ui.ctx().accesskit_node_builder(words.id, |node| {
                            node.set_role(Role::Status);
                            node.set_live(Live::Polite);
                        });
                    });
                    let spoken = look.say_with("toast-close", &[("text", (&toast.text).into())]);
                    if Button::new(look.say("close")).spoken(spoken).kind(Kind::Quiet).ui(ui, look).clicked() {
                        acts.push(UiAct::DismissToast(toast.id));
                    }
                });
            });
            ui.add_space(theme.space.small);
        }
    });
}
