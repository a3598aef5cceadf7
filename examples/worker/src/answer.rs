//! Responses of each kind.

use wasm_bindgen::JsValue;
use web_sys::{Headers, ReadableStream, Response, ResponseInit};

use crate::route::Refusal;

pub(crate) fn text(text: &str) -> Result<Response, JsValue> {
    Response::new_with_opt_str_and_init(Some(text), &init(200, "text/plain; charset=utf-8")?)
}

pub(crate) fn html(html: &str) -> Result<Response, JsValue> {
    Response::new_with_opt_str_and_init(Some(html), &init(200, "text/html; charset=utf-8")?)
}

pub(crate) fn json(json: &str) -> Result<Response, JsValue> {
    Response::new_with_opt_str_and_init(Some(json), &init(200, "application/json")?)
}

pub(crate) fn stream(stream: &ReadableStream) -> Result<Response, JsValue> {
    let init = init(200, "text/plain; charset=utf-8")?;
    Response::new_with_opt_readable_stream_and_init(Some(stream), &init)
}

pub(crate) fn refusal(refusal: Refusal) -> Result<Response, JsValue> {
    let (status, text) = match refusal {
        Refusal::NotFound => (404, "there is nothing here: see /\n"),
        Refusal::Method(_) => (405, "not with this method: see /\n"),
    };
    let init = init(status, "text/plain; charset=utf-8")?;
    let response = Response::new_with_opt_str_and_init(Some(text), &init)?;
    if let Refusal::Method(method) = refusal {
        response.headers().set("allow", method)?;
    }
    Ok(response)
}

fn init(status: u16, content_type: &str) -> Result<ResponseInit, JsValue> {
    let headers = Headers::new()?;
    headers.set("content-type", content_type)?;
    let init = ResponseInit::new();
    init.set_status(status);
    init.set_headers(&headers);
    Ok(init)
}
