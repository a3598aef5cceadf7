/**
 * The glue makes an instance by `new WebAssembly.Instance`. In a page, Chromium refuses that to modules of more
 * than 8 MB. So the glue is given an instance there that was made in the meantime.
 */

/** The host would not make an instance at once. */
export class Refused {
  /**
   * @param {WebAssembly.Module} module
   * @param {WebAssembly.Imports} imports
   */
  constructor(module, imports) {
    this.module = module;
    this.imports = imports;
  }

  prepare() {
    return WebAssembly.instantiate(this.module, this.imports);
  }
}

/**
 * Calls `make`, in which the glue makes one instance: gives it the one that is prepared, if any. Throws
 * `Refused` where the host refuses.
 *
 * @param {WebAssembly.Instance | undefined} prepared
 * @param {() => void} make
 */
export function withInstance(prepared, make) {
  const { Instance } = WebAssembly;
  /** @type {Refused | undefined} */
  let refused;
  const setBack = replace(
    /**
     * @param {WebAssembly.Module} module
     * @param {WebAssembly.Imports} imports
     */
    function (module, imports) {
      // At once: start functions may make instances of their own.
      setBack();
      if (prepared) return prepared;
      try {
        return new Instance(module, imports);
      } catch (error) {
        if (error instanceof RangeError) refused = new Refused(module, imports);
        throw error;
      }
    },
  );
  try {
    make();
  } catch (error) {
    throw refused ?? error;
  } finally {
    setBack();
  }
}

/**
 * Has something stand in for `WebAssembly.Instance`, and gives what sets that back.
 *
 * @param {Function} standIn
 */
function replace(standIn) {
  const host = /** @type {any} */ (WebAssembly);
  const { Instance } = host;
  try {
    host.Instance = standIn;
  } catch {
    // Frozen: a host that refuses has the last word then.
  }
  return () => {
    if (host.Instance === standIn) host.Instance = Instance;
  };
}
