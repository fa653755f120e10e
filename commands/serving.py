"""vemt serve, demo: the dashboard in the browser, and the whole street on made-up data."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from commands.common import HomeOption, NotDone, command, err, out, progress
from commands.home import Home, find_home
from commands.releasing import build_release, demo_key, publish_release, sign_all
from dashboard.released import Released
from etl.demo import make_demo
from etl.demo.decided import write_decided
from etl.load import load_folder

APP = Path(__file__).resolve().parent.parent / "dashboard" / "server.py"
SEED = 2026
PortOption = Annotated[int, typer.Option("--port", help="Port on this machine.", min=1, max=65535)]


@command
def serve(
    audience: Annotated[str, typer.Option("--audience")] = "strategic",
    port: PortOption = 8501,
    home: HomeOption = None,
) -> None:
    """Show the current release in the browser, on this machine only."""
    place = find_home(home)
    Released.open(place.releases, audience).close()
    serve_pages(place, audience, port)


def free_port(wanted: int) -> int:
    """`wanted`, or the next port on this machine that nothing listens on. NotDone after 50 tries."""
    for port in range(wanted, min(wanted + 50, 65536)):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise NotDone(f"no free port from {wanted} on; name another with --port")


def serve_pages(place: Home, audience: str, port: int) -> None:
    """Run the dashboard until it is stopped; prints its address first."""
    port = free_port(port)
    environment = {**os.environ, "VEMT_HOME": str(place.path.resolve()), "VEMT_AUDIENCE": audience}
    command_line = [
        sys.executable, "-m", "streamlit", "run", str(APP), "--server.port", str(port),
        "--server.address", "127.0.0.1", "--server.headless", "true",
    ]  # fmt: skip
    out.print(f"The dashboard ({audience}) is at http://127.0.0.1:{port} – stop it with Ctrl+C.")
    sys.stdout.flush()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # else the pages would outlive this process
    try:
        subprocess.run(command_line, env=environment, cwd=APP.parent.parent, check=False)  # noqa: S603
    except KeyboardInterrupt:
        err.print("Stopped.")


@command
def demo(
    years: Annotated[int, typer.Option("--years", min=1, max=10)] = 3,
    open_children: Annotated[int, typer.Option("--open", help="Children open on the list.", min=20, max=5000)] = 120,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Stop after publishing.")] = False,
    port: PortOption = 8501,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    home: HomeOption = None,
) -> None:
    """Make synthetic extracts, load, preview, release, publish, serve: the whole street through the front door."""
    place = find_home(home)
    if place.warehouse.exists() and not (place.config / "demo").exists():
        raise NotDone(f"{place.path} holds data that is not the demo's; name another folder with --home")
    if not yes and not no_serve:
        typer.confirm(f"Make demo data in {place.path}?", default=True, abort=True)
    place.made()
    (place.config / "demo").write_text("This home holds made-up data.\n", encoding="utf-8")
    write_decided(place.config)
    place.release_key(demo_key(SEED))
    extracts = place.path / "demo-extracts"
    with progress() as tell:
        as_at = make_demo(extracts, place.notes, years, open_children, SEED, tell)
        report = load_folder(place.path, extracts, tell)
        sign_all(place, as_at, "data owner (demo)")
        document = build_release(place, as_at, None, tell)
    publish_release(place, document["release_id"])
    refused = sum(f.status == "refused" for f in report.files)
    rejected = sum(f.rejected for f in report.files)
    out.print(f"{len(report.files)} files read, {refused} refused, {rejected} rows rejected (vemt rejects lists them).")
    out.print(f"Release {document['release_id']} is current; made-up data, no real child is in it.")
    if not no_serve:
        serve_pages(place, "strategic", port)
