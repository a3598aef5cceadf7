/** What it takes to tell of an abort, and for the host to notice that promises have rejected. */
const FRAMES = 200;

/** Throws on a stack that is nearly full, on which anything might fail half-way. */
export const needRoom = () => descend(FRAMES);

/** @param {number} frames */
function descend(frames) {
  if (frames > 0) descend(frames - 1);
}
