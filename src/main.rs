//! The program: everything is in the library.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    greenroom::cli::run()
}

#[cfg(target_arch = "wasm32")]
fn main() {}
