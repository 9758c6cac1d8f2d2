"""campaign.toml and units.csv as frozen objects, or one clear Vietnamese line that names the key at fault."""

import csv
import io
import re
import tomllib
import unicodedata
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from pipeline import vietnamese
from pipeline.errors import ConfigurationError
from pipeline.new_rules import Rules
from schemas import initiative

CAMPAIGN_FILE = "campaign.toml"
UNITS_FILE = "units.csv"

CountBasis = Literal["portal_on", "recognised_on", "report_date"]
Level = Literal["district", "province", "nation"]


def _require_text(text: str) -> str:
    cleaned = vietnamese.clean(text)
    if not cleaned:
        raise PydanticCustomError("string_too_short", "empty")
    return cleaned


Text = Annotated[str, AfterValidator(_require_text)]
Names = Annotated[tuple[Text, ...], Field(min_length=1)]
Count = Annotated[int, Field(ge=0)]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _require_time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise PydanticCustomError("time_zone", "không phải là tên múi giờ, ví dụ Asia/Ho_Chi_Minh") from error
    return name


class CampaignHead(_Table):
    """`[campaign]`."""

    name: Text
    code_prefix: Text
    level: Level = "district"
    count_basis: CountBasis = "portal_on"
    timezone: Annotated[str, AfterValidator(_require_time_zone)] = "Asia/Ho_Chi_Minh"


class Issuer(_Table):
    """`[issuer]`: the federation that signs the report."""

    name: Text
    superior: Text
    place: Text
    addressee: Text
    report_symbol: Text = "BC-LĐLĐ"
    dispatch_symbol: Text = "LĐLĐ"
    recipients: Names = ("Như trên", "Lưu: VT")
    signing_power: Text = "TM. BAN THƯỜNG VỤ"
    signatory_post: Text = "CHỦ TỊCH"
    signatory_name: str = ""


class Span(_Table):
    """Days from first to last, both inclusive."""

    first_day: date
    last_day: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first_day > self.last_day:
            raise PydanticCustomError("span", "first_day phải trước hoặc bằng last_day")
        return self

    def holds(self, day: date) -> bool:
        """Whether the day lies inside; both ends count (contract §3)."""
        return self.first_day <= day <= self.last_day


class Phase(Span):
    """`[[phase]]`: a stretch of the campaign with its target, in initiatives."""

    number: Annotated[int, Field(ge=1)]
    name: Text
    target: Count


class PeakCampaign(Span):
    """`[peak_campaign]`."""

    name: Text


class LegalBasis(_Table):
    """`[[legal_basis]]`: one document the report rests on."""

    text: Text


class Lists(_Table):
    """`[lists]`: the values a cell may hold. Defaults are those of contract §2."""

    block: Names = ("Trường học", "Cơ quan hành chính", "Xã, thị trấn", "Y tế", "Doanh nghiệp", "Khác")
    author_group: Names
    solution_kind: Names
    field_of_work: Names
    stage: Names = ("Ý tưởng", "Đã đăng ký", "Đang triển khai", "Đã áp dụng", "Đã được công nhận", "Rút")
    recognised_by: Names = ("Hội đồng sáng kiến", "Thủ trưởng cơ quan, đơn vị, doanh nghiệp")
    award_proposal: Names = ("Không", "LĐLĐ huyện", "LĐLĐ tỉnh", "Bằng Lao động sáng tạo")
    role: Names = ("Tổ trưởng", "Tổ phó", "Thành viên")
    activity_kind: Names = (
        "Ngày hội sáng kiến", "Tuần sáng kiến", "Tháng sáng kiến", "Tuyên truyền", "Tập huấn", "Khác",
    )  # fmt: skip
    fillers: tuple[str, ...] = ("…", "-", "0", "nt", "như trên", "chưa có", "đang cập nhật", "Không", "Không có")

    @property
    def yes_no(self) -> tuple[str, ...]:
        """Not for configuration: the two answers of the template."""
        return ("Có", "Không")

    def values(self, list_name: str) -> tuple[str, ...]:
        """The permitted values of a column, by its `list_name`."""
        found: tuple[str, ...] = getattr(self, list_name)
        return found

    @model_validator(mode="after")
    def _sound(self) -> Self:
        for name in type(self).model_fields:
            if name == "fillers":
                continue
            keys = [vietnamese.fold(value) for value in self.values(name)]
            if len(set(keys)) < len(keys):
                raise PydanticCustomError("list", "danh sách {name} có giá trị trùng nhau", {"name": name})
        for needed in (initiative.STAGE_RECOGNISED, initiative.STAGE_WITHDRAWN):
            if needed not in self.stage:
                raise PydanticCustomError("list", "danh sách stage phải có giá trị “{value}”", {"value": needed})
        return self


class Deadlines(_Table):
    """`[deadlines]`."""

    report_every_days: Annotated[int, Field(ge=1)] = 7

    def is_late(self, newest_report: date, as_of: date) -> bool:
        """Whether a unit whose newest accepted report is of that day is late."""
        return (as_of - newest_report).days > self.report_every_days


