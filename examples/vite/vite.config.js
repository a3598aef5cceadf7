export default {
  // Chromium and Firefox have exnref and `await` outside of functions. Vite would look for older ones.
  build: { target: "esnext" },
};
