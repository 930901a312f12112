//! The module about itself: version, compiler, target and processor.

use napi_derive::napi;

/// What this module was built from and runs on.
#[napi(object)]
pub struct ModuleInfo {
    /// Of the crate.
    pub version: String,
    /// `rustc --version`
    pub rustc: String,
    /// Target triple.
    pub target: String,
    /// Instruction sets of this machine's processor that the build might have used.
    pub cpu_features: String,
}

/// Version, compiler, target and processor.
#[napi]
#[must_use]
pub fn module_info() -> ModuleInfo {
    ModuleInfo {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        rustc: env!("MODULE_RUSTC").to_owned(),
        target: env!("MODULE_TARGET").to_owned(),
        cpu_features: cpu_features(),
    }
}

#[cfg(target_arch = "x86_64")]
fn cpu_features() -> String {
    let features = [
        ("sse4.2", is_x86_feature_detected!("sse4.2")),
        ("avx2", is_x86_feature_detected!("avx2")),
        ("fma", is_x86_feature_detected!("fma")),
        ("bmi2", is_x86_feature_detected!("bmi2")),
        ("adx", is_x86_feature_detected!("adx")),
        ("avx512f", is_x86_feature_detected!("avx512f")),
    ];
    features.iter().filter(|(_, found)| *found).map(|(name, _)| *name).collect::<Vec<_>>().join(" ")
}

#[cfg(not(target_arch = "x86_64"))]
fn cpu_features() -> String {
    std::env::consts::ARCH.to_owned()
}
