"""The Word templates are what their texts and the profile make; a change of one without the other is seen."""

import zipfile

import pytest

from tools import make_word_templates as made


def parts(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", list(made.TITLES))
def test_the_committed_template_is_the_one_its_text_makes(name, tmp_path):
    made.build(tmp_path, name)
    assert parts(tmp_path / f"{name}.docx") == parts(made.TEMPLATES / f"{name}.docx")
