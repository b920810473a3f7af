//! Which microphones there are.

use cpal::traits::{DeviceTrait as _, HostTrait as _};
use thiserror::Error;

/// A microphone that cannot be listened to.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DeviceError {
    /// There is none at all.
    #[error("no microphone was found; connect one, or type the answers")]
    NoDevice,
    /// The one that was asked for is not there.
    #[error("the microphone \"{0}\" was not found; choose another in the settings, or connect it")]
    NotFound(String),
    /// The system does not let us.
    #[error("the microphone may not be used; allow this program to use it in the system's privacy settings")]
    Denied,
    /// Another program holds it.
    #[error("the microphone is in use by another program; close that program and try again")]
    Busy,
    /// It speaks a format that nothing here can read.
    #[error("the microphone gives sound in the format {0}, which cannot be used; choose another microphone")]
    Format(String),
    /// Anything else that the sound system reports.
    #[error("the microphone cannot be opened ({0}); choose another microphone, or type the answers")]
    Failed(String),
}

impl DeviceError {
    pub(super) fn from_cpal(error: &cpal::Error) -> Self {
        match error.kind() {
            cpal::ErrorKind::PermissionDenied => Self::Denied,
            cpal::ErrorKind::DeviceBusy => Self::Busy,
            cpal::ErrorKind::DeviceNotAvailable | cpal::ErrorKind::HostUnavailable => Self::NoDevice,
            _ => Self::Failed(error.to_string()),
        }
    }
}

/// A microphone, for the settings and for `doctor`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Microphone {
    /// Names it for good; what the settings keep.
    pub id: String,
    /// As shown.
    pub name: String,
    /// Whether the system prefers it.
    pub default: bool,
    /// Its usual sample rate in Hz.
    pub sample_rate: u32,
    /// Its usual number of channels.
    pub channels: u16,
}

/// All microphones that can be opened, the default one first. An empty list is no error.
///
/// # Errors
/// When the sound system does not answer.
pub fn microphones() -> Result<Vec<Microphone>, DeviceError> {
    let host = cpal::default_host();
    let preferred = host.default_input_device().and_then(|device| id(&device));
    let devices = match host.input_devices() {
        Ok(devices) => devices,
        Err(error) if error.kind() == cpal::ErrorKind::HostUnavailable => return Ok(Vec::new()),
        Err(error) => return Err(DeviceError::from_cpal(&error)),
    };
    let described = devices.filter_map(|device| describe(&device, preferred.as_deref()));
    let mut found: Vec<Microphone> = described.filter(|microphone| !is_null(&microphone.id)).collect();
    found.sort_by_key(|microphone| !microphone.default);
    Ok(found)
}

/// ALSA's device that gives zeros, which is there even where no sound card is.
fn is_null(id: &str) -> bool {
    id.rsplit(':').next() == Some("null")
}

fn describe(device: &cpal::Device, preferred: Option<&str>) -> Option<Microphone> {
    // A device that cannot say what it gives cannot be opened either.
    let config = device.default_input_config().ok()?;
    let id = id(device)?;
    Some(Microphone {
        name: name(device).unwrap_or_else(|| id.clone()),
        default: preferred == Some(id.as_str()),
        sample_rate: config.sample_rate(),
        channels: config.channels(),
        id,
    })
}

/// The device with this id or name; the system's default for `None`.
pub(super) fn find(wanted: Option<&str>) -> Result<cpal::Device, DeviceError> {
    let host = cpal::default_host();
    let Some(wanted) = wanted else { return host.default_input_device().ok_or(DeviceError::NoDevice) };
    let devices = host.input_devices().map_err(|error| DeviceError::from_cpal(&error))?;
    let fits = |device: &cpal::Device| id(device).as_deref() == Some(wanted) || name(device).as_deref() == Some(wanted);
    devices.into_iter().find(fits).ok_or_else(|| DeviceError::NotFound(wanted.to_owned()))
}

fn id(device: &cpal::Device) -> Option<String> {
    Some(device.id().ok()?.to_string())
}

pub(super) fn name(device: &cpal::Device) -> Option<String> {
    Some(device.description().ok()?.name().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_device_that_gives_zeros_is_no_microphone() {
        assert!(is_null("alsa:null") && is_null("null"));
        assert!(!is_null("alsa:nullified") && !is_null("pulse:alsa_input.usb"));
    }
}
