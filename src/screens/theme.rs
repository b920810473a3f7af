//! The look: tokens of `assets/theme.toml` turned into egui's styles. No other file of the screens names a colour or a size of type.

use egui::style::{HandleShape, ScrollFadeStyle, ScrollStyle, Selection, TextCursorStyle, WidgetVisuals, Widgets};
use egui::{Color32, CornerRadius, FontFamily, FontId, Margin, RichText, Shadow, Stroke, Style, TextStyle, Visuals, vec2};
use egui::{FontData, FontDefinitions};
use serde::Deserialize;
use thiserror::Error;

const TOKENS: &str = include_str!("../../assets/theme.toml");

/// Family of the semibold text face.
const STRONG: &str = "strong";
/// Family of the face of headings.
const DISPLAY: &str = "display";

/// The tokens cannot be read.
#[derive(Debug, Error)]
#[error("the look in theme.toml cannot be read: {0}")]
pub struct ThemeError(#[from] toml::de::Error);

/// Colours of one look.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described where it is set: assets/theme.toml")]
pub struct Palette {
    pub dark: bool,
    #[serde(deserialize_with = "colour")]
    pub ground: Color32,
    #[serde(deserialize_with = "colour")]
    pub raised: Color32,
    #[serde(deserialize_with = "colour")]
    pub sunken: Color32,
    #[serde(deserialize_with = "colour")]
    pub line: Color32,
    #[serde(deserialize_with = "colour")]
    pub outline: Color32,
    #[serde(deserialize_with = "colour")]
    pub text: Color32,
    #[serde(deserialize_with = "colour")]
    pub soft: Color32,
    #[serde(deserialize_with = "colour")]
    pub faint: Color32,
    #[serde(deserialize_with = "colour")]
    pub accent: Color32,
    #[serde(deserialize_with = "colour")]
    pub accent_soft: Color32,
    #[serde(deserialize_with = "colour")]
    pub on_accent: Color32,
    #[serde(deserialize_with = "colour")]
    pub good: Color32,
    #[serde(deserialize_with = "colour")]
    pub fair: Color32,
    #[serde(deserialize_with = "colour")]
    pub poor: Color32,
    #[serde(deserialize_with = "colour")]
    pub focus: Color32,
    #[serde(deserialize_with = "colour")]
    pub veil: Color32,
    #[serde(deserialize_with = "colour")]
    pub scrim: Color32,
}

fn colour<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Color32, D::Error> {
    let hex = String::deserialize(deserializer)?;
    Color32::from_hex(&hex).map_err(|problem| serde::de::Error::custom(format!("{hex} is not a colour: {problem:?}")))
}

/// Distances in points.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "a scale: the names say the order")]
pub struct Space {
    pub hair: f32,
    pub small: f32,
    pub medium: f32,
    pub large: f32,
    pub wide: f32,
    pub huge: f32,
}

/// Sizes of type in points.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "a scale: the names say the order")]
pub struct Sizes {
    pub caption: f32,
    pub body: f32,
    pub lead: f32,
    pub title: f32,
    pub heading: f32,
    pub display: f32,
}

/// Corner radii in points.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "a scale: the names say the order")]
pub struct Radius {
    pub small: f32,
    pub medium: f32,
    pub large: f32,
}

/// Other measures in points.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Size {
    /// Height of what can be pressed.
    pub control: f32,
    /// Widest line of running text.
    pub measure: f32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tokens {
    house: Palette,
    paper: Palette,
    space: Space,
    r#type: Sizes,
    radius: Radius,
    size: Size,
}

/// One look, whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Colours.
    pub palette: Palette,
    /// Distances.
    pub space: Space,
    /// Sizes of type.
    pub sizes: Sizes,
    /// Corners.
    pub radius: Radius,
    /// Other measures.
    pub size: Size,
}

/// Both looks.
#[derive(Clone, Debug, PartialEq)]
pub struct Themes {
    /// Dark: everything that happens on the stage.
    pub house: Theme,
    /// Light: what is read.
    pub paper: Theme,
}

