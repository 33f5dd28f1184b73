"""What the targets begin with, made of the samples: python3 seeds.py SAMPLES CORPUS"""

import re
import sys
import zipfile
from pathlib import Path

samples, corpus = map(Path, sys.argv[1:3])

# whole files
WHOLE = {
    "text": ["*.txt", "*.md"],
    "tables": ["*.txt", "*.md"],
    "html": ["formats/*.html"],
    "hwpml": ["*.hml"],
    "any": ["*.hwp", "*.hwpx", "formats/notice.*", "pdf/*.typst.pdf"],
}
# parts of packages
PARTS = {
    "hwpx": ("*.hwpx", r"section\d+\.xml"),
    "docx": ("formats/*.docx", r"word/document\.xml"),
    "xlsx": ("formats/notice.xlsx", r"worksheets/sheet"),
    "ods": ("formats/*.ods", r"content\.xml"),
}
TEXTS = {
    "pdf_content": "BT /F 10 Tf 50 700 Td <00410042> Tj 0 -20 Td [(A) -200 (B)] TJ ET 50 650 200 20 re S",
    "pdf_cmap": "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0041> <0043> <AC00> endbfrange",
    "worker": '{"v":1,"id":"a","uri":"file:///tmp/%41.txt"}\n{"v":1,"id":2,"bytes_b64":"7LmY","opts":{"entry":1}}\n',
}


def put(target, name, data):
    folder = corpus / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


for target, patterns in WHOLE.items():
    for pattern in patterns:
        for path in samples.glob(pattern):
            put(target, path.name, path.read_bytes())
for target, (pattern, wanted) in PARTS.items():
    for path in samples.glob(pattern):
        with zipfile.ZipFile(path) as package:
            for name in filter(re.compile(wanted).search, package.namelist()):
                put(target, f"{path.name}-{Path(name).name}", package.read(name))
for target, text in TEXTS.items():
    put(target, "seed", text.encode())
