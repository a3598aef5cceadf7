//! Leaves parts of a program out.

use std::ops::Range;

use syn::visit_mut::{self, VisitMut};
use syn::{
    Block, Expr, FieldValue, Fields, File, Ident, ImplItem, Item, ItemImpl, ItemMod, ItemStruct,
    Member, Visibility,
};

use super::signature::{CONTROLS, DIGEST, is_exported};

/// What can be left out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// Exports, which nothing else names.
    Exports,
    /// Items, fields, statements and links of chains: much of what is left does not compile.
    Everything,
}

pub(crate) fn parts(file: &File, level: Level) -> usize {
    let mut cut = Cut::new(level, 0..0);
    cut.file(&mut file.clone());
    cut.next
}

/// Without the parts that have these numbers.
pub(crate) fn without(file: &File, level: Level, parts: Range<usize>) -> File {
    let mut file = file.clone();
    Cut::new(level, parts).file(&mut file);
    file
}

struct Cut {
    level: Level,
    parts: Range<usize>,
    next: usize,
    /// Names of fields that are gone, so that nothing gives them values.
    fields: Vec<Ident>,
}

impl Cut {
    fn new(level: Level, parts: Range<usize>) -> Self {
        Self {
            level,
            parts,
            next: 0,
            fields: Vec::new(),
        }
    }

    fn file(&mut self, file: &mut File) {
        file.items.retain_mut(|item| {
            let is_export = matches!(item, Item::Fn(function)
                if is_exported(&function.attrs) && !CONTROLS.contains(&function.sig.ident.to_string().as_str()));
            self.stays(is_export, |cut| cut.visit_item_mut(item))
        });
    }

    /// Numbers a part, then what is in it.
    fn stays(&mut self, is_export: bool, inner: impl FnOnce(&mut Self)) -> bool {
        let counts = is_export || self.level == Level::Everything;
        let number = self.next;
        self.next += usize::from(counts);
        inner(self);
        !(counts && self.parts.contains(&number))
    }
}

impl VisitMut for Cut {
    fn visit_item_impl_mut(&mut self, block: &mut ItemImpl) {
        let exported = is_exported(&block.attrs);
        block.items.retain_mut(|item| {
            let is_export = matches!(item, ImplItem::Fn(method)
                if exported
                    && matches!(method.vis, Visibility::Public(_))
                    && method.sig.ident != DIGEST
                    && !is_exported(&method.attrs));
            self.stays(is_export, |cut| cut.visit_impl_item_mut(item))
        });
    }

    fn visit_item_mod_mut(&mut self, _: &mut ItemMod) {}

    fn visit_item_struct_mut(&mut self, class: &mut ItemStruct) {
        if let Fields::Named(fields) = &mut class.fields {
            let all = std::mem::take(&mut fields.named);
            for field in all {
                if self.stays(false, |_| {}) {
                    fields.named.push(field);
                } else {
                    self.fields.extend(field.ident);
                }
            }
        }
    }

    fn visit_block_mut(&mut self, block: &mut Block) {
        block
            .stmts
            .retain_mut(|statement| self.stays(false, |cut| cut.visit_stmt_mut(statement)));
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        match expr {
            Expr::MethodCall(call) if self.level == Level::Everything => {
                let mut inner = call.clone();
                let stays = self.stays(false, |cut| {
                    visit_mut::visit_expr_method_call_mut(cut, &mut inner);
                });
                *expr = if stays {
                    Expr::MethodCall(inner)
                } else {
                    *inner.receiver
                };
            }
            Expr::Struct(made) => {
                let all = std::mem::take(&mut made.fields).into_iter();
                let is_left = |field: &FieldValue| match &field.member {
                    Member::Named(name) => !self.fields.contains(name),
                    Member::Unnamed(_) => true,
                };
                made.fields = all.filter(is_left).collect();
                visit_mut::visit_expr_struct_mut(self, made);
            }
            other => visit_mut::visit_expr_mut(self, other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fuzz::program::parsed;

    fn left(text: &str, level: Level) -> Vec<String> {
        let file = parsed(text);
        let all = 0..parts(&file, level);
        let left = all.map(|part| prettyplease::unparse(&without(&file, level, part..part + 1)));
        left.map(|text| text.split_whitespace().collect()).collect()
    }

    #[test]
    fn leaves_out_each_statement_and_link() {
        let left = left("fn f() { a().b(); for x in y { z; } }", Level::Everything);
        assert_eq!(
            left,
            [
                "",
                "fnf(){forxiny{z;}}",
                "fnf(){a();forxiny{z;}}",
                "fnf(){a().b();}",
                "fnf(){a().b();forxiny{}}",
            ]
        );
    }

    #[test]
    fn leaves_out_a_field_with_its_value() {
        let text = "struct S { a: u8, b: u8 } fn new() -> S { S { a: 1, b: 2 } }";
        let left = left(text, Level::Everything);
        assert_eq!(left[1], "structS{b:u8,}fnnew()->S{S{b:2}}");
    }

    #[test]
    fn leaves_out_exports_alone() {
        let text = "#[export] pub fn e1() {} fn other() {} #[export] pub fn begin() {} \
                    #[export] impl Doc { #[export(constructor)] pub fn new() {} pub fn e2() {} }";
        let left = left(text, Level::Exports);
        assert_eq!(left.len(), 2);
        assert!(!left[0].contains("e1") && left[0].contains("e2"));
        assert!(!left[1].contains("e2") && left[1].contains("e1"));
    }
}
