//! What will draw the room. A build with the room asks for the adapter as the renderer will; one without it can only say
//! which drivers are installed and whether the kernel offers a graphics device.

use super::finding::{Finding, Group};

#[cfg(feature = "room")]
pub(super) fn look(_variable: impl Fn(&str) -> Option<String>) -> Vec<Finding> {
    use super::finding::State;

    const GROUP: Group = Group::Graphics;
    vec![match crate::picture::adapter() {
        Ok(adapter) if adapter.software => {
            let text = format!("{} ({}): the room is drawn by the processor, slowly", adapter.name, adapter.driver.trim());
            Finding::missing(GROUP, "adapter", text, "install the graphics card's Vulkan driver; until then the lowest quality is used")
        }
        Ok(adapter) => Finding::found(GROUP, "adapter", format!("{} ({})", adapter.name, adapter.driver.trim())),
        Err(error) => Finding::of_error(GROUP, "adapter", State::Problem, &error.to_string(), "`greenroom rehearse` needs none"),
    }]
}

#[cfg(not(feature = "room"))]
pub(super) fn look(variable: impl Fn(&str) -> Option<String>) -> Vec<Finding> {
    if cfg!(target_os = "linux") {
        return vec![super::drivers::look(variable)];
    }
    vec![Finding::found(Group::Graphics, "adapter", "the graphics adapter is known when the room opens")]
}
