//! What `closure!` is called with.

use syn::{ExprClosure, Path, Type};

/// `crate = path, once |name: Type| …`
pub(crate) struct Closure {
    /// Where the runtime is, if not under its own name.
    pub(crate) runtime: Option<Path>,
    pub(crate) once: bool,
    pub(crate) expression: ExprClosure,
    pub(crate) parameters: Vec<Type>,
}
