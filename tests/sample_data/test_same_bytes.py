from sample_data.make import HERE, make


def test_two_runs_write_the_same_bytes_as_are_committed():
    made = make()
    assert made == make()
    committed = {
        path.relative_to(HERE).as_posix(): path.read_bytes()
        for folder in ("exports", "truth")
        for path in (HERE / folder).rglob("*")
        if path.is_file()
    }
    assert sorted(made) == sorted(committed)
    assert [path for path in made if made[path] != committed[path]] == []


def test_another_seed_makes_another_clinic_with_the_same_files():
    here, there = make(), make(seed=7, patients=80)
    assert sorted(here) == sorted(there)
    assert here["exports/ehr/patients.csv"] != there["exports/ehr/patients.csv"]


def test_the_exports_stay_small():
    assert sum(len(content) for path, content in make().items() if path.startswith("exports/")) < 3_000_000
