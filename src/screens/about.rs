//! The program, and whose work is in it.

use egui::{Label, ScrollArea, Ui};

use super::widgets::{Look, card, column, heading, leave_key, page_header, paragraph};
use crate::session::acts::{Acts, Screen, UiAct};

/// Every library that is compiled in, one a line: name, version, licence. `tools/licences.sh` writes it, and a test compares
/// it with what is really used.
const LIBRARIES: &str = include_str!("../../assets/licences/libraries.tsv");
/// Whose work is in the assets.
const CREDITS: &str = include_str!("../../assets/CREDITS.md");
/// The texts that have to come with the program, with what each is for.
const TEXTS: [(&str, &str); 6] = [
    ("MIT License", include_str!("../../LICENSE-MIT")),
    ("Apache License 2.0", include_str!("../../LICENSE-APACHE")),
    ("flite-rs: notice", include_str!("../../assets/licences/flite-rs/NOTICE")),
    ("flite-rs: third parties", include_str!("../../assets/licences/flite-rs/THIRD-PARTY-LICENSES.md")),
    ("Atkinson Hyperlegible Next: SIL Open Font License 1.1", include_str!("../../assets/fonts/OFL-AtkinsonHyperlegibleNext.txt")),
    ("Fraunces: SIL Open Font License 1.1", include_str!("../../assets/fonts/OFL-Fraunces.txt")),
];

/// A library that is compiled in.
struct Library {
    name: &'static str,
    version: &'static str,
    licence: &'static str,
}

fn libraries() -> impl Iterator<Item = Library> {
    LIBRARIES.lines().filter_map(|line| {
        let mut parts = line.split('\t');
        Some(Library { name: parts.next()?, version: parts.next()?, licence: parts.next()? })
    })
}

/// Draws the page.
pub fn about_ui(ui: &mut Ui, look: Look<'_>, acts: &mut Acts) {
    let theme = look.theme;
    ui.painter().rect_filled(ui.max_rect(), 0.0, theme.palette.ground);
    let mut leave = leave_key(ui);
    egui::Frame::new().inner_margin(theme.margin(theme.space.wide)).show(ui, |ui| {
        column(ui, 980.0, |ui| {
            leave |= page_header(ui, look, "go-settings", look.say("about-title"), |_| {});
            ui.add_space(theme.space.medium);
            ScrollArea::vertical().id_salt("about").auto_shrink(false).show(ui, |ui| {
                egui::Frame::new().inner_margin(egui::Margin { left: 0, right: 18, top: 0, bottom: 24 }).show(ui, |ui| parts_ui(ui, look));
            });
        });
    });
    if leave {
        acts.push(UiAct::Go(Screen::Settings));
    }
}

fn parts_ui(ui: &mut Ui, look: Look<'_>) {
    let theme = look.theme;
    paragraph(ui, look, theme.lead(look.say("about-lead")));
    paragraph(ui, look, theme.strong(look.say_with("about-version", &[("version", env!("CARGO_PKG_VERSION").into())])));
    paragraph(ui, look, theme.soft(look.say("about-licence")));
    ui.add_space(theme.space.large);
    card(look).show(ui, |ui| {
        ui.set_width(ui.available_width());
        heading(ui, theme.title(look.say("about-credits")));
        credits_ui(ui, look);
    });
    ui.add_space(theme.space.large);
    card(look).show(ui, |ui| {
        ui.set_width(ui.available_width());
        heading(ui, theme.title(look.say("about-libraries")));
        paragraph(ui, look, theme.soft(look.say_with("about-libraries-count", &[("count", libraries().count().into())])));
        // Hundreds of lines are for those who look for one.
        egui::CollapsingHeader::new(theme.strong(look.say("about-libraries"))).id_salt("about_libraries").show(ui, |ui| {
            for library in libraries() {
                let facts = [("version", library.version.into()), ("licence", library.licence.into())];
                ui.horizontal_wrapped(|ui| {
                    ui.add(Label::new(theme.body(library.name).line_height(None)));
                    ui.add(Label::new(theme.caption(look.say_with("library-facts", &facts))).wrap());
                });
            }
        });
    });
    ui.add_space(theme.space.large);
    card(look).show(ui, |ui| {
        ui.set_width(ui.available_width());
        heading(ui, theme.title(look.say("about-texts")));
        for (name, text) in TEXTS {
            egui::CollapsingHeader::new(theme.strong(name)).id_salt(name).show(ui, |ui| {
                ui.add(Label::new(theme.caption(text)).wrap());
            });
        }
    });
}

/// The credits are written to be read on a page: headings, paragraphs, and tables whose cells become lines.
fn credits_ui(ui: &mut Ui, look: Look<'_>) {
    let theme = look.theme;
    let mut paragraphs: Vec<(bool, String)> = Vec::new();
    let mut open = false;
    for line in CREDITS.lines().skip(1) {
        let line = line.trim();
        if let Some(title) = line.strip_prefix("## ") {
            paragraphs.push((true, title.replace('`', "")));
            open = false;
        } else if line.is_empty() || line.starts_with("|---") || line.starts_with("| typeface") {
            open = false;
        } else {
            let own = line.starts_with('|') || line.starts_with("- ");
            let words = line.trim_matches('|').replace("**", "").replace('`', "").replace(" | ", ", ");
            let words = words.trim_start_matches("- ").trim();
            match paragraphs.last_mut() {
                Some((false, last)) if open && !own => {
                    last.push(' ');
                    last.push_str(words);
                }
                _ => paragraphs.push((false, words.to_owned())),
            }
            open = !line.starts_with('|');
        }
    }
    for (title, words) in paragraphs {
        if title {
            ui.add_space(theme.space.small);
            ui.add(Label::new(theme.strong(words)).wrap());
        } else {
            ui.add(Label::new(theme.soft(words)).wrap());
        }
    }
}
