//! The built-in themes are put into the program at compile time; Cargo has to be told that a
//! changed or new theme file asks for a new program.

fn main() {
    println!("cargo:rerun-if-changed=themes");
}
