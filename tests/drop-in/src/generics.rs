//! Imports with type parameters.

use wasm_bindgen::convert::{FromWasmAbi, IntoWasmAbi};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(inline_js = "
    export function same(value) { return value; }
    export function first(list) { return list[0]; }
    export function pick(a, b) { return b; }
    export function raise(value) { if (value !== null) throw value; return value; }
    export class Queue {
        constructor() { this.items = []; }
        static of(value) { const queue = new Queue(); queue.push(value); return queue; }
        push(value) { this.items.push(value); return this.items.length; }
        pop() { return this.items.pop(); }
        each(f) { for (const item of this.items) f(item); }
        get last() { return this.items[this.items.length - 1]; }
    }
")]
extern "C" {
    fn same<T>(value: &T) -> T;

    #[wasm_bindgen(js_name = same)]
    fn same_by_default<T = JsValue>(value: T) -> T;

    #[wasm_bindgen(js_name = pick)]
    fn picked<A, B>(a: &A, b: &B) -> B
    where
        A: JsCast,
        B: JsCast;

    #[wasm_bindgen(catch)]
    fn raise<T>(value: &T) -> Result<T, JsValue>;

    #[wasm_bindgen(js_name = first)]
    fn borrowed<'a>(list: &'a js_sys::Array) -> JsValue;

    type Queue<T = JsValue>;

    #[wasm_bindgen(constructor)]
    fn new<T>() -> Queue<T>;

    #[wasm_bindgen(static_method_of = Queue)]
    fn of<T>(value: &T) -> Queue<T>;

    #[wasm_bindgen(method)]
    fn push<T>(this: &Queue<T>, value: &T) -> u32;

    #[wasm_bindgen(method)]
    fn pop<T>(this: &Queue<T>) -> T;

    #[wasm_bindgen(method)]
    fn each<T>(this: &Queue<T>, f: &mut dyn FnMut(JsValue));

    #[wasm_bindgen(method, js_name = pop)]
    fn pop_as<T, U>(this: &Queue<T>) -> U
    where
        U: JsCast;

    #[wasm_bindgen(static_method_of = Queue, js_name = of)]
    fn of_element<L: Listed>(value: &L::Element) -> Queue<L::Element>;

    #[wasm_bindgen(method, getter)]
    fn last<T>(this: &Queue<T>) -> Option<T>;
}

trait Listed {
    type Element: JsCast;
}

struct Texts;

impl Listed for Texts {
    type Element = js_sys::JsString;
}

#[wasm_bindgen(inline_js = "
    export function echo(value) { return value; }
    export function count(list) { return list.length; }
")]
extern "C" {
    #[wasm_bindgen(experimental_generic_mono)]
    fn echo<T: IntoWasmAbi + FromWasmAbi>(value: T) -> T;

    #[wasm_bindgen(experimental_generic_mono, js_name = count)]
    fn count_of<T>(list: Vec<T>) -> u32
    where
        Vec<T>: IntoWasmAbi;
}

#[wasm_bindgen]
pub fn call_generics() -> String {
    let text: JsValue = "text".into();
    let object = js_sys::Object::new();
    let list = js_sys::Array::of1(&text);
    let same_text: JsValue = same(&text);
    let by_default: JsValue = same_by_default(text.clone());
    let picked: js_sys::Object = picked(&list, &object);
    format!(
        "{:?} {:?} {} {} {:?}",
        same_text,
        by_default,
        picked == object,
        raise(&text).is_err(),
        borrowed(&list),
    )
}

#[wasm_bindgen]
pub fn call_generic_classes() -> String {
    let queue: Queue<JsValue> = Queue::new();
    let first = queue.push(&"first".into());
    let second = queue.push(&"second".into());
    let of: Queue<JsValue> = Queue::of(&"of".into());
    format!("{first} {second} {:?} {:?} {:?}", queue.pop(), queue.last(), of.pop())
}

#[wasm_bindgen]
pub fn call_bounded_generics() -> String {
    let queue: Queue<js_sys::JsString> = Queue::of_element::<Texts>(&"element".into());
    let seen = std::cell::Cell::new(0);
    let seen = std::panic::AssertUnwindSafe(&seen);
    queue.each(&mut |_| seen.set(seen.get() + 1));
    let popped: js_sys::JsString = queue.pop_as();
    format!("{} {popped:?}", seen.get())
}

#[wasm_bindgen]
pub fn call_generics_by_type() -> String {
    format!("{} {} {}", echo(5_u32), echo("text".to_owned()), count_of(vec![1_u8, 2]))
}
