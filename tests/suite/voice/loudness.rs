//! Loudness over time.

use greenroom::speech::Envelope;

#[test]
fn an_envelope_follows_a_word_between_silences() {
    let mut samples = vec![0.0; 8_000];
    samples.extend((0..8_000).map(|n| 0.5 * (n as f32 * 0.3).sin()));
    samples.extend(vec![0.0; 8_000]);
    let envelope = Envelope::of(&samples, 16_000);
    assert!(envelope.relative(0.2) < 0.01);
    assert!(envelope.relative(0.75) > 0.9);
    assert!(envelope.relative(1.3) < 0.01);
    assert!(envelope.at(99.0) == 0.0 && envelope.at(-1.0) == 0.0);
}
