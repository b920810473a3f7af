//! Settings of the operator, folders, the words of the screens, and the content that comes with the program.

#[cfg(not(target_arch = "wasm32"))]
pub mod claim;
pub mod content;
pub mod locale;
#[cfg(not(target_arch = "wasm32"))]
pub mod paths;
#[cfg(not(target_arch = "wasm32"))]
pub mod preferences;
pub mod prices;
#[cfg(not(target_arch = "wasm32"))]
pub mod settings;
