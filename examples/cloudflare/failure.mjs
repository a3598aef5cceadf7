import { InstanceAbortedError, errorKind } from "./pkg/cloudflare.js";

/**
 * The answer to a request that has failed otherwise than by a panic of its own: 503 if it was in flight when another one
 * ended the instance, and can be sent again.
 *
 * @param {any} error
 */
export function failure(error) {
  const { message = String(error) } = Object(error);
  const body = { kind: errorKind(error) ?? "error", message };
  const mayRetry = error instanceof InstanceAbortedError && error.retryable;
  return Response.json(body, mayRetry ? { status: 503, headers: { "retry-after": "1" } } : { status: 500 });
}
