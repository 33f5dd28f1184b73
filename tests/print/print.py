#!/usr/bin/env python3
"""Prints a text sample to PDF by several producers, as the samples in samples/pdf/ were made.

    print.py samples/model-form-clean.txt samples/pdf

Needs LibreOffice (soffice), Chromium, the NanumMyeongjo font, and the Python packages weasyprint and typst. Lines with
tabs become tables, numbered lines headings, lines with a dash lists; a table is closed by a line without tabs.
"""
import html
import pathlib
import re
import subprocess
import sys
import tempfile

FONT = "NanumMyeongjo"
STYLE = f"""
@page {{ size: A4; margin: 18mm 17mm; @bottom-center {{ content: "- " counter(page) " -"; font-size: 9pt; }} }}
body {{ font-family: {FONT}; font-size: 10.5pt; line-height: 1.5; }}
h1 {{ font-size: 17pt; text-align: center; }} h2 {{ font-size: 12.5pt; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ border: 0.6pt solid #000; padding: 2pt 4pt; text-align: center; }} th {{ background: #e8e8e8; }}
"""


def blocks(text):
    """(kind, lines) of a sample: title, heading, table, list, text."""
    out = []
    for number, line in enumerate(text.splitlines()):
        if not line.strip():
            continue
        if "\t" in line:
            kind = "table"
        elif line.lstrip().startswith("- "):
            kind, line = "list", line.strip()[2:]
        elif re.match(r"\d+\. ", line):
            kind = "heading"
        else:
            kind = "title" if number == 0 else "text"
        if out and out[-1][0] == kind and kind in ("table", "list"):
            out[-1][1].append(line)
        else:
            out.append((kind, [line]))
    return out


def as_html(text):
    parts = [f"<meta charset='utf-8'><style>{STYLE}</style><body>"]
    for kind, lines in blocks(text):
        lines = [html.escape(line) for line in lines]
        if kind == "table":
            rows = [line.split("\t") for line in lines]
            parts.append("<table border='1' cellspacing='0'>")
            for number, row in enumerate(rows):
                tag = "th" if number == 0 else "td"
                parts.append("<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in row) + "</tr>")
            parts.append("</table>")
        elif kind == "list":
            parts.append("<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>")
        else:
            tag = {"title": "h1", "heading": "h2", "text": "p"}[kind]
            parts.append(f"<{tag}>{lines[0]}</{tag}>")
    return "\n".join(parts)


def as_typst(text):
    quote = lambda s: '"' + s.replace("\\", "\\\\").replace('"', '\\"') + '"'
    parts = [f'#set text(font: "{FONT}", size: 10.5pt, lang: "ko")', '#set page(paper: "a4", numbering: "- 1 -")']
    for kind, lines in blocks(text):
        if kind == "table":
            rows = [line.split("\t") for line in lines]
            cells = ", ".join(f"[#{quote(cell)}]" for row in rows for cell in row)
            parts.append(f"#table(columns: {len(rows[0])}, {cells})")
        elif kind == "list":
            parts.extend(f"- #{quote(line)}" for line in lines)
        elif kind == "title":
            parts.append(f"#align(center, text(size: 17pt, weight: \"bold\", {quote(lines[0])}))")
        elif kind == "heading":
            parts.append(f"#block(text(size: 12.5pt, weight: \"bold\", {quote(lines[0])}))")
        else:
            parts.append(f"#par[#{quote(lines[0])}]")
    return "\n\n".join(parts)


def main():
    source, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    text = source.read_text(encoding="utf-8")
    target = lambda producer: (folder / f"{source.stem}.{producer}.pdf").resolve()
    with tempfile.TemporaryDirectory() as work:
        page = pathlib.Path(work) / f"{source.stem}.html"
        page.write_text(as_html(text), encoding="utf-8")
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{work}/profile", "--convert-to",
                        "pdf:writer_web_pdf_Export", "--outdir", work, str(page)], check=True, capture_output=True)
        page.with_suffix(".pdf").replace(target("libreoffice"))
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={work}/chromium",
                        "--no-pdf-header-footer", f"--print-to-pdf={target('chromium')}", page.as_uri()],
                       check=True, capture_output=True)
        import typst
        import weasyprint
        weasyprint.HTML(str(page)).write_pdf(str(target("weasyprint")))
        typed = pathlib.Path(work) / "notice.typ"
        typed.write_text(as_typst(text), encoding="utf-8")
        typst.compile(str(typed), output=str(target("typst")))


if __name__ == "__main__":
    main()
