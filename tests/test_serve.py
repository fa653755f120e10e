"""The dashboard as a service manager starts and stops it."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without asking it")
def test_a_stopped_serve_takes_its_pages_along(small):
    command = [sys.executable, "pipeline.py", "serve", "--home", str(small.home), "--port", "8700"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline()]
        while told[-1] and "URL: http" not in told[-1]:  # Streamlit's own line, once it listens
            told.append(process.stdout.readline())
        port = int(re.findall(r"127\.0\.0\.1:(\d+)", told[-1])[0])
        assert f":{port} " in told[0]
        process.terminate()
        assert process.wait(30) == 0 and process.stderr is not None and "Stopped." in process.stderr.read()
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0
