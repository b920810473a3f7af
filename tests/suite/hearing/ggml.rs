//! A model file of our own in whisper.cpp's format: all of the head (hyper-parameters, mel filters, vocabulary) and none
//! of the weights, which whisper.cpp accepts for tests. Loading, encoding, decoding, threads and memory are real; no
//! text comes out.

use std::path::{Path, PathBuf};

const MELS: u32 = 80;
const POINTS: u32 = 201;

/// Writes the file. The width is smaller than that of any published model, so that tests take no time.
pub(crate) fn write(folder: &Path) -> PathBuf {
    let (vocabulary, audio_context, width, heads, layers, text_context) = (51_864_u32, 1500_u32, 64_u32, 1_u32, 4_u32, 448_u32);
    let mut bytes = Vec::new();
    let numbers = [0x6767_6d6c, vocabulary, audio_context, width, heads, layers, text_context, width, heads, layers, MELS, 1, MELS, POINTS];
    bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    bytes.extend(filters().iter().flat_map(|value| value.to_le_bytes()));
    // Token by token: its length and its bytes. The loader names the rest itself.
    let words: Vec<String> =
        (32_u8..127).map(|c| char::from(c).to_string()).chain(["Ġthe", " the", " and", " I"].map(str::to_owned)).collect();
    bytes.extend((words.len() as u32).to_le_bytes());
    for word in words {
        bytes.extend((word.len() as u32).to_le_bytes());
        bytes.extend(word.as_bytes());
    }
    let path = folder.join("ggml-empty.en.bin");
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Triangles on the mel scale of 2595 log10(1 + f / 700), from 0 to 8 kHz over the bins of a 400-point transform.
fn filters() -> Vec<f32> {
    let mel = |hz: f32| 2595.0 * (1.0 + hz / 700.0).log10();
    let hz = |mel: f32| 700.0 * (10f32.powf(mel / 2595.0) - 1.0);
    let edge = |n: u32| hz(mel(8000.0) * n as f32 / (MELS + 1) as f32);
    let weight = |band: u32, bin: u32| {
        let (low, centre, high) = (edge(band), edge(band + 1), edge(band + 2));
        let at = bin as f32 * 40.0;
        ((at - low) / (centre - low)).min((high - at) / (high - centre)).max(0.0) * 2.0 / (high - low)
    };
    (0..MELS).flat_map(|band| (0..POINTS).map(move |bin| weight(band, bin))).collect()
}
