//! How the server is to run: flags, and environment variables of the same names.

use crate::http::client_address::Network;
use crate::mail::{MailServer, SenderAddress};
use clap::Args;
use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;

/// Where the data is.
#[derive(Args, Clone)]
pub struct Database {
    /// The database: `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/NAME`
    #[arg(
        long = "database-url",
        env = "DATABASE_URL",
        default_value = "sqlite:data/entrepot.db",
        hide_env_values = true,
        global = true,
        value_name = "URL"
    )]
    pub url: String,
}

impl Database {
    /// The address without the password, for people and logs.
    pub fn shown(&self) -> String {
        let Some((scheme, rest)) = self.url.split_once("://") else {
            return self.url.clone();
        };
        // Parameters may hold a password too; none of them is worth showing.
        let rest = rest.split('?').next().unwrap_or_default();
        match rest.rsplit_once('@') {
            None => format!("{scheme}://{rest}"),
            Some((user, host)) => {
                let name = user.split(':').next().unwrap_or_default();
                format!("{scheme}://{name}:***@{host}")
            }
        }
    }
}

/// The options of `serve`.
#[derive(Args, Clone, Debug)]
pub struct Config {
    /// The address to listen on
    #[arg(
        long,
        env = "ENTREPOT_LISTEN",
        default_value = "127.0.0.1:3000",
        value_name = "ADDRESS"
    )]
    pub listen: SocketAddr,

    /// The address people reach this server by; links and cookies are made for it
    #[arg(
        long,
        env = "ENTREPOT_PUBLIC_URL",
        default_value = "http://127.0.0.1:3000",
        value_name = "URL"
    )]
    pub public_url: PublicUrl,

    /// The folder with the built pages' scripts, styles and images
    #[arg(
        long,
        env = "ENTREPOT_SITE_ROOT",
        default_value = "target/site",
        value_name = "FOLDER"
    )]
    pub site_root: PathBuf,

    /// The mail server that mail is handed to, such as
    /// `smtp://USER:PASSWORD@mail.example.com:587?tls=required`; without one mail stays in the
    /// outbox
    #[arg(
        long,
        env = "ENTREPOT_SMTP_URL",
        hide_env_values = true,
        value_name = "URL"
    )]
    pub smtp_url: Option<MailServer>,

    /// The address that mail comes from [default: entrepot@ and the host of the public URL]
    #[arg(long, env = "ENTREPOT_MAIL_FROM", value_name = "EMAIL")]
    pub mail_from: Option<SenderAddress>,

    /// Reverse proxies whose X-Forwarded-For and X-Request-Id are believed, such as 10.0.0.0/8;
    /// several are separated by commas
    #[arg(
        long,
        env = "ENTREPOT_TRUSTED_PROXIES",
        value_delimiter = ',',
        value_name = "NETWORKS"
    )]
    pub trusted_proxies: Vec<Network>,

    /// The most connections at a time; further ones wait
    #[arg(
        long,
        env = "ENTREPOT_MAX_CONNECTIONS",
        default_value_t = 1024,
        value_name = "NUMBER"
    )]
    pub max_connections: u32,

    /// The most seconds a page may take before it is answered with 503
    #[arg(
        long,
        env = "ENTREPOT_REQUEST_TIMEOUT",
        default_value_t = 30,
        value_name = "SECONDS"
    )]
    pub request_timeout: u64,

    /// How many requests a second a program may send to the HTTP API, on average
    #[arg(
        long,
        env = "ENTREPOT_API_RATE",
        default_value_t = 100,
        value_name = "NUMBER"
    )]
    pub api_rate: u32,

    /// The largest file that can be imported in the browser, in MB
    #[arg(
        long,
        env = "ENTREPOT_UPLOAD_LIMIT",
        default_value_t = 512,
        value_name = "MB"
    )]
    pub upload_limit: u64,
}

impl Config {
    /// The most bytes of a request that is not an upload.
    pub const REQUEST_MAX: usize = 1024 * 1024;

    /// The address that mail comes from; none if the public URL's host cannot have one.
    pub fn mail_from(&self) -> Option<SenderAddress> {
        let of_host = || {
            let host = self.public_url.host();
            // A bare address is a host too, in brackets (RFC 5321, 4.1.3).
            let written = [format!("entrepot@{host}"), format!("entrepot@[{host}]")];
            written.iter().find_map(|address| address.parse().ok())
        };
        self.mail_from.clone().or_else(of_host)
    }

    /// The most bytes of an upload.
    pub const fn upload_max(&self) -> u64 {
        self.upload_limit.saturating_mul(1024 * 1024)
    }
}

/// The address people reach the server by: scheme and host, without a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    is_https: bool,
    authority: String,
}

impl PublicUrl {
    /// Whether connections to it are encrypted, so that cookies can insist on it.
    pub const fn is_https(&self) -> bool {
        self.is_https
    }

    /// Host and, if it is not the usual one, port.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// The host name alone.
    pub fn host(&self) -> &str {
        let authority = self.authority();
        authority
            .rsplit_once(':')
            .map_or(authority, |(host, _)| host)
    }
}

impl FromStr for PublicUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "has to be http:// or https:// and a host, without a path";
        let uri: http::Uri = text.trim_end_matches('/').parse().map_err(|_| WRONG)?;
        let is_https = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(WRONG),
        };
        match uri.authority() {
            Some(authority) if uri.path() == "/" && !authority.as_str().contains('@') => Ok(Self {
                is_https,
                authority: authority.as_str().to_ascii_lowercase(),
            }),
            _ => Err(WRONG),
        }
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.is_https { "https" } else { "http" };
        write!(f, "{scheme}://{}", self.authority)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown() {
        let shown = |url: &str| {
            Database {
                url: url.to_owned(),
            }
            .shown()
        };
        assert_eq!(shown("sqlite:data/entrepot.db"), "sqlite:data/entrepot.db");
        assert_eq!(
            shown("postgres://entrepot:s3c@ret@db.example/entrepot?password=x"),
            "postgres://entrepot:***@db.example/entrepot"
        );
        assert_eq!(
            shown("postgres://db.example/entrepot"),
            "postgres://db.example/entrepot"
        );
    }

    #[test]
    fn a_public_url_has_no_path() {
        assert_eq!(
            "https://Console.example/"
                .parse::<PublicUrl>()
                .map(|url| url.to_string()),
            Ok("https://console.example".to_owned())
        );
        for wrong in [
            "console.example",
            "ftp://console.example",
            "https://console.example/a",
            "",
        ] {
            assert!(wrong.parse::<PublicUrl>().is_err(), "{wrong}");
        }
    }
}
