//! Tells Cargo that the embedded content changes with its folders: a procedural macro cannot say so itself.

// What a build script prints is how it speaks to Cargo.
#![expect(clippy::print_stdout, reason = "a build script speaks to Cargo through its standard output")]

fn main() {
    println!("cargo::rerun-if-changed=scenarios");
    println!("cargo::rerun-if-changed=seeds");
}
