use js_sys::Function;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

type Failure = JsValue;

fn fail(text: &str) -> Failure {
    JsValue::from_str(text)
}

async fn wait(number: u32) -> Result<u32, Failure> {
    let promise = if number % 7 == 3 {
        js_sys::Promise::reject(&fail("rejected"))
    } else {
        js_sys::Promise::resolve(&JsValue::from(number))
    };
    let value = JsFuture::from(promise).await?;
    Ok(value.as_f64().unwrap_or_default() as u32)
}

fn call_closure(times: u32, body: impl FnMut(u32) -> u32 + 'static) -> Result<u32, String> {
    let closure = closure(body);
    let function: &Function = closure.as_ref().unchecked_ref();
    let mut sum = 0u32;
    for number in 0..times {
        match function.call1(&JsValue::UNDEFINED, &number.into()) {
            Ok(given) => sum = sum.wrapping_add(given.as_f64().unwrap_or_default() as u32),
            Err(error) => return Err(error.unchecked_into::<js_sys::Error>().message().into()),
        }
    }
    Ok(sum)
}

fn call_function(function: &Function, number: u32) -> Result<u32, Failure> {
    let given = function.call1(&JsValue::UNDEFINED, &number.into());
    let given = given.map_err(|_| fail("the callback failed"))?;
    Ok(given.as_f64().unwrap_or_default() as u32)
}

#[export]
pub fn pages() -> u32 {
    core::arch::wasm32::memory_size(0) as u32
}

/// Where the shadow stack ends.
#[export]
pub fn stack() -> u32 {
    let here = 0u8;
    core::hint::black_box(&raw const here) as u32
}
