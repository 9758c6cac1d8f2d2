"""What the terminal says of decisions, and of where an initiative or a figure comes from."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from pipeline import vietnamese
from pipeline.catalogue import FATE_NAMES, SEVERITY_NAMES, VERDICT_NAMES, Severity, reason_text, why_text
from pipeline.edges.exclusions import Word
from pipeline.edges.naming import Initiative, told
from pipeline.history import UNDONE

if TYPE_CHECKING:
    from pipeline.consolidation import Consolidation
    from pipeline.edges.judging import Told

_OPEN = ("", "unknown")
_ANSWERS = {**VERDICT_NAMES, "": "chờ quyết định"}
_MOST_PAIRS = 20
_STATE_NAMES = {
    **FATE_NAMES,
    "excluded": "Bị loại theo quyết định",
    "later": "Sau ngày tính số liệu",
    "": "chưa có trong số liệu",
}


def shown(text: str) -> str:
    """One line without anything a terminal would act on: names of files and cells come from strangers."""
    return vietnamese.clean(text).replace("\n", " ")


def decided_words(words: Sequence[Word], *, is_excluded: bool) -> str:
    """What was taken out or brought back, then what was so already."""
    new = [word for word in words if word.is_new]
    lines = []
    if new:
        lines.append(f"{'Đã loại' if is_excluded else 'Đã đưa trở lại'} {vietnamese.count(len(new))} mục:")
        for word in new:
            why = f". Lý do: {word.why}" if word.why else ""
            lines.append(f"  {_target(word)}, {_concerned(word)}{why}")
    for word in words:
        if not word.is_new:
            already = "đã bị loại từ trước với lý do này" if is_excluded else "không bị loại"
            lines.append(f"{_target(word)}: {already}; không ghi thêm gì.")
    return "\n".join(lines)


def _target(word: Word) -> str:
    target = word.target
    if isinstance(target, Initiative):
        joined = f" (mã {word.joined} nay được tính dưới mã cũ hơn này)" if word.joined else ""
        return f"Sáng kiến {target.code}{joined} của {target.unit_code}"
    return f"Tệp {shown(target.name)} ({told(target)})"


def _concerned(word: Word) -> str:
    concerned = word.concerned
    if isinstance(word.target, Initiative):
        return f"ở lần tổng hợp gần nhất: {state_words(concerned['state'], concerned['phase'])}"
    counted = vietnamese.count(concerned["counted"])
    return f"mang {vietnamese.count(concerned['initiatives'])} sáng kiến, trong đó {counted} đang được tính"


def state_words(state: str, phase: int | None) -> str:
    """How an initiative stands."""
    name = _STATE_NAMES[state]
    return f"{name} (giai đoạn {phase})" if phase is not None else name


# ---------------------------------------------------------------- suspected duplicates

_LEFT_WORDS = {
    "changed": "số liệu của cặp này đã thay đổi sau khi lập tệp",
    "answered_since": "đã có quyết định khác sau khi lập tệp",
    "gone": "một trong hai sáng kiến không còn trong số liệu",
}


def review_table(result: "Consolidation", *, with_decided: bool) -> dict[str, Any]:
    """What `review list --json` prints: the open pairs, with_decided all of them, in the order of the workbook."""
    rows = result.rows[["unit_code", "unit_name", "title", "fate"]].to_dict("index")
    pairs = [
        {
            "group": line["group"],
            "codes": [line["code_a"], line["code_b"]],
            "initiatives": [{"code": line[f"code_{side}"], **rows[line[f"row_{side}"]]} for side in "ab"],
            "reasons": line["reasons"].split(),
            "why": why_text(line["reasons"], line["details"]),
            **{name: line[name] for name in ("verdict", "judged_by", "judged_at", "note")},
        }
        for line in result.review.to_dict("records")
        if with_decided or line["verdict"] in _OPEN
    ]
    return {
        "schema": "sangkien.review/1",
        "as_of": result.as_of.isoformat(),
        **result.summary["review"],
        "pairs": pairs,
    }


def review_words(listed: Mapping[str, Any]) -> str:
    """The pairs, a few lines each."""
    count = vietnamese.count
    lines = [f"Cặp nghi trùng: {count(listed['open'])} chờ quyết định, {count(listed['decided'])} đã quyết định."]
    group = 0
    for pair in listed["pairs"]:
        if pair["group"] != group:
            group = pair["group"]
            lines += ["", f"Nhóm {group}"]
        lines += [f"  {each['code']} của {each['unit_code']}: “{shown(each['title'])}”" for each in pair["initiatives"]]
        why = " ".join(pair["why"].splitlines()) or "theo quyết định trước đây"
        lines.append(f"    Vì sao: {shown(why)}")
        if pair["verdict"]:
            note = f". Ghi chú: {shown(pair['note'])}" if pair["note"] else ""
            lines.append(
                f"    {VERDICT_NAMES[pair['verdict']]}: {shown(pair['judged_by'])}, {_moment(pair['judged_at'])}{note}"
            )
    return "\n".join(lines)


def judged_table(told: "Told", now: datetime) -> dict[str, Any]:
    """What became of the answers, for a program."""
    return {
        "schema": "sangkien.review-import/1",
        "judged_at": now.isoformat(timespec="seconds"),
        "judged_by": told.judged_by,
        "recorded": [
            {"codes": list(each.pair), "verdict": each.verdict, "note": each.note, "before": each.before}
            for each in told.taken
            if each.verdict
        ],
        "undone": [{"codes": list(each.pair), "before": each.before} for each in told.taken if not each.verdict],
        "not_taken": [
            {"codes": list(each.pair), "verdict": each.verdict, "why": each.why, "place": each.place}
            for each in told.left
        ],
        "unchanged": told.unchanged,
    }


def judged_words(told: "Told") -> str:
    """What became of the answers: taken, taken back, left."""
    count = vietnamese.count
    by_verdict = Counter(each.verdict for each in told.taken)
    lines = [f"Đã ghi {count(len(told.taken))} quyết định."] if told.taken else ["Không có quyết định mới."]
    names = {**VERDICT_NAMES, "": "bỏ quyết định"}
    for verdict, name in names.items():
        chosen = [each for each in told.taken if each.verdict == verdict]
        if chosen:
            pairs = ", ".join(" - ".join(each.pair) for each in chosen[:_MOST_PAIRS])
            more = f" và {count(len(chosen) - _MOST_PAIRS)} cặp nữa" if len(chosen) > _MOST_PAIRS else ""
            lines.append(f"  {name[0].upper()}{name[1:]}: {count(by_verdict[verdict])} cặp ({pairs}{more})")
    if told.left:
        lines.append(f"Chưa nhận {count(len(told.left))} quyết định; lập tệp mới để xem lại: sangkien review export")
        lines += [f"  {each.place}: {' - '.join(each.pair)}: {_LEFT_WORDS[each.why]}." for each in told.left]
    return "\n".join(lines)


# ---------------------------------------------------------------- where things come from


def life_words(traced: Mapping[str, Any]) -> str:
    """The life of an initiative: how it stands, its rows, the decisions, the runs at which it changed."""
    lines = [f"{traced['code']} của {traced['unit_code']} {shown(traced['unit_name'])}".rstrip()]
    if traced["stands_in"]:
        lines.append(
            f"  Nay được tính dưới mã cũ hơn: {traced['stands_in']} (xem: sangkien trace {traced['stands_in']})"
        )
    lines.append(f"  Lần tổng hợp số {traced['run']}, đến ngày {_day(traced['as_of'])}: {_state(traced)}")
    lines += ["", "Các dòng, theo thứ tự gửi:"]
    file = None
    for row in traced["rows"]:
        if (row["file"], row["sha256"]) != file:
            file = (row["file"], row["sha256"])
            lines.append(
                f"  {shown(row['file'])}@{row['sha256'][:8]}: báo cáo ngày {_day(row['report_on'])}, "
                f"nhận lúc {_moment(row['received_at'])}"
            )
        lines += _row_lines(row, traced["code"])
    if traced["decisions"]:
        lines += ["", "Quyết định:", *_decision_lines(traced["decisions"])]
    if traced["review"] or traced["judgements"]:
        lines += ["", "Nghi trùng và kết luận:", *_pair_lines(traced)]
    if traced["runs"]:
        lines += ["", "Qua các lần tổng hợp:"]
        lines += [
            f"  Số {standing['run']}, đến ngày {_day(standing['as_of'])}: {_state(standing)}"
            for standing in traced["runs"]
        ]
    return "\n".join(lines)


def _row_lines(row: Mapping[str, Any], code: str) -> Iterator[str]:
    what = [f"“{shown(row['title'])}”", shown(row["author"]), row["stage"]]
    yield f"    Trang {shown(row['sheet'])}, dòng {row['row']}: {', '.join(part for part in what if part.strip('“”'))}"
    reasons = "; ".join(map(reason_text, row["reasons"]))
    stands = f"; xem {shown(row['related'])}" if row["related"] else ""
    phase = row["phase"] if row["fate"] == "counted" else None
    yield f"      {state_words(row['fate'], phase)}{': ' if reasons else ''}{reasons}{stands}"
    if row["initiative_code"] != code:
        yield (
            f"      Dòng này nay mang mã {row['initiative_code']}."
            if row["initiative_code"]
            else ("      Dòng này ghi mã trên nhưng không được nhận theo mã đó.")
        )
    for found in row["findings"]:
        column = f"Cột {found['column']}: " if found["column"] else ""
        yield f"      [{SEVERITY_NAMES[Severity(found['severity'])]}] {column}{shown(found['message'])}"


def _decision_lines(decisions: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for decision in decisions:
        verb = "loại" if decision["is_excluded"] else "đưa trở lại"
        file = f"{shown(decision['file'])}@{decision['target'][:8]}"
        target = f"tệp {file}" if decision["kind"] == "submission" else f"sáng kiến {decision['target']}"
        why = f" Lý do: {shown(decision['why'])}" if decision["why"] else ""
        yield f"  {_moment(decision['decided_at'])}, {shown(decision['decided_by'])} {verb} {target}.{why}"


def _pair_lines(traced: Mapping[str, Any]) -> Iterator[str]:
    """Why each pair is shown; then what the clerk said."""
    code = traced["code"]
    for pair in traced["review"]:
        kind = "Tự động tính là một với" if pair["is_automatic"] else "Nghi trùng với"
        answer = "" if pair["is_automatic"] and not pair["verdict"] else f" ({_ANSWERS[pair['verdict']]})"
        why = " ".join(shown(text) for text in pair["why"].splitlines())
        yield f"  {kind} {_beside(pair, code)}{answer}{': ' if why else ''}{why}"
    said = {"same": "tính là một sáng kiến với", "distinct": "là sáng kiến khác với", "unknown": "chưa rõ với"}
    for word in traced["judgements"]:
        is_undone = word["verdict"] == "unknown" and word["note"] == UNDONE
        what = "bỏ quyết định về cặp với" if is_undone else f"kết luận {said[word['verdict']]}"
        note = f". Ghi chú: {shown(word['note'])}" if word["note"] and not is_undone else ""
        yield f"  {_moment(word['judged_at'])}, {shown(word['judged_by'])} {what} {_beside(word, code)}{note}"


def _beside(pair: Mapping[str, Any], code: str) -> str:
    return next((other for other in pair["codes"] if other != code), code)


def figure_words(traced: Mapping[str, Any]) -> str:
    """The rows behind a figure, as file, sheet, row."""
    asked = [
        traced["unit_code"] or "",
        f"giai đoạn {traced['phase']}" if traced["phase"] is not None else "",
        *(f"{name} = {shown(value) or '(để trống)'}" for name, value in traced["by"].items()),
        FATE_NAMES[traced["fate"]],
    ]
    count = vietnamese.count(traced["count"])
    lines = [
        f"Lần tổng hợp số {traced['run']}, số liệu đến ngày {_day(traced['as_of'])}",
        f"{'; '.join(part for part in asked if part)}: {count} dòng",
    ]
    if traced["in_summary"] not in {None, traced["count"]}:
        lines[-1] += f" (summary.json của lần đó ghi {vietnamese.count(traced['in_summary'])})"
    lines += [
        f"  {shown(row['file'])}, trang {shown(row['sheet'])}, dòng {row['row']}: "
        + " ".join(part for part in (row["initiative_code"], f"“{shown(row['title'])}”", shown(row["author"])) if part)
        for row in traced["rows"]
    ]
    return "\n".join(lines)


def _state(standing: Mapping[str, Any]) -> str:
    return state_words(standing["state"], standing["phase"])


def _day(iso: str) -> str:
    return vietnamese.day(date.fromisoformat(iso)) if iso else "(không rõ)"


def _moment(iso: str) -> str:
    moment = datetime.fromisoformat(iso)
    return f"{moment:%H:%M} ngày {vietnamese.day(moment)}"
