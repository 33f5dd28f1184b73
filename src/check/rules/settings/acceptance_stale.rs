use crate::bi;
use crate::check::accepted::{Acceptance, SettingsSink, Use};
use crate::check::rule::declare_rule;
use jiff::civil::Date;

declare_rule! {
    code: "SET001", name: "acceptance-stale", family: Settings, severity: Warning, fix: None,
    basis: none,
    summary: ("기한이 지났거나 맞는 지적이 없는 예외", "an accepted finding that is expired or fits nothing"),
    checks: (
        "설정 파일(bangchim.toml)의 [[accept]]마다 기한(until)이 지났는지, 이번 점검에서 나온 지적 가운데 맞는 것이 있는지 봅니다.",
        "Looks at each [[accept]] of the settings file (bangchim.toml): whether its last day (until) is over, and whether it fits any finding of the run."
    ),
    why: (
        "쓸모없는 예외는 뒤에 생긴 다른 잘못을 가릴 수 있고, 기한이 지난 예외는 그 지적을 다시 살펴볼 때가 되었다는 뜻입니다.",
        "An acceptance that nobody needs may hide a later mistake, and one that is expired says that it is time to look at the finding again."
    ),
    example: "[[accept]]\nrule = \"phone-is-fax\"\nreason = \"새 번호를 받을 때까지\"\nuntil = 2025-12-31",
    remedy: (
        "[[accept]] 항목을 지우거나, 아직 맞는 이유라면 기한을 고칩니다.",
        "Delete the entry, or give it a later day where its reason still holds."
    ),
    exceptions: [
        ("기한이 없는 예외와 오늘이 마지막 날인 예외", "an acceptance without a day, or whose last day is today"),
        ("예외가 가리키는 파일이 모두 점검에 들어 있지 않으면 맞는 지적이 없다고 하지 않습니다", "where not all files that it names were in the run, it is not said to fit nothing"),
        ("그 규칙을 끄거나 판정할 수 없었던 경우", "where the rule was off or could not be judged"),
    ],
    check: Settings(check),
}

fn check(all: &[Acceptance], today: Date, sink: &mut SettingsSink) {
    for acceptance in all {
        let accepted = acceptance.accepted;
        let what = accepted.label();
        if let Some(until) = accepted.until.filter(|_| !accepted.holds(today)) {
            let message = bi!(
                "기한이 {until}까지인 예외입니다: {what} ({})",
                "accepted until {until}: {what} ({})",
                accepted.reason
            );
            let help = bi!(
                "지적을 다시 살펴보고, 항목을 지우거나 기한을 고쳐 주세요",
                "look at the finding again, then delete the entry or give it a later day"
            );
            sink.report(acceptance, message, help);
        } else if acceptance.used == Use::FitsNothing {
            let message =
                bi!("맞는 지적이 없는 예외입니다: {what} ({})", "it fits no finding: {what} ({})", accepted.reason);
            let help = bi!("항목을 지워 주세요", "delete the entry");
            sink.report(acceptance, message, help);
        }
    }
}
