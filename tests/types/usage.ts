// What a TypeScript user may write: `tsc --strict` has to agree.

import * as rust from "fixture";
import {
  InstanceAbortedError, PanicError, errorKind, instanceStats, onAbort, onPanic, onRestart,
  revived,
} from "fixture";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles only if the two types are the same. */
function same<A, B>(_: Equal<A, B>): void {}

same<typeof rust.divide, (dividend: number, divisor: number) => number>(true);
same<typeof rust.ready, (value: number) => Promise<number>>(true);
same<typeof rust.nothing, () => Promise<void>>(true);
same<typeof rust.double, (promise: Promise<any>) => Promise<number>>(true);
same<typeof rust.error_conversion_panics, (fail: boolean) => number>(true);
same<typeof rust.maybe_double, (value?: number | null) => number | undefined>(true);
same<typeof rust.join, (parts: string[], separator?: string | null) => string>(true);
same<typeof rust.balance, (account: rust.Account) => number>(true);
same<typeof rust.below, (end: number) => number[]>(true);
same<typeof rust.sum_all, (...numbers: any[]) => number>(true);
same<typeof rust.counter, (end: number) => () => number>(true);
same<
  typeof rust.adder,
  (left: number) => (arg0: number, arg1: number | undefined | null) => number
>(true);
same<typeof rust.greet_once, (name: string) => (arg0: string) => string>(true);
same<typeof rust.counter_later, () => Promise<(arg0: Uint8Array) => number>>(true);
same<rust.Maker["measure"], () => (text: string) => number>(true);

onAbort((error: InstanceAbortedError) => {
  same<typeof error.kind, "abort">(true);
  same<typeof error.cause, unknown>(true);
  same<typeof error.retryable, boolean>(true);
});
onRestart(({ instanceId, restarts, cause }) => `${instanceId} ${restarts} ${cause}`);

const stop: () => void = onPanic((error) => describe(error));
stop();

export function describe(e: unknown): string {
  if (e instanceof PanicError) {
    same<typeof e.kind, "panic">(true);
    same<typeof e.name, "PanicError">(true);
    same<typeof e.payload, unknown>(true);
    const line: number = e.location.line;
    const sent: string = JSON.stringify(e.toJSON());
    return `${e.message} in ${e.exportName} at ${e.location.file}:${line}, ${e.instanceId}, ${sent}`;
  }
  const kind = errorKind(e);
  same<typeof kind, "panic" | "abort" | "poisoned" | "stale" | undefined>(true);
  return kind ?? String(e);
}

const Revived = revived(rust.Counter);
same<typeof Revived, typeof rust.Counter>(true);
export const revivedCounter: rust.Counter = new Revived(1);

export const inFlight: number = instanceStats().inFlight;

export const isDown: boolean = instanceStats().isDown;

// @ts-expect-error an InstanceAbortedError comes from Rust only
new InstanceAbortedError("message", true);
// @ts-expect-error a PanicError comes from Rust only
new PanicError("message");
// @ts-expect-error what is left out of the types is not there
rust.untyped;

// @ts-expect-error only what is constructed can be constructed again
revived(InstanceAbortedError);
