//! What JavaScript provides.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(inline_js = "
    function keyword() { return 0; }
    export { keyword as fn };
    export function optional(n) { return n === undefined ? undefined : n + 1; }
    export function spread(first, ...rest) { return first + rest.length; }
    export function thrown(value) { if (value) throw value; return 1; }
    export const inner = { deep: { f: () => 5 }, g: () => 6 };
    export class Store {
        static create(name = 'created') { return new Store(name); }
        static count = 3;
        constructor(name) { this.name = name; this.map = { a: 1 }; }
        get title() { return this.name + '!'; }
        set title(title) { this.name = title; }
        size() { return this.name.length; }
        fail() { throw new RangeError('full'); }
    }
    export class Base { base() { return 'base'; } }
    export class Middle extends Base { middle() { return 'middle'; } }
    export class Leaf extends Middle { leaf() { return 'leaf'; } }
    export const Bag = { create: () => new Store('bag') };
    export const constant = 17;
")]
extern "C" {
    #[wasm_bindgen(js_name = fn)]
    fn by_a_keyword() -> u32;

    #[wasm_bindgen]
    fn optional(n: Option<u32>) -> Option<u32>;

    #[wasm_bindgen(variadic)]
    fn spread(first: u32, rest: &[u32]) -> u32;

    #[wasm_bindgen(catch)]
    fn thrown(value: &JsValue) -> Result<u32, JsValue>;

    #[wasm_bindgen(js_namespace = ["inner", "deep"], js_name = f)]
    fn namespaced() -> u32;

    #[wasm_bindgen(js_namespace = inner)]
    fn g() -> u32;

    #[wasm_bindgen(typescript_type = "Store")]
    pub type Store;

    #[wasm_bindgen(constructor)]
    fn new(name: &str) -> Store;

    #[wasm_bindgen(static_method_of = Store)]
    fn create() -> Store;

    #[wasm_bindgen(static_method_of = Store, getter)]
    fn count() -> u32;

    #[wasm_bindgen(method, getter)]
    fn title(this: &Store) -> String;

    #[wasm_bindgen(method, setter)]
    fn set_title(this: &Store, title: &str);

    #[wasm_bindgen(method, getter, js_name = "map")]
    fn entries(this: &Store) -> Entries;

    #[wasm_bindgen(method)]
    fn size(this: &Store) -> u32;

    #[wasm_bindgen(method, catch)]
    fn fail(this: &Store) -> Result<(), js_sys::RangeError>;

    type Entries;

    #[wasm_bindgen(method, indexing_getter)]
    fn get(this: &Entries, key: &str) -> u32;

    #[wasm_bindgen(method, indexing_setter)]
    fn set(this: &Entries, key: &str, value: u32);

    #[wasm_bindgen(method, indexing_deleter)]
    fn delete(this: &Entries, key: &str);

    #[wasm_bindgen(method, structural, getter, js_name = a)]
    fn structural_a(this: &Entries) -> Option<u32>;

    type Base;

    #[wasm_bindgen(method)]
    fn base(this: &Base) -> String;

    #[wasm_bindgen(extends = Base)]
    type Middle;

    #[wasm_bindgen(method)]
    fn middle(this: &Middle) -> String;

    #[wasm_bindgen(extends = Middle, extends = Base)]
    type Leaf;

    #[wasm_bindgen(constructor)]
    fn new() -> Leaf;

    #[wasm_bindgen(method)]
    fn leaf(this: &Leaf) -> String;

    type Bag;

    #[wasm_bindgen(js_namespace = Bag, js_name = create)]
    fn bag_create() -> Store;

    #[cfg(any())]
    fn absent(missing: Missing) -> Missing;

    #[wasm_bindgen(js_name = spread, variadic)]
    #[cfg_attr(any(), wasm_bindgen(js_name = missing))]
    fn renamed_nowhere(first: u32, rest: Vec<u32>) -> u32;
}

#[wasm_bindgen]
pub fn call_functions() -> Vec<u32> {
    vec![
        by_a_keyword(),
        optional(Some(1)).unwrap_or(100),
        optional(None).unwrap_or(100),
        spread(1, &[2, 3]),
        renamed_nowhere(1, vec![]),
        thrown(&JsValue::UNDEFINED).unwrap_or(100),
        thrown(&1.into()).unwrap_or(100),
        namespaced(),
        g(),
    ]
}

#[wasm_bindgen]
pub fn call_methods() -> String {
    let store = Store::new("first");
    store.set_title("second");
    let entries = store.entries();
    entries.set("b", 2);
    entries.delete("a");
    let full = store.fail().is_err();
    format!(
        "{} {} {} {} {:?} {full} {} {}",
        store.title(),
        Store::create().size(),
        Store::count(),
        entries.get("b"),
        entries.structural_a(),
        Bag::bag_create().title(),
        store.is_instance_of::<Store>(),
    )
}

#[wasm_bindgen]
pub fn call_inherited() -> String {
    let leaf = Leaf::new();
    let middle: &Middle = leaf.as_ref();
    let base: &Base = leaf.as_ref();
    format!("{} {} {}", leaf.leaf(), middle.middle(), base.base())
}

#[wasm_bindgen]
pub fn take_store(store: &Store) -> u32 {
    store.size()
}

#[wasm_bindgen(js_name = makeStore)]
pub fn make_store() -> Store {
    Store::new("made")
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Math)]
    fn max(a: f64, b: f64) -> f64;

    #[wasm_bindgen(js_name = parseInt)]
    fn parse_int(text: &str, radix: u32) -> f64;

    #[wasm_bindgen(vendor_prefix = webkit, vendor_prefix = moz)]
    type URL;

    #[wasm_bindgen(constructor)]
    fn new(url: &str) -> URL;

    #[wasm_bindgen(method, getter)]
    fn host(this: &URL) -> String;

    #[wasm_bindgen(js_namespace = JSON, catch)]
    fn parse(text: &str) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
pub fn call_globals() -> f64 {
    let parsed = parse("[").is_err() && URL::new("https://example.com").host() == "example.com";
    max(1.0, parse_int("ff", 16)) + f64::from(u8::from(parsed))
}

#[wasm_bindgen(inline_js = "
    export function next(n) { return n + 1; }
    export class Contract { constructor(n) { this.n = n; } signed() { return `signed ${this.n}`; } }
")]
extern "C" {
    #[wasm_bindgen(js_name = next)]
    unsafe fn next(n: u32) -> u32;

    #[wasm_bindgen(js_name = next)]
    unsafe fn next_of<T>(n: &T) -> T;

    type Contract;

    #[wasm_bindgen(constructor)]
    unsafe fn new(n: u32) -> Contract;

    #[wasm_bindgen(method)]
    unsafe fn signed(this: &Contract) -> String;
}

#[wasm_bindgen]
pub fn call_unsafe() -> String {
    // SAFETY: these ask for nothing.
    unsafe {
        let contract = Contract::new(next(1));
        let number = next_of(&JsValue::from(2)).as_f64();
        format!("{} {number:?}", contract.signed())
    }
}
