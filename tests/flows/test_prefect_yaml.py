"""prefect.yaml deploys: what `prefect deploy` would find too late is found here."""

import importlib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
DECLARED = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))
DEPLOYMENTS = DECLARED["deployments"]


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda deployment: deployment["name"])
def test_deployment_matches_its_flow(deployment: dict) -> None:
    """The entrypoint is a flow that takes the declared parameters."""
    path, name = deployment["entrypoint"].split(":")
    flow = getattr(importlib.import_module(path.removesuffix(".py").replace("/", ".")), name)
    assert flow.validate_parameters(deployment["parameters"])
    assert set(deployment["parameters"]) <= set(flow.parameters.properties)


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda deployment: deployment["name"])
def test_schedule_sleeps_until_switched_on(deployment: dict) -> None:
    """Every schedule is a valid cron line in the clinic's time zone, and inactive."""
    from prefect.client.schemas.schedules import CronSchedule

    for schedule in deployment["schedules"]:
        CronSchedule(cron=schedule["cron"], timezone=schedule["timezone"])
        assert schedule["timezone"] == "Europe/Brussels"
        assert schedule["active"] is False


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda deployment: deployment["name"])
def test_worker_reports_nothing_to_anyone(deployment: dict) -> None:
    """Both telemetry switches are off, and nothing of a run is kept by the server."""
    env = deployment["work_pool"]["job_variables"]["env"]
    assert env["DO_NOT_TRACK"] == "1"
    assert env["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert env["PREFECT_RESULTS_PERSIST_BY_DEFAULT"] == "false"