impl Themes {
    /// The look that comes with the program.
    ///
    /// # Errors
    /// When a token is missing, unknown or malformed.
    pub fn embedded() -> Result<Self, ThemeError> {
        let Tokens { house, paper, space, r#type: sizes, radius, size } = toml::from_str(TOKENS)?;
        let theme = |palette| Theme { palette, space, sizes, radius, size };
        Ok(Self { house: theme(house), paper: theme(paper) })
    }
}

/// Gives egui the typefaces. They are there from the next frame on; until then nothing may be drawn with them: see [`fonts_ready`].
pub fn install_fonts(ctx: &egui::Context) {
    let mut fonts = FontDefinitions::default();
    let faces: [(&str, &'static [u8]); 6] = [
        ("text", include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNext-Regular-latin.ttf")),
        ("text-ext", include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNext-Regular-latin-ext.ttf")),
        ("strong", include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNext-SemiBold-latin.ttf")),
        ("strong-ext", include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNext-SemiBold-latin-ext.ttf")),
        ("display", include_bytes!("../../assets/fonts/Fraunces-SemiBold-latin.ttf")),
        ("display-ext", include_bytes!("../../assets/fonts/Fraunces-SemiBold-latin-ext.ttf")),
    ];
    // Behind ours stand egui's own faces, for letters that ours do not have.
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    for (name, data) in &faces {
        fonts.font_data.insert((*name).to_owned(), FontData::from_static(data).into());
    }
    let family = |own: [&str; 2]| own.iter().map(|name| (*name).to_owned()).chain(fallback.clone()).collect::<Vec<_>>();
    fonts.families.insert(FontFamily::Proportional, family(["text", "text-ext"]));
    fonts.families.insert(FontFamily::Name(STRONG.into()), family(["strong", "strong-ext"]));
    fonts.families.insert(FontFamily::Name(DISPLAY.into()), family(["display", "display-ext"]));
    ctx.set_fonts(fonts);
}

/// Whether the typefaces of [`install_fonts`] can be drawn with.
#[must_use]
pub fn fonts_ready(ctx: &egui::Context) -> bool {
    ctx.fonts(|fonts| fonts.definitions().families.contains_key(&FontFamily::Name(DISPLAY.into())))
}

impl Theme {
    /// The regular text face.
    #[must_use]
    pub fn font(&self, size: f32) -> FontId {
        FontId::new(size, FontFamily::Proportional)
    }

    /// The semibold text face.
    #[must_use]
    pub fn strong_font(&self, size: f32) -> FontId {
        FontId::new(size, FontFamily::Name(STRONG.into()))
    }

    /// The face of headings.
    #[must_use]
    pub fn display_font(&self, size: f32) -> FontId {
        FontId::new(size, FontFamily::Name(DISPLAY.into()))
    }

    /// Small print.
    pub fn caption(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.font(self.sizes.caption)).color(self.palette.faint)
    }

    /// A small heading above a group.
    pub fn overline(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.strong_font(self.sizes.caption)).color(self.palette.accent)
    }

    /// Running text.
    pub fn body(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.font(self.sizes.body)).color(self.palette.text).line_height(Some(self.sizes.body * 1.4))
    }

    /// Running text in the second voice.
    pub fn soft(&self, text: impl Into<String>) -> RichText {
        self.body(text).color(self.palette.soft)
    }

    /// Running text with weight.
    pub fn strong(&self, text: impl Into<String>) -> RichText {
        self.body(text).font(self.strong_font(self.sizes.body))
    }

    /// Text that is read from a little further away.
    pub fn lead(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.font(self.sizes.lead)).color(self.palette.text).line_height(Some(self.sizes.lead * 1.4))
    }

    /// Heading of a card.
    pub fn title(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.display_font(self.sizes.title)).color(self.palette.text)
    }

    /// Heading of a page.
    pub fn heading(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.display_font(self.sizes.heading)).color(self.palette.text)
    }

