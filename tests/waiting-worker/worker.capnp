using Workerd = import "/workerd/workerd.capnp";
# Written by `cargo xtask test worker`: all files of the package.
using Package = import "pkg/modules.capnp";

const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
  sockets = [(name = "http", address = "127.0.0.1:8787", http = (), service = "main")],
);

const worker :Workerd.Worker = (
  modules = Package.modules,
  compatibilityDate = "2026-11-01",
);
