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
        sum = sum.wrapping_add(super::within_js(|| body(number))?);
    }
    Ok(sum)
}

type Function = Box<dyn Fn(u32) -> Result<u32, String>>;

pub fn function(number: u32) -> Function {
    Box::new(move |given| {
        super::within_js(|| tick(given))?;
        if given % 5 == 3 { Err("thrown".to_owned()) } else { Ok(number + given) }
    })
}

fn call_function(function: &Function, number: u32) -> Result<u32, Failure> {
    function(number).map_err(|_| fail("the callback failed"))
}
