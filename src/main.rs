//! The command line of bangchim: parse, call the library, turn the verdict into an exit code.

mod cli;

fn main() -> std::process::ExitCode {
    std::process::ExitCode::from(cli::main(std::env::args_os().collect()))
}
