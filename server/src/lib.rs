//! The process: configuration, HTTP, sign-in sessions, import and export, command line.

#![recursion_limit = "256"]

pub mod api;
mod api_page;
pub mod api_token;
mod assets;
mod audit;
pub mod cli;
pub mod clock;
pub mod code;
pub mod config;
mod cookie;
mod csv_file;
pub mod customers;
pub mod demo;
mod door;
mod flash;
pub mod guard;
mod health;
pub mod http;
mod invitation;
mod jobs;
mod join;
mod links;
pub mod live;
mod local_path;
pub mod log;
pub mod logo;
pub mod mail;
mod pages;
mod password;
mod passwords;
mod plain_form;
pub mod randomness;
pub mod router;
pub mod secret;
pub mod serve;
mod session;
pub mod setup;
pub mod sign_in;
pub mod site;
pub mod support;
mod theme;
mod usage_csv;
mod usage_export;
mod vault;
mod words;
