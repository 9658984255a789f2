"""Results of the benchmark as markdown."""


def number(value):
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"


def figure(spread, unit=""):
    text = number(spread["median"]) + (f" {unit}" if unit else "")
    return text if spread["runs"] == 1 else f"{text} ({number(spread['min'])}–{number(spread['max'])})"


def markdown(head, lines):
    rows = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(rows + ["| " + " | ".join(line) + " |" for line in lines]) + "\n"


def row_line(row):
    theirs = figure(row["theirs"], row["unit"]) if "theirs" in row else "–"
    ratio = figure(row["ratio"]) if "ratio" in row else "–"
    return [row["what"], figure(row["ours"], row["unit"]), theirs, ratio, row.get("bar", "–"), str(row["ours"]["runs"])]


def section(result):
    text = f"## {result['title']}\n\n{result['about']}\n\n"
    if result["rows"]:
        text += markdown(["what", "ours", "theirs", "ours / theirs", "to reach", "runs"], map(row_line, result["rows"])) + "\n"
    if "table" in result:
        text += markdown(result["table"]["head"], result["table"]["lines"]) + "\n"
    if "text" in result:
        text += result["text"].strip() + "\n\n"
    for note in result.get("notes", []):
        text += f"- {note}\n"
    quick = "; a quick run" if result["quick"] else ""
    return text.rstrip() + f"\n\n{result['date']}, load before {result['load_before']}, after {result['load_after']}{quick}.\n\n"


def page(document, order):
    machine, versions = document["machine"], document["versions"]
    text = "# Benchmarks\n\nWritten by `cmake --workflow --preset bench` (`tests/bench/run`) from `benchmarks.json`; do not edit.\n\n"
    text += "Whole processes, in turn: median (least–greatest), and ratios pair by pair. Times by the clock depend on what else the\n"
    text += "machine does: look at the ratios and at the load, which is the number of processes that wanted to run.\n\n"
    text += f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gb']} GB, {machine['system']}, kernel {machine['kernel']}. "
    text += ", ".join(f"{name} {version}" for name, version in sorted(versions.items())) + ".\n\n"
    for name in order:
        if name in document["results"]:
            text += section(document["results"][name])
    return text.rstrip() + "\n"
