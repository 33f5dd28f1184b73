use super::*;

/// Number, kind, defects of the only hit.
fn one(text: &str) -> (String, PhoneKind, Vec<PhoneDefect>) {
    let hits = find(text);
    assert_eq!(hits.len(), 1, "{text}: {hits:?}");
    let hit = hits[0].clone();
    (hit.number, hit.kind, hit.defects)
}

fn numbers(text: &str) -> Vec<String> {
    find(text).into_iter().map(|p| p.number).collect()
}

#[test]
fn spellings_of_one_number() {
    for text in [
        "032-555-0142",
        "032) 555-0142",
        "032)555-0142",
        "(032)555-0142",
        "(032) 555-0142",
        "032.555.0142",
        "032 555 0142",
        "0325550142",
        "032-5550142",
        "032)5550142",
        "+82-32-555-0142",
        "+82 (0)32-555-0142",
        "82-32-555-0142",
        "032–555–0142",
        "032 - 555 - 0142",
        "032~555~0142",
        "032/555-0142",
        "총무팀032-555-0142",
        "☎032-555-0142",
        "Tel:032-555-0142",
        "Tel032-555-0142",
        "**032-555-0142**",
        "담당자(032-555-0142)",
        "홍보팀 : 032-555-0142.",
    ] {
        let (number, kind, defects) = one(text);
        assert_eq!(number, "032-555-0142", "{text}");
        assert_eq!(kind, PhoneKind::Geographic { area: "032" }, "{text}");
        assert_eq!(defects, [], "{text}");
    }
}

#[test]
fn kinds() {
    use PhoneKind as K;
    for (text, number, kind) in [
        ("02-555-0103", "02-555-0103", K::Geographic { area: "02" }),
        ("02)5550-0103", "02-5550-0103", K::Geographic { area: "02" }),
        ("02 555 0103", "02-555-0103", K::Geographic { area: "02" }),
        ("555-2355", "555-2355", K::Local),
        ("과장 (정책팀 5555-2355)", "5555-2355", K::Local),
        ("010-5550-0103", "010-5550-0103", K::Mobile),
        ("070-5550-0103", "070-5550-0103", K::Internet),
        ("1588-0103", "1588-0103", K::Nationwide),
        ("15880103", "1588-0103", K::Nationwide),
        ("1555-0103", "1555-0103", K::Nationwide),
        ("080-555-0103", "080-555-0103", K::TollFree),
        ("0505-555-0103", "0505-555-0103", K::Personal),
        ("050755550103", "0507-5555-0103", K::Personal),
        ("0507-1555-0103", "0507-1555-0103", K::Personal),
        ("0303-3555-0103", "0303-3555-0103", K::Messaging),
        ("국번없이 ☎ 118", "118", K::Short),
        ("02-####-####", "02-####-####", K::Masked),
        ("02-***-1234", "02-***-1234", K::Masked),
        ("010-55**-**03", "010-55**-**03", K::Masked),
        ("000-0000-0000", "000-0000-0000", K::Placeholder),
        ("00-000-0000", "00-000-0000", K::Placeholder),
        ("02-0000-0000", "02-0000-0000", K::Placeholder),
        ("02-123-4567", "02-123-4567", K::Placeholder),
        ("010-1234-5678", "010-1234-5678", K::Placeholder),
        ("OOO-OOOO-OOOO", "OOO-OOOO-OOOO", K::Placeholder),
        ("02-○○○-○○○○", "02-OOO-OOOO", K::Placeholder),
        ("내선 4843", "4843", K::ExtensionOnly),
        ("(교)210", "210", K::ExtensionOnly),
    ] {
        let (n, k, defects) = one(text);
        assert_eq!((n.as_str(), k), (number, kind), "{text}");
        assert_eq!(defects, [], "{text}");
    }
}

#[test]
fn malformed() {
    use PhoneDefect as D;
    for (text, number, defects) in [
        ("02-1588-1234", "02-1588-1234", &[D::AreaBeforeNationwide][..]),
        ("031-555-01O3", "031-555-0103", &[D::LetterForDigit]),
        ("O31-555-0103", "031-555-0103", &[D::LetterForDigit]),
        ("032-040-2355", "032-040-2355", &[D::ExchangeLeadingDigit]),
        ("055-3360-33", "055-3360-33", &[D::WrongLength]),
        ("031-555-010", "031-555-010", &[D::WrongLength]),
        ("031-555-01034", "031-555-01034", &[D::WrongLength]),
        ("031--555-0103", "031-555-0103", &[D::DoubledHyphen]),
        ("032)) 555-2355", "032-555-2355", &[D::BracketDoubled]),
        ("(032 555-2355", "032-555-2355", &[D::BracketUnclosed]),
        ("011-555-0103", "011-555-0103", &[D::Obsolete]),
        ("034-555-0103", "034-555-0103", &[D::UnknownPrefix]),
        ("0331-555-0103", "0331-555-0103", &[D::UnknownPrefix]),
        ("010-0555-0103", "010-0555-0103", &[D::MobileLeadingDigit]),
        ("62-555-0103", "62-555-0103", &[D::LeadingZeroMissing]),
        ("1588-01034", "1588-01034", &[D::WrongLength]),
    ] {
        let (n, _, d) = one(text);
        assert_eq!((n.as_str(), d.as_slice()), (number, defects), "{text}");
    }
    let repaired = |text: &str| find(text)[0].proposed();
    assert_eq!(repaired("02-1588-1234").as_deref(), Some("1588-1234"));
    assert_eq!(repaired("031-555-01O3").as_deref(), Some("031-555-0103"));
    assert_eq!(repaired("032-040-2355"), None);
}

