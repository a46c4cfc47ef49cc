(import_statement) @import
(import_statement name: (_) @import.module)
(future_import_statement) @import
(import_from_statement module_name: (_) @specifier) @import
(import_from_statement name: (_) @import.name)
(import_from_statement (wildcard_import) @import.star)
(call
  function: (_) @_import
  arguments: (argument_list . (string) @specifier)
  (#any-of? @_import "importlib.import_module" "import_module" "__import__")) @import.dynamic
(assignment left: (identifier) @_all right: (_) @export.all (#eq? @_all "__all__"))
(augmented_assignment left: (identifier) @_all right: (_) @export.all (#eq? @_all "__all__"))
