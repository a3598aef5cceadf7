//! Timers as gloo-timers has them. Where panics unwind that does not compile, as wasm-bindgen wants what closures
//! capture to be unwind safe, and the same is done here with wasm-bindgen alone.

#[cfg(panic = "abort")]
pub(crate) use gloo_timers::future::TimeoutFuture;

#[cfg(panic = "abort")]
pub(crate) fn start(milliseconds: u32, callback: impl FnOnce() + 'static) {
    gloo_timers::callback::Timeout::new(milliseconds, callback).forget();
}

#[cfg(not(panic = "abort"))]
pub(crate) use plain::{TimeoutFuture, start};

#[cfg(not(panic = "abort"))]
mod plain {
    use std::panic::{AssertUnwindSafe, UnwindSafe};
    use std::pin::Pin;
    use std::task::{Context, Poll};

    use futures::channel::oneshot;
    use js_sys::Function;
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_name = "setTimeout", catch)]
        fn set_timeout(handler: &Function, timeout: u32) -> Result<JsValue, JsValue>;
    }

    pub(crate) fn start(milliseconds: u32, callback: impl FnOnce() + UnwindSafe + 'static) {
        let callback = Closure::once_into_js(callback);
        set_timeout(callback.unchecked_ref(), milliseconds).unwrap_throw();
    }

    pub(crate) struct TimeoutFuture(oneshot::Receiver<()>);

    impl TimeoutFuture {
        pub(crate) fn new(milliseconds: u32) -> Self {
            let (sender, receiver) = oneshot::channel();
            let wake = move || sender.send(()).unwrap_throw();
            // Nothing is left of it that a panic could have torn.
            start(milliseconds, AssertUnwindSafe(wake));
            Self(receiver)
        }
    }

    impl Future for TimeoutFuture {
        type Output = ();

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            Pin::new(&mut self.0)
                .poll(context)
                .map(|sent| sent.unwrap_throw())
        }
    }
}
