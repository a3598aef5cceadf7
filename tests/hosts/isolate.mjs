// The suite in workerd, at the first request.

import { conform } from "./conformance.mjs";
import * as fixture from "./fixture-web/fixture.js";
import fixtureModule from "./fixture-web/fixture_bg.wasm";
import * as recovering from "./recovering-web/recovering.js";
import recoveringModule from "./recovering-web/recovering_bg.wasm";

const PACKAGES = /** @type {Record<string, [any, unknown]>} */ ({
  fixture: [fixture, fixtureModule],
  recovering: [recovering, recoveringModule],
});

export default {
  async fetch() {
    const result = await conform(async (name) => {
      const [exports, module] = PACKAGES[name];
      exports.initSync({ module });
      return exports;
    });
    return Response.json(result);
  },
};
