/// Where panics abort, the module goes on after one, so that all calls can be made.
#[export(start)]
pub fn keep() {
    let mut policy = unwind_export::recovery::Policy::default();
    policy.keep_after_panic = true;
    unwind_export::recovery::enable(policy);
}
