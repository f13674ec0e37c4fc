//! Saying what is being done and how long it took.

use std::time::{Duration, Instant};

use anyhow::Result;

/// A numbered walk through the steps of one command.
pub struct Steps {
    total: usize,
    done: Vec<(String, Duration)>,
    started: Instant,
}

impl Steps {
    /// A walk of so many steps.
    pub fn new(total: usize) -> Self {
        Self {
            total,
            done: Vec::new(),
            started: Instant::now(),
        }
    }

    /// Does one step: its title before, its time after.
    pub fn step<T>(&mut self, title: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let number = self.done.len() + 1;
        println!("\n[{number}/{}] {title} …", self.total);
        let started = Instant::now();
        let outcome = work();
        let time = started.elapsed();
        match &outcome {
            Ok(_) => println!("[{number}/{}] done in {}", self.total, Seconds(time)),
            Err(_) => println!("[{number}/{}] failed after {}", self.total, Seconds(time)),
        }
        self.done.push((title.to_owned(), time));
        outcome
    }

    /// The table of all steps so far.
    pub fn print_times(&self) {
        println!("\n{:>8}  step", "time");
        for (title, time) in &self.done {
            println!("{:>8}  {title}", Seconds(*time).to_string());
        }
        println!("{:>8}  in all", Seconds(self.started.elapsed()).to_string());
    }

    /// How many steps were begun.
    pub fn count(&self) -> usize {
        self.done.len()
    }
}

/// A duration as people read it: `0.4 s`, `212 s`.
struct Seconds(Duration);

impl std::fmt::Display for Seconds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let precision = usize::from(self.0 < Duration::from_secs(10));
        write!(f, "{:.precision$} s", self.0.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_times_have_a_decimal_and_long_ones_none() {
        assert_eq!(Seconds(Duration::from_millis(420)).to_string(), "0.4 s");
        assert_eq!(Seconds(Duration::from_secs(212)).to_string(), "212 s");
    }

    #[test]
    fn a_failed_step_counts_and_its_error_comes_back() {
        let mut steps = Steps::new(1);
        let outcome: Result<()> = steps.step("Trying", || anyhow::bail!("no"));
        assert!(outcome.is_err());
        assert_eq!(steps.count(), 1);
    }
}
