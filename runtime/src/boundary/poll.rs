//! Bodies that JavaScript polls: each poll is a call of its own.

use core::pin::Pin;
use core::task::Poll;
use std::future::poll_fn;

use crate::payload::Payload;
use crate::strategy;

/// Polls a held body to its end, and gives the payload of a panic in a poll, which ends it.
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
