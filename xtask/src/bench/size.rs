use anyhow::{Result, bail};
use serde::{Deserialize, Serialize};

use super::feature::{FEATURES, Feature};
use super::generated::{self, Attribute, Generated};
use super::script::Host;
use crate::mode::Flags;
use crate::table;
use crate::toolchain::Toolchain;

const FEW: u32 = 11;
const MANY: u32 = 101;

/// Bytes as shipped: wasm after `wasm-opt -Oz` without names, JavaScript minified.
#[derive(Serialize)]
pub(crate) struct Sizes {
    /// Of a crate with one trivial export.
    plain: Size,
    export: Size,
    /// What `#[export]` costs: its runtime, and each further function beyond what plain takes for it.
    runtime: Size,
    plain_per_export: Size,
    more_per_export: Size,
    /// What each feature adds to a crate with one trivial export.
    features: Vec<Added>,
}

#[derive(Serialize)]
struct Added {
    feature: &'static str,
    plain: Size,
    export: Size,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
struct Size {
    wasm: f64,
    js: f64,
    wasm_gzip: f64,
    js_gzip: f64,
}

impl Size {
    fn minus(self, other: Self) -> Self {
        self.with(other, |one, other| one - other)
    }

    fn each(self) -> Self {
        let functions = f64::from(MANY - FEW);
        self.with(self, |all, _| all / functions)
    }

    fn with(self, other: Self, f: impl Fn(f64, f64) -> f64) -> Self {
        Self {
            wasm: f(self.wasm, other.wasm),
            js: f(self.js, other.js),
            wasm_gzip: f(self.wasm_gzip, other.wasm_gzip),
            js_gzip: f(self.js_gzip, other.js_gzip),
        }
    }

    /// Of wasm and of JavaScript, each with what gzip makes of it.
    fn shown(self) -> [String; 2] {
        [(self.wasm, self.wasm_gzip), (self.js, self.js_gzip)]
            .map(|(bytes, sent)| format!("{bytes:.0} ({sent:.0}) B"))
    }
}

pub(crate) fn measure(toolchain: &Toolchain, flags: Flags) -> Result<Sizes> {
    let counts = [1, FEW, MANY].map(|exports| (exports, None));
    let features = FEATURES.iter().map(|feature| (1, Some(feature)));
    let crates: Vec<_> = counts
        .into_iter()
        .chain(features)
        .flat_map(|(exports, feature)| {
            [Attribute::Plain, Attribute::Export].map(|attribute| Generated {
                attribute,
                exports,
                feature,
            })
        })
        .collect();
    generated::write(&crates)?;
    let files = crates.iter().map(|one| one.build(toolchain, flags));
    let files = files.collect::<Result<Vec<_>>>()?;
    let host = Host::find(None, flags.mode)?;
    let sizes: Vec<Size> = host.run("size", |command| {
        command.args(files);
    })?;
    let [
        plain,
        export,
        plain_few,
        export_few,
        plain_many,
        export_many,
        with_features @ ..,
    ] = &sizes[..]
    else {
        bail!("{} sizes of {} packages", sizes.len(), crates.len());
    };
    let plain_per_export = plain_many.minus(*plain_few).each();
    let per_export = export_many.minus(*export_few).each();
    let added = |(feature, pair): (&Feature, &[Size])| Added {
        feature: feature.name,
        plain: pair[0].minus(*plain),
        export: pair[1].minus(*export),
    };
    Ok(Sizes {
        plain: *plain,
        export: *export,
        runtime: export.minus(*plain),
        plain_per_export,
        more_per_export: per_export.minus(plain_per_export),
        features: FEATURES
            .iter()
            .zip(with_features.chunks(2))
            .map(added)
            .collect(),
    })
}

impl Sizes {
    pub(crate) fn print(&self) {
        let row = |name: &str, size: Size, targets: &str| {
            let [wasm, js] = size.shown();
            [name.to_owned(), wasm, js, targets.to_owned()]
        };
        println!();
        table::print(&[
            ["size (gzip)", "wasm", "JavaScript", "target"].map(str::to_owned),
            row("plain, one export", self.plain, ""),
            row("export, one export", self.export, ""),
            row("the runtime", self.runtime, "20480 (8192) B, 8192 (3584) B"),
            row("plain, each export", self.plain_per_export, ""),
            row("export, each more than plain", self.more_per_export, "60 B"),
        ]);
        let row = |added: &Added| {
            let ([plain, plain_js], [export, export_js]) =
                (added.plain.shown(), added.export.shown());
            [added.feature.to_owned(), plain, plain_js, export, export_js]
        };
        let header = [
            "more for",
            "plain: wasm",
            "JavaScript",
            "export: wasm",
            "JavaScript",
        ];
        let header = header.map(str::to_owned);
        let rows: Vec<_> = [header]
            .into_iter()
            .chain(self.features.iter().map(row))
            .collect();
        println!();
        table::print(&rows);
    }
}
