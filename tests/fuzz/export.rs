use unwind_export::{JsFuture, export};

fn closure(body: impl FnMut(u32) -> u32 + 'static) -> Closure<dyn FnMut(u32) -> u32> {
    unwind_export::closure::new_assert_unwind_safe(body)
}
