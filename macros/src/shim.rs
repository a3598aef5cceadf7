//! The function that JavaScript calls, beside the one that the user wrote.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{ReturnType, Type, parse_quote};

use crate::args::OnPanic;
use crate::ast::{Function, Parameter, Passing};
use crate::callable::Callable;
use crate::scope::{Module, Scope, placed};
use crate::signature::is_text;
use crate::taken::{Taken, poisoning, with_taken};

/// `owned_outlives_panic::<T>();` for each parameter, which points at the user's type.
pub(crate) fn checks(scope: &Scope<'_>, function: &Function) -> TokenStream {
    let private = &scope.private;
    let check = |passing, owned, shared| {
        let name = match passing {
            Passing::Plain | Passing::Owned => owned,
            Passing::Shared | Passing::Mutable => shared,
        };
        Ident::new(name, Span::mixed_site())
    };
    let receiver = function
        .receiver
        .iter()
        .filter(|receiver| !receiver.asserted);
    let receiver = receiver.zip(&scope.class).map(|(receiver, class)| {
        let check = check(
            receiver.passing,
            "owned_receiver_outlives_panic",
            "shared_receiver_outlives_panic",
        );
        let class = class.path;
        let span = receiver.token.span();
        let class = placed(span, class.to_token_stream());
        quote_spanned!(span=> #private::#check::<#class>();)
    });
    let parameters = function
        .parameters
        .iter()
        .filter(|parameter| !parameter.asserted && !matches!(parameter.passing, Passing::Plain));
    let parameters = parameters.map(|parameter| {
        let check = check(
            parameter.passing,
            "owned_outlives_panic",
            "shared_outlives_panic",
        );
        let ty = &parameter.ty;
        quote_spanned!(ty.span()=> #private::#check::<#ty>();)
    });
    let checks: TokenStream = receiver.chain(parameters).collect();
    if checks.is_empty() || scope.class.is_none() {
        return checks;
    }
    let cfgs = &function.attributes.cfgs;
    quote!(#(#cfgs)* { #checks })
}

/// ```text
/// /// The quotient.                       /// The quotient.
/// fn divide(a: i32, b: &Money) -> Money   #[bindgen(js_name = "divide", …)]
///                                      ⇒  pub fn __export_divide(a: i32, mut b: Borrowed<Money>)
///                                             -> Guarded<Money> {
///                                             body! { guard Site::new("divide"), [] {
///                                                 let mut b = Borrowed::get(&mut b, "b", …)?;
///                                                 let result = divide(a, *Lent::lend(&mut b));
///                                                 Lent::give_back(b);
///                                                 Ok(result)
///                                             } }
///                                         }
///
/// async fn load(&mut self) -> u32      ⇒  pub async fn __export_load(&self) -> Resolved<u32> {
///                                             body! { guard_async Site::new("Session.load"),
///                                                 [let mut __this = Receiver::borrow_mut(&self.0);]
///                                                 { … Ok(result) }
///                                             }
///                                         }
/// ```
pub(crate) fn shim(scope: &Scope<'_>, function: &Function) -> TokenStream {
    let private = &scope.private;
    let rust_name = &function.sig.ident;
    let name = format_ident!("__export_{}", rust_name.unraw(), span = Span::mixed_site());
    let attribute = attribute(scope, function);
    let attributes = &function.attributes;
    let (cfgs, docs) = (&attributes.cfgs, &attributes.docs);
    let site = site(private, function, &export_name(scope, function));
    let how = how(function);
    let receiver = function.receiver.as_ref().map(|receiver| receiver.passing);
    let receiver_type = receiver.map(|passing| match passing {
        Passing::Plain | Passing::Owned => quote!(self,),
        Passing::Shared | Passing::Mutable => quote!(&self,),
    });
    let this = receiver.map(|passing| this(private, passing));
    let parameters = function.parameters.iter().map(|p| shim_parameter(scope, p));
    let call = call(scope, function);
    let body = body(private, how, &site, this.as_ref(), &call);
    let (asyncness, output) = output(scope, function);
    // Arguments would go through memory, as each has a struct around it.
    let inline = asyncness.is_none().then(|| quote!(#[inline(always)]));
    quote! {
        #(#cfgs)*
        #(#docs)*
        #attribute
        #inline
        pub #asyncness fn #name(#receiver_type #(#parameters),*) #output {
            #body
        }
    }
}

/// What stands on the shim: all of `#[bindgen(…)]`, or in an `impl` block what is added to it.
fn attribute(scope: &Scope<'_>, function: &Function) -> TokenStream {
    let private = &scope.private;
    let passed = &function.args.passed;
    let js_name = function.args.js_name_of(&function.sig.ident);
    let js_name = function
        .args
        .js_name
        .is_none()
        .then(|| quote!(js_name = #js_name,));
    let callable = Callable::of(&function.sig.output).filter(|_| !function.args.returns_unchecked);
    let returned = callable.map(|callable| {
        let ty = callable.typescript();
        quote!(unchecked_return_type = #ty,)
    });
    if scope.class.is_some() {
        return quote!(#[wasm_bindgen(#js_name #returned #passed)]);
    }
    let paths = match function.sig.asyncness {
        Some(_) => scope.paths(),
        None => scope.sync_paths(),
    };
    quote!(#[#private::bindgen(#js_name #paths #returned #passed)])
}

/// `Site::new("divide").map_panic(to_js)`
fn site(private: &Module, function: &Function, export_name: &str) -> TokenStream {
    let on_panic = match function.args.policy() {
        OnPanic::Throw => quote!(),
        OnPanic::Abort => quote!(.abort_on_panic()),
        OnPanic::Map(map) => quote_spanned!(map.span()=> .map_panic(#map)),
    };
    // The call's span is where a panic of unknown origin is said to come from.
    let place = function.sig.ident.span();
    let private = private.at(place);
    quote_spanned!(place=> #private::Site::new(#export_name) #on_panic)
}

/// The function as JavaScript calls it: `f`, `ns.f`, `Class.method`, `new Class`.
fn export_name(scope: &Scope<'_>, function: &Function) -> String {
    let name = function.args.js_name_of(&function.sig.ident);
    match (&scope.class, &function.args.js_namespace) {
        (Some(class), _) if function.args.constructor => format!("new {}", class.js_name),
        (Some(class), _) => format!("{}.{name}", class.js_name),
        (None, Some(namespace)) => format!("{namespace}.{name}"),
        (None, None) => name,
    }
}

/// `let mut __this = Receiver::borrow_mut(&self.0);`
pub(crate) fn this(private: &Module, passing: Passing) -> TokenStream {
    let this = Ident::new("__this", Span::mixed_site());
    match passing {
        Passing::Plain | Passing::Owned => {
            quote!(let #this = #private::Receiver::take(&self.0);)
        }
        Passing::Shared => quote!(let mut #this = #private::Receiver::borrow(&self.0);),
        Passing::Mutable => quote!(let mut #this = #private::Receiver::borrow_mut(&self.0);),
    }
}

/// How the body of a shim runs.
fn how(function: &Function) -> &'static str {
    match (function.args.start, function.sig.asyncness.is_some()) {
        (false, false) => match &function.sig.output {
            ReturnType::Type(_, ty) => guarded_by(ty),
            ReturnType::Default => "guard",
        },
        (false, true) => "guard_async",
        (true, false) => "start",
        (true, true) => "start_async",
    }
}

/// How a body that returns such a value runs.
pub(crate) fn guarded_by(ty: &Type) -> &'static str {
    if is_text(ty) { "guard_text" } else { "guard" }
}

/// `body! { guard Site::new("divide"), [let mut __this = …;] { … Ok(result) } }`
pub(crate) fn body(
    private: &Module,
    how: &str,
    site: &TokenStream,
    this: Option<&TokenStream>,
    call: &TokenStream,
) -> TokenStream {
    let how = Ident::new(how, Span::mixed_site());
    quote!(#private::body! { #how #site, [#this] #call })
}

/// `{ let mut b = …; let result = divide(a, …); Lent::give_back(b); Ok(result) }`
fn call(scope: &Scope<'_>, function: &Function) -> TokenStream {
    let private = &scope.private;
    let name = &function.sig.ident;
    let class = scope.class.iter().map(|class| class.path);
    let this = function.receiver.iter().zip(&scope.class);
    let this = this.map(|(receiver, class)| {
        let path = class.path;
        let tolerant = function.args.allow_poisoned;
        let poisoning = poisoning(private, &quote!(#path), tolerant);
        let this = Ident::new("__this", Span::mixed_site());
        Taken::new(private, receiver.passing, &this, "self", &poisoning)
    });
    let parameters = function.parameters.iter().map(|parameter| {
        let ty = &parameter.ty;
        let poisoning = poisoning(private, &quote!(#ty), false);
        let text = parameter.name.unraw().to_string();
        let name = local(parameter);
        Taken::new(private, parameter.passing, &name, &text, &poisoning)
    });
    let taken: Vec<_> = this.chain(parameters).collect();
    let arguments = taken.iter().map(|taken| &taken.argument);
    let wait = function.sig.asyncness.map(|_| quote!(.await));
    let call = quote!(#(#class::)*#name(#(#arguments),*) #wait);
    let call = match Callable::of(&function.sig.output) {
        Some(callable) => callable.handed_out(private, name.span(), &call),
        None => call,
    };
    with_taken(private, &taken, &call)
}

/// The parameter's name, which cannot be mistaken for an item that the user's types or the
/// call of the user's function name.
fn local(parameter: &Parameter) -> Ident {
    let mut name = parameter.name.clone();
    name.set_span(Span::mixed_site());
    name
}

/// `#[wasm_bindgen(…)] name: Owned<T>`
fn shim_parameter(scope: &Scope<'_>, parameter: &Parameter) -> TokenStream {
    let name = local(parameter);
    let options = parameter
        .options
        .iter()
        .map(|options| quote!(#[wasm_bindgen(#options)]));
    let ty = &parameter.ty;
    let wrapped = |wrapper| wrapped(&scope.private, wrapper, ty);
    let (binding, ty) = match parameter.passing {
        Passing::Plain => (None, ty.to_token_stream()),
        Passing::Owned => (None, wrapped("Owned")),
        Passing::Shared => (Some(quote!(mut)), wrapped("Borrowed")),
        Passing::Mutable => (Some(quote!(mut)), wrapped("BorrowedMut")),
    };
    quote!(#(#options)* #binding #name: #ty)
}

fn output(scope: &Scope<'_>, function: &Function) -> (Option<TokenStream>, TokenStream) {
    let private = &scope.private;
    let ty = match &function.sig.output {
        ReturnType::Default => parse_quote!(()),
        ReturnType::Type(_, ty) => (**ty).clone(),
    };
    let ty = match Callable::of(&function.sig.output) {
        Some(callable) => {
            let ty = callable.ty(private);
            parse_quote!(#ty)
        }
        None => ty,
    };
    let asyncness = function.sig.asyncness.map(|asyncness| quote!(#asyncness));
    let ty = match (function.args.start, &asyncness) {
        (false, None) => guarded_type(private, &ty),
        (false, Some(_)) => wrapped(private, "Resolved", &ty),
        (true, None) => quote!(#private::Started),
        (true, Some(_)) => quote!(()),
    };
    (asyncness, quote!(-> #ty))
}

/// `Guarded<T>`, or `GuardedText<String>`
pub(crate) fn guarded_type(private: &Module, ty: &Type) -> TokenStream {
    let wrapper = if is_text(ty) {
        "GuardedText"
    } else {
        "Guarded"
    };
    wrapped(private, wrapper, ty)
}

/// `Owned<T>`, at the place of `T`: there the compiler points if it cannot cross.
fn wrapped(private: &Module, wrapper: &str, ty: &Type) -> TokenStream {
    let place = ty.span();
    let (private, wrapper) = (private.at(place), Ident::new(wrapper, place));
    quote_spanned!(place=> #private::#wrapper<#ty>)
}
