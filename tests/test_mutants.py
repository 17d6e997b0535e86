"""A share of the mutants that `python -m tests.mutants` tries: whatever is done to a file, nothing falls and no healthy file is blamed."""

import pytest

from tests.mutants import FILES, OPERATIONS, Mutant, mutants

SHARE = len([*OPERATIONS, *FILES])

HARMLESS = {
    "line_deleted", "line_twice", "lines_swapped", "indented_more", "indented_less", "line_broken", "lines_joined", "other_line_ends",
    "byte_order_mark", "comment_in_text", "flag_of_another_kind", "list_to_text", "value_of_another_field", "value_of_another_type",
    "reference_misspelt", "number_other", "special_start", "web_code", "file_cut_off", "file_copied", "file_removed", "date_odd",
    "two_documents", "document_mark_glued", "bracket_lost", "quotes_chinese", "field_misspelt", "field_unknown", "colon_in_text",
    "item_glued_to_the_text_before", "list_emptied", "address_odd", "comma_full_width", "file_renamed", "bracket_full_width",
    "value_emptied", "colon_full_width", "dash_of_another_kind", "colon_missing",
}  # fmt: skip
"""Ways that may leave a file that says something sound, if something else. After all others somebody must be told."""


@pytest.fixture(scope="module")
def tried() -> list[Mutant]:
    return list(mutants(SHARE))


def test_nothing_falls(tried):
    assert [f"{mutant.number} {mutant.operation} {mutant.file}\n{mutant.fell}" for mutant in tried if mutant.fell] == []


def test_nothing_takes_long(tried):
    assert [(mutant.number, mutant.seconds) for mutant in tried if mutant.seconds > 2] == []


def test_every_fault_is_of_the_broken_file(tried):
    assert [(mutant.number, mutant.operation, mutant.elsewhere[0]) for mutant in tried if mutant.elsewhere] == []


def test_what_nobody_can_have_meant_is_told(tried):
    silent = [f"{mutant.number} {mutant.operation} {mutant.file}" for mutant in tried if mutant.silent and mutant.operation not in HARMLESS]
    assert silent == []


def test_the_same_seed_breaks_the_same_files(tried):
    one, other = ([(m.file, m.operation, m.data) for m in some] for some in (tried[:10], mutants(10)))
    assert one == other
