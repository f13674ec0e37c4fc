//! One operation of the API, as people read it.

use super::schema::{Part, fields, part};
use super::sentence;
use maud::{Markup, html};
use serde_json::Value;

/// One operation.
pub struct Operation {
    /// Its name, unique in the page.
    pub id: String,
    /// Its method, in capitals.
    pub method: String,
    /// Its address beneath the beginning of the API.
    pub path: String,
    about: Value,
    /// All words in it, in lower case.
    words: String,
}

/// All operations, in the order of their groups.
pub fn all(description: &Value) -> Vec<Operation> {
    let mut all = Vec::new();
    for (path, methods) in description["paths"].as_object().into_iter().flatten() {
        for (method, about) in methods.as_object().into_iter().flatten() {
            let id = about["operationId"].as_str().unwrap_or_default().to_owned();
            let mut operation = Operation {
                words: String::new(),
                method: method.to_uppercase(),
                path: path.clone(),
                about: about.clone(),
                id,
            };
            let text = operation.markup(description).into_string();
            operation.words = text.to_lowercase();
            all.push(operation);
        }
    }
    all.sort_by_key(|operation| (operation.group(), operation.path.clone()));
    all
}

impl Operation {
    fn group(&self) -> String {
        self.about["tags"][0]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Whether every word of a search is in it.
    pub fn matches(&self, search: &str) -> bool {
        let search = search.to_lowercase();
        search
            .split_whitespace()
            .all(|word| self.words.contains(word))
    }

    /// The operation with all that can be sent and all that is answered.
    pub fn markup(&self, description: &Value) -> Markup {
        let text = |key: &str| self.about[key].as_str().unwrap_or_default();
        html! {
            section.card.api-operation id=(self.id) aria-labelledby=(format!("{}-title", self.id)) {
                div.api-text {
                    h2 id=(format!("{}-title", self.id)) {
                        span.api-method data-method=(self.method) { (self.method) }
                        " " code { (self.path) }
                    }
                    p { (sentence(text("summary"))) }
                    @if !text("description").is_empty() { p { (sentence(text("description"))) } }
                    p { "Scope: " (self.scopes()) "." }
                    (table("Parameters", &self.parameters(description)))
                    @for body in self.bodies(description) { (body) }
                    @for answer in self.answers(description) { (answer) }
                }
            }
        }
    }

    /// One of these lets a program in.
    fn scopes(&self) -> Markup {
        let needed = self.about["security"].as_array().into_iter().flatten();
        let scopes: Vec<&str> = needed
            .flat_map(|it| it["token"].as_array().into_iter().flatten())
            .filter_map(Value::as_str)
            .collect();
        html! {
            @if scopes.is_empty() { "none, any token will do" }
            @for (at, scope) in scopes.iter().enumerate() {
                @if at > 0 { " or " }
                code { (scope) }
            }
        }
    }

    fn parameters(&self, description: &Value) -> Vec<Part> {
        let parameters = self.about["parameters"].as_array().into_iter().flatten();
        parameters
            .map(|parameter| {
                let name = parameter["name"].as_str().unwrap_or_default();
                let is_required = parameter["required"].as_bool().unwrap_or_default();
                let described = parameter["description"].as_str();
                Part {
                    description: described.unwrap_or_default().to_owned(),
                    place: parameter["in"].as_str().unwrap_or_default().to_owned(),
                    ..part(description, name, &parameter["schema"], is_required)
                }
            })
            .collect()
    }

    fn bodies(&self, description: &Value) -> Vec<Markup> {
        let body = &self.about["requestBody"];
        let note = body["description"].as_str().unwrap_or_default();
        contents(body)
            .map(|(media_type, schema)| {
                html! {
                    h3 { "Body, " code { (media_type) } }
                    @if !note.is_empty() { p { (sentence(note)) "." } }
                    (table("Fields", &fields(description, schema)))
                }
            })
            .collect()
    }

    fn answers(&self, description: &Value) -> Vec<Markup> {
        let answers = self.about["responses"].as_object().into_iter().flatten();
        // How every operation refuses stands at the beginning of the page.
        let good = answers.filter(|(status, _)| status.starts_with('2'));
        good.map(|(status, answer)| {
            let note = answer["description"].as_str().unwrap_or_default();
            html! {
                h3 { "Answer " (status) }
                p { (sentence(note)) "." }
                @for (media_type, schema) in contents(answer) {
                    @let fields = fields(description, schema);
                    @if !fields.is_empty() {
                        (table(&format!("Fields, {media_type}"), &fields))
                    }
                }
            }
        })
        .collect()
    }
}

/// What stands in a body, by media type.
fn contents(body: &Value) -> impl Iterator<Item = (&String, &Value)> {
    let contents = body["content"].as_object().into_iter().flatten();
    contents.map(|(media_type, content)| (media_type, &content["schema"]))
}

fn table(caption: &str, parts: &[Part]) -> Markup {
    html! {
        @if !parts.is_empty() {
            div.api-scroll tabindex="0" role="group" aria-label=(caption) {
                table.plain-table {
                    caption.unseen { (caption) }
                    thead { tr {
                        th scope="col" { "Name" }
                        th scope="col" { "Type" }
                        th scope="col" { "Meaning" }
                    } }
                    tbody {
                        @for part in parts {
                            tr {
                                th scope="row" {
                                    code { (part.name) }
                                    @if part.is_required { " " small { "required" } }
                                }
                                td {
                                    (part.kind)
                                    @if !part.place.is_empty() { " " small { (part.place) } }
                                }
                                td { (sentence(&part.description)) }
                            }
                        }
                    }
                }
            }
        }
    }
}
