"""What the schemas of OOXML say of a document."""

from pathlib import Path

from openxml_audit import OpenXmlValidator


def faults(content: bytes, path: Path) -> list[str]:
    """Each fault with its part and its place. path: where the content is put; its suffix tells the kind."""
    path.write_bytes(content)
    return [f"{fault.part_uri} {fault.path}: {fault.description}" for fault in OpenXmlValidator().validate(path).errors]
