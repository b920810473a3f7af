//! Recognition with whisper.cpp, on the CPU.

use std::path::Path;
use std::thread::available_parallelism;

use whisper_rs::{FullParams, SamplingStrategy, WhisperContext, WhisperContextParameters, WhisperState, WhisperTokenId};

use super::model_file::{self, ModelInfo};
use super::recogniser::{Cancel, Hints, Recognised, Recogniser, RecogniserError, RecogniserMaker};
use super::tokens::{self, Token};
use crate::speech::vad::SAMPLE_RATE;

/// Shorter sound is filled up with silence: whisper.cpp guesses wildly below a second.
const SHORTEST: usize = SAMPLE_RATE as usize + SAMPLE_RATE as usize / 10;
/// The encoder has one position per 20 ms.
const POSITIONS_PER_SECOND: f32 = 50.0;
/// Positions beyond the sound. With none, the last word is often lost or said twice.
const MARGIN: u32 = 96;
/// Fewer positions make the decoder repeat itself.
const FEWEST: u32 = 256;
/// Positions are taken in steps of this, which keeps whisper.cpp's buffers from being laid out anew for every segment.
const STEP: u32 = 64;
/// More threads than this make whisper.cpp slower, not faster.
const MOST_THREADS: usize = 8;
/// Tokens of a prompt, at most; the decoder's own limit is 224.
const PROMPT_TOKENS: usize = 160;

/// A loaded model with its working memory.
pub struct Whisper {
    context: WhisperContext,
    state: WhisperState,
    info: ModelInfo,
    threads: i32,
    /// Parameters that hold memory which whisper-rs never frees are made once for each flag and language and copied.
    templates: Vec<Template>,
    prompt: (String, Vec<WhisperTokenId>),
}

struct Template {
    cancel: Cancel,
    language: String,
    params: FullParams<'static, 'static>,
}

/// Cancel flags and languages in use at once; more than these are forgotten.
const TEMPLATES: usize = 8;

/// Loads this model on the thread that recognises.
#[must_use]
pub fn maker(model: std::path::PathBuf) -> RecogniserMaker {
    Box::new(move || Ok(Box::new(Whisper::load(&model)?)))
}

impl Whisper {
    /// Loads a model file: seconds, and as much memory as the file is long and half as much again.
    ///
    /// # Errors
    /// When the file is no model, or whisper.cpp refuses it.
    pub fn load(path: &Path) -> Result<Self, RecogniserError> {
        let info = model_file::check(path).map_err(|error| RecogniserError::Unavailable(error.to_string()))?;
        // Without them whisper.cpp writes to the standard error stream.
        whisper_rs::install_logging_hooks();
        let refused = |error: whisper_rs::WhisperError| {
            RecogniserError::Unavailable(format!("the speech model {} could not be loaded ({error}); fetch it again", path.display()))
        };
        let context = WhisperContext::new_with_params(path, WhisperContextParameters::default()).map_err(refused)?;
        let state = context.create_state().map_err(refused)?;
        // One core is left to the voice, the room and the ears.
        let cores = available_parallelism().map_or(1, usize::from);
        let threads = cores.saturating_sub(1).clamp(1, MOST_THREADS) as i32;
        Ok(Self { context, state, info, threads, templates: Vec::new(), prompt: Default::default() })
    }

    /// What was loaded.
    #[must_use]
    pub fn info(&self) -> ModelInfo {
        self.info
    }

