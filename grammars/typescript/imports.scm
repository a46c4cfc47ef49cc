(import_require_clause (identifier) @import.namespace source: (string) @specifier)
