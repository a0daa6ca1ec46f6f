"""Reading every declaration when Django starts: the kinds of all apps, and the modules that hold their verbs.

A verb is known to its lifecycle once its module is loaded. Every module called `services`, or `<something>_services`,
inside an installed app of the product is loaded here, so that no reader of kinds has to import verbs for their effect.
"""

from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

from django.apps import AppConfig, apps

KINDS, SERVICES = "kinds", "services"


def discover() -> None:
    """Load the verbs and declarations of all installed apps that lie in the project itself."""
    own = [config for config in apps.get_app_configs() if _is_ours(config)]
    for leaf in (SERVICES, KINDS):
        for config in own:
            for name in _modules(config, leaf):
                import_module(name)


def _is_ours(config: AppConfig) -> bool:
    return config.name.split(".")[0] in {"apps", "tenants", "kernel"}


def _modules(config: AppConfig, leaf: str) -> list[str]:
    found = walk_packages([str(Path(config.path))], f"{config.name}.")
    names = [one.name for one in found if not {"migrations", "management"} & set(one.name.split("."))]
    return [name for name in names if _leaf(name) == leaf or _leaf(name).endswith(f"_{leaf}")]


def _leaf(name: str) -> str:
    return name.rpartition(".")[2]
