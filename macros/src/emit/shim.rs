//! The function that JavaScript calls, beside the one that the user wrote.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Type, parse_quote};

use super::argument::{Argument, given, local, receiver_statement, with_arguments};
use super::callable;
use super::guard::{body, guard_of, guarded, wrapped};
use super::runtime::Module;
use super::typescript;
use crate::args::arg::OnPanic;
use crate::args::export::CallArgs;
use crate::ast::signature::{Parameter, Passing, Signature};

/// A shim in parts: what differs between functions and methods, and whose shim it is.
pub(crate) struct Shim<'a> {
    pub(crate) signature: &'a Signature,
    pub(crate) args: &'a CallArgs,
    /// Whether it runs while the module initialises.
    pub(crate) start: bool,
    /// What wasm-bindgen is told of it.
    pub(crate) attribute: TokenStream,
    /// As JavaScript calls it.
    pub(crate) export_name: String,
    /// The user's function.
    pub(crate) path: TokenStream,
    pub(crate) receiver: Option<(Passing, Argument)>,
}

/// ```text
/// /// The quotient.                       /// The quotient.
/// fn divide(a: Sum, b: &Sum) -> Sum       #[bindgen(js_name = "divide", …)]
///                                      ⇒  pub fn __export_divide(a: Owned<Sum>, b: Borrowed<Sum>)
///                                             -> Guarded<Sum> {
///                                             body! { guard Site::new("divide"),
///                                                 [b: b.borrow("b", …)?]
///                                                 [a: a.get("a", …)?]
///                                                 divide(a, b)
///                                             }
///                                         }
///
/// async fn load(&mut self) -> u32      ⇒  pub async fn __export_load(&self) -> Resolved<u32> {
///                                             let __this = Receiver::borrow_mut(&self.0);
///                                             body! { guard_async Site::new("Session.load"),
///                                                 [__this: __this.borrow("self", …)?]
///                                                 []
///                                                 Session::load(__this).await
///                                             }
///                                         }
/// ```
pub(crate) fn shim(private: &Module, shim: &Shim<'_>) -> TokenStream {
    let Signature {
        name,
        asyncness,
        parameters,
        attributes,
        ..
    } = shim.signature;
    let (cfgs, docs) = (&attributes.cfgs, &attributes.docs);
    let attribute = &shim.attribute;
    let shim_name = format_ident!("__export_{}", name.unraw(), span = Span::mixed_site());
    let receiver = shim.receiver.as_ref().map(|(passing, _)| match passing {
        Passing::AsItIs | Passing::Owned => quote!(self,),
        Passing::Shared | Passing::Mutable => quote!(&self,),
    });
    let shim_parameters = parameters.iter().map(|p| parameter(private, p));
    let output = output(private, shim.signature, shim.start);
    let body = guarded_call(private, shim);
    quote! {
        #(#cfgs)*
        #(#docs)*
        #attribute
        pub #asyncness fn #shim_name(#receiver #(#shim_parameters),*) -> #output {
            #body
        }
    }
}

