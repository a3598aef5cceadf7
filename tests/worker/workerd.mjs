// Runs a service on workerd, on a port of the loopback interface that is free.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/**
 * @param {string} config path of a configuration
 * @param {Record<string, string>} settings as environment variables
 */
export async function serve(config, settings = {}) {
  const workerd = process.env.WORKERD;
  assert.ok(workerd, "WORKERD is not set: run `cargo xtask test worker`");
  const args = ["serve", "--socket-addr=http=127.0.0.1:0", "--control-fd=3", config];
  const env = { ...process.env, ...settings };
  const server = spawn(workerd, args, { env, stdio: ["ignore", "ignore", "pipe", "pipe"] });
  const kill = () => server.kill("SIGKILL");
  process.once("exit", kill);
  let log = "";
  const [, , stderr, control] = server.stdio;
  stderr.on("data", (text) => (log += text));
  const exited = once(server, "exit");
  const port = await portOf(control);
  if (port === undefined) {
    await exited;
    throw new Error(`workerd does not listen: ${log}`);
  }
  return {
    port,
    /** What it wrote to its standard error. */
    log: () => log,
    hasExited: () => server.exitCode !== null || server.signalCode !== null,
    async stop() {
      kill();
      await exited;
      process.off("exit", kill);
    },
  };
}

/**
 * Nothing, if it ends before it listens.
 *
 * @param {import("node:stream").Readable} control
 * @returns {Promise<number | undefined>}
 */
async function portOf(control) {
  for await (const line of createInterface(control)) {
    const { event, port } = JSON.parse(line);
    if (event === "listen") return port;
  }
  return undefined;
}
