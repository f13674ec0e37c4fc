//! Hashing passwords: argon2id (RFC 9106), without letting it become a weapon.
//!
//! One hash takes 19 MB and some 30 ms of a core. Without a bound, a hundred sign-ins at once are
//! a denial of service; so only a few run at a time, in memory that is kept, and few may wait.

use crate::randomness::Randomness;
use argon2::password_hash::phc::{Ident, Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use domain::email::Email;
use domain::field::Issue;
use domain::user::check_password;
use domain::{Error, Result};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, available_parallelism};
use tokio::sync::oneshot;

/// KiB of memory, passes and lanes: OWASP's first choice for argon2id.
const COST: (u32, u32, u32) = (19_456, 2, 1);
/// The bytes of a hash.
const OUTPUT: usize = 32;
/// How many sign-ins may wait for each one that runs.
const WAITING: usize = 16;
/// How far hashing stands back behind everything else (POSIX, `nice`).
#[cfg(target_os = "linux")]
const NICE: i32 = 10;
/// The zxcvbn score from which a password is taken: "safely unguessable".
const STRONG: u8 = 3;

/// The characters of random passwords: no `0` and `O`, no `1`, `I` and `l`.
const CHARACTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";
/// How many a random password has: 115 bits.
const LENGTH: usize = 20;

/// A random password, none of whose characters looks like another one.
pub fn random_password(randomness: &Randomness) -> Result<String> {
    let mut password = String::with_capacity(LENGTH);
    while password.len() < LENGTH {
        let [byte] = randomness.bytes()?;
        // What is beyond the characters is thrown away, so that each of them is as likely.
        if let Some(character) = CHARACTERS.get(usize::from(byte & 63)) {
            password.push(char::from(*character));
        }
    }
    Ok(password)
}

/// Something to do, with the memory that a hash takes.
type Work = Box<dyn FnOnce(&mut Vec<Block>) + Send>;

/// The hasher: threads of its own, which give way to everything else.
pub struct Passwords {
    /// What waits for a thread.
    queue: SyncSender<Work>,
    /// A hash that no password has, for people who do not exist.
    dummy: String,
}

impl Passwords {
    /// A hasher for this machine.
    pub fn new() -> Result<Self> {
        let cores = available_parallelism().map_or(1, usize::from);
        let most = (cores / 2).max(1);
        let (queue, waiting) = sync_channel(most * WAITING);
        let waiting = Arc::new(Mutex::new(waiting));
        for _ in 0..most {
            let waiting = Arc::clone(&waiting);
            let thread = Builder::new().name("passwords".to_owned());
            thread.spawn(move || serve(&waiting)).map_err(failed)?;
        }
        Ok(Self {
            queue,
            dummy: hash("", &mut Vec::new()).map_err(failed)?,
        })
    }

    /// The hash of a password, in PHC form.
    pub async fn hash(&self, password: String) -> Result<String> {
        self.run(move |memory| hash(&password, memory)).await
    }

    /// Whether a password is the one that was hashed. Without a hash the answer is no, after the
    /// same work, so that nobody learns from the time it takes who exists.
    pub async fn verify(&self, password: String, hashed: Option<String>) -> Result<bool> {
        let is_known = hashed.is_some();
        let hashed = hashed.unwrap_or_else(|| self.dummy.clone());
        let is_right = self
            .run(move |memory| verify(&password, &hashed, memory))
            .await?;
        Ok(is_right && is_known)
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Vec<Block>) -> argon2::password_hash::Result<T> + Send + 'static,
    ) -> Result<T> {
        let (tell, told) = oneshot::channel();
        let work = Box::new(move |memory: &mut Vec<Block>| {
            // Whoever has hung up while they waited is not worked for.
            if !tell.is_closed() {
                let _ = tell.send(work(memory));
            }
        });
        match self.queue.try_send(work) {
            Ok(()) => told.await.map_err(failed)?.map_err(failed),
            Err(TrySendError::Full(_)) => Err(Error::Unavailable),
            Err(error @ TrySendError::Disconnected(_)) => Err(failed(error)),
        }
    }
}

/// What a thread does, for as long as there is a hasher. Its memory is kept between two hashes.
fn serve(waiting: &Mutex<Receiver<Work>>) {
    give_way();
    let mut memory = Vec::new();
    let next = || {
        let waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.recv()
    };
    while let Ok(work) = next() {
        // Whoever waits is told that the sender is gone; the next one finds a thread all the same.
        let _ = catch_unwind(AssertUnwindSafe(|| work(&mut memory)));
    }
}

