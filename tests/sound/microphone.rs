//! A real microphone as the operating system sees it: a sound server of the test's own with a null sink, whose monitor
//! is the microphone. Skipped, and said so, where there is no PulseAudio.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use crossbeam_channel::{Receiver, bounded};
use greenroom::clock;
use greenroom::hearing::{
    Heard, Listener, ListenerOptions, Recogniser, RecogniserMaker, Scripted, Timebase, availability, devices, source,
};
use greenroom::interview::{Device, Input, Moment, TurnId};

use super::sound::{RATE, silence, speech, together, write};

const SENTENCE: &str = "I led the migration of our billing service.";
const FOLDER: &str = "GREENROOM_TEST_SOUND_SERVER";

fn works(program: &str, arguments: &[&str]) -> bool {
    Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

#[test]
#[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
fn a_voice_is_heard_through_the_operating_system() {
    for program in ["pulseaudio", "pactl", "paplay"] {
        if !works(program, &["--version"]) {
            println!("skipped: {program} is not installed (Debian: apt-get install pulseaudio pulseaudio-utils libasound2-plugins)");
            return;
        }
    }
    let folder = tempfile::tempdir().unwrap();
    // The sound system reads where its server is from the environment, which a test may not change for itself.
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "microphone::inside_a_sound_server", "--ignored", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder.path())
        .env("PULSE_SERVER", format!("unix:{}/native", folder.path().display()))
        .env("PULSE_RUNTIME_PATH", folder.path())
        .env("PULSE_STATE_PATH", folder.path())
        .env("XDG_RUNTIME_DIR", folder.path())
        .env("HOME", folder.path())
        .status()
        .unwrap();
    assert!(status.success());
}

/// A sound server that ends with the test.
struct Server(Child);

impl Server {
    fn start(folder: &Path) -> Self {
        let socket = format!("module-native-protocol-unix auth-anonymous=1 socket={}/native", folder.display());
        let child = Command::new("pulseaudio")
            .args(["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=yes", "--log-level=error"])
            .args(["--load", "module-null-sink sink_name=mic rate=48000 channels=2", "--load", &socket])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self(child);
        for _ in 0..200 {
            if works("pactl", &["info"]) {
                assert!(works("pactl", &["set-default-sink", "mic"]) && works("pactl", &["set-default-source", "mic.monitor"]));
                return server;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the sound server did not start");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.0.kill().unwrap_or_default();
        self.0.wait().map(drop).unwrap_or_default();
    }
}

fn wait_for<T>(reports: &Receiver<Heard>, fits: impl Fn(&Heard) -> Option<T>) -> T {
    let mut seen = Vec::new();
    loop {
        match reports.recv_timeout(Duration::from_secs(60)) {
            Ok(heard) => match fits(&heard) {
                Some(found) => return found,
                None => seen.push(heard),
            },
            Err(error) => panic!("{error} after {seen:?}"),
        }
    }
}

#[test]
#[ignore = "a_voice_is_heard_through_the_operating_system runs it with a sound server of its own"]
fn inside_a_sound_server() {
    let folder = std::path::PathBuf::from(std::env::var_os(FOLDER).unwrap());
    let server = Server::start(&folder);
    let found = devices::microphones().unwrap();
    assert!(found.iter().any(|microphone| microphone.default), "{found:?}");
    assert!(availability(None, None).microphone.present);

    let began = clock::now();
    let session = Arc::new(move || Moment::from_micros(clock::now().duration_since(began).as_micros() as u64));
    let (sender, reports) = bounded(1000);
    let maker: RecogniserMaker = Box::new(|| Ok(Box::new(Scripted::new([SENTENCE])) as Box<dyn Recogniser>));
    let mut options = ListenerOptions::new(source::microphone(None), Some(maker), Timebase::Clock(session));
    options.keep_sound = true;
    let listener = Listener::start(options, Arc::new(move |heard| sender.send(heard).unwrap_or_default())).unwrap();
    wait_for(&reports, |heard| matches!(heard, Heard::Source { ready: Ok(_) }).then_some(()));

    listener.listen(TurnId(1));
    let words = speech(SENTENCE);
    let file = write(&folder, "answer.wav", RATE, &together(&[&silence(700), &words, &silence(700)]));
    let mut player = Command::new("paplay").args(["--device=mic", &file.display().to_string()]).spawn().unwrap();
    let noticed = wait_for(&reports, |heard| match heard {
        Heard::Input { at, input: Input::SpeechBegan { turn: TurnId(1) } } => Some(*at),
        _ => None,
    });
    assert!(listener.meter().peak() > 0.05);
    let (start, pcm) = wait_for(&reports, |heard| match heard {
        Heard::Clip { turn: TurnId(1), segment: 0, start, pcm } => Some((*start, pcm.0.clone())),
        _ => None,
    });
    assert!(start < noticed, "the segment begins before the voice was noticed");
    let text = wait_for(&reports, |heard| match heard {
        Heard::Input { input: Input::Final { turn: TurnId(1), segment: 0, text, .. }, .. } => Some(text.clone()),
        _ => None,
    });
    assert_eq!(text, SENTENCE);
    let likeness = likeness(&pcm, &words[8_000..16_000]);
    assert!(likeness > 0.9, "what was heard is what was played: {likeness}");
    player.wait().unwrap();

    drop(server);
    wait_for(&reports, |heard| matches!(heard, Heard::Input { input: Input::DeviceLost { device: Device::Microphone }, .. }).then_some(()));
    let _server = Server::start(&folder);
    wait_for(&reports, |heard| matches!(heard, Heard::Input { input: Input::DeviceBack { device: Device::Microphone }, .. }).then_some(()));
}

/// The best normalised correlation of the pattern with any place in the sound.
fn likeness(sound: &[f32], pattern: &[f32]) -> f32 {
    let energy = |samples: &[f32]| samples.iter().map(|sample| sample * sample).sum::<f32>();
    let whole = energy(pattern);
    let at = |place: &[f32]| place.iter().zip(pattern).map(|(a, b)| a * b).sum::<f32>() / (energy(place) * whole).sqrt().max(1e-6);
    sound.windows(pattern.len()).map(at).fold(0.0, f32::max)
}
