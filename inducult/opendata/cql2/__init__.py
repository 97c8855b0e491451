"""CQL2 (OGC 21-065r2): filters of strangers, read from text or JSON and answered by columns.

A filter in text becomes a filter in JSON, a filter in JSON becomes flags over the rows of a table.
Nothing of it ever becomes SQL. Written here because the parsers that exist (pygeofilter with lark,
cql2-rs) either build SQL or stop at the tree, and the grammar is a page long: docs/decisions/0021.
"""

from typing import Final

LONGEST: Final = 8_000  # characters of a filter
DEEPEST: Final = 24  # expressions within expressions
MOST: Final = 200  # operations of a filter: each looks at every row once
