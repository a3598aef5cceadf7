/** @typedef {"markdown" | "csv"} Format */

/** What the editor begins with. */
export const SAMPLES = {
  markdown: `# Notes on a harbour

Edit this text: Rust turns it into *HTML* at **every keystroke**, and numbers its sections.

## Boats

- [x] *Heron*, two masts
- [ ] *Plover*, on land until May

### On land

> A boat is a hole in the water. ~~Mostly.~~

## Tides

| Day     | High | Low  |
|---------|-----:|-----:|
| Monday  | 4.2  | 0.9  |
| Tuesday | 4.4  | 0.7  |

HTML is shown as it is typed: <b onclick="alert(1)">not bold</b>.
`,
  csv: `Catch,Boat,Crates,Kilograms,Euros
Herring,Heron,41,1230.5,2276.4
Mackerel,Plover,18,486.25,1167
"Cod, line-caught",Heron,7,203,1238.3
Shrimp,Teal,12,95.75,1072.4
`,
};

/** What Rust does not expect: a heading that skips two levels, a weight in words. */
export const MISTAKES = {
  markdown: "\n##### Much too deep\n",
  csv: "Squid,Teal,3,a bucketful,45\n",
};

/** Deep enough for every stack. */
export const TOO_DEEP = "(".repeat(2_000_000);
