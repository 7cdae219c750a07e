"""Make sure that the browser tests have a Chromium: from the distribution, where one may be installed."""

import os
import shutil
import subprocess
import sys

# Left out: for the address bar of each new window Chromium makes pages of its own, which take more processor time than
# ours. Of several such switches it heeds the last, so Playwright's features are named again.
_FEATURES = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "AimEnabled", "AvoidUnnecessaryBeforeUnloadCheckSync"),
    *(
        "DestroyProfileOnBrowserClose",
        "HttpsUpgrades",
        "HttpsFirstBalancedModeAutoEnable",
        "LensOverlay",
        "MediaRouter",
    ),
    *("PaintHolding", "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints"),
    *("NetworkTimeServiceQuerying", "PreconnectToSearch"),
)
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"),
    f"--disable-features={','.join(_FEATURES)}",
)
"""What tests and benchmarks launch it with."""

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without a window to draw around it a page costs a quarter of a second of processor time less, which two hundred tests
# feel. It is not measured with: what it does when it traces is its own, and once it never ended.
_SHELL = "chromium-headless-shell"


def find() -> str | None:
    """Path of the browser: ``PILOTAGE_CHROMIUM``, else the first of the usual names on the PATH."""
    named = os.environ.get("PILOTAGE_CHROMIUM")
    return named or next((path for name in (*_NAMES, _SHELL) if (path := shutil.which(name))), None)


def ensure() -> str:
    """Path of the browser for tests, installed with apt-get where it can be. Raises SystemExit with what to do
    otherwise.
    """
    found = os.environ.get("PILOTAGE_CHROMIUM") or shutil.which(_SHELL) or find()
    if found:
        return found
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing Chromium from the distribution", file=sys.stderr, flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=environment, check=True, stdout=subprocess.DEVNULL)
        for package in (_SHELL, "chromium"):  # an older distribution has the second alone
            install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package]
            if subprocess.run(install, env=environment, check=False, stdout=subprocess.DEVNULL).returncode == 0:
                break
        found = find()
    if not found:
        raise SystemExit(
            "The browser tests need Chromium. Install it (apt install chromium) or name one in PILOTAGE_CHROMIUM."
        )
    return found


if __name__ == "__main__":
    print(ensure())
