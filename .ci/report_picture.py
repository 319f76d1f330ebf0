"""Make docs/images/report.png anew from outputs/report.html: ``python .ci/report_picture.py [ARTICLE_PATH]``.

Needs chromium.  The picture shows the head of the page, three of the pairs and one article, all as they are; the rest
is hidden by a style sheet, for which the page's content security policy is left out of the copy.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
SIZE = "1200,1330"
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip


def main() -> None:
    page = (ROOT / "outputs" / "report.html").read_text("utf-8")
    path = sys.argv[1] if sys.argv[1:] else "containers-wire.txt"
    found = re.search(rf'<article id="([^"]+)">(?:(?!</article>).)*? · {re.escape(path)}', page, re.DOTALL)
    if found is None:
        sys.exit(f"outputs/report.html has no article {path}")
    hide = (
        f".pair ~ .pair ~ .pair ~ .pair, .pair ~ p, #shared, .cards, article:not(#{found[1]}), #single, #voices, "
        "table, #failed, #failed ~ ul, footer { display: none } h2 { margin-top: 1.2rem }"
    )
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "report.html"
        copy.write_text(page.replace("</head>", f"<style>{hide}</style></head>", 1), "utf-8")
        target = ROOT / "docs" / "images" / "report.png"
        places = [f"--user-data-dir={folder}/profile", f"--window-size={SIZE}", f"--screenshot={target}", copy.as_uri()]
        command = ["chromium", *FLAGS, *places]
        subprocess.run(command, check=True, capture_output=True, timeout=300)  # noqa: S603


if __name__ == "__main__":
    main()
