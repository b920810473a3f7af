//! A screen without a window, operated by the words that a screen reader would say.

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use greenroom::config::locale::Text;
use greenroom::screens::theme::Themes;
use greenroom::screens::{Remembered, screen_ui};
use greenroom::session::acts::{Acts, Screen, UiAct};
use greenroom::session::view::Views;

/// Roles of what can be pressed.
const PRESSED: [Role; 3] = [Role::Button, Role::CheckBox, Role::RadioButton];

/// What the harness carries along.
pub(super) struct State {
    pub(super) views: Views,
    pub(super) remembered: Remembered,
    acts: Acts,
    taken: Vec<UiAct>,
}

/// A screen with its views.
pub(super) struct Stage {
    pub(super) harness: Harness<'static, State>,
}

impl Stage {
    pub(super) fn new(screen: Screen, views: Views) -> Self {
        Self::sized(screen, views, [1280.0, 720.0])
    }

    pub(super) fn sized(screen: Screen, views: Views, size: [f32; 2]) -> Self {
        let themes = Themes::embedded().unwrap();
        let text = Text::chosen(Some(views.settings.language.as_deref().unwrap_or("en")));
        let state = State { views, remembered: Remembered::default(), acts: Acts::default(), taken: Vec::new() };
        let harness = Harness::builder().with_size(size).with_max_steps(12).build_ui_state(
            move |ui, state: &mut State| {
                screen_ui(ui, screen, &themes, &text, &state.views, &mut state.remembered, &mut state.acts);
                for act in state.acts.take() {
                    state.views.apply(&act);
                    state.taken.push(act);
                }
            },
            state,
        );
        let mut stage = Self { harness };
        stage.frames();
        stage
    }

    /// A few frames, whether or not something moves.
    pub(super) fn frames(&mut self) {
        self.harness.run_steps(4);
    }

    /// Presses what is called so, the first of several.
    pub(super) fn click(&mut self, label: &str) {
        let found = self.harness.get_all_by_label(label).find(|node| PRESSED.contains(&node.accesskit_node().role()));
        found.unwrap_or_else(|| panic!("nothing to press is called {label:?}")).click_accesskit();
        self.frames();
    }

    pub(super) fn key(&mut self, key: egui::Key) {
        self.harness.key_press(key);
        self.frames();
    }

    /// Something is called so, or says so.
    pub(super) fn says(&self, label: &str) -> bool {
        self.harness.query_all_by_label(label).next().is_some()
    }

    /// Something says so among other words.
    pub(super) fn mentions(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    /// What is called so cannot be pressed.
    pub(super) fn is_disabled(&self, label: &str) -> bool {
        self.harness.get_all_by_label(label).all(|node| node.accesskit_node().is_disabled())
    }

    /// What was asked for since the last look.
    pub(super) fn taken(&mut self) -> Vec<UiAct> {
        std::mem::take(&mut self.harness.state_mut().taken)
    }
}
