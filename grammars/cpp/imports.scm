(declaration type: (type_identifier) @_import (#eq? @_import "import")) @import
