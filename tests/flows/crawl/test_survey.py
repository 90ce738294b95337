from __future__ import annotations

import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.crawl import survey as module
from flows.crawl.survey import survey

PIECES = st.lists(st.sampled_from([b"a", b"\n", b"\r\n", b'"', b"\0", "é".encode(), "€".encode(), b"\xe9", b"\x93"]))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=PIECES, chunk=st.integers(min_value=1, max_value=9))
def test_where_the_file_is_cut_into_chunks_does_not_show(tmp_path, pieces, chunk):
    path = tmp_path / "x"
    content = b"".join(pieces)
    path.write_bytes(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_CHUNK", chunk)
        facts = survey(path)
    assert facts.sha256 == hashlib.sha256(content).hexdigest()
    assert (facts.size, facts.nuls, facts.quotes) == (len(content), content.count(0), content.count(b'"'))
    assert facts.broken_utf8 == content.decode("utf-8", "replace").count("\ufffd")
    assert sum(facts.high) == sum(code > 127 for code in content)
    assert facts.ends_in_line_end == content.endswith((b"\n", b"\r"))
    text = content.rstrip(b"\r\n")
    assert (facts.blank_lines > 0) == any(pair in text for pair in (b"\n\n", b"\n\r\n", b"\r\r"))
