(import_statement) @import
(import_statement source: (string) @specifier) @import
(import_clause (identifier) @import.default)
(namespace_import (identifier) @import.namespace)
(import_specifier) @import.name

(export_statement) @export
(export_statement source: (string) @specifier) @import.reexport
(export_specifier) @export.name

(call_expression
  function: (identifier) @_require
  arguments: (arguments . (string) @specifier)
  (#eq? @_require "require")) @import.require
(call_expression
  function: (import)
  arguments: (arguments . (string) @specifier)) @import.dynamic
