//! The order of the program's own source.
