//! What `#[import]` stands on.

use proc_macro2::Ident;
use syn::{
    ForeignItem, ForeignItemFn, ForeignItemStatic, ForeignItemType, ItemFn, ItemForeignMod,
    ItemStatic, Path, Type,
};

use crate::args::import::{ExternArgs, ImportedFunctionArgs, ImportedStaticArgs, ImportedTypeArgs};

/// An `extern "C"` block.
pub(crate) struct ExternBlock {
    pub(crate) args: ExternArgs,
    /// Its attributes and ABI, with nothing in it.
    pub(crate) header: ItemForeignMod,
    pub(crate) items: Vec<Imported>,
}

/// What is declared in it.
pub(crate) enum Imported {
    Function(Box<ImportedFunction>),
    Type(ImportedTypeArgs, ForeignItemType),
    Static(ImportedStaticArgs, ForeignItemStatic),
    /// A string that JavaScript is to hold: `static TEXT: JsString = "…";`
    Text(ImportedStaticArgs, Box<ItemStatic>),
    /// Left to wasm-bindgen, or to the compiler, as it is.
    Other(ForeignItem),
}

pub(crate) struct ImportedFunction {
    pub(crate) args: ImportedFunctionArgs,
    /// As the user wrote it, but for its options.
    pub(crate) item: ForeignItemFn,
    pub(crate) role: Role,
    /// Without a method's `this`.
    pub(crate) parameters: Vec<(Ident, Type)>,
    pub(crate) returned: Returned,
    /// It has parameters of types or lifetimes, whose bounds wasm-bindgen adds to.
    pub(crate) is_generic: bool,
}

impl ImportedFunction {
    /// Whether it has returned by the time that its wrapper does: what it borrows can be ours, and its result is
    /// no promise.
    pub(crate) fn is_sync(&self) -> bool {
        self.item.sig.asyncness.is_none()
    }
}

/// A generic function, as wasm-bindgen has written it.
pub(crate) struct Written {
    pub(crate) function: ItemFn,
    /// The runtime's path, if an exception is to unwind.
    pub(crate) unwinds: Option<Path>,
    /// It stands in an `impl` block.
    pub(crate) is_member: bool,
    /// It returns a reference to an object.
    pub(crate) is_reference: bool,
}

/// What it is a member of, by the type that has it.
pub(crate) enum Role {
    Free,
    Static(Type),
    Constructor(Type),
    Method(Type),
}

/// What an import returns.
pub(crate) struct Returned {
    /// Without the `Result` of a `catch`. None, if it returns nothing.
    pub(crate) ty: Option<Type>,
    pub(crate) crossing: Crossing,
    pub(crate) exception: Exception,
}

/// How the value comes from JavaScript.
pub(crate) enum Crossing {
    Value,
    /// As `Nullable<T>`: a value in the table of references would be lost with each exception, as
    /// wasm-bindgen reserves its place before it looks for one.
    Nullable,
    /// A constructor's, as a type by this name that stands for the `Nullable`: wasm-bindgen wants
    /// it to be a bare path.
    Made(Ident),
}

/// What becomes of an exception.
pub(crate) enum Exception {
    Unwinds,
    /// With `catch`: the error of the function's `Result`, if it is named.
    Returned(Option<Box<Type>>),
}

impl Role {
    /// The type that it is a member of.
    pub(crate) fn owner(&self) -> Option<&Type> {
        match self {
            Self::Free => None,
            Self::Static(owner) | Self::Constructor(owner) | Self::Method(owner) => Some(owner),
        }
    }
}
