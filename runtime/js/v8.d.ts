/** What V8 adds to `Error`. */
interface ErrorConstructor {
  captureStackTrace?(target: object, below?: Function): void;
  stackTraceLimit: number | undefined;
}
