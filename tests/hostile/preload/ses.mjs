// Frozen intrinsics. Stacks and the console stay, as the suites look at both.

import "ses";

lockdown({ errorTaming: "unsafe", consoleTaming: "unsafe" });
