//! Files that only others of `runtime/js` import from: wasm-bindgen copies those into the package that Rust does.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/js/host.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = isException)]
    fn is_exception();
}

#[wasm_bindgen(module = "/js/direct.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = direct)]
    fn copied();
}

#[wasm_bindgen(module = "/js/conversion.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = convert)]
    fn convert();
}

#[wasm_bindgen(module = "/js/instance.mjs")]
extern "C" {
    fn touch();
}

#[wasm_bindgen(module = "/js/stack.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = readStack)]
    fn read_stack();
}

#[wasm_bindgen(module = "/js/panic/capture.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = takeStack)]
    fn take_stack();
}

#[wasm_bindgen(module = "/js/frames.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = CLOSURES)]
    fn closures();
}

#[wasm_bindgen(module = "/js/panic/sample.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = sampleOf)]
    fn sample_of();
}

#[wasm_bindgen(module = "/js/tasks/request.mjs")]
extern "C" {
    fn summon();
}

#[wasm_bindgen(module = "/js/tasks/task.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = withResolvers)]
    fn with_resolvers();
}

#[wasm_bindgen(module = "/js/recovery/foreign.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = seeException)]
    fn see_exception();
}

#[wasm_bindgen(module = "/js/recovery/alarm.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = checkAlive)]
    fn check_alive();
}

#[wasm_bindgen(module = "/js/recovery/refusal.mjs")]
extern "C" {
    fn refusal();
}

#[wasm_bindgen(module = "/js/recovery/absorb.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = absorbLateErrors)]
    fn absorb_late_errors();
}

#[wasm_bindgen(module = "/js/recovery/late.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = learnClosures)]
    fn learn_closures();
}

#[wasm_bindgen(module = "/js/recovery/room.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = needRoom)]
    fn need_room();
}

#[wasm_bindgen(module = "/js/recovery/instantiate.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = withInstance)]
    fn with_instance();
}

#[wasm_bindgen(module = "/js/recovery/life.mjs")]
extern "C" {
    fn revive();
}

#[wasm_bindgen(module = "/js/recovery/restart.mjs")]
extern "C" {
    fn restart();
}

#[wasm_bindgen(module = "/js/tasks/tasks.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = Tasks)]
    fn tasks();
}

#[wasm_bindgen(module = "/js/recovery/origin.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = withOrigin)]
    fn with_origin();
}