#[test]
fn lists_ranges_and_extensions() {
    for (text, expected) in [
        ("032) 555-4154, 4171", &["032-555-4154", "032-555-4171"][..]),
        ("032-555-2355~7", &["032-555-2355", "032-555-2357"]),
        ("032-555-2355 ~ 2357", &["032-555-2355", "032-555-2357"]),
        ("032-555-2355·2356", &["032-555-2355", "032-555-2356"]),
        ("032-555-2355/6", &["032-555-2355", "032-555-2356"]),
        ("555-2355~7", &["555-2355", "555-2357"]),
        ("02-555-0103-5", &["02-555-0103", "02-555-0105"]),
        ("032-555-2355, 555-2356", &["032-555-2355", "032-555-2356"]),
        ("032-555-2355, 033-555-0103", &["032-555-2355", "033-555-0103"]),
        ("정책팀 440-4326, 지원팀 440-4072", &["440-4326", "440-4072"]),
        ("032-555-2355, 24시간", &["032-555-2355"]),
        ("032-555-2355 / 2층", &["032-555-2355"]),
        ("440-4472 : (구)구락부", &["440-4472"]),
        ("02-555-0103(200)", &["02-555-0103"]),
        ("032-555-2355, 2024.1.1.", &["032-555-2355"]),
        ("Tel. 02-555-0103 Fax. 02-555-0104", &["02-555-0103", "02-555-0104"]),
    ] {
        assert_eq!(numbers(text), expected, "{text}");
    }
    let hits = find("032) 555-4154, 4171");
    assert_eq!(hits[1].tail_of, Some(0));
    for (text, extension) in [
        ("02-555-0103(200)", "200"),
        ("02-555-0103 (내선 200)", "200"),
        ("02-555-0103 내선 200번", "200"),
        ("02-555-0103(교 210)", "210"),
        ("02-555-0103 #3", "3"),
    ] {
        assert_eq!(find(text)[0].extension.as_deref(), Some(extension), "{text}");
        assert_eq!(find(text).len(), 1, "{text}");
    }
}

#[test]
fn labels() {
    use PhoneLabel as L;
    for (text, label) in [
        ("연락처: (F) 033-555-0199", Some(L::Fax)),
        ("FAX 033-555-0199", Some(L::Fax)),
        ("팩스번호 : 033-555-0199", Some(L::Fax)),
        ("033-555-0199(팩스)", Some(L::Fax)),
        ("℻ 033-555-0199", Some(L::Fax)),
        ("Tel/Fax: 033-555-0199", Some(L::TelFax)),
        ("전화·팩스 033-555-0199", Some(L::TelFax)),
        ("T. 033-555-0199", Some(L::Tel)),
        ("☎ 033-555-0199", Some(L::Tel)),
        ("대표전화 033-555-0199", Some(L::Tel)),
        ("2F 033-555-0199", None),
        ("총무팀 033-555-0199", None),
    ] {
        assert_eq!(find(text)[0].label, label, "{text}");
    }
    let both = find("Tel. 02-555-0103, Fax. 02-555-0104");
    assert_eq!((both[0].label, both[1].label), (Some(L::Tel), Some(L::Fax)));
}

#[test]
fn what_is_no_number() {
    for text in [
        "",
        "가나다",
        "2023. 9. 15.",
        "2023-09-15",
        "2012-10-24 09:27:15",
        "20230915",
        "2012~2014",
        "2012-2014",
        "2014-2016년",
        "제2011-45호",
        "제2024-1234호",
        "123-45-67890",
        "031-81-55501",
        "110111-1234567",
        "352-0123-4567-83",
        "(06236) 서울",
        "우) 21554",
        "580*380",
        "210*297mm",
        "1,538대",
        "1층 119종합상황실",
        "07:00 ~ 09:00",
        "200만 화소",
        "100m 이내",
        "동 259-12",
        "A-101-1234",
        "ISMS-2019-010",
        "12.10.24",
        "02. 10. 24.",
        "/board/0325550142.do",
        "fnctNo=161",
        "1000000",
        "3.1415926",
        "학교 210",
        "11 71",
        "CH 1-16",
        "2층 204호 204",
        "**02**",
        "XX과",
    ] {
        assert_eq!(numbers(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_telephone_cell_says_more() {
    let field = |text: &str| find_in_field(text).into_iter().map(|p| (p.number, p.kind)).collect::<Vec<_>>();
    assert_eq!(field("5552355"), [("555-2355".to_owned(), PhoneKind::Local)]);
    assert_eq!(field("555 2355"), [("555-2355".to_owned(), PhoneKind::Local)]);
    assert_eq!(field("4843"), [("4843".to_owned(), PhoneKind::ExtensionOnly)]);
    assert_eq!(field("120"), [("120".to_owned(), PhoneKind::Short)]);
    assert_eq!(field("063-120"), [("063-120".to_owned(), PhoneKind::Short)]);
    assert_eq!(field("440-235"), [("440-235".to_owned(), PhoneKind::Local)]);
    assert_eq!(field("20230915"), []);
}

#[test]
fn ranges_quote_the_number() {
    for (text, quoted) in [
        ("담당 (032)555-0142 끝", "(032)555-0142"),
        ("담당(032-555-0142)", "032-555-0142"),
        ("Tel. +82-32-555-0142", "+82-32-555-0142"),
        ("가 555-2355호실", ""),
    ] {
        let got = find(text).first().map_or("", |p| &text[p.range.clone()]);
        assert_eq!(got, quoted, "{text}");
    }
}
