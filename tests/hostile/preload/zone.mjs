// As Angular does: another `Promise`, and patches of all that is asynchronous.

import "zone.js/node";
