//! Leafing through pages.

use egui::{Key, Label, Ui};

use super::{Button, Look};

/// Draws "newer, page 2 of 5, older" and gives the page that was asked for. Page up and page down do the same.
pub fn pager_ui(ui: &mut Ui, look: Look<'_>, page: usize, pages: usize) -> Option<usize> {
    let earlier = page > 0;
    let later = page + 1 < pages;
    let mut asked = None;
    ui.horizontal(|ui| {
        if Button::new(look.say("page-newer")).key(Some("PgUp")).enabled(earlier).ui(ui, look).clicked() {
            asked = page.checked_sub(1);
        }
        ui.add(Label::new(look.theme.soft(look.say_with("page-of", &[("page", (page + 1).into()), ("pages", pages.into())]))));
        if Button::new(look.say("page-older")).key(Some("PgDn")).enabled(later).ui(ui, look).clicked() {
            asked = Some(page + 1);
        }
    });
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    if earlier && pressed(Key::PageUp) {
        asked = page.checked_sub(1);
    } else if later && pressed(Key::PageDown) {
        asked = Some(page + 1);
    }
    asked
}
