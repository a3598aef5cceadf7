import { Agent, request } from "node:http";

/**
 * What became of a request. `isWhole` is false if the answer broke off, `isLate` if the client
 * gave up; without an answer, the status is 0.
 *
 * @typedef {{
 *   status: number,
 *   headers: import("node:http").IncomingHttpHeaders,
 *   text: string,
 *   isWhole: boolean,
 *   isLate: boolean,
 *   sent: number,
 *   answered: number,
 * }} Answer
 */

/**
 * A client's `patience` is in milliseconds. `onSent` is called once the system has all of the request, `onText` whenever text of the answer
 * has come.
 *
 * @typedef {{
 *   method?: string,
 *   path: string,
 *   body?: string,
 *   patience?: number,
 *   onSent?: () => void,
 *   onText?: () => void,
 * }} Ask
 */

/** @param {number} port */
export function client(port, { connections = 64, patience = 60_000 } = {}) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    /**
     * @param {Ask} ask
     * @returns {Promise<Answer>}
     */
    ask: ({ method, path, ...rest }) =>
      send({ host: "127.0.0.1", port, agent, method, path }, { patience, ...rest }),
    close: () => agent.destroy(),
  };
}

/**
 * @param {import("node:http").RequestOptions} options
 * @param {Pick<Ask, "body" | "onSent" | "onText"> & { patience: number }} rest
 * @returns {Promise<Answer>}
 */
function send(options, { body, onSent, onText, patience }) {
  const sent = performance.now();
  const answer = { status: 0, headers: {}, text: "", isWhole: false, isLate: false, sent, answered: 0 };
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      answer.answered ||= performance.now();
      resolve(answer);
    };
    const outgoing = request(options, (incoming) => {
      answer.status = incoming.statusCode ?? 0;
      answer.headers = incoming.headers;
      incoming.setEncoding("utf8");
      incoming.on("data", (text) => {
        answer.text += text;
        onText?.();
      });
      incoming.on("end", () => (answer.isWhole = incoming.complete));
      incoming.on("error", end);
      incoming.on("close", end);
    });
    const timer = setTimeout(() => {
      answer.isLate = true;
      outgoing.destroy(new Error("late"));
    }, patience);
    outgoing.on("error", end);
    if (onSent) outgoing.on("finish", onSent);
    outgoing.end(body);
  });
}

/** @param {Answer} answer */
export const json = ({ text }) => {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
};
