"""Two kinds of import-linter contract that say what Frontdesk's house needs in one line each."""

import sys
from collections.abc import Collection, Iterable
from typing import cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

Import = tuple[str, str]


class AtHomeContract(Contract):
    """`packages` (external ones) are imported within `homes` (modules with all below) and nowhere else."""

    type_name = "at_home"

    packages = fields.SetField(subfield=fields.StringField())
    homes = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001 - the signature is import-linter's
        """Find every direct import of a package outside its homes."""
        packages = cast(Collection[str], self.packages)
        homes = cast(Collection[str], self.homes)
        strays = [
            (importer, imported)
            for importer, imported in external_imports(graph)
            if _root(imported) in packages and not _is_within(importer, homes)
        ]
        return ContractCheck(kept=not strays, metadata={"strays": strays})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each import that strayed."""
        _print_strays(check)


class StandardLibraryOnlyContract(Contract):
    """The modules below `rooms` import no external package but Python's own."""

    type_name = "standard_library_only"

    rooms = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001 - the signature is import-linter's
        """Find every direct import of something that Python does not bring."""
        rooms = cast(Collection[str], self.rooms)
        strays = [
            (importer, imported)
            for importer, imported in external_imports(graph)
            if _is_within(importer, rooms) and _root(imported) not in sys.stdlib_module_names
        ]
        return ContractCheck(kept=not strays, metadata={"strays": strays})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each import that strayed."""
        _print_strays(check)


def external_imports(graph: ImportGraph) -> Iterable[Import]:
    """Every direct import of a package that is not ours, as (importing module, package)."""
    for importer in sorted(graph.modules):
        if not graph.is_module_squashed(importer):
            for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                if graph.is_module_squashed(imported):
                    yield importer, imported


def _root(module: str) -> str:
    return module.partition(".")[0]


def _is_within(module: str, packages: Collection[str]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def _print_strays(check: ContractCheck) -> None:
    for importer, imported in cast(list[Import], check.metadata["strays"]):
        output.print_error(f"- {importer} imports {imported}", bold=False)
    output.new_line()
