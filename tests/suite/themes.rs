//! Built-in themes and themes of one's own.
