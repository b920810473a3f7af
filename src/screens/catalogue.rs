//! The scenarios to choose from, with a search and filters.

use egui::{ComboBox, Id, Label, TextEdit, Ui};

use super::widgets::{Button, Kind, Look, card, choice_ui, empty_ui, fault_ui, just_opened, loading_ui, overline, standing};
use crate::scenario::{Grade, Level, ScenarioKind};
use crate::session::acts::{Acts, UiAct};
use crate::session::view::{CatalogueFilter, Load, ScenarioChoice, SetupView};

/// So many scenarios need no search.
const FEW: usize = 4;
/// More problems of content than this are read in the terminal.
const MOST_PROBLEMS: usize = 12;
/// Lengths to choose from, in minutes.
const LENGTHS: [u32; 4] = [10, 20, 30, 45];

/// Draws the search, the filters and what is left.
pub(super) fn catalogue_ui(ui: &mut Ui, look: Look<'_>, view: &SetupView, acts: &mut Acts) {
    overline(ui, look, look.say("setup-scenario"));
    match &view.scenarios {
        Load::Loading => loading_ui(ui, look, look.say("setup-loading")),
        Load::Failed(fault) => fault_ui(ui, look, fault, acts),
        Load::Ready(scenarios) if scenarios.is_empty() => {
            empty_ui(ui, look, look.say("setup-empty-title"), look.say("setup-empty"), None);
        }
        Load::Ready(scenarios) => {
            problems_ui(ui, look, &view.problems);
            if scenarios.len() > FEW {
                filter_ui(ui, look, view, acts);
                skill_ui(ui, look, view);
            }
            list_ui(ui, look, view, acts);
        }
    }
}

fn filter_ui(ui: &mut Ui, look: Look<'_>, view: &SetupView, acts: &mut Acts) {
    let theme = look.theme;
    let mut filter = view.filter.clone();
    let hint = theme.body(look.say("search-hint")).color(theme.palette.faint).line_height(None);
    let edit = TextEdit::singleline(&mut filter.search).id(Id::new("setup_search")).hint_text(hint);
    let field = ui.add(edit.margin(egui::Margin::symmetric(12, 9)).desired_width(f32::INFINITY));
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(look.say("search")));
    let sectors = view.sectors().into_iter().map(|sector| (sector.to_owned(), sector_name(look, sector)));
    let levels = [Level::Junior, Level::Mid, Level::Senior, Level::Lead].map(|level| (level, level_name(look, level)));
    let grades = [Grade::Easy, Grade::Medium, Grade::Hard].map(|grade| (grade, grade_name(look, grade)));
    let lengths = LENGTHS.map(|most| (most, look.say_with("filter-at-most", &[("minutes", most.into())])));
    let kinds = [ScenarioKind::Interview, ScenarioKind::Panel, ScenarioKind::RolePlay].map(|kind| (kind, kind_name(look, kind)));
    let skills = view.skills().into_iter().map(|skill| (skill.to_owned(), skill.to_owned()));
    ui.columns(3, |columns| {
        choose(&mut columns[0], look, "filter-sector", &mut filter.sector, sectors);
        choose(&mut columns[1], look, "filter-level", &mut filter.level, levels);
        choose(&mut columns[2], look, "filter-grade", &mut filter.grade, grades);
        choose(&mut columns[0], look, "filter-length", &mut filter.minutes, lengths);
        choose(&mut columns[1], look, "filter-kind", &mut filter.kind, kinds);
        choose(&mut columns[2], look, "filter-skill", &mut filter.skill, skills);
    });
    ui.horizontal(|ui| {
        // As high as the button that may follow, so that both stand on one line.
        ui.set_min_height(theme.size.control);
        let count = [("shown", view.shown().count().into()), ("all", view.all().len().into())];
        ui.add(Label::new(theme.caption(look.say_with("catalogue-count", &count))));
        if view.filter != CatalogueFilter::default() && Button::new(look.say("filter-clear")).kind(Kind::Quiet).ui(ui, look).clicked() {
            filter = CatalogueFilter::default();
        }
    });
    if view.filter == CatalogueFilter::default() && view.all().iter().any(|scenario| scenario.made) {
        ui.add(Label::new(theme.caption(look.say("catalogue-made"))).wrap());
    }
    ui.add_space(theme.space.hair);
    if filter != view.filter {
        acts.push(UiAct::LookFor(Box::new(filter)));
    }
}

/// A list to choose one of several from, or none. Its name stands in it as long as nothing is chosen.
pub(super) fn choose<T: PartialEq>(
    ui: &mut Ui,
    look: Look<'_>,
    name: &str,
    chosen: &mut Option<T>,
    of: impl IntoIterator<Item = (T, String)>,
) {
    let theme = look.theme;
    let name = look.say(name);
    let all: Vec<(Option<T>, String)> = of.into_iter().map(|(value, words)| (Some(value), words)).collect();
    let shown = all.iter().find(|(value, _)| value == chosen).map_or_else(|| name.clone(), |(_, words)| words.clone());
    let width = ui.available_width();
    let list = ComboBox::from_id_salt(&name).selected_text(theme.body(shown)).width(width).truncate().height(340.0).show_ui(ui, |ui| {
        ui.selectable_value(chosen, None, theme.body(look.say("filter-any")));
        for (value, words) in all {
            let picked = *chosen == value;
            if ui.selectable_label(picked, theme.body(words)).clicked() {
                *chosen = value;
            }
        }
    });
    ui.ctx().accesskit_node_builder(list.response.id, |node| node.set_label(name));
}

