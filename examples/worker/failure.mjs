import { InstanceAbortedError, errorKind } from "./pkg/bare_worker.js";

/**
 * The answer to a request that has failed: 503 if it was in flight when another request ended
 * the instance, and can be sent again. The stack is for developers only.
 *
 * @param {any} error
 * @param {string} mode
 */
export function failure(error, mode) {
  const { message = String(error), location, stack } = Object(error);
  const body = {
    kind: errorKind(error) ?? "error",
    message,
    location,
    stack: mode === "production" ? undefined : stack,
  };
  const mayRetry = error instanceof InstanceAbortedError && error.retryable;
  const init = mayRetry ? { status: 503, headers: { "retry-after": "1" } } : { status: 500 };
  return Response.json(body, init);
}
