//! Graphics as far as Linux tells without a renderer: manifests of Vulkan drivers, and the kernel's render nodes.

use std::fs;
use std::path::{Path, PathBuf};

use super::finding::{Finding, Group};

const GROUP: Group = Group::Graphics;

#[cfg_attr(feature = "room", expect(dead_code, reason = "a build with the room asks the renderer instead; the tests look at the rest"))]
pub(super) fn look(variable: impl Fn(&str) -> Option<String>) -> Finding {
    judge(&drivers(variable), &names_in(Path::new("/dev/dri"), "renderD"))
}

/// The Vulkan drivers that its loader would find, by the names of their manifests.
fn drivers(variable: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let named = ["VK_DRIVER_FILES", "VK_ICD_FILENAMES"].iter().find_map(|name| variable(name).filter(|value| !value.is_empty()));
    if let Some(files) = named {
        return files
            .split(':')
            .map(PathBuf::from)
            .filter(|file| file.is_file())
            .filter_map(|file| Some(file.file_stem()?.to_string_lossy().into_owned()))
            .collect();
    }
    let folders = ["/usr/share/vulkan/icd.d", "/usr/local/share/vulkan/icd.d", "/etc/vulkan/icd.d"];
    folders
        .iter()
        .flat_map(|folder| names_in(Path::new(folder), ""))
        .filter_map(|name| name.strip_suffix(".json").map(str::to_owned))
        .collect()
}

fn names_in(folder: &Path, prefix: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let names = entries.filter_map(Result::ok).map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| name.starts_with(prefix)).collect();
    names.sort();
    names
}

fn judge(drivers: &[String], devices: &[String]) -> Finding {
    let software = |driver: &&String| driver.starts_with("lvp");
    let hardware = drivers.iter().any(|driver| !software(&driver));
    // NVIDIA's own driver works without the kernel's render nodes.
    let nvidia = drivers.iter().any(|driver| driver.starts_with("nvidia"));
    if hardware && (!devices.is_empty() || nvidia) {
        let text = format!("a graphics device and Vulkan drivers ({}); which one draws is known when the room opens", drivers.join(", "));
        return Finding::found(GROUP, "adapter", text);
    }
    if drivers.iter().any(|driver| software(&driver)) {
        let text = "no graphics device that a driver here could use: a build with the room is drawn by the processor, slowly";
        return Finding::missing(GROUP, "adapter", text, "install the graphics card's Vulkan driver, or lower the quality in the room");
    }
    let text = format!(
        "no Vulkan driver for {}: a build with the room cannot be drawn",
        if devices.is_empty() { "this machine" } else { "its graphics device" }
    );
    Finding::missing(GROUP, "adapter", text, "install mesa-vulkan-drivers; `greenroom rehearse` needs none")
}

#[cfg(test)]
mod tests {
    use super::super::finding::State;
    use super::*;

    fn of(drivers: &[&str], devices: &[&str]) -> Finding {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        judge(&owned(drivers), &owned(devices))
    }

    #[test]
    fn a_driver_without_a_device_is_no_graphics_card() {
        assert_eq!(of(&["intel_icd.x86_64", "lvp_icd.x86_64"], &["renderD128"]).state, State::Found);
        assert_eq!(of(&["nvidia_icd"], &[]).state, State::Found);
        let software = of(&["intel_icd.x86_64", "lvp_icd.x86_64"], &[]);
        assert!(software.state == State::Missing && software.text.contains("slowly"), "{software}");
        let nothing = of(&[], &["renderD128"]);
        assert!(nothing.state == State::Missing && nothing.text.contains("cannot be drawn"), "{nothing}");
    }

    #[test]
    fn the_loaders_variable_goes_before_the_folders() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = folder.path().join("nvidia_icd.json");
        fs::write(&manifest, "{}").unwrap();
        let list = format!("{}:/no/such/file.json", manifest.display());
        assert_eq!(drivers(|name| (name == "VK_DRIVER_FILES").then(|| list.clone())), ["nvidia_icd"]);
    }
}
