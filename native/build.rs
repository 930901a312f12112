//! Hands the compiler's version and the target to `moduleInfo()`, and sets up the linking of a Node module.

use std::env;
use std::process::Command;

fn main() {
    napi_build::setup();
    let rustc = env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let version = Command::new(rustc)
        .arg("--version")
        .output()
        .ok()
        .and_then(|output| String::from_utf8(output.stdout).ok());
    println!("cargo::rustc-env=MODULE_RUSTC={}", version.as_deref().unwrap_or("unknown").trim());
    println!("cargo::rustc-env=MODULE_TARGET={}", env::var("TARGET").unwrap_or_default());
    println!("cargo::rerun-if-changed=build.rs");
}
