//! Which language people are spoken to in: `--lang`, then `BANGCHIM_LANG`, then the locale; Korean otherwise.

use bangchim::model::Lang;
use std::ffi::OsString;

/// The language of a run, found before the arguments are parsed, since their help depends on it.
pub(crate) fn find(args: &[OsString], env: impl Fn(&str) -> Option<String>) -> Lang {
    let own = option(args).or_else(|| env("BANGCHIM_LANG").filter(|v| !v.is_empty()));
    if let Some(own) = own {
        return if own.to_ascii_lowercase().starts_with("en") { Lang::En } else { Lang::Ko };
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| env(name).filter(|v| !v.is_empty()));
    match locale {
        Some(locale) if locale.to_ascii_lowercase().starts_with("en") => Lang::En,
        _ => Lang::Ko,
    }
}

fn option(args: &[OsString]) -> Option<String> {
    let mut args = args.iter().skip(1).map_while(|a| a.to_str().filter(|a| *a != "--"));
    while let Some(arg) = args.next() {
        if arg == "--lang" {
            return args.next().map(str::to_owned);
        }
        if let Some(value) = arg.strip_prefix("--lang=") {
            return Some(value.to_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lang(args: &[&str], env: &[(&str, &str)]) -> Lang {
        let args: Vec<OsString> = std::iter::once(&"bangchim").chain(args).map(OsString::from).collect();
        find(&args, |name| env.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
    }

    #[test]
    fn korean_unless_told_otherwise() {
        assert_eq!(lang(&[], &[]), Lang::Ko);
        assert_eq!(lang(&[], &[("LANG", "C.UTF-8")]), Lang::Ko);
        assert_eq!(lang(&[], &[("LANG", "en_US.UTF-8")]), Lang::En);
        assert_eq!(lang(&[], &[("LANG", "en_US.UTF-8"), ("LC_ALL", "ko_KR.UTF-8")]), Lang::Ko);
        assert_eq!(lang(&[], &[("LANG", "en_US.UTF-8"), ("BANGCHIM_LANG", "ko")]), Lang::Ko);
        assert_eq!(lang(&["check", "--lang", "en"], &[("BANGCHIM_LANG", "ko")]), Lang::En);
        assert_eq!(lang(&["--lang=ko"], &[("LANG", "en_US")]), Lang::Ko);
        assert_eq!(lang(&["check", "--", "--lang=en"], &[]), Lang::Ko);
    }
}
