//! What the server gives to every page and server function.

use crate::failure::Failure;
use crate::flash::Flash;
use crate::sign_in::Door;
use crate::theme::Theme;
use crate::viewer::Frame;
use domain::Backend;
use domain::access::{Grants, Permit, Session};
use domain::brand::Brand;
use domain::customer::CheckedFile;
use domain::error::Error;
use domain::id::RequestId;
use domain::language::Language;
use domain::secrets::Secrets;
use domain::sign_in::SecretHash;
use domain::timestamp::Timestamp;
use leptos::prelude::use_context;
use std::sync::Arc;

/// What pages know of the installation: the same for as long as the server runs.
#[derive(Debug)]
pub struct Installation {
    /// Its host name.
    pub host: String,
    /// Where its mail comes from, if any does.
    pub mail_from: Option<String>,
    /// Whether mail is handed to a mail server.
    pub sends_mail: bool,
}

/// The request as pages see it. Provided by the server to pages and server functions alike.
#[derive(Clone)]
pub struct Context {
    /// The store.
    pub backend: Arc<dyn Backend>,
    /// Random links and hashed passwords.
    pub secrets: Arc<dyn Secrets + Send + Sync>,
    /// What is the same for every request.
    pub installation: Arc<Installation>,
    /// When the request came.
    pub now: Timestamp,
    /// Who is signed in.
    pub session: Option<Session>,
    /// Whether nobody is, because the request is made in a support login that is over.
    pub is_support_over: bool,
    /// The session that is signed in by.
    pub token: Option<SecretHash>,
    /// What the frame of a page shows them; server functions have none.
    pub frame: Option<Frame>,
    /// On a page that nobody has signed in to: whose it is.
    pub brand: Option<Brand>,
    /// The request's ID, for errors shown to a person.
    pub request: RequestId,
    /// What a form that was posted without WebAssembly left behind.
    pub flash: Option<Flash>,
    /// The chosen theme.
    pub theme: Theme,
    /// The language of the request.
    pub language: Language,
    /// Which sign-in page this address stands for.
    pub door: Door,
    /// On the import page: the file that its address names, if it is still there. After it has
    /// been applied, the report says so.
    pub import: Option<CheckedFile>,
}

/// The context of this request. It is missing only while routes are listed at start.
fn context() -> Result<Context, Failure> {
    use_context::<Context>().ok_or(Failure(Error::Unavailable))
}

/// The store.
pub fn backend() -> Result<Arc<dyn Backend>, Failure> {
    context().map(|context| context.backend)
}

/// What makes links and checks passwords.
pub fn secrets() -> Result<Arc<dyn Secrets + Send + Sync>, Failure> {
    context().map(|context| context.secrets)
}

/// What is the same for every request.
pub fn installation() -> Result<Arc<Installation>, Failure> {
    context().map(|context| context.installation)
}

/// When the request came.
pub fn now() -> Result<Timestamp, Failure> {
    context().map(|context| context.now)
}

/// The signed-in person.
pub fn session() -> Result<Session, Failure> {
    let context = context()?;
    let nobody = if context.is_support_over {
        Error::SupportOver
    } else {
        Error::SignedOut
    };
    context.session.ok_or(Failure(nobody))
}

/// The session that the person is signed in by.
pub fn token() -> Result<SecretHash, Failure> {
    context()?.token.ok_or(Failure(Error::SignedOut))
}

/// The permit for `P`, if the signed-in person may have it.
pub fn allowed<P: Grants>() -> Result<Permit<P>, Failure> {
    Ok(Permit::ask(&session()?)?)
}

/// The ID of this request, for what only the page knows to be wrong.
pub fn request() -> Option<RequestId> {
    use_context::<Context>().map(|context| context.request)
}
