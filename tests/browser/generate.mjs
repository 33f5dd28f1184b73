// Writes the folder of a run with many findings: invented institutions, people and numbers.
// node generate.mjs FOLDER [FINDINGS]
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder, findings = "50000"] = process.argv.slice(2);
const PER_FILE = 10;
const RULES = [
  ["TEL001", "phone-area-code-mismatch", "error"],
  ["CAM001", "camera-total-mismatch", "error"],
  ["RET001", "retention-over-30-days", "warning"],
  ["LAW003", "term-outdated", "warning"],
  ["RES008", "text-normalised", "info"],
];
const UNITS = ["달빛", "별빛", "노을", "새봄", "하늘", "솔내음", "가온", "마루"];

const place = (line, text) => ({ line, start: 9, end: 9 + text.length, text });
const finding = (file, n) => {
  const [code, rule, severity] = RULES[(file + n) % RULES.length];
  const subject = `0${31 + (n % 9)}-555-${String((file * 7 + n) % 10000).padStart(4, "0")}`;
  const found = {
    rule, code, severity, notice: 1, subject,
    message: `${subject}의 지역번호는 ${UNITS[file % UNITS.length]}시 ${file}동의 지역번호(042)가 아닙니다.`,
    location: place(10 + n, subject),
    pointer: `/contacts/${n}/phone`,
    fingerprint: (file * PER_FILE + n).toString(16).padStart(16, "0"),
  };
  if (n % 3 === 0) found.suggestion = subject.replace(/^0\d\d/, "042");
  if (n % 4 === 0) found.related = [{ message: `같은 국번의 번호 042-555-${n}000`, location: place(3, "042-555") }];
  if (n === 9) found.accepted = "본청 번호를 함께 씀";
  return found;
};

const none = { source: {} };
const document = (file) => ({
  schema_version: 1,
  source: {
    name: `방침/${UNITS[file % UNITS.length]}/${String(file).padStart(5, "0")}.hwp`,
    media_type: "application/x-hwp", encoding: "UTF-16LE", size: 20000 + file, sha256: "0".repeat(64), notes: [],
  },
  notices: [{
    title: `${UNITS[file % UNITS.length]}시 ${file}동 고정형 영상정보처리기기 운영·관리 방침`,
    institution: `${UNITS[file % UNITS.length]}시 ${file % 400}동`, sido: null, sigungu: null, total_count: 12,
    purposes: [], legal_basis: [],
    installations: [{ department: `${UNITS[file % 7]}과`, facility: null, purpose: "시설안전", count: 12, range: "입구 전체", points: [], ...none }],
    contacts: [{ department: null, facility: null, role: "manager", role_text: "관리책임자", name: "김가람", position: "과장", phone: "042-555-0101", fax: null, ...none }],
    retention: [{ department: null, facility: null, hours: "24시간", period: "30일", days: 15 + (file % 4) * 15, storage: "전산실", ...none }],
    contractors: [], viewing: { method: null, place: null, ...none },
    dates: { established: null, revised: null, announced: null, effective: "2026-03-11", ...none },
    revisions: [], promised_days: null, disposal: null, sections: [], cut_off: false, delegated: [], ...none,
  }],
  findings: Array.from({ length: PER_FILE }, (_, n) => finding(file, n)),
  repairs: [],
});

mkdirSync(folder, { recursive: true });
const files = Math.ceil(Number(findings) / PER_FILE);
const lines = Array.from({ length: files }, (_, file) => JSON.stringify(document(file)));
writeFileSync(join(folder, "records.ndjson"), lines.join("\n") + "\n");
writeFileSync(join(folder, "run.jsonl"), "");
const none_of = { error: 0, warning: 0, info: 0 };
const summary = {
  schema_version: 1, tool: "0", rules: "", shard: null, complete: true, inputs: files, statuses: { ok: files }, bytes: 0,
  options: { today: "2026-11-22", lang: "ko", select: [], ignore: [] },
  notices: files, cameras: 0, repairs: 0, findings: none_of, findings_by_rule: {}, errors_by_code: {},
};
writeFileSync(join(folder, "summary.json"), JSON.stringify(summary));
