//! A thing of schema.org with its properties.
//!
//! In: properties by name. Out: JSON in which none of them is empty: what is not known is not said.

use serde::Serialize;
use serde_json::{Map, Value};

/// A thing and what is known of it.
#[derive(Debug)]
pub struct Thing(Map<String, Value>);

impl Thing {
    /// A thing of a type.
    pub fn new(kind: &str) -> Self {
        Thing(Map::new()).with("@type", kind)
    }

    /// Says one thing more, unless there is nothing to say.
    pub fn with(mut self, property: &str, value: impl Serialize) -> Self {
        let value = serde_json::to_value(value).unwrap_or_default();
        let nothing = match &value {
            Value::Null => true,
            Value::String(text) => text.trim().is_empty(),
            Value::Array(list) => list.is_empty(),
            Value::Object(entries) => entries.is_empty(),
            Value::Bool(_) | Value::Number(_) => false,
        };
        if !nothing {
            self.0.insert(property.to_owned(), value);
        }
        self
    }

    /// The thing as JSON.
    pub fn value(self) -> Value {
        Value::Object(self.0)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_not_known_is_not_said() {
        let thing = Thing::new("Person")
            .with("name", "Ann")
            .with("email", None::<String>)
            .with("url", " ")
            .with("knows", Vec::<String>::new());
        assert_eq!(thing.value(), json!({ "@type": "Person", "name": "Ann" }));
    }
}