class Thresholds(_Table):
    """`[thresholds]`, in đồng: benefits outside are asked about, never refused."""

    doubtful_benefit_from_vnd: Count = 10_000_000_000
    doubtful_benefit_below_vnd: Count = 10_000


class Documents(_Table):
    """`[documents]`."""

    profile: Text = "nd30"


class Campaign(_Table):
    """The whole of campaign.toml."""

    campaign: CampaignHead
    issuer: Issuer
    phase: Annotated[tuple[Phase, ...], Field(min_length=1)]
    application_window: Span
    peak_campaign: PeakCampaign | None = None
    legal_basis: tuple[LegalBasis, ...] = ()
    lists: Lists
    deadlines: Deadlines = Deadlines()
    thresholds: Thresholds = Thresholds()
    documents: Documents = Documents()
    rules: Rules = Rules()

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which days are told."""
        return ZoneInfo(self.campaign.timezone)

    @property
    def target(self) -> int:
        """The target of all phases together, in initiatives."""
        return sum(phase.target for phase in self.phase)

    @model_validator(mode="after")
    def _phases_in_order(self) -> Self:
        numbers = [phase.number for phase in self.phase]
        if numbers != list(range(1, len(numbers) + 1)):
            raise PydanticCustomError("phases", "các [[phase]] phải được đánh số 1, 2, 3… theo thứ tự")
        for former, latter in zip(self.phase, self.phase[1:], strict=False):
            if latter.first_day <= former.last_day:
                complaint = "[[phase]] số {number} bắt đầu khi giai đoạn trước chưa kết thúc"
                raise PydanticCustomError("phases", complaint, {"number": latter.number})
        return self


def _require_file_name(code: str) -> str:
    if re.fullmatch(r"(?i)con|prn|aux|nul|(com|lpt)\d", code):
        raise PydanticCustomError("reserved_name", "là tên dành riêng của Windows, không đặt tên tệp được")
    return code


class Unit(_Table):
    """One line of units.csv: a grassroots union. targets: initiatives, one a phase, in the order of the phases."""

    unit_code: Annotated[Text, AfterValidator(_require_file_name), Field(pattern=r"^[^\\/:*?\"<>|.][^\\/:*?\"<>|]*$")]
    unit_name: Text
    block: Text
    commune: Annotated[str, AfterValidator(vietnamese.clean)] = ""
    targets: tuple[Count, ...]
    member_count: Count | None = None
    contact: str = ""
    active_from: date | None = None
    active_to: date | None = None

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Self:
        if self.active_from and self.active_to and self.active_from > self.active_to:
            raise PydanticCustomError("span", "active_from phải trước hoặc bằng active_to")
        return self

    @property
    def key(self) -> str:
        """What codes are compared by."""
        return unit_key(self.unit_code)

    def is_active(self, day: date) -> bool:
        """Whether the unit exists on that day, both ends inclusive."""
        return (self.active_from or date.min) <= day <= (self.active_to or date.max)


def unit_key(unit_code: str) -> str:
    """Unit codes are compared without case and spaces (contract §1)."""
    return "".join(unicodedata.normalize("NFC", unit_code).casefold().split())


def read_campaign(text: str) -> Campaign:
    """campaign.toml, checked.

    Raises ConfigurationError: one line with the key, what is wrong with it and, for an unknown key, the nearest one.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        where = f"dòng {place.group(1)}" if place else "cuối tệp"
        raise ConfigurationError(
            f"{CAMPAIGN_FILE}, {where}: không đọc được. Kiểm tra dấu ngoặc kép, dấu = và cách ghi ngày (2022-05-31)."
        ) from error
    try:
        return Campaign.model_validate(table)
    except ValidationError as error:
        raise ConfigurationError(f"{CAMPAIGN_FILE}: {_sentence(_tellingest(error), Campaign)}") from error


def read_units(text: str, campaign: Campaign) -> tuple[Unit, ...]:
    """units.csv (`;` or `,`), checked, in the order of the file.

    Raises ConfigurationError: one line with the line number, the column and what is wrong.
    """
    target_columns = [f"target_phase_{phase.number}" for phase in campaign.phase]
    required = ["unit_code", "unit_name", "block", "commune", *target_columns]
    known = [*required, "member_count", "contact", "active_from", "active_to"]
    heading = text.split("\n", 1)[0]
    reader = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=";" if heading.count(";") >= heading.count(",") else ","
    )
    columns = [name.strip() for name in reader.fieldnames or []]
    reader.fieldnames = columns
    for name in required:
        if name not in columns:
            raise ConfigurationError(f"{UNITS_FILE}, dòng 1: thiếu cột {name}.")
    for name in columns:
        if name and columns.count(name) > 1:
            raise ConfigurationError(f"{UNITS_FILE}, dòng 1: cột {name} xuất hiện hai lần.")
    for name in columns:
        if name and name not in known:
            raise ConfigurationError(
                f"{UNITS_FILE}, dòng 1: cột “{name}” không có trong quy định{_nearest(name, known)}."
            )
    units: list[Unit] = []
    try:
        for record in reader:
            where = f"{UNITS_FILE}, dòng {reader.line_num}"
            if None in record:
                raise ConfigurationError(f"{where}: nhiều ô hơn số cột của dòng tiêu đề.")
            values = {name: (value or "").strip() for name, value in record.items()}
            if any(values.values()):
                units.append(_unit(values, where, target_columns, campaign.lists))
    except csv.Error as error:
        raise ConfigurationError(f"{UNITS_FILE}, dòng {reader.line_num}: không đọc được dòng này.") from error
    if not units:
        raise ConfigurationError(f"{UNITS_FILE}: chưa có đơn vị nào.")
    _require_distinct(units)
    return tuple(units)


