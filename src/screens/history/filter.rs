//! What is looked for among past sessions, and in which order they stand.

use egui::{Align, ComboBox, Id, Key, Layout, Modifiers, TextEdit, Ui, vec2};

use crate::scenario::ScenarioKind;
use crate::screens::catalogue::{choose, kind_name};
use crate::screens::widgets::Look;
use crate::session::acts::{Acts, UiAct};
use crate::session::view::{HistoryQuery, HistorySort, HistoryView, SessionState};

/// From this width on the lists stand beside the search.
const ONE_ROW: f32 = 1000.0;

/// The message of a session's state.
pub(super) fn state_id(state: SessionState) -> &'static str {
    match state {
        SessionState::Completed => "state-completed",
        SessionState::EndedEarly => "state-early",
        SessionState::Interrupted => "state-interrupted",
        SessionState::Judging => "state-judging",
    }
}

/// Draws the search, the filters and the order.
pub(super) fn filter_ui(ui: &mut Ui, look: Look<'_>, view: &HistoryView, acts: &mut Acts) {
    let theme = look.theme;
    let mut query = view.query.clone();
    let id = Id::new("history_search");
    if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::F)) {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let states = [SessionState::Completed, SessionState::EndedEarly, SessionState::Interrupted, SessionState::Judging];
    let kinds = [ScenarioKind::Interview, ScenarioKind::Panel, ScenarioKind::RolePlay];
    let search = |ui: &mut Ui, words: &mut String| {
        let hint = theme.body(look.say("history-search-hint")).color(theme.palette.faint).line_height(None);
        let edit = TextEdit::singleline(words).id(id).hint_text(hint).margin(egui::Margin::symmetric(12, 9));
        let field = ui.add(edit.desired_width(f32::INFINITY));
        ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(look.say("history-search")));
    };
    let lists = |ui: &mut Ui, query: &mut HistoryQuery| {
        ui.columns(4, |columns| {
            let named = states.map(|state| (state, look.say(state_id(state))));
            choose(&mut columns[0], look, "column-state", &mut query.state, named);
            choose(&mut columns[1], look, "filter-kind", &mut query.kind, kinds.map(|kind| (kind, kind_name(look, kind))));
            let scored = [(true, look.say("scored-yes")), (false, look.say("scored-no"))];
            choose(&mut columns[2], look, "column-score", &mut query.scored, scored);
            sort_ui(&mut columns[3], look, &mut query.sort);
        });
    };
    let whole = ui.available_width();
    if whole >= ONE_ROW {
        ui.horizontal(|ui| {
            let row = |width: f32| vec2(width, theme.size.control);
            let beside = Layout::top_down(Align::Min);
            ui.allocate_ui_with_layout(row(whole * 0.38), beside, |ui| search(ui, &mut query.search));
            let rest = ui.available_width();
            ui.allocate_ui_with_layout(row(rest), beside, |ui| lists(ui, &mut query));
        });
    } else {
        search(ui, &mut query.search);
        lists(ui, &mut query);
    }
    if query != view.query {
        acts.push(UiAct::LookThrough(Box::new(query)));
    }
}

fn sort_ui(ui: &mut Ui, look: Look<'_>, sort: &mut HistorySort) {
    let theme = look.theme;
    let name = |sort: HistorySort| {
        look.say(match sort {
            HistorySort::Newest => "sort-newest",
            HistorySort::Oldest => "sort-oldest",
            HistorySort::Best => "sort-best",
            HistorySort::Title => "sort-title",
        })
    };
    let width = ui.available_width();
    let list = ComboBox::from_id_salt("history_sort").selected_text(theme.body(name(*sort))).width(width).truncate();
    let list = list.show_ui(ui, |ui| {
        for order in [HistorySort::Newest, HistorySort::Oldest, HistorySort::Best, HistorySort::Title] {
            ui.selectable_value(sort, order, theme.body(name(order)));
        }
    });
    ui.ctx().accesskit_node_builder(list.response.id, |node| node.set_label(look.say("sort")));
}
