//! Bodies that JavaScript polls: each poll is a call of its own.

use core::ops::DerefMut;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::future::poll_fn;

use crate::boundary::failure::unawaited;
use crate::boundary::site::Boundary;
use crate::payload::Payload;
use crate::strategy;

/// Polls a held body of ours to its end, and gives the payload of a panic in a poll, which ends it.
pub(crate) async fn to_end<R>(mut body: impl Future<Output = R> + Unpin) -> Result<R, Payload> {
    let result =
        poll_fn(
            |context| match strategy::catch_body(|| Pin::new(&mut body).poll(context)) {
                Ok(poll) => poll.map(Ok),
                Err(payload) => Poll::Ready(Err(payload)),
            },
        )
        .await;
    if result.is_err() {
        strategy::end_stopped(body);
    }
    result
}

/// As `to_end`, with a body that may panic as it is dropped. Whatever it gave stays: `boundary` is where that
/// panic leaves Rust.
pub(crate) async fn to_end_and_drop<H, F>(
    boundary: Boundary,
    mut held: Pin<H>,
) -> Result<F::Output, Payload>
where
    H: DerefMut<Target = Option<F>>,
    F: Future,
{
    let result = to_end(Held(&mut held)).await;
    let is_stopped = result.is_err();
    let mut held = Some(held);
    unawaited(boundary, &mut || {
        if let Some(held) = held.take() {
            strategy::drop_held(held, is_stopped);
        }
    });
    result
}

struct Held<'a, H>(&'a mut Pin<H>);

impl<H, F> Future for Held<'_, H>
where
    H: DerefMut<Target = Option<F>>,
    F: Future,
{
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        match self.0.as_mut().as_pin_mut() {
            Some(body) => body.poll(context),
            None => Poll::Pending,
        }
    }
}
