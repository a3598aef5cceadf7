using Workerd = import "/workerd/workerd.capnp";
using Example = import "../../examples/worker/worker.capnp";

# V8 optimises after a few calls, and not after many thousands.
const config :Workerd.Config = (
  v8Flags = ["--invocation-count-for-turbofan=20"],
  services = [(name = "main", worker = Example.worker)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