/// What wasm-bindgen is told of a shim: `js_name = "divide", … unchecked_return_type = "…", …`
pub(crate) fn bindgen_options(
    signature: &Signature,
    args: &CallArgs,
    paths: Option<&TokenStream>,
) -> TokenStream {
    let js_name = args.names.js_name.is_none().then(|| {
        let js_name = args.names.js_name_of(&signature.name);
        quote!(js_name = #js_name,)
    });
    let callable = signature.callable.as_ref();
    let returned = callable
        .filter(|_| !args.returns_unchecked)
        .map(|callable| {
            let ty = typescript::function(callable);
            quote!(unchecked_return_type = #ty,)
        });
    let passed = &args.passed;
    quote!(#js_name #paths #returned #passed)
}

/// `#[wasm_bindgen(…)] name: Owned<T>`
fn parameter(private: &Module, parameter: &Parameter) -> TokenStream {
    let local = local(parameter);
    let options = &parameter.options;
    let options = (!options.is_empty()).then(|| quote!(#[wasm_bindgen(#options)]));
    let ty = given(private, parameter.passing, &parameter.ty);
    quote!(#options #local: #ty)
}

fn output(private: &Module, signature: &Signature, start: bool) -> TokenStream {
    let ty = returned(private, signature);
    match (start, signature.asyncness) {
        (false, None) => guarded(private, &ty),
        (false, Some(_)) => wrapped(private, "Resolved", &ty),
        (true, None) => quote!(#private::Started),
        (true, Some(_)) => quote!(()),
    }
}

/// What the body of the shim gives: the user's result, or the JavaScript function made of it.
fn returned(private: &Module, signature: &Signature) -> Type {
    match &signature.callable {
        Some(callable) => {
            let ty = callable::ty(private, callable);
            parse_quote!(#ty)
        }
        None => signature.output.clone(),
    }
}

/// `body! { … }` around the call of the user's function.
fn guarded_call(private: &Module, shim: &Shim<'_>) -> TokenStream {
    let signature = shim.signature;
    let recovery = recovery(private, shim);
    let guard = match (shim.start, signature.asyncness) {
        (false, None) => guard_of(&signature.output, recovery.is_some()),
        (false, Some(_)) if recovery.is_some() => "recover_async",
        (false, Some(_)) => "guard_async",
        (true, None) => "start",
        (true, Some(_)) => "start_async",
    };
    let receiver = shim.receiver.as_ref();
    let receiver_statement =
        receiver.map(|(passing, argument)| receiver_statement(private, *passing, &argument.local));
    let receiver = receiver.map(|(_, argument)| argument);
    let parameters = signature.parameters.iter();
    let parameters: Vec<_> = parameters
        .map(|parameter| Argument::of(private, parameter))
        .collect();
    let arguments: Vec<_> = receiver.into_iter().chain(&parameters).collect();
    let path = &shim.path;
    let passed = arguments.iter().map(|argument| &argument.local);
    let wait = signature.asyncness.map(|_| quote!(.await));
    let call = quote!(#path(#(#passed),*) #wait);
    let call = handed_out(private, signature, signature.name.span(), call);
    let call = with_arguments(&arguments, &call);
    let site = site(private, shim);
    let site = quote!(#site #recovery);
    body(private, guard, &site, receiver_statement.as_ref(), &call)
}

/// The result of the user's function, as the shim's.
fn handed_out(
    private: &Module,
    signature: &Signature,
    place: Span,
    result: TokenStream,
) -> TokenStream {
    match &signature.callable {
        Some(callable) => callable::handed_out(private, callable, place, &result),
        None => result,
    }
}

/// `, recovery::<u32>(|panic| fallback(panic))`, if there is such a function.
fn recovery(private: &Module, shim: &Shim<'_>) -> Option<TokenStream> {
    let Some(OnPanic::Recover(function)) = &shim.args.on_panic else {
        return None;
    };
    let place = function.span();
    let ty = returned(private, shim.signature);
    let recover = if shim.signature.callable.is_some() {
        let panic = Ident::new("__panic", Span::mixed_site());
        let result = handed_out(private, shim.signature, place, quote!(#function(#panic)));
        quote!(|#panic| #result)
    } else {
        function.to_token_stream()
    };
    let private = private.at(place);
    Some(quote_spanned!(place=> , #private::recovery::<#ty>(#recover)))
}

/// `Site::new("divide").map_panic(to_js)`
fn site(private: &Module, shim: &Shim<'_>) -> TokenStream {
    let on_panic = match &shim.args.on_panic {
        None | Some(OnPanic::Throw | OnPanic::Recover(_)) => quote!(),
        Some(OnPanic::Abort) => quote!(.abort_on_panic()),
        Some(OnPanic::Map(map)) => quote_spanned!(map.span()=> .map_panic(#map)),
    };
    // The call's span is where a panic of unknown origin is said to come from.
    let place = shim.signature.name.span();
    let private = private.at(place);
    let export_name = &shim.export_name;
    quote_spanned!(place=> #private::Site::new(#export_name) #on_panic)
}
