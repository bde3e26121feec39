"""Catalogs kept in memory between transactions."""

from collections import OrderedDict
from threading import Lock

from scheduling.business import Catalog

CAPACITY = 256


class CatalogCache:
    """The catalogs read last, each with the revision it had. Several threads may use one."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._kept: OrderedDict[str, tuple[str, Catalog]] = OrderedDict()
        self._one_at_a_time = Lock()

    def find(self, business_id: str, revision: str) -> Catalog | None:
        """Give the catalog if the one kept is of just that revision."""
        with self._one_at_a_time:
            kept = self._kept.get(business_id)
            if kept is None or kept[0] != revision:
                return None
            self._kept.move_to_end(business_id)
            return kept[1]

    def keep(self, business_id: str, revision: str, catalog: Catalog) -> None:
        """Keep a catalog, and forget the one not asked for the longest."""
        with self._one_at_a_time:
            self._kept[business_id] = (revision, catalog)
            self._kept.move_to_end(business_id)
            while len(self._kept) > self._capacity:
                self._kept.popitem(last=False)
