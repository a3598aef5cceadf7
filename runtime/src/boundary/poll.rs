//! Bodies that JavaScript polls: each poll is a call of its own.

use core::pin::Pin;
use core::task::{Context, Poll};
use std::future::poll_fn;

use crate::payload::Payload;
use crate::strategy::{self, attempt};

/// Polls a held body to its end. A panic in a poll ends it.
pub(crate) async fn attempt_async<R, E>(
    mut body: impl Future<Output = R> + Unpin,
    caught: impl FnOnce(Payload) -> E + Copy,
) -> Result<R, E> {
    let result = poll_fn(|context| match poll_once(&mut body, context, caught) {
        Ok(poll) => poll.map(Ok),
        Err(failure) => Poll::Ready(Err(failure)),
    })
    .await;
    if result.is_err() {
        strategy::end_stopped(body);
    }
    result
}

// Inlined into a future that has more to drop, LLVM 22 was seen to write a `try_table` that is not
// valid (with fat LTO).
#[inline(never)]
fn poll_once<R, E>(
    body: &mut (impl Future<Output = R> + Unpin),
    context: &mut Context<'_>,
    caught: impl FnOnce(Payload) -> E,
) -> Result<Poll<R>, E> {
    attempt(|| Pin::new(body).poll(context), caught)
}
