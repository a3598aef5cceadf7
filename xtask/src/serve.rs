use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, ExitCode};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::{setup, worker};

const POLL: Duration = Duration::from_millis(50);

#[derive(clap::Args)]
pub(crate) struct Args {
    /// On the loopback interface; 0 takes any that is free
    #[arg(long, default_value_t = 8787)]
    port: u16,
    /// What the service is told of itself: outside of production, it answers with stacks
    #[arg(long, default_value = "development")]
    mode: String,
}

/// Runs the example in workerd until it is stopped.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let toolchain = setup::compiler_and_packages()?;
    let config = worker::EXAMPLE.build(&toolchain)?;
    let port = free(args.port)?;
    let mut server = Command::new(worker::workerd())
        .arg("serve")
        .arg(format!("--socket-addr=http=127.0.0.1:{port}"))
        .arg(config)
        .env("WORKER_MODE", &args.mode)
        .spawn()
        .context("could not start workerd")?;
    match index(port, &mut server) {
        Ok(lines) => println!("\n{lines}\nStop with Ctrl-C."),
        Err(error) => {
            server.kill()?;
            return Err(error);
        }
    }
    let status = server.wait()?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn free(port: u16) -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .with_context(|| format!("port {port} cannot be used: choose another by --port"))?;
    Ok(listener.local_addr()?.port())
}

/// What the service says of its routes, once it answers.
fn index(port: u16, server: &mut Child) -> Result<String> {
    let mut stream = loop {
        if let Ok(stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)) {
            break stream;
        }
        if let Some(status) = server.try_wait()? {
            bail!("workerd ended: {status}");
        }
        thread::sleep(POLL);
    };
    let request = format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    match answer.split_once("\r\n\r\n") {
        Some((head, lines)) if head.starts_with("HTTP/1.1 200 ") => Ok(lines.to_owned()),
        _ => bail!("the service does not serve: {answer}"),
    }
}
