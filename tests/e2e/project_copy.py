"""A copy of the project in which a test may change variants, recipes and patches."""
import shutil


def copy_project(project, root):
    """What a build reads of `project`, in the new folder `root`; the virtual environment is the same one."""
    for folder in ("variants", "Modules", "toolchain"):
        shutil.copytree(project / folder, root / folder)
    (root / "build").mkdir()
    (root / "build/venv").symlink_to((project / "build/venv").resolve())
