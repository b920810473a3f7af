//! Settings of the operator, folders, and the content that comes with the program.

pub mod content;
#[cfg(not(target_arch = "wasm32"))]
pub mod paths;
