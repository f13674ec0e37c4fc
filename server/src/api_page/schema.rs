//! What can be sent and what is answered, field by field.

use serde_json::Value;

/// How deep fields within fields are shown.
const DEPTH_MAX: usize = 4;

/// A field or a parameter.
pub struct Part {
    /// Its name, with the names of what it is in before it.
    pub name: String,
    /// What it holds.
    pub kind: String,
    /// What it means.
    pub description: String,
    /// Whether it has to be there.
    pub is_required: bool,
    /// Where it is sent, if that is not the body.
    pub place: String,
}

/// A part without fields of its own.
pub fn part(description: &Value, name: &str, schema: &Value, is_required: bool) -> Part {
    // What may be null is one of two: itself, with its description, or nothing.
    let choices = schema["oneOf"].as_array().into_iter().flatten();
    let mut described = std::iter::once(schema).chain(choices);
    let meaning = described.find_map(|it| it["description"].as_str());
    Part {
        name: name.to_owned(),
        kind: kind(description, schema),
        description: meaning.unwrap_or_default().replace('\n', " "),
        is_required,
        place: String::new(),
    }
}

/// All fields of a schema, with the fields of those behind them.
pub fn fields(description: &Value, schema: &Value) -> Vec<Part> {
    let mut parts = Vec::new();
    collect(description, schema, "", 0, &mut parts);
    parts
}

fn collect(description: &Value, schema: &Value, within: &str, depth: usize, parts: &mut Vec<Part>) {
    let schema = resolved(description, schema);
    if depth > DEPTH_MAX {
        return;
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        collect(description, part, within, depth, parts);
    }
    // What may be null is one of two: itself, or nothing.
    for choice in schema["oneOf"].as_array().into_iter().flatten() {
        collect(description, choice, within, depth, parts);
    }
    if schema["items"].is_object() {
        collect(
            description,
            &schema["items"],
            &format!("{within}[]."),
            depth,
            parts,
        );
    }
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        let is_required = required.iter().any(|it| it.as_str() == Some(name));
        let full = format!("{within}{name}");
        parts.push(part(description, &full, field, is_required));
        collect(description, field, &format!("{full}."), depth + 1, parts);
    }
}

/// A schema, or the one that it refers to.
fn resolved<'a>(description: &'a Value, schema: &'a Value) -> &'a Value {
    let reference = schema["$ref"].as_str();
    let pointer = reference.and_then(|it| it.strip_prefix('#'));
    pointer
        .and_then(|pointer| description.pointer(pointer))
        .unwrap_or(schema)
}

fn kind(description: &Value, schema: &Value) -> String {
    let schema = resolved(description, schema);
    let format = schema["format"].as_str();
    let one = |word: &str| match (word, format) {
        ("string", Some(format)) => format.to_owned(),
        ("array", _) => "list".to_owned(),
        (word, _) => word.to_owned(),
    };
    let choices = schema["oneOf"].as_array();
    match &schema["type"] {
        Value::String(word) => one(word),
        Value::Array(words) => {
            let words = words.iter().filter_map(Value::as_str).map(one);
            words.collect::<Vec<_>>().join(" or ")
        }
        _ => choices.map_or_else(
            || "object".to_owned(),
            |choices| {
                let kinds = choices.iter().map(|choice| kind(description, choice));
                kinds.collect::<Vec<_>>().join(" or ")
            },
        ),
    }
}
