//! How it was said: each measure beside its usual range, with where that range comes from. None of it is a mark.

use egui::{Label, Ui};

use crate::evaluation::{Delivery, Measure, Measured, measured};
use crate::screens::widgets::{Look, band_ui, card, paragraph};

/// Draws the measures of speech, or why there are none.
pub(super) fn delivery_ui(ui: &mut Ui, look: Look<'_>, delivery: &Delivery) {
    let theme = look.theme;
    card(look).show(ui, |ui| {
        ui.set_width(ui.available_width());
        for measured in measured(delivery) {
            // The longest pause stands with the number of them.
            if measured.measure != Measure::LongestPause {
                measure_ui(ui, look, delivery, &measured);
            }
        }
        if let Some(why) = &delivery.not_measured {
            paragraph(ui, look, theme.soft(look.say_with("not-measured", &[("why", why.into())])));
        }
        paragraph(ui, look, theme.caption(look.say("delivery-note")));
    });
}

fn measure_ui(ui: &mut Ui, look: Look<'_>, delivery: &Delivery, measured: &Measured) {
    let theme = look.theme;
    let seconds = |millis: u64| format!("{:.1}", millis as f64 / 1000.0);
    let one = format!("{:.1}", measured.value);
    let (id, value, range) = match measured.measure {
        Measure::Pace => ("pace", look.say_with("pace-value", &[("words", measured.value.round().into())]), "range-pace"),
        Measure::TalkRatio => ("talk-ratio", look.say_with("percent", &[("value", measured.value.round().into())]), "range-talk-ratio"),
        Measure::Latency => ("latency", look.say_with("seconds-value", &[("seconds", one.into())]), "range-latency"),
        Measure::Pauses | Measure::LongestPause => {
            let longest = delivery.pauses.as_ref().map_or(0, |pauses| pauses.longest_ms);
            let args = [("count", measured.value.into()), ("longest", seconds(longest).into())];
            ("pauses", look.say_with("pauses-value", &args), "range-pauses")
        }
        Measure::Fillers => ("fillers", look.say_with("fillers-value", &[("count", one.into())]), "range-fillers"),
    };
    ui.horizontal_wrapped(|ui| {
        ui.add(Label::new(theme.soft(look.say(id))));
        ui.add(Label::new(theme.strong(&value)));
    });
    if let Some(usual) = measured.measure.usual() {
        let args = [
            ("name", look.say(id).into()),
            ("value", (&value).into()),
            ("from", format!("{}", usual.from).into()),
            ("to", format!("{}", usual.to).into()),
        ];
        band_ui(ui, look, &usual, measured.value, &look.say_with("range-spoken", &args));
    }
    paragraph(ui, look, theme.caption(look.say(range)));
    ui.add_space(theme.space.small);
}
