//! Buttons: one look for all, with the key that does the same.

use egui::{Color32, Response, Sense, Stroke, Ui, Vec2, WidgetInfo, WidgetType, vec2};

use super::Look;
use crate::session::acts::{Acts, UiAct};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// The one thing to do next. At most one on a screen.
    Primary,
    /// Something to do.
    #[default]
    Plain,
    /// Something that is there when it is looked for.
    Quiet,
    /// Something that cannot be taken back.
    Danger,
}

/// A button before it is drawn.
#[derive(Clone, Debug)]
pub struct Button<'a> {
    label: String,
    spoken: Option<String>,
    key: Option<&'a str>,
    kind: Kind,
    wide: Option<f32>,
    large: bool,
    enabled: bool,
}

impl<'a> Button<'a> {
    /// A plain button with these words.
    #[must_use]
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), spoken: None, key: None, kind: Kind::Plain, wide: None, large: false, enabled: true }
    }

    /// What a screen reader says, where the words alone do not tell which thing is meant.
    #[must_use]
    pub fn spoken(mut self, label: impl Into<String>) -> Self {
        self.spoken = Some(label.into());
        self
    }

    /// The key that does the same, shown behind the words.
    #[must_use]
    pub fn key(mut self, key: Option<&'a str>) -> Self {
        self.key = key;
        self
    }

    /// How much it asks for attention.
    #[must_use]
    pub fn kind(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    /// At least this wide, in points.
    #[must_use]
    pub fn wide(mut self, width: f32) -> Self {
        self.wide = Some(width);
        self
    }

    /// Larger than others.
    #[must_use]
    pub fn large(mut self) -> Self {
        self.large = true;
        self
    }

    /// Whether it can be pressed.
    #[must_use]
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Draws it.
    pub fn ui(self, ui: &mut Ui, look: Look<'_>) -> Response {
        let theme = look.theme;
        let p = theme.palette;
        // Not egui's way of disabling, which opens a scope of its own: such a scope does not wrap in a row.
        let enabled = self.enabled && ui.is_enabled();
        let size = if self.large { theme.sizes.lead } else { theme.sizes.body };
        let font = if self.kind == Kind::Primary { theme.strong_font(size) } else { theme.font(size) };
        let words = ui.painter().layout_no_wrap(self.label.clone(), font, Color32::PLACEHOLDER);
        let key = self.key.map(|key| ui.painter().layout_no_wrap(key.to_owned(), theme.font(theme.sizes.caption), Color32::PLACEHOLDER));
        let pad = if self.large { theme.space.wide } else { theme.space.large };
        let gap = theme.space.medium;
        let key_width = key.as_ref().map_or(0.0, |key| key.size().x + gap);
        let natural = words.size().x + key_width + 2.0 * pad;
        let height = if self.large { theme.size.control + theme.space.medium } else { theme.size.control };
        let desired = vec2(natural.max(self.wide.unwrap_or(0.0)), height);
        let (rect, response) = ui.allocate_exact_size(desired, if enabled { Sense::click() } else { Sense::hover() });
        let spoken = self.spoken.unwrap_or(self.label);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, enabled, &spoken));
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let lit = response.hovered() || response.has_focus();
        let (fill, edge, ink) = match self.kind {
            _ if !enabled => (Color32::TRANSPARENT, Stroke::new(1.0, p.line), p.faint.gamma_multiply(0.75)),
            Kind::Primary => (p.accent, Stroke::NONE, p.on_accent),
            Kind::Plain if lit => (p.accent_soft, Stroke::new(1.0, p.accent), p.text),
            Kind::Plain => (p.raised, Stroke::new(1.0, p.outline), p.text),
            Kind::Quiet if lit => (p.accent_soft, Stroke::NONE, p.text),
            Kind::Quiet => (Color32::TRANSPARENT, Stroke::NONE, p.soft),
            Kind::Danger => (p.poor, Stroke::NONE, if p.dark { p.sunken } else { p.raised }),
        };
        let corner = theme.corner(theme.radius.medium);
        let painter = ui.painter();
        painter.rect(rect, corner, fill, edge, egui::StrokeKind::Inside);
        if lit && matches!(self.kind, Kind::Primary | Kind::Danger) {
            painter.rect_stroke(rect.shrink(2.5), theme.corner(theme.radius.medium - 2.0), Stroke::new(1.0, ink), egui::StrokeKind::Inside);
        }
        focus_ring(ui, &response, look, theme.radius.medium);
        let left = rect.center().x - (words.size().x + key_width) / 2.0;
        let after = left + words.size().x + gap;
        let at = |galley: Vec2, x: f32| egui::pos2(x, rect.center().y - galley.y / 2.0);
        painter.galley(at(words.size(), left), words, ink);
        if let Some(key) = key {
            let faded = match self.kind {
                Kind::Primary | Kind::Danger if enabled => ink,
                _ => p.faint,
            };
            painter.galley(at(key.size(), after), key, faded);
        }
        response
    }
}

/// The ring around what has the keyboard.
pub(in crate::screens) fn focus_ring(ui: &Ui, response: &Response, look: Look<'_>, radius: f32) {
    if response.has_focus() {
        let ring = Stroke::new(2.0, look.theme.palette.focus);
        ui.painter().rect_stroke(response.rect.expand(3.0), look.theme.corner(radius + 3.0), ring, egui::StrokeKind::Inside);
    }
}

/// A button of an act: its words, its key; pressing it asks for it.
pub fn press(ui: &mut Ui, look: Look<'_>, acts: &mut Acts, act: UiAct, kind: Kind, enabled: bool) -> Response {
    let key = act.shortcut().map(|shortcut| shortcut.shown);
    let response = Button::new(look.say(act.label())).kind(kind).key(key).enabled(enabled).ui(ui, look);
    if response.clicked() {
        acts.push(act);
    }
    response
}