def _unit(values: dict[str, str], where: str, target_columns: Sequence[str], lists: Lists) -> Unit:
    plain = {name: value for name, value in values.items() if name and value and name not in target_columns}
    targets = [values[name] or "0" for name in target_columns]
    try:
        unit = Unit.model_validate({**plain, "targets": targets})
    except ValidationError as error:
        detail = error.errors()[0]
        location = detail["loc"]
        if location[:1] == ("targets",) and len(location) > 1 and isinstance(location[1], int):
            detail["loc"] = (target_columns[location[1]],)
        raise ConfigurationError(f"{where}: {_sentence(detail, Unit)}") from error
    block = {vietnamese.fold(name): name for name in lists.block}.get(vietnamese.fold(unit.block))
    if block is None:
        raise ConfigurationError(
            f"{where}: cột block, giá trị “{unit.block}” không có trong danh sách: {' · '.join(lists.block)}."
        )
    return unit.model_copy(update={"block": block})


def _require_distinct(units: Sequence[Unit]) -> None:
    seen: dict[str, Unit] = {}
    for unit in units:
        if unit.key in seen:
            raise ConfigurationError(f"{UNITS_FILE}: mã {unit.unit_code} được dùng cho hai đơn vị.")
        seen[unit.key] = unit


def _tellingest(error: ValidationError) -> ErrorDetails:
    """An unknown key tells more than the key that is missing because it was misspelt."""
    details = error.errors()
    return next((detail for detail in details if detail["type"] == "extra_forbidden"), details[0])


def _sentence(detail: ErrorDetails, model: type[BaseModel]) -> str:
    location = [part for part in detail["loc"] if part != "function-after"]
    key = ".".join(f"[{part + 1}]" if isinstance(part, int) else part for part in location).replace(".[", "[")
    if detail["type"] == "extra_forbidden":
        known = _known_keys(model, location[:-1])
        return f"khóa {key} không có trong quy định{_nearest(str(location[-1]), known)}."
    if detail["type"] == "missing":
        return f"thiếu {'cột' if model is Unit else 'khóa'} {key}."
    shown = "" if isinstance(detail["input"], dict | list | BaseModel) else f", giá trị “{detail['input']}”"
    if not key:
        return f"{_complaint(detail)}."
    return f"{'cột' if model is Unit else 'khóa'} {key}{shown}: {_complaint(detail)}."


def _complaint(detail: ErrorDetails) -> str:
    kind = detail["type"]
    context: dict[str, Any] = detail.get("ctx", {})
    if kind == "literal_error":
        return f"phải là một trong các giá trị {context['expected'].replace(' or ', ', ')}"
    if kind.startswith("int"):
        return "phải là số nguyên"
    if kind == "greater_than_equal":
        return f"phải từ {context['ge']} trở lên"
    if kind.startswith("date"):
        return "phải là ngày ghi theo dạng năm-tháng-ngày, ví dụ 2022-05-31"
    if kind in {"string_type", "string_too_short"}:
        return "phải là chữ, không được để trống"
    if kind == "string_pattern_mismatch":
        return 'không được có các ký tự \\ / : * ? " < > | và không được bắt đầu bằng dấu chấm'
    if kind in {"tuple_type", "too_short"}:
        return "phải là danh sách có ít nhất một phần tử"
    if kind in {"model_type", "model_attributes_type"}:
        return "phải là một bảng [tên] gồm các dòng khóa = giá trị"
    if kind in {"time_zone", "span", "list", "phases", "reserved_name", "rule"}:
        return detail["msg"]
    return "giá trị không hợp lệ"


def _known_keys(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """The keys that may stand where `path` leads to, found by walking the models along it."""
    for part in path:
        if isinstance(part, int):
            continue
        inner = model.model_fields[part].annotation
        candidates = [inner, *getattr(inner, "__args__", ())]
        model = next(item for item in candidates if isinstance(item, type) and issubclass(item, BaseModel))
    return list(model.model_fields)


def _nearest(name: str, known: Sequence[str]) -> str:
    close = get_close_matches(name, known, n=1, cutoff=0.5)
    return f"; có lẽ là {close[0]}" if close else f"; các khóa được dùng: {', '.join(known)}"
