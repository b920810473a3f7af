//! Conversion to 16 kHz.

use greenroom::hearing::convert::{RateError, To16k};
use greenroom::speech::levels;

use super::sound::tone;

/// Pieces of uneven length, as a sound system gives them.
fn converted(rate: usize, sound: &[f32]) -> Vec<f32> {
    let mut converter = To16k::new(rate as u32).unwrap();
    let mut out = Vec::new();
    let mut rest = sound;
    for length in [137, 480, 1, 1024, 333].into_iter().cycle() {
        let (piece, after) = rest.split_at(length.min(rest.len()));
        converter.push(piece, &mut out);
        rest = after;
        if rest.is_empty() {
            break;
        }
    }
    converter.finish(&mut out);
    out
}

const RATES: [usize; 9] = [8_000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000, 96_000, 192_000];

#[test]
fn a_tone_of_1_khz_keeps_its_pitch_level_and_length() {
    for rate in RATES {
        let out = converted(rate, &tone(1000.0, 0.5, rate, 2000));
        assert_eq!(out.len(), 32_000, "from {rate} Hz");
        let middle = &out[4_000..28_000];
        let rising = middle.windows(2).filter(|pair| pair[0] < 0.0 && pair[1] >= 0.0).count();
        assert!((rising as i64 - 1500).abs() <= 1, "from {rate} Hz: {rising} periods in 1.5 s");
        let level = levels::dbfs(levels::rms(middle)) - levels::dbfs(0.5 / std::f32::consts::SQRT_2);
        assert!(level.abs() < 0.2, "from {rate} Hz: off by {level} dB");
    }
}

#[test]
fn what_16_khz_cannot_hold_is_filtered_out() {
    for rate in [44_100, 48_000, 96_000] {
        let out = converted(rate, &tone(11_000.0, 0.5, rate, 1000));
        assert!(levels::dbfs(levels::rms(&out[2000..14_000])) < -60.0, "from {rate} Hz");
    }
}

#[test]
fn a_click_stays_where_it_was() {
    for rate in RATES {
        let mut sound = vec![0.0; rate];
        sound[rate / 2] = 1.0;
        let out = converted(rate, &sound);
        let at = (0..out.len()).max_by(|a, b| out[*a].abs().total_cmp(&out[*b].abs())).unwrap();
        assert!((at as i64 - 8000).abs() <= 2, "from {rate} Hz: at sample {at}");
    }
}

#[test]
fn odd_rates_are_converted_and_impossible_ones_refused() {
    assert_eq!(converted(44_099, &tone(500.0, 0.3, 44_099, 1000)).len(), 16_000);
    for rate in [0, 1, 3999, 1_000_000] {
        assert_eq!(To16k::new(rate).err(), Some(RateError(rate)));
    }
}
