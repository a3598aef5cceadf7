type Failure = String;

fn fail(text: &str) -> Failure {
    text.to_owned()
}

async fn wait(number: u32) -> Result<u32, Failure> {
    let mut is_ready = false;
    std::future::poll_fn(|_| match std::mem::replace(&mut is_ready, true) {
        true => std::task::Poll::Ready(()),
        false => std::task::Poll::Pending,
    })
    .await;
    if number % 7 == 3 { Err(fail("rejected")) } else { Ok(number) }
}

fn call_closure(times: u32, mut body: impl FnMut(u32) -> u32 + 'static) -> Result<u32, String> {
    let mut sum = 0u32;
    for number in 0..times {
        let given = catch_unwind(AssertUnwindSafe(|| body(number))).map_err(super::message)?;
        sum = sum.wrapping_add(given);
    }
    Ok(sum)
}