    fn params(&mut self, hints: &Hints, cancel: &Cancel) -> FullParams<'static, 'static> {
        // An English model knows no other language.
        let language = if self.info.multilingual { hints.primary_language() } else { "en".to_owned() };
        let language = if whisper_rs::get_lang_id(&language).is_some() { language } else { "en".to_owned() };
        if let Some(template) = self.templates.iter().find(|template| template.cancel.same(cancel) && template.language == language) {
            return template.params.clone();
        }
        let mut params = FullParams::new(SamplingStrategy::Greedy { best_of: 1 });
        params.set_n_threads(self.threads);
        params.set_no_context(true);
        params.set_temperature_inc(0.0);
        params.set_suppress_blank(true);
        params.set_suppress_nst(true);
        params.set_token_timestamps(true);
        params.set_print_special(false);
        params.set_print_progress(false);
        params.set_print_realtime(false);
        params.set_print_timestamps(false);
        if language != "en" {
            params.set_language(Some(Box::leak(language.clone().into_boxed_str())));
        }
        let flag = cancel.clone();
        // Already boxed: whisper-rs 0.16 passes a pointer to a boxed closure to a trampoline for the unboxed one, which
        // is only right when the two are the same type.
        let stop: Box<dyn FnMut() -> bool> = Box::new(move || flag.is_cancelled());
        params.set_abort_callback_safe::<_, Box<dyn FnMut() -> bool>>(stop);
        if self.templates.len() == TEMPLATES {
            self.templates.remove(0);
        }
        self.templates.push(Template { cancel: cancel.clone(), language, params: params.clone() });
        params
    }

    /// The tokens that the decoder is primed with. As tokens and not as text, because whisper-rs never frees the text.
    fn prime(&mut self, hints: &Hints) -> Vec<WhisperTokenId> {
        let text = hints.prompt().replace('\0', " ");
        if self.prompt.0 != text {
            // A text too long for the room yields none, and recognition does without.
            let tokens = if text.is_empty() { Vec::new() } else { self.context.tokenize(&text, PROMPT_TOKENS).unwrap_or_default() };
            self.prompt = (text, tokens);
        }
        self.prompt.1.clone()
    }

    fn collect(&self, seconds: f32) -> Recognised {
        let end_of_text = self.context.token_eot();
        let mut table = Vec::new();
        let mut no_speech = 0.0_f32;
        for segment in self.state.as_iter() {
            no_speech = no_speech.max(segment.no_speech_probability());
            for token in (0..segment.n_tokens()).filter_map(|index| segment.get_token(index)) {
                let data = token.token_data();
                table.push(Token {
                    bytes: token.to_bytes().map(<[u8]>::to_vec).unwrap_or_default(),
                    start_cs: data.t0,
                    end_cs: data.t1,
                    probability: data.p,
                    special: data.id >= end_of_text,
                });
            }
        }
        tokens::words(&table, no_speech, seconds)
    }
}

impl Recogniser for Whisper {
    fn name(&self) -> String {
        let language = if self.info.multilingual { "" } else { ".en" };
        format!("whisper.cpp {} {}{language}", whisper_rs::WHISPER_CPP_VERSION, self.info.size_name())
    }

    fn recognise(&mut self, pcm: &[f32], hints: &Hints, cancel: &Cancel) -> Result<Recognised, RecogniserError> {
        if cancel.is_cancelled() {
            return Err(RecogniserError::Cancelled);
        }
        let seconds = pcm.len() as f32 / SAMPLE_RATE as f32;
        let mut sound = pcm.to_vec();
        sound.resize(sound.len().max(SHORTEST), 0.0);
        let prompt = self.prime(hints);
        let mut params = self.params(hints, cancel);
        params.set_single_segment(hints.partial);
        params.set_audio_ctx(positions(sound.len(), self.info.audio_context) as i32);
        if !prompt.is_empty() {
            params.set_tokens(&prompt);
        }
        match self.state.full(params, &sound) {
            Ok(()) => Ok(self.collect(seconds)),
            Err(_stopped) if cancel.is_cancelled() => Err(RecogniserError::Cancelled),
            Err(error) => Err(RecogniserError::Failed(error.to_string())),
        }
    }
}

/// How many of the encoder's positions so many samples need.
fn positions(samples: usize, most: u32) -> u32 {
    let needed = (samples as f32 / SAMPLE_RATE as f32 * POSITIONS_PER_SECOND).ceil() as u32 + MARGIN;
    needed.max(FEWEST).div_ceil(STEP).saturating_mul(STEP).min(most)
}
