//! `worker`: a line in, a line out, whatever the line and the document are.

use crate::bulk::heavy;
use crate::support::{NOTICE, judge};
use bangchim::WORKER_SCHEMA;
use bangchim::emit::json::Document;
use bangchim::model::Lang;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

/// The exit code, and the lines that came back.
fn worker(args: &[&str], input: Vec<u8>) -> (i32, Vec<Value>) {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("가 나.txt"), NOTICE).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_bangchim"))
        .arg("worker")
        .args(["--today", "2026-11-22", "--lang", "ko", "--timeout", "10s", "--memory", "400MiB"])
        .args(args)
        .current_dir(dir.path())
        .env_clear()
        .env("BANGCHIM_TEST_POISON", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let feeder = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let lines = lines.map(|l| serde_json::from_str(&l.unwrap()).unwrap()).collect();
    feeder.join().unwrap();
    (child.wait().unwrap().code().unwrap(), lines)
}

fn request(id: impl Into<Value>, document: &str) -> String {
    json!({"v": 1, "id": id.into(), "bytes_b64": STANDARD.encode(document)}).to_string()
}

#[test]
fn a_line_for_each_line() {
    let count = if heavy() { 10_000 } else { 600 };
    let (mut input, mut expected) = (Vec::new(), Vec::new());
    for n in 0..count {
        let id = format!("문서 {n}");
        let (line, id, status, code) = match n {
            50 => (request(id.clone(), "poison:abort"), json!(id), "crash", "crash"),
            100 => (request(id.clone(), "poison:loop"), json!(id), "timeout", "timeout"),
            150 => (request(id.clone(), "poison:memory"), json!(id), "oom", "oom"),
            200 => ("{\"v\":1,".to_owned(), Value::Null, "error", "bad-json"),
            250 => ("x".repeat(97 << 20), Value::Null, "error", "line-too-long"),
            300 => (String::new(), Value::Null, "error", "bad-json"),
            350 => (json!({"v": 9, "id": id, "uri": "x"}).to_string(), json!(id), "error", "unknown-version"),
            400 => (json!({"v": 1, "id": [n], "uri": "없음.txt"}).to_string(), json!([n]), "error", "io"),
            401 => (json!({"v": 1, "id": n, "uri": "s3://a/b"}).to_string(), json!(n), "error", "uri-scheme"),
            402 => (json!({"v": 1, "id": n, "bytes_b64": "%"}).to_string(), json!(n), "error", "bad-base64"),
            403 => {
                (json!({"v": 1, "id": n, "uri": "a", "bytes_b64": ""}).to_string(), json!(n), "error", "no-document")
            }
            404 => (json!({"v": 1, "id": n, "uri": "가 나.txt", "new": 1}).to_string(), json!(n), "ok", ""),
            _ if n % 100 == 7 => (request(id.clone(), NOTICE), json!(id), "ok", ""),
            _ if n % 2 == 0 => (request(id.clone(), ""), json!(id), "empty", "empty"),
            _ => (request(id.clone(), "오늘은 날씨가 맑습니다."), json!(id), "rejected", "not-a-notice"),
        };
        input.extend(line.into_bytes());
        input.push(b'\n');
        expected.push((id, status, code));
    }
    input.pop(); // the last line needs no end
    let (code, lines) = worker(&[], input);
    assert_eq!(code, 0);
    let found: Vec<_> = lines
        .iter()
        .map(|l| (l["id"].clone(), l["status"].as_str().unwrap(), l["error"]["code"].as_str().unwrap_or("")))
        .collect();
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected);
    }
    let schema: Value = serde_json::from_str(WORKER_SCHEMA).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    let validator = jsonschema::options().build(&json!({"$ref": "#/$defs/answer", "$defs": schema["$defs"]})).unwrap();
    for line in lines.iter().step_by(7) {
        let errors: Vec<String> = validator.iter_errors(line).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", line["id"]);
    }
    let record = Document::of(&judge("문서 7", NOTICE), Lang::Ko);
    assert_eq!(lines[7]["record"], serde_json::to_value(&record).unwrap(), "a record is what extract prints");
}

/// Without a supervisor the answers are the same, and all of them come before the end.
#[test]
fn without_a_supervisor() {
    let mut input = Vec::new();
    for n in 0..20 {
        input.extend(request(n, if n % 2 == 0 { NOTICE } else { "" }).into_bytes());
        input.push(b'\n');
    }
    let plain = |lines: Vec<Value>| -> Vec<Value> {
        let mut lines = lines;
        lines.iter_mut().for_each(|l| l["metrics"]["ms"] = Value::Null);
        lines
    };
    let (one, supervised) = worker(&["--recycle", "3"], input.clone());
    let (other, alone) = worker(&["--unsupervised"], input);
    assert_eq!((one, other, alone.len()), (0, 0, 20));
    assert_eq!(plain(supervised), plain(alone));
}

/// An answer is there as soon as its line was put, so that a caller may wait for it.
#[test]
fn a_caller_may_wait_for_each_answer() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_bangchim"))
        .arg("worker")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut to, mut from) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    for n in 0..3 {
        to.write_all((request(n, NOTICE) + "\n").as_bytes()).unwrap();
        let mut line = String::new();
        from.read_line(&mut line).unwrap();
        assert!(line.starts_with(&format!("{{\"v\":1,\"id\":{n},\"status\":\"ok\"")), "{line}");
    }
    drop(to);
    assert!(child.wait().unwrap().success());
}

#[test]
fn what_it_speaks_is_told() {
    let output = Command::new(env!("CARGO_BIN_EXE_bangchim")).args(["worker", "--describe"]).output().unwrap();
    let about: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&about["protocol"], &about["schema_version"]), (&1.into(), &1.into()));
    assert_eq!(about["schema"], serde_json::from_str::<Value>(WORKER_SCHEMA).unwrap());
    assert_eq!(about["statuses"].as_array().unwrap().len(), 11);
}