/// Lets pages go first: on Linux `nice` is about the thread alone. Where that cannot be had,
/// passwords are hashed all the same.
fn give_way() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::nice(NICE) {
        tracing::warn!(%error, "hashing passwords does not give way to pages");
    }
}

fn hash(password: &str, memory: &mut Vec<Block>) -> argon2::password_hash::Result<String> {
    let (m, t, p) = COST;
    let params = Params::new(m, t, p, Some(OUTPUT))?;
    let salt = Salt::generate();
    let output = output(password, &salt, &params, memory)?;
    let hash = PasswordHash {
        algorithm: Ident::new(Algorithm::Argon2id.as_str())?,
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(&params)?,
        salt: Some(salt),
        hash: Some(output),
    };
    Ok(hash.to_string())
}

fn verify(
    password: &str,
    hashed: &str,
    memory: &mut Vec<Block>,
) -> argon2::password_hash::Result<bool> {
    let hashed = PasswordHash::new(hashed)?;
    let params = Params::try_from(&hashed)?;
    let salt = hashed
        .salt
        .as_ref()
        .ok_or(argon2::password_hash::Error::SaltInvalid)?;
    // Compared in constant time by the type.
    Ok(hashed.hash == Some(output(password, salt, &params, memory)?))
}

fn output(
    password: &str,
    salt: &[u8],
    params: &Params,
    memory: &mut Vec<Block>,
) -> argon2::password_hash::Result<Output> {
    memory.resize(params.block_count(), Block::default());
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
    let mut bytes = [0; OUTPUT];
    argon2.hash_password_into_with_memory(password.as_bytes(), salt, &mut bytes, memory)?;
    Ok(Output::new(&bytes)?)
}

fn failed(cause: impl std::fmt::Display) -> Error {
    tracing::error!(%cause, "a password could not be hashed");
    Error::Internal(None)
}

/// Refuses a password that guessing programs find (zxcvbn), also from what else was typed.
pub fn check_strength(password: &str, email: &Email, others: &[&str]) -> Result<(), Issue> {
    check_password(password, email)?;
    let mut known = vec!["entrepot".to_owned(), email.as_str().to_owned()];
    for other in others {
        // Names are guessed word by word, and with their spaces left out.
        known.extend(other.split_whitespace().map(str::to_owned));
        known.push(other.split_whitespace().collect());
    }
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let score = zxcvbn::zxcvbn(password, &known).score();
    if u8::from(score) < STRONG {
        Err(Issue::Weak)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_of_an_existing_person_is_right() {
        let passwords = Passwords::new().unwrap();
        let hashed = passwords.hash("wooden ferry at dawn".into()).await.unwrap();
        assert!(
            hashed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hashed}"
        );
        let verify = |password: &str, hash| passwords.verify(password.to_owned(), hash);
        assert_eq!(
            verify("wooden ferry at dawn", Some(hashed.clone())).await,
            Ok(true)
        );
        assert_eq!(
            verify("wooden ferry at dusk", Some(hashed)).await,
            Ok(false)
        );
        assert_eq!(verify("", None).await, Ok(false));
    }

    #[tokio::test]
    async fn a_crowd_is_told_to_come_back() {
        let passwords = Passwords::new().unwrap();
        let crowd = (0..400).map(|_| passwords.verify("x".into(), None));
        let answers = futures::future::join_all(crowd).await;
        assert!(answers.contains(&Ok(false)) && answers.contains(&Err(Error::Unavailable)));
    }

    #[test]
    fn a_random_password_is_strong_and_has_no_look_alikes() {
        let email = Email::parse("ana@alba.example").unwrap();
        let mut seen = std::collections::HashSet::new();
        for _ in 0..200 {
            let password = random_password(&Randomness::OfTheSystem).unwrap();
            assert_eq!(password.len(), LENGTH);
            assert!(!password.contains(['0', 'O', 'o', '1', 'I', 'l', 'i', 'L']));
            assert_eq!(check_strength(&password, &email, &[]), Ok(()));
            assert!(seen.insert(password));
        }
    }

    #[test]
    fn what_is_easily_guessed_is_refused() {
        let email = Email::parse("sanne@polder-speech.example").unwrap();
        let check = |password| check_strength(password, &email, &["Polder Speech"]);
        assert_eq!(check("password1234"), Err(Issue::Weak));
        assert_eq!(check("polderspeech"), Err(Issue::Weak));
        assert_eq!(check("polderspeech1234"), Err(Issue::Weak));
        assert_eq!(check("wooden ferry at dawn"), Ok(()));
    }
}
