//! Tells Cargo that the embedded content changes with its folders: a procedural macro cannot say so itself.

fn main() {
    println!("cargo::rerun-if-changed=scenarios");
    println!("cargo::rerun-if-changed=seeds");
}
