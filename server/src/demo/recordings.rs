//! What the demo's customers have transcribed, and what goes wrong with it. All of it is made up.

use super::dice::Dice;
use domain::transcription::Mode;

/// Recordings; a number stands in the place of each `{}`.
const RECORDINGS: [&str; 10] = [
    "Board meeting {}.wav",
    "interview-{}.mp3",
    "Council session {}.m4a",
    "Dictation {}.ogg",
    "podcast-episode-{}.mp3",
    "Hearing {}, room 2.wav",
    "Lecture {}.mp4",
    "Consultation {}.wav",
    "press-briefing-{}.flac",
    "Voicemail {}.amr",
];

/// What is spoken live.
const STREAMS: [&str; 6] = [
    "Reception desk {}",
    "Webinar {}",
    "Call centre line {}",
    "Live captions, hall {}",
    "Parliament TV {}",
    "Telephone conference {}",
];

/// What engines say when something goes wrong.
pub(super) const FAULTS: [&str; 5] = [
    "No speech was found in the recording.",
    "The audio ended before its header said so.",
    "The codec is not supported: AMR-WB+.",
    "The recording could not be fetched: 404 Not Found.",
    "The stream was cut off by the client.",
];

/// The name of a recording or stream.
pub(super) fn source_name(mode: Mode, dice: &mut Dice) -> String {
    let names: &[&str] = match mode {
        Mode::Batch => &RECORDINGS,
        Mode::Realtime => &STREAMS,
    };
    let number = dice.between(1, 99).to_string();
    dice.one_of(names).replace("{}", &number)
}