    /// The name over the door.
    pub fn display(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.display_font(self.sizes.display)).color(self.palette.text)
    }

    /// Corner radius.
    #[must_use]
    pub fn corner(&self, radius: f32) -> CornerRadius {
        CornerRadius::same(radius as u8)
    }

    /// The same margin on all sides.
    #[must_use]
    pub fn margin(&self, width: f32) -> Margin {
        Margin::same(width as i8)
    }

    /// Everything that egui's own widgets go by.
    #[must_use]
    pub fn style(&self) -> Style {
        let mut style = Style { animation_time: 0.0, visuals: self.visuals(), ..Style::default() };
        style.text_styles = [
            (TextStyle::Small, self.font(self.sizes.caption)),
            (TextStyle::Body, self.font(self.sizes.body)),
            (TextStyle::Button, self.font(self.sizes.body)),
            (TextStyle::Heading, self.display_font(self.sizes.title)),
            (TextStyle::Monospace, FontId::new(self.sizes.caption, FontFamily::Monospace)),
        ]
        .into();
        style.spacing.item_spacing = vec2(self.space.small, self.space.small);
        style.spacing.button_padding = vec2(self.space.large, self.space.small);
        style.spacing.interact_size = vec2(24.0, 24.0);
        style.spacing.icon_width = 20.0;
        style.spacing.icon_width_inner = 10.0;
        style.spacing.icon_spacing = self.space.small;
        style.spacing.slider_width = 220.0;
        style.spacing.slider_rail_height = 6.0;
        style.spacing.scroll = ScrollStyle {
            bar_width: 8.0,
            floating_allocated_width: 0.0,
            dormant_background_opacity: 0.0,
            active_background_opacity: 0.0,
            dormant_handle_opacity: 0.5,
            fade: ScrollFadeStyle { strength: 0.0, ..ScrollFadeStyle::default() },
            ..ScrollStyle::thin()
        };
        style.interaction.selectable_labels = false;
        style
    }

    fn visuals(&self) -> Visuals {
        let p = &self.palette;
        let base = if p.dark { Visuals::dark() } else { Visuals::light() };
        let corner = self.corner(self.radius.small);
        let widget = |fill: Color32, edge: Stroke, ink: Color32| WidgetVisuals {
            bg_fill: fill,
            weak_bg_fill: fill,
            bg_stroke: edge,
            corner_radius: corner,
            fg_stroke: Stroke::new(1.5, ink),
            expansion: 0.0,
        };
        Visuals {
            widgets: Widgets {
                noninteractive: widget(p.raised, Stroke::new(1.0, p.line), p.text),
                inactive: widget(p.sunken, Stroke::new(1.0, p.outline), p.soft),
                hovered: widget(p.accent_soft, Stroke::new(1.5, p.accent), p.text),
                active: widget(p.accent_soft, Stroke::new(2.0, p.focus), p.text),
                open: widget(p.raised, Stroke::new(1.0, p.outline), p.text),
            },
            selection: Selection { bg_fill: p.accent_soft, stroke: Stroke::new(1.5, p.accent) },
            hyperlink_color: p.accent,
            faint_bg_color: p.raised,
            extreme_bg_color: p.sunken,
            text_edit_bg_color: Some(p.sunken),
            code_bg_color: p.sunken,
            warn_fg_color: p.fair,
            error_fg_color: p.poor,
            window_corner_radius: self.corner(self.radius.large),
            window_shadow: Shadow::NONE,
            window_fill: p.raised,
            window_stroke: Stroke::new(1.0, p.line),
            menu_corner_radius: corner,
            panel_fill: p.ground,
            popup_shadow: Shadow::NONE,
            text_cursor: TextCursorStyle { stroke: Stroke::new(2.0, p.accent), blink: false, ..TextCursorStyle::default() },
            weak_text_color: Some(p.faint),
            handle_shape: HandleShape::Circle,
            slider_trailing_fill: true,
            disabled_alpha: 0.8,
            override_text_color: None,
            ..base
        }
    }
}