/// What is wrong with the operator's own content: folded, since it matters to whoever wrote it and to nobody else.
fn problems_ui(ui: &mut Ui, look: Look<'_>, problems: &[String]) {
    if problems.is_empty() {
        return;
    }
    let theme = look.theme;
    let title = look.say_with("content-problems", &[("count", problems.len().into())]);
    egui::CollapsingHeader::new(theme.caption(title).color(theme.palette.fair)).id_salt("content_problems").show(ui, |ui| {
        for problem in problems.iter().take(MOST_PROBLEMS) {
            ui.add(Label::new(theme.caption(problem)).wrap());
        }
        if problems.len() > MOST_PROBLEMS {
            ui.add(Label::new(theme.caption(look.say("content-problems-more"))).wrap());
        }
    });
    ui.add_space(theme.space.hair);
}

/// What the skill is that is looked for.
fn skill_ui(ui: &mut Ui, look: Look<'_>, view: &SetupView) {
    let chosen = view.filter.skill.as_ref().and_then(|name| view.skills.iter().find(|skill| skill.name == *name));
    let Some(skill) = chosen else { return };
    let theme = look.theme;
    card(look).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Label::new(theme.strong(&skill.name)).wrap());
        ui.add(Label::new(theme.soft(&skill.about)).wrap());
        // An ordinary good answer, and an outstanding one; the page of the skills has all five.
        for (level, text) in skill.levels.iter().filter(|(level, _)| matches!(level, 3 | 5)) {
            ui.add_space(theme.space.hair);
            overline(ui, look, look.say(standing(*level)));
            ui.add(Label::new(theme.caption(text)).wrap());
        }
    });
    ui.add_space(theme.space.hair);
}

fn list_ui(ui: &mut Ui, look: Look<'_>, view: &SetupView, acts: &mut Acts) {
    let theme = look.theme;
    let opened = just_opened(ui.ctx(), "setup_catalogue");
    let few = view.all().len() <= FEW;
    let mut none = true;
    for scenario in view.shown() {
        none = false;
        let chosen = view.scenario.as_ref() == Some(&scenario.id);
        let response = choice_ui(ui, look, &scenario.title, chosen, |ui| {
            let title = if chosen || few { theme.title(&scenario.title) } else { theme.strong(&scenario.title) };
            ui.add(Label::new(title).wrap());
            ui.add(Label::new(theme.caption(facts(look, scenario))).wrap());
            if chosen || few {
                ui.add(Label::new(theme.soft(&scenario.summary)).wrap());
            }
            if chosen && !scenario.skills.is_empty() {
                let skills = [("skills", scenario.skills.join(", ").into())];
                ui.add(Label::new(theme.caption(look.say_with("scenario-skills", &skills))).wrap());
            }
        });
        if response.clicked() && !chosen {
            acts.push(UiAct::ChooseScenario(scenario.id.clone()));
        }
        if chosen && opened {
            // As far as it has to be, so that the search stays in sight above the first ones.
            response.scroll_to_me(None);
        }
        ui.add_space(theme.space.hair);
    }
    if none {
        empty_ui(ui, look, look.say("catalogue-none-title"), look.say("catalogue-none"), None);
    }
}

fn facts(look: Look<'_>, scenario: &ScenarioChoice) -> String {
    let facts = [
        ("employer", (&scenario.employer).into()),
        ("minutes", scenario.minutes.into()),
        ("level", level_name(look, scenario.level).into()),
        ("grade", grade_name(look, scenario.grade).into()),
    ];
    let words = look.say_with(if scenario.made { "scenario-facts-made" } else { "scenario-facts" }, &facts);
    // An interview is what everything else is not.
    if scenario.kind == ScenarioKind::Interview { words } else { format!("{} · {words}", kind_name(look, scenario.kind)) }
}

fn sector_name(look: Look<'_>, sector: &str) -> String {
    let id = match sector {
        "engineering" => "sector-engineering",
        "finance" => "sector-finance",
        "general" => "sector-general",
        "healthcare" => "sector-healthcare",
        "logistics" => "sector-logistics",
        "manufacturing" => "sector-manufacturing",
        "software" => "sector-software",
        // One of the operator's own.
        other => return other.to_owned(),
    };
    look.say(id)
}

fn level_name(look: Look<'_>, level: Level) -> String {
    look.say(match level {
        Level::Any => "level-any",
        Level::Junior => "level-junior",
        Level::Mid => "level-mid",
        Level::Senior => "level-senior",
        Level::Lead => "level-lead",
    })
}

fn grade_name(look: Look<'_>, grade: Grade) -> String {
    look.say(match grade {
        Grade::Easy => "grade-easy",
        Grade::Medium => "grade-medium",
        Grade::Hard => "grade-hard",
    })
}

pub(super) fn kind_name(look: Look<'_>, kind: ScenarioKind) -> String {
    look.say(match kind {
        ScenarioKind::Interview => "kind-interview",
        ScenarioKind::RolePlay => "kind-role-play",
        ScenarioKind::Panel => "kind-panel",
    })
}
